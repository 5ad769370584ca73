// The check: one call and its context in, one decision out. Pure: no clock, no I/O, no randomness, never throws.
// Every line of authority is evaluated and recorded; the first one in the order of `lines` that speaks decides, and
// an ask never stands before a denial.
import { expectation } from './classifier/opinion.ts';
import { readCall, type CallReading } from './classifier/read.ts';
import { safeVerdict, threatVerdict } from './classifier/verdict.ts';
import type { CheckContext } from './context.ts';
import type { Decision, Line, Verdict } from './decision.ts';
import type { ToolCall } from './call.ts';
import { analysis } from './effects.ts';
import { blockedVerdict, externalVerdict } from './external/verdict.ts';
import { floorVerdict } from './floor/floor.ts';
import { lockVerdict } from './lock.ts';
import { modeVerdict } from './mode.ts';
import { liftedObjection, liftedThreat, shellVerdict } from './alwaysAllowShell.ts';
import { risk } from './risk.ts';
import { allowRuleVerdict, askRuleVerdict, denyRuleVerdict } from './rules/verdict.ts';
import { withOneBound } from './shell/runtime.ts';
import { flowVerdict } from './session/verdict.ts';
import { consequence, type Words } from './words/consequence.ts';

/** Decides on one call. A fault of any part is a verdict to ask, never an exception. */
export function check(call: ToolCall, context: CheckContext): Decision {
  return checked(call, context).decision;
}

/** The same with the reading that the decision was made from, for what follows an allow. */
export function checked(
  call: ToolCall,
  context: CheckContext,
): { readonly decision: Decision; readonly reading: CallReading } {
  return withOneBound(() => {
    const reading = guarded(
      () => readCall(call, context),
      (problem) => unreadable(call, problem),
    );
    return { decision: decide(verdicts(reading, context), reading, context), reading };
  });
}

/** What each line of authority says of a call that was read. */
export function verdicts(reading: CallReading, context: CheckContext): readonly Verdict[] {
  const say = (line: Line, speak: (call: CallReading, context: CheckContext) => Verdict): Verdict =>
    guarded(
      () => speak(reading, context),
      (problem) => ({ line, behavior: 'ask', reason: `The ${line} part of the gate failed: ${problem}.` }),
    );
  const safe = say('safe', (call, now) => liftedObjection(safeVerdict(call, now), call, now));
  // What the analysis proved to read is no change of the kind that mode `plan` denies; the model's doubt is asked.
  const objected = safe.behavior === 'ask' && safe.opinion?.objects === true;
  return [
    stopVerdict(context),
    say('floor', floorVerdict),
    lockVerdict(reading, context),
    say('deny-rule', denyVerdict),
    say('ask-rule', askRuleVerdict),
    say('allow-rule', allowRuleVerdict),
    say('threat', (call, now) => liftedThreat(threatVerdict(call, now), call, now)),
    say('flow', flowVerdict),
    say('external', externalVerdict),
    safe,
    say('mode', (call, now) => shellVerdict(call, now) ?? modeVerdict(call, now, objected)),
  ];
}

function decide(trace: readonly Verdict[], reading: CallReading, context: CheckContext): Decision {
  const verdict = deciding(trace) ?? {
    line: 'mode' as const,
    behavior: 'ask' as const,
    reason: 'No part of the gate has an opinion on this call.',
  };
  const behavior = verdict.behavior === 'none' ? 'ask' : verdict.behavior;
  const words =
    behavior === 'allow'
      ? silence
      : guarded(
          () => consequence(reading, { ...verdict, behavior }, context.facts),
          () => silence,
        );
  const { opinion } = trace.find(({ line }) => line === 'safe') ?? {};
  const expected = behavior === 'ask' && opinion !== undefined ? expectation(opinion, reading.analysis) : '';
  return {
    behavior,
    allowed: behavior === 'allow',
    layer: verdict.line,
    reason: verdict.reason,
    consequence: [words.consequence, expected].filter((text) => text !== '').join(' '),
    ...(words.advice === undefined ? {} : { advice: words.advice }),
    ...(verdict.rule === undefined ? {} : { rule: verdict.rule }),
    ...(verdict.floor === undefined ? {} : { floor: verdict.floor }),
    risk:
      behavior === 'deny' && (verdict.line === 'floor' || verdict.line === 'threat')
        ? 'high'
        : risk(reading.analysis, words.worth),
    mode: context.mode,
    analysis: reading.analysis,
    trace,
  };
}

/**
 * The first line that speaks decides, with one exception: an ask, be it of a rule or for a fault, is no way around a
 * denial that would have come without it. Else an ask rule of a workspace would turn a threat into a question.
 */
export function deciding(trace: readonly Verdict[]): Verdict | undefined {
  const at = trace.findIndex(({ behavior }) => behavior !== 'none');
  const first = trace[at];
  if (first?.behavior !== 'ask') return first;
  const otherwise = deciding(trace.slice(at + 1));
  return otherwise?.behavior === 'deny' ? otherwise : first;
}

/** What runs needs no words, and nothing is looked up for it. */
const silence: Words = { consequence: '', worth: () => undefined };

/** Deny rules, and services that the person blocked. */
function denyVerdict(reading: CallReading, context: CheckContext): Verdict {
  const rule = denyRuleVerdict(reading, context);
  return rule.behavior === 'deny' ? rule : (blockedVerdict(reading, context) ?? rule);
}

function stopVerdict(context: CheckContext): Verdict {
  return context.stopped
    ? {
        line: 'stop',
        behavior: 'deny',
        reason: 'The emergency stop is engaged: nothing runs until a person releases it.',
      }
    : silent('stop', 'The emergency stop is not engaged.');
}

function silent(line: Line, reason: string): Verdict {
  return { line, behavior: 'none', reason };
}

function unreadable(call: ToolCall, problem: string): CallReading {
  const doubt = { code: 'failure', text: `the analysis failed: ${problem}` } as const;
  return { call, shell: undefined, analysis: analysis([], [doubt]) };
}

function guarded<T>(run: () => T, otherwise: (problem: string) => T): T {
  try {
    return run();
  } catch (error) {
    return otherwise(error instanceof Error ? error.message : String(error));
  }
}
