// The layers and further defences, and whether each really works at this moment. Pure: the state comes in.
import type { SessionInfo, StopState } from '../../gate/api.ts';
import type { Slices } from '../../protocol/panel.ts';
import { shown } from '../visible.ts';

export interface DefenceFacts {
  readonly stop: StopState;
  /** Is the gate's server up, and on which port? */
  readonly port: number | undefined;
  /** What keeps the gate from its full duty. */
  readonly problems: readonly string[];
  readonly ruleProblems: readonly string[];
  readonly floorExceptions: readonly string[];
  readonly alwaysAllowBash: boolean;
  readonly sessions: readonly SessionInfo[];
}

type Defence = Slices['defences']['list'][number];

export function defencesOf(facts: DefenceFacts): readonly Defence[] {
  const { stop, port, problems, ruleProblems, floorExceptions, sessions } = facts;
  const live = sessions.filter(({ state }) => state === 'gated' || state === 'waiting');
  const gated = live.filter(({ state }) => state === 'gated').length;
  const grammar = problems.find((problem) => problem.startsWith('Shell lines'));
  const journal = problems.find((problem) => problem.startsWith('The journal'));
  return [
    facts.alwaysAllowBash
      ? degraded('classifier', 'Classifier', 'Every shell command passes it: always-allow-bash is on.')
      : grammar === undefined
        ? on('classifier', 'Classifier', 'Takes each call apart; passes what is proved safe, blocks threats.')
        : degraded('classifier', 'Classifier', shown(grammar)),
    ruleProblems.length === 0
      ? on('rules', 'Rules and trust', 'Deny rules win, ask rules reach you, allow rules cover every part.')
      : degraded('rules', 'Rules and trust', `${ruleProblems.length} of them cannot be read: ${shown(ruleProblems[0] ?? '')}`),
    on('person', 'You', 'What is in doubt waits for you. Silence never allows.'),
    floorExceptions.length === 0
      ? on('floor', 'Built-in guard', 'Catastrophes are denied, whatever rules and modes say.')
      : degraded('floor', 'Built-in guard', `Switched off in your settings: ${floorExceptions.join(', ')}.`),
    live.length === 0
      ? { id: 'hooks', name: 'Hooks of agents', state: 'off', detail: 'No agent runs.' }
      : gated === live.length
        ? on('hooks', 'Hooks of agents', `${gated} of ${live.length} sessions have shown that their hook works.`)
        : degraded('hooks', 'Hooks of agents', `${gated} of ${live.length} sessions have shown that their hook works.`),
    port === undefined
      ? { id: 'network', name: 'Closed network', state: 'off', detail: 'The gate starts with the first agent.' }
      : on('network', 'Closed network', `The gate listens on 127.0.0.1:${port} and nowhere else; each session has a token.`),
    journal === undefined
      ? on('journal', 'Journal', 'Every decision is written down, chained, before the agent gets it.')
      : degraded('journal', 'Journal', shown(journal)),
    stop.engaged
      ? degraded('stop', 'Emergency stop', 'Engaged: every call of every agent is denied.')
      : on('stop', 'Emergency stop', 'Ready: it closes the gate first, then ends every process.'),
  ];
} // prettier-ignore

/** Of the three layers, those that do their work. */
export function liveLayers(list: readonly Defence[]): number {
  return list.filter(({ id, state }) => layers.has(id) && state === 'on').length;
}

const layers: ReadonlySet<string> = new Set(['classifier', 'rules', 'person']);

function on(id: string, name: string, detail: string): Defence {
  return { id, name, state: 'on', detail };
}

function degraded(id: string, name: string, detail: string): Defence {
  return { id, name, state: 'degraded', detail };
}
