// "Always…": from one question to rules that hold from now on. Three steps: allow or deny, which rules, where. The
// literal rules are shown and can be changed; nothing is saved that would not have decided this very call.
import * as vscode from 'vscode';
import type { Answer, Gate, Pending } from '../gate/api.ts';
import { HumanError } from '../gate/humanError.ts';
import { problemOf } from '../gate/signal.ts';
import { agentName } from './agentNames.ts';
import { editRules } from './editRules.ts';
import { callLine } from './question.ts';
import type { RulePlace, RuleStore } from './ruleStore.ts';
import type { RuleSource } from '../policy/rules/rule.ts';
import { noAllowReason, ruleSources, ruleTexts, settingsChange } from './ruleTexts.ts';
import { commands } from './commands.ts';
import { count } from './statusText.ts';
import { grantsFor, type TrustAction } from './trustTexts.ts';
import { inert, visible } from './visible.ts';

/** A call for which rules can be saved: one that waits, or one that was only tried. */
export interface RuledCall extends Pick<Pending, 'call' | 'decision' | 'cwd' | 'agent' | 'suggestions'> {
  /** Absent where there is no session whose rules could be added to. */
  readonly session?: string;
  /** What could be granted to the service that it asks, instead of a rule: only what would have let it pass. */
  readonly grants?: readonly TrustAction[];
  /** Would these rules, added to those in force, decide exactly this call as they say? */
  decides(rules: readonly RuleSource[]): Promise<boolean>;
}

export function ruledPending(pending: Pending, gate: Gate): RuledCall {
  const grants = grantsFor(pending).filter(({ deed }) => gate.trust.wouldAllow(pending.id, deed));
  return { ...pending, grants, decides: (rules) => gate.wouldDecide(pending.id, rules) };
}

export interface AlwaysParts {
  readonly rules: RuleStore;
  /** Takes the failures of what nobody waits for. */
  readonly tell: (error: unknown) => void;
}

/** The answer with the saved rules; undefined when the person left the flow, and then nothing is saved. */
export async function askAlways(
  pending: RuledCall,
  gate: Gate,
  { rules: store, tell }: AlwaysParts,
): Promise<Answer | undefined> {
  const behavior = await chooseBehavior(pending);
  if (!behavior) return undefined;
  if (typeof behavior === 'object') return grant(behavior, gate, tell);
  const texts = await chooseRules(pending, behavior);
  if (!texts) return undefined;
  const place = await choosePlace(pending, behavior, texts, store);
  if (!place) return undefined;
  const rules = ruleSources(texts, behavior, place === 'session' ? 'session' : place.scope);
  if (place !== 'session') {
    const undo = await store.save(place, behavior, texts);
    const saved = `${count(texts.length, `${behavior} rule`)} in ${place.file}: ${inert(texts.map(visible).join(', '))}`;
    void offerUndo(saved, undo, () => store.open(place), tell).catch(tell);
  } else if (pending.session !== undefined) gate.sessions.addRules(pending.session, rules);
  // An ask rule is offered only where no call waits for an answer.
  return behavior === 'ask' ? undefined : { behavior, rules };
}

type Kept = 'allow' | 'ask' | 'deny';

interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
}

/** The grant holds from the next call on; this one is answered with an allow. */
function grant({ deed, label }: TrustAction, { trust }: Gate, tell: AlwaysParts['tell']): Answer {
  trust.act(deed, { by: 'the person, in a question' });
  void offerTrust(label).catch(tell);
  return { behavior: 'allow' };
}

async function offerTrust(label: string): Promise<void> {
  const show = 'Show Trust';
  const text = inert(`${label.replace(/^\$\([^)]*\) /u, '')}: granted.`);
  if ((await vscode.window.showInformationMessage(text, show)) === show)
    await vscode.commands.executeCommand(commands.showTrust);
}

