// The way of a call as a diagram: what each layer said of the last real one, which way it went, and how many calls each
// layer settled. A reducer and its words. Pure.
import type { PermissionDecision } from '../../gate/api.ts';
import { together, type DayTally, type Tally } from '../../gate/journalTally.ts';
import type { ToolCall } from '../../policy/call.ts';
import type { FlowView, NodeId, Tone } from '../../protocol/panel.ts';
import { callLine } from '../question.ts';
import { modeNames } from '../statusText.ts';
import { shortened, shown } from '../visible.ts';
import { chipsOf } from './effectWords.ts';
import { layerNames, layerSays, lineWords } from './lineWords.ts';

type Place = NonNullable<NonNullable<FlowView['last']>['place']>;

export interface LastCall {
  readonly call: ToolCall;
  readonly decision: PermissionDecision;
  readonly session: string;
  /** The folder of the session. */
  readonly cwd: string;
  readonly at: number;
  /** Where it stands in the journal, once that was read. */
  readonly place?: Place | undefined;
}

/** Where a decision was made: one of the layers, or the mode in the person's place. */
type Settler = NodeId | 'mode';

export function settledBy(layer: string, asked: boolean): Settler {
  switch (layer) {
    case 'person':
      return 'person';
    case 'mode':
    case 'dontAsk':
      return 'mode';
    case 'failure':
      // A question that nobody answered went all the way.
      return asked ? 'person' : 'call';
    case 'reviewer':
      return 'classifier';
    case 'paused':
    case 'grounding':
      return 'call';
    default:
      return isLine(layer) ? lineWords[layer].layer : 'call';
  }
}

function isLine(layer: string): layer is keyof typeof lineWords {
  return Object.hasOwn(lineWords, layer);
}

/** What the layers have to say of themselves. */
export interface LayerState {
  /** Is the reader of shell lines loaded? Undefined while no gate is up. */
  readonly ready: boolean | undefined;
  readonly allow: number;
  readonly ask: number;
  readonly deny: number;
  readonly waiting: number;
  readonly sessions: number;
  readonly stopped: boolean;
}

export interface FlowCounts {
  /** The last days of the journal, of all windows; empty until it was read. */
  readonly days: readonly DayTally[];
  /** The session of the last call. */
  readonly session: Tally | undefined;
}

export const noCounts: FlowCounts = { days: [], session: undefined };

/** Days that count for shares and for questions per 100 calls. */
export const daysCounted = 7;

export function flowView(last: LastCall | undefined, { days, session }: FlowCounts, state: LayerState): FlowView {
  const week = together(days.slice(-daysCounted));
  const decision = last?.decision;
  const by = decision && settledBy(decision.layer, decision.asked === true);
  const node = by === 'mode' ? 'person' : by;
  const reached = node === undefined ? -1 : order.indexOf(node);
  const settled = (name: string, who: Settler): FlowView['nodes'][number]['counts'] => [
    { name: `${name}, of the last days' calls`, value: ofAll(settledOf(week, who), week.calls) },
    ...(session === undefined ? [] : [{ name: `${name}, in this session`, value: ofAll(settledOf(session, who), session.calls) }]),
  ];
  const share = (...who: readonly Settler[]) =>
    week.calls === 0 ? {} : { share: percent(who.reduce((sum, one) => sum + settledOf(week, one), 0), week.calls) };
  return {
    nodes: [
      {
        id: 'call',
        name: 'Tool call',
        state: last === undefined ? 'No call yet' : callLine(last, 90),
        about:
          'An agent wants to use a tool. Its hook holds the call and asks the gate; nothing runs before the gate has answered, and no answer means no.',
        counts: [
          { name: 'calls in the last days, of all windows', value: String(week.calls) },
          { name: 'sessions that run in this window', value: String(state.sessions) },
          ...settled('settled before any layer, by stop, pause or failure', 'call'),
        ],
        ...(state.stopped ? { verdict: { text: 'stopped', tone: 'danger' as const } } : {}),
      },
      {
        id: 'classifier',
        name: 'Classifier',
        state: classifierState(decision, state.ready, last?.cwd ?? ''),
        about:
          'Takes the call apart and derives what it would do. It passes what is proved to only read, and blocks catastrophes and named threats; all else it leaves to the next layer. What it does not understand is never safe.',
        counts: settled('settled here', 'classifier'),
        ...share('classifier'),
        ...said(decision, 'classifier', { none: 'uncertain', ask: 'uncertain' }),
      },
      {
        id: 'rules',
        name: 'Rules and trust',
        state: rulesState(decision, state),
        about:
          'Your own rules from the settings, and the trust that services have earned. A deny rule always wins; an ask rule always reaches you; allow rules must cover every part of a call.',
        counts: [
          { name: 'rules in force', value: `${state.allow} allow, ${state.ask} ask, ${state.deny} deny` },
          ...settled('settled here', 'rules'),
        ],
        ...share('rules'),
        ...said(decision, 'rules', { none: 'no match' }),
      },
      {
        id: 'person',
        name: 'You',
        state: personState(decision, by, state.waiting),
        about:
          'What is still in doubt waits for you, here and in a notification. Silence never allows. An answer can become a rule. The permission mode may answer in your place.',
        counts: [
          ...settled('answered by you, or withdrawn', 'person'),
          ...settled('answered by the permission mode', 'mode'),
          { name: 'waiting now', value: String(state.waiting) },
        ],
        ...share('person', 'mode'),
        ...(node === 'person' && decision !== undefined ? { verdict: verdictOf(decision) } : {}),
      },
      {
        id: 'outcome',
        name: decision === undefined ? 'Execute or deny' : decision.allowed ? 'Executed' : 'Denied',
        state: decision === undefined ? '' : `by ${decision.layer === 'failure' && by === 'person' ? 'nobody, for the question was withdrawn' : layerNames[decision.layer]}`,
        about:
          'The agent gets the answer together with the reason, and with what it could do instead. Before that, the decision stands in the journal.',
        counts: [
          { name: 'executed', value: ofAll(week.allowed, week.calls) },
          { name: 'denied', value: ofAll(week.calls - week.allowed, week.calls) },
        ],
        ...(decision === undefined ? {} : { verdict: verdictOf(decision) }),
      },
    ],
    // The last edge is that of the person; who decides before them leads past it.
    edges: ['evaluate', 'uncertain', 'no match', 'decide'].map((name, at) => ({ name, lit: node !== undefined && at < reached + (node === 'person' ? 1 : 0) })),
    ...(node === undefined || node === 'person' ? {} : { bypass: node }),
    ...(last === undefined ? {} : { last: { id: last.decision.id, subject: callLine(last, 160), at: last.at, ...(last.place === undefined ? {} : { place: last.place }) } }),
    summary: summaryOf(week, session, state.ready !== undefined),
    days: days.map(({ day, calls, asked }) => ({ day, calls, asked })),
  };
} // prettier-ignore

