// How calls were settled in this window: counts for each layer, and the way of the last real decision. A reducer and
// its words. Pure.
import type { PermissionDecision } from '../../gate/api.ts';
import type { ToolCall } from '../../policy/call.ts';
import type { Verdict } from '../../policy/decision.ts';
import type { FlowView, NodeId, Tone } from '../../protocol/panel.ts';
import { callLine } from '../question.ts';
import { layerNames, layerSays, lineWords } from './lineWords.ts';

export interface FlowCounts {
  readonly calls: number;
  readonly executed: number;
  readonly denied: number;
  /** Calls that a person was asked about. */
  readonly asked: number;
  /** By the layer that settled them. */
  readonly settled: Readonly<Partial<Record<NodeId, number>>>;
  readonly last: { readonly call: ToolCall; readonly decision: PermissionDecision; readonly at: number } | undefined;
} // prettier-ignore

export const noFlow: FlowCounts = {
  calls: 0,
  executed: 0,
  denied: 0,
  asked: 0,
  settled: {},
  last: undefined,
};

export function counted(counts: FlowCounts, call: ToolCall, decision: PermissionDecision, at: number): FlowCounts {
  const layer = settledBy(decision);
  return {
    calls: counts.calls + 1,
    executed: counts.executed + (decision.allowed ? 1 : 0),
    denied: counts.denied + (decision.allowed ? 0 : 1),
    asked: counts.asked + (decision.layer === 'person' ? 1 : 0),
    settled: { ...counts.settled, [layer]: (counts.settled[layer] ?? 0) + 1 },
    last: { call, decision, at },
  };
} // prettier-ignore

function settledBy({ layer }: PermissionDecision): NodeId {
  switch (layer) {
    case 'person':
    case 'dontAsk':
      return 'person';
    case 'paused':
    case 'grounding':
    case 'failure':
      return 'call';
    default:
      return lineWords[layer].layer;
  }
}

/** What the layers have to say of themselves. */
export interface LayerState {
  /** Is the reader of shell lines loaded? */
  readonly ready: boolean;
  readonly allow: number;
  readonly ask: number;
  readonly deny: number;
  readonly waiting: number;
  readonly sessions: number;
  readonly stopped: boolean;
}

export function flowView(counts: FlowCounts, state: LayerState): FlowView {
  const { last, settled } = counts;
  const classifier = last === undefined ? undefined : layerSays(last.decision, 'classifier');
  const rules = last === undefined ? undefined : layerSays(last.decision, 'rules');
  const by = last === undefined ? undefined : settledBy(last.decision);
  const order: readonly NodeId[] = ['call', 'classifier', 'rules', 'person', 'outcome'];
  const reached = by === undefined ? -1 : order.indexOf(by);
  return {
    nodes: [
      {
        id: 'call',
        name: 'Tool call',
        state: last === undefined ? 'No call yet' : callLine({ call: last.call, cwd: '' }, 90),
        about:
          'An agent wants to use a tool. Its hook holds the call and asks the gate; nothing runs before the gate has answered, and no answer means no.',
        counts: [
          { name: 'calls in this window', value: counts.calls },
          { name: 'sessions', value: state.sessions },
        ],
        ...(state.stopped ? { verdict: { text: 'stopped', tone: 'danger' as const } } : {}),
      },
      {
        id: 'classifier',
        name: 'Classifier',
        state: state.ready ? (last === undefined ? 'Ready' : classifierState(last.decision)) : 'Shell lines cannot be read: each one is asked about',
        about:
          'Takes the call apart and derives what it would do. It passes what is proved to only read, and blocks catastrophes and named threats; all else it leaves to the next layer. What it does not understand is never safe.',
        counts: [{ name: 'settled here', value: settled.classifier ?? 0 }],
        ...said(classifier, { none: 'uncertain', ask: 'uncertain' }),
      },
      {
        id: 'rules',
        name: 'Rules and trust',
        state: `${state.allow} allow, ${state.ask} ask, ${state.deny} deny`,
        about:
          'Your own rules from the settings, and the trust that services have earned. A deny rule always wins; an ask rule always reaches you; allow rules must cover every part of a call.',
        counts: [{ name: 'settled here', value: settled.rules ?? 0 }],
        ...said(rules, { none: 'no match' }),
      },
      {
        id: 'person',
        name: 'You',
        state: state.waiting > 0 ? `${state.waiting} waiting for you` : by === 'person' ? 'Answered' : 'Nothing waits',
        about:
          'What is still in doubt waits for you, here and in a notification. Silence never allows. An answer can become a rule. The permission mode may answer in your place.',
        counts: [
          { name: 'settled here', value: settled.person ?? 0 },
          { name: 'asked', value: counts.asked },
        ],
        ...(by === 'person' && last !== undefined ? { verdict: verdictOf(last.decision) } : {}),
      },
      {
        id: 'outcome',
        name: last === undefined ? 'Execute or deny' : last.decision.allowed ? 'Executed' : 'Denied',
        state: last === undefined ? '' : `by ${layerNames[last.decision.layer]}`,
        about:
          'The agent gets the answer together with the reason, and with what it could do instead. Before that, the decision stands in the journal.',
        counts: [
          { name: 'executed', value: counts.executed },
          { name: 'denied', value: counts.denied },
        ],
        ...(last === undefined ? {} : { verdict: verdictOf(last.decision) }),
      },
    ],
    // The last edge is lit wherever the call was settled.
    edges: ['evaluate', 'uncertain', 'no match', 'decide'].map((name, at) => ({
      name,
      lit: by !== undefined && (at < reached || at === 3),
    })),
    ...(last === undefined
      ? {}
      : { last: { id: last.decision.id, subject: callLine({ call: last.call, cwd: '' }, 160), at: last.at } }),
    summary: summaryOf(counts),
  };
} // prettier-ignore

function classifierState({ analysis }: PermissionDecision): string {
  const { segments, complete } = analysis;
  const parts = `${segments.length} ${segments.length === 1 ? 'part' : 'parts'}`;
  return complete ? `${parts}, all understood` : `${parts}, not all understood`;
}

function summaryOf({ calls, asked }: FlowCounts): string {
  if (calls === 0) return 'Nothing was vetted in this window yet.';
  const per = Math.round((asked / calls) * 100);
  return asked === 0
    ? `${calls} ${calls === 1 ? 'call' : 'calls'} settled without asking you.`
    : `${calls - asked} of ${calls} calls settled without asking you (${per} questions per 100 calls).`;
}

function verdictOf({ allowed }: PermissionDecision): { text: string; tone: Tone } {
  return allowed ? { text: 'allow', tone: 'ok' } : { text: 'deny', tone: 'danger' };
}

function said(
  behavior: Verdict['behavior'] | undefined,
  words: Readonly<Partial<Record<Verdict['behavior'], string>>>,
): { verdict?: { text: string; tone: Tone } } {
  if (behavior === undefined) return {};
  const tone = ({ allow: 'ok', ask: 'warning', deny: 'danger', none: 'dim' } as const)[behavior];
  return { verdict: { text: words[behavior] ?? behavior, tone } };
}
