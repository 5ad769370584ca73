// The layers and further defences, and whether each really works at this moment. Pure: the state comes in.
import type { IdentityFile, SessionInfo, StopState } from '../../gate/api.ts';
import type { PermissionMode } from '../../policy/decision.ts';
import type { Slices } from '../../protocol/panel.ts';
import { count, modeNames } from '../statusText.ts';
import { shown } from '../visible.ts';

export interface DefenceFacts {
  readonly stop: StopState;
  /** Is the gate's server up, and on which port? */
  readonly port: number | undefined;
  readonly mode: PermissionMode;
  /** What keeps the gate from its full duty. */
  readonly problems: readonly string[];
  readonly ruleProblems: readonly string[];
  readonly floorExceptions: readonly string[];
  readonly alwaysAllowBash: boolean;
  /** Is the workspace trusted in VS Code? */
  readonly trusted: boolean;
  readonly sessions: readonly SessionInfo[];
  /** Files that say who an agent is; empty while that is not known. */
  readonly identity: readonly Pick<IdentityFile, 'state'>[];
}

type Defence = Slices['defences']['list'][number];

export function defencesOf(facts: DefenceFacts): readonly Defence[] {
  const { port, problems, ruleProblems, sessions } = facts;
  const live = sessions.filter(({ state }) => state === 'gated' || state === 'waiting');
  const gated = live.filter(({ state }) => state === 'gated').length;
  const grammar = problems.find((problem) => problem.startsWith('Shell lines'));
  const journal = problems.find((problem) => problem.startsWith('The journal'));
  const later = 'Starts with the first agent.';
  return [
    port === undefined
      ? off('classifier', 'Classifier', later)
      : facts.alwaysAllowBash
        ? degraded('classifier', 'Classifier', 'Every shell command passes it: always-allow-bash is on.')
        : grammar === undefined
          ? on('classifier', 'Classifier', 'Takes each call apart; passes what is proved safe, blocks threats.')
          : degraded('classifier', 'Classifier', shown(grammar)),
    port === undefined
      ? off('rules', 'Rules and trust', later)
      : ruleProblems.length === 0
        ? on('rules', 'Rules and trust', 'Deny rules win, ask rules reach you, allow rules cover every part.')
        : degraded('rules', 'Rules and trust', `${ruleProblems.length} of them cannot be read: ${shown(ruleProblems[0] ?? '')}`),
    port === undefined ? off('person', 'You', later) : person(facts.mode),
    floor(facts),
    lock(facts),
    live.length === 0
      ? off('hooks', 'Hooks of agents', 'No agent runs.')
      : gated === live.length
        ? on('hooks', 'Hooks of agents', `Shown to work in ${gated} of ${count(live.length, 'session')}.`)
        : degraded('hooks', 'Hooks of agents', `Shown to work in ${gated} of ${count(live.length, 'session')}.`),
    port === undefined
      ? off('network', 'Closed network', later)
      : on('network', 'Closed network', `The gate listens on 127.0.0.1:${port} and nowhere else; each session has a token.`),
    identity(facts),
    port === undefined
      ? off('journal', 'Journal', later)
      : journal === undefined
        ? on('journal', 'Journal', 'Every decision is written down, chained, before the agent gets it.')
        : degraded('journal', 'Journal', shown(journal)),
    facts.stop.engaged
      ? degraded('stop', 'Emergency stop', 'Engaged: every call of every agent is denied.')
      : on('stop', 'Emergency stop', 'Ready: it closes the gate first, then ends every process.'),
  ];
} // prettier-ignore

/** Whether a person is really asked is for the mode to say. */
function person(mode: PermissionMode): Defence {
  const name = 'You';
  switch (mode) {
    case 'default':
      return on('person', name, 'What is in doubt waits for you. Silence never allows.');
    case 'plan':
      return degraded('person', name, `Mode “${modeNames.plan}”: you are not asked about changes, they are denied.`);
    case 'acceptEdits':
      return on('person', name, 'What is in doubt waits for you, but edits in the workspace do not: the mode accepts them.');
    case 'auto':
      return off('person', name, `Mode “${modeNames.auto}”: you are not asked, and what stays in doubt is denied.`);
    case 'dontAsk':
      return off('person', name, `Mode “${modeNames.dontAsk}”: you are not asked, and what is in doubt is denied.`);
    case 'bypassPermissions':
      return degraded('person', name, `Mode “${modeNames.bypassPermissions}”: only your ask rules reach you, and all else that is in doubt runs.`);
  }
} // prettier-ignore

function floor({ port, floorExceptions }: DefenceFacts): Defence {
  const name = 'Built-in guard';
  if (floorExceptions.length > 0) return degraded('floor', name, `Switched off in your settings: ${shown(floorExceptions.join(', '))}.`);
  if (port === undefined) return off('floor', name, 'Starts with the first agent.');
  return on('floor', name, 'Catastrophes are denied, whatever rules and modes say.');
} // prettier-ignore

function lock({ sessions, trusted }: DefenceFacts): Defence {
  const name = 'Shell lock';
  const locked = sessions.filter(({ state, trust }) => state !== 'ended' && trust.state === 'untrusted').length;
  if (locked > 0) return on('lock', name, `${count(locked, 'session')} not trusted: no tool there runs shell commands.`);
  if (!trusted) return on('lock', name, 'This workspace is not trusted: agents here run no shell commands.');
  return off('lock', name, 'Nothing here is untrusted, so shell commands are checked like all else.');
} // prettier-ignore

function identity({ identity: files }: DefenceFacts): Defence {
  const name = 'Identity of agents';
  const of = (state: IdentityFile['state']): number => files.filter((one) => one.state === state).length;
  const [given, changed] = [of('accepted'), of('changed')];
  if (changed > 0) return degraded('identity', name, `${count(changed, 'file')} changed and wait for your review; agents get the text that you accepted.`);
  if (of('refused') > 0) return degraded('identity', name, 'A file that says who the agent is cannot be given to it.');
  if (given === 0) return off('identity', name, 'No file here says who the agent is.');
  return on('identity', name, `Agents are told who they are, from ${count(given, 'file')} that you accepted. An aid: no decision relies on it.`);
} // prettier-ignore

/** Of the three layers, those that do their work. */
export function liveLayers(list: readonly Defence[]): number {
  return list.filter(({ id, state }) => layers.has(id) && state === 'on').length;
}

const layers: ReadonlySet<string> = new Set(['classifier', 'rules', 'person']);

function off(id: string, name: string, detail: string): Defence {
  return { id, name, state: 'off', detail };
}

function on(id: string, name: string, detail: string): Defence {
  return { id, name, state: 'on', detail };
}

function degraded(id: string, name: string, detail: string): Defence {
  return { id, name, state: 'degraded', detail };
}
