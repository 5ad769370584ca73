// The simulator: what the real check says of a call that nobody makes. It executes nothing, counts nothing and leaves
// no trace; what it shows is made from the decision alone, and from what the rules say of the call.
import { homedir } from 'node:os';
import type { AgentId } from '../../agents/agent.ts';
import { agents } from '../../agents/agents.ts';
import type { Gate, PermissionContext, TriedCall } from '../../gate/api.ts';
import { convert } from '../../gate/convert.ts';
import { platform } from '../../gate/facts.ts';
import {
  permissionModes,
  type Decision,
  type Layer,
  type PermissionMode,
  type Verdict,
} from '../../policy/decision.ts';
import { operationsOf } from '../../policy/external/operations.ts';
import { isReviewed, whyNotLoosened, type ReviewScope } from '../../policy/review/authority.ts';
import type { Speaking } from '../../policy/rules/speaking.ts';
import { refOf } from '../../policy/rules/verdict.ts';
import type { Intent, Simulated } from '../../protocol/panel.ts';
import { modeNames } from '../statusText.ts';
import { shortened, shown } from '../visible.ts';
import { layerNames, lineWords, riskWords, says, tones } from './lineWords.ts';
import { opinionView } from './opinionView.ts';
import { homeName } from './rulesList.ts';
import { stepViews } from './steps.ts';
import { toolKinds } from './toolKinds.ts'; // prettier-ignore

export type Wanted = Pick<Extract<Intent, { type: 'simulate' }>, 'agent' | 'mode' | 'folder' | 'tool' | 'input' | 'content'>; // prettier-ignore

/** A call as the gate takes it. */
export interface CallToTry {
  readonly tool: string;
  readonly input: unknown;
  readonly context: PermissionContext & { readonly agent: AgentId };
}

/** `problem` says in a sentence what keeps it from being a call. */
export function triedCall({ agent, mode, folder, tool, input, content }: Wanted, folders: readonly string[]): CallToTry | { readonly problem: string } {
  const kind = toolKinds.find(({ id }) => id === tool);
  const known = Object.values(agents).find(({ id }) => id === agent);
  if (known === undefined) return { problem: 'This agent is not known.' };
  if (input.trim() === '') return { problem: 'There is nothing to check yet.' };
  const made = kind?.call(known.spelling ?? {}, input, content);
  if (made === undefined) return { problem: `${known.name} makes no such calls.` };
  if ('problem' in made) return made;
  const chosen = permissionModes.find((one): one is PermissionMode => one === mode);
  const cwd = folders.find((one) => one === folder) ?? folders[0] ?? homedir();
  return { ...made, context: { agent: known.id, cwd, ...(chosen === undefined ? {} : { mode: chosen }) } };
} // prettier-ignore

/** `reviews` says which calls a reviewer is asked about; it is told of none here. */
export function simulate(gate: Gate, { tool, input, context }: CallToTry, reviews?: ReviewScope): Simulated {
  const started = performance.now();
  const tried = gate.tried(tool, input, context);
  const view = simulatedView(tried, context.cwd, reviews);
  return { ...view, milliseconds: Math.round((performance.now() - started) * 10) / 10 };
}