const order: readonly NodeId[] = ['call', 'classifier', 'rules', 'person', 'outcome'];

function settledOf({ layers, calls }: Tally, who: Settler): number {
  if (calls === 0) return 0;
  return [...layers].reduce((sum, [layer, { all, asked }]) => {
    // Only a failure depends on whether somebody was asked.
    const withAsked = settledBy(layer, true) === who ? asked : 0;
    const without = settledBy(layer, false) === who ? all - asked : 0;
    return sum + withAsked + without;
  }, 0);
}

function classifierState(
  decision: PermissionDecision | undefined,
  ready: boolean | undefined,
  cwd: string,
): string {
  if (ready === undefined) return 'Loads when the first agent starts';
  if (!ready) return 'Shell lines cannot be read: each one is asked about';
  if (decision === undefined) return 'Loaded';
  const { analysis, trace } = decision;
  const spoke = trace.find(
    ({ line, behavior }) => behavior !== 'none' && lineWords[line].layer === 'classifier',
  );
  if (spoke !== undefined) return shortened(shown(spoke.reason), 160);
  const effects = chipsOf(analysis.segments, cwd).slice(0, 2).map(({ text }) => text).join(', '); // prettier-ignore
  const unsure = analysis.complete ? '' : 'not all of it is understood';
  return [effects, unsure].filter(Boolean).join('; ') || 'Not proved safe';
}

function rulesState(decision: PermissionDecision | undefined, { allow, ask, deny }: LayerState): string {
  const rules = allow + ask + deny;
  if (decision === undefined) return rules === 0 ? 'No rules yet' : `${allow} allow, ${ask} ask, ${deny} deny`;
  const spoke = decision.trace.find(({ line, behavior }) => behavior !== 'none' && lineWords[line].layer === 'rules');
  if (spoke?.rule !== undefined) return `${lineWords[spoke.line].name.replace(/s$/u, '')} ${shortened(shown(spoke.rule.text), 80)}`;
  if (spoke !== undefined) return shortened(shown(spoke.reason), 160);
  return rules === 0 ? 'No rules yet' : `None of ${rules} ${rules === 1 ? 'rule' : 'rules'} speaks of it`;
} // prettier-ignore

function personState(
  decision: PermissionDecision | undefined,
  by: Settler | undefined,
  waiting: number,
): string {
  if (waiting > 0) return `${waiting} waiting for you`;
  if (decision === undefined) return 'Nothing waits';
  if (by === 'mode') return `Not asked: the mode “${modeNames[decision.mode]}” answered`;
  if (by !== 'person') return 'Not needed';
  if (decision.layer === 'failure') return 'Asked; nobody answered';
  return decision.allowed ? 'You allowed it' : 'You denied it';
}

function summaryOf(week: Tally, session: Tally | undefined, read: boolean): readonly string[] {
  if (week.calls === 0) return [read ? 'Nothing was vetted in the last days.' : 'Nothing was vetted yet.'];
  const line = (where: string, { calls, asked }: Tally): string =>
    `${where}: ${calls - asked} of ${calls} ${calls === 1 ? 'call' : 'calls'} settled without asking you (${per100({ calls, asked })} questions per 100 calls).`;
  return [line('Last 7 days', week), ...(session === undefined || session.calls === week.calls ? [] : [line('This session', session)])];
} // prettier-ignore

function per100({ calls, asked }: Pick<Tally, 'calls' | 'asked'>): number {
  return calls === 0 ? 0 : Math.round((asked / calls) * 100);
}

function ofAll(part: number, calls: number): string {
  return calls === 0 ? '0' : `${part} of ${calls} (${percent(part, calls)})`;
}

function percent(part: number, all: number): string {
  return `${all === 0 ? 0 : Math.round((part / all) * 100)} %`;
}

function verdictOf({ allowed }: PermissionDecision): { text: string; tone: Tone } {
  return allowed ? { text: 'allow', tone: 'ok' } : { text: 'deny', tone: 'danger' };
}

function said(
  decision: PermissionDecision | undefined,
  layer: NodeId,
  words: Readonly<Partial<Record<'allow' | 'ask' | 'deny' | 'none', string>>>,
): { verdict?: { text: string; tone: Tone } } {
  if (decision === undefined) return {};
  const behavior = layerSays(decision, layer);
  const tone = ({ allow: 'ok', ask: 'warning', deny: 'danger', none: 'dim' } as const)[behavior];
  return { verdict: { text: words[behavior] ?? behavior, tone } };
}