/** Undefined to go back to the question. */
async function chooseBehavior(pending: RuledCall): Promise<Kept | TrustAction | undefined> {
  const why = noAllowReason(pending);
  const waits = pending.session !== undefined;
  const allow: Choice<Kept | undefined> =
    why === undefined
      ? {
          value: 'allow',
          label: '$(check) Always allow…',
          detail: waits
            ? 'This call runs now, and so does every later one that the rule matches.'
            : 'Every call that the rule matches runs.',
        }
      : { value: undefined, label: '$(info) No allow rule is offered', detail: why };
  const deny: Choice<Kept> = {
    value: 'deny',
    label: '$(circle-slash) Always deny…',
    detail: waits
      ? 'This call is denied now, and so is every later one that the rule matches.'
      : 'Every call that the rule matches is denied.',
  };
  const ask: Choice<Kept> = {
    value: 'ask',
    label: '$(comment-discussion) Always ask…',
    detail: 'You are asked about every call that the rule matches, whatever else would let it run.',
  };
  const strict = waits ? [deny] : [ask, deny];
  const grants = (pending.grants ?? []).map((action): Choice<TrustAction> => ({
    value: action,
    label: action.label,
    detail: action.detail,
  }));
  const rows = why === undefined ? [allow, ...grants, ...strict] : [...grants, ...strict, allow];
  const choice = await vscode.window.showQuickPick<Choice<Kept | TrustAction | undefined>>(rows, {
    title: `Always… (1 of 3): ${callLine(pending, 80)}`,
    placeHolder:
      grants.length === 0
        ? `${waits ? 'Allow or deny it' : 'What shall hold for such calls'} from now on? Nothing is saved before the last step`
        : 'Allow or deny it from now on? A rule is saved in the last step, trust is granted at once',
    ignoreFocusOut: true,
  });
  return choice?.value;
}

async function chooseRules(pending: RuledCall, behavior: Kept): Promise<readonly string[] | undefined> {
  const texts = ruleTexts(pending, behavior);
  if (texts.length === 0) {
    void vscode.window.showInformationMessage(
      'No rule can be offered for this call. Answer this one call instead.',
    );
    return undefined;
  }
  return editRules({
    title: `Always ${behavior} (2 of 3): ${callLine(pending, 80)}`,
    texts,
    behavior,
    decides: (texts) => pending.decides(ruleSources(texts, behavior, 'session')),
  });
}

async function choosePlace(
  pending: RuledCall,
  behavior: Kept,
  texts: readonly string[],
  store: RuleStore,
): Promise<RulePlace | 'session' | undefined> {
  const written = texts.map((text) => visible(text)).join(', ');
  const session: Choice<'session'> = {
    value: 'session',
    label: '$(clock) This session',
    description: `until ${agentName(pending.agent)} ends`,
    detail: `Nothing is written to a file. In memory: ${behavior} ${written}`,
  };
  const choices: Choice<RulePlace | 'session'>[] = pending.session === undefined ? [] : [session];
  for (const place of store.places(behavior)) {
    if (!(await pending.decides(ruleSources(texts, behavior, place.scope)))) continue;
    choices.push({
      value: place,
      label: place.scope === 'user' ? `$(account) ${place.label}` : `$(root-folder) ${place.label}`,
      description: place.file,
      detail: settingsChange(behavior, place.before, texts.map(visible)),
    });
  }
  const choice = await vscode.window.showQuickPick(choices, {
    title: `Always ${behavior} (3 of 3): where does it hold?`,
    placeHolder: 'The second line of each choice is exactly what is saved',
    ignoreFocusOut: true,
  });
  return choice?.value;
}

/** Until it is done, or the person wants no more of it. */
export async function offerUndo(saved: string, undo: () => Promise<void>, open: () => Promise<void>, tell: AlwaysParts['tell']): Promise<void> {
  for (;;) {
    const answer = await vscode.window.showInformationMessage(`Saved ${saved}`, 'Undo', 'Open Settings');
    if (answer === 'Open Settings') return open();
    if (answer === undefined) return;
    try {
      return await undo();
    } catch (cause) {
      tell(new HumanError(`Not taken back, so it still holds: ${saved}. ${problemOf(cause)}`, { cause }));
    }
  }
} // prettier-ignore
