// Who answers an `ask` in each mode. Pure: a decision goes in, an `ask` that nobody may answer comes out as a deny.
import type { Decision } from '../policy/decision.ts';

/** Allow and deny pass as they are. An ask rule reaches the person in mode `auto` too. */
export function convert(decision: Decision, personAvailable: boolean): Decision {
  if (decision.behavior !== 'ask') return decision;
  if (decision.mode === 'dontAsk')
    return deny(decision, {
      layer: 'dontAsk',
      reason: 'dontAsk',
      advice: `Nobody is asked in this mode. ${decision.reason} Choose a way that needs no approval.`,
    });
  if (decision.mode === 'auto' && decision.layer !== 'ask-rule')
    return deny(decision, {
      layer: 'mode',
      reason: `In mode auto what stays uncertain is denied. ${decision.reason}`,
      advice: 'Use a narrower command whose effects are plain, or tell the person what you need and why.',
    });
  if (!personAvailable)
    return deny(decision, {
      layer: 'person',
      reason: `Nobody is here to be asked. ${decision.reason}`,
      advice: 'Choose a way that needs no approval, or leave this step to the person.',
    });
  return decision;
}

/** The same decision as a denial by another layer; the trace stays. */
export function deny(
  decision: Decision,
  words: { readonly layer: Decision['layer']; readonly reason: string; readonly advice?: string },
): Decision {
  const { rule: _rule, floor: _floor, advice: _advice, ...rest } = decision;
  return { ...rest, ...words, behavior: 'deny', allowed: false };
}

/** A denial for want of a decision: some part of the gate broke. Never counted as a denial. */
export function failure(problem: string, mode: Decision['mode'] = 'default'): Decision {
  return {
    behavior: 'deny',
    allowed: false,
    layer: 'failure',
    reason: `The gate could not decide: ${problem}.`,
    consequence: '',
    advice: 'This is a fault of the gate, not of your call. Tell the person.',
    mode,
    analysis: { segments: [], doubts: [{ code: 'failure', text: problem }], complete: false },
    trace: [],
  };
}