export function simulatedView(tried: Pick<TriedCall, 'decision' | 'reading' | 'speaking'>, cwd: string, reviews?: ReviewScope): Simulated {
  // In modes that ask nobody, what would be asked is denied.
  const decision = convert(tried.decision, true);
  const { behavior, layer, analysis, risk, advice } = decision;
  const doubts = [...analysis.doubts, ...analysis.segments.flatMap((segment) => segment.doubts)];
  const rules = tried.speaking();
  return {
    behavior,
    title: titles[behavior],
    tone: tones[behavior],
    decidedBy: `${layerNames[layer]} · mode ${modeNames[decision.mode]}`,
    reason: said(layer === 'dontAsk' ? `Nobody is asked in this mode. ${tried.decision.reason}` : decision.reason),
    consequence: said(decision.consequence),
    ...(advice === undefined ? {} : { advice: said(advice) }),
    ...(risk === undefined ? {} : { risk: riskWords[risk] }),
    confidence: confidenceOf(decision, doubts.length),
    complete: analysis.complete,
    segments: stepViews(analysis, tried.reading.shell, { home: homedir(), platform: platform(), cwd }),
    doubts: analysis.doubts.map(({ text }) => shown(text)),
    lines: [...decision.trace.map((verdict) => lineView(verdict, verdict.line === layer)), ...reviewerLine(tried, decision.behavior, reviews)],
    rules: rules.slice(0, mostRules).map((one) => ruleView(one, tried.decision)),
    moreRules: Math.max(0, rules.length - mostRules),
    milliseconds: 0,
    ruleable: !beyondRules.has(layer),
  };
} // prettier-ignore

/** As many as a person looks at. */
const mostRules = 30;

/** What these decide no rule changes. */
const beyondRules: ReadonlySet<Layer> = new Set<Layer>(['stop', 'floor', 'lock', 'failure']);

/** A sentence that may hold all of a long call. */
function said(text: string): string {
  return shortened(shown(text), 1_000);
}

function ruleView({ rule: { source }, rule, of, segments, role, text }: Speaking, { analysis }: Decision): Simulated['rules'][number] {
  const parts = segments.flatMap((at) => analysis.segments[at]?.text ?? []);
  const what = { whole: 'all of it', perhaps: 'what is not known of it', part: parts.length === 0 ? 'a part of it' : parts.map((part) => shortened(shown(part), 60)).join(', ') };
  return { ref: refOf(rule), text: shown(source.text), behavior: source.behavior, place: homeName(source), of: what[of], role, why: said(text) };
} // prettier-ignore

/** What it would say is not known, for a simulated call leaves this machine as little as it runs. */
function reviewerLine({ decision, reading }: Pick<TriedCall, 'decision' | 'reading'>, becomes: Decision['behavior'], reviews: ReviewScope | undefined): Simulated['lines'] {
  const call = { decision, operations: operationsOf(reading), causes: [] };
  if (reviews === undefined || !isReviewed(call, reviews, becomes === 'ask')) return [];
  const may = whyNotLoosened(call) === undefined ? 'It could let this run, or deny it.' : decision.behavior === 'ask' ? 'It could deny this.' : 'It could have you asked about this.';
  return [{ name: 'Reviewer', layer: 'classifier', says: 'would be asked', tone: 'plain', reason: `${may} A simulated call is not told to it.`, decides: false }];
} // prettier-ignore

function lineView(
  { line, behavior, reason, rule, opinion }: Verdict,
  decides: boolean,
): Simulated['lines'][number] {
  const { name, layer } = lineWords[line];
  return {
    name,
    layer,
    says: says[behavior],
    tone: tones[behavior],
    reason: said(reason),
    decides,
    ...(rule === undefined ? {} : { rule: { text: shown(rule.text), ref: rule } }),
    ...(opinion === undefined ? {} : { opinion: opinionView(opinion) }),
  };
}

/** What stands behind the answer: proof, a sighting, or a doubt. */
function confidenceOf({ behavior, layer, analysis }: Decision, doubts: number): string {
  if (layer === 'failure') return 'none: a part of the gate failed';
  if (layer === 'floor' || layer === 'threat') return 'high: a known danger was seen';
  if (layer === 'safe' && behavior === 'ask')
    return 'medium: the analysis finds that it only reads, and the model doubts it';
  if (layer === 'safe') return 'high: every part is understood and only reads';
  if (analysis.complete) return 'high: every part is understood';
  return `low: ${doubts === 1 ? 'one thing is' : `${doubts} things are`} not certain`;
}

const titles = { allow: 'Would run', ask: 'Would ask you', deny: 'Would be denied' } as const;
