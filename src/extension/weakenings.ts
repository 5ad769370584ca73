// What the person has switched off and is off now, for as long as it is: for the status bar, the menu and the panel.
// Pure: the state comes in.
import type { SessionInfo } from '../gate/api.ts';
import type { PermissionMode } from '../policy/decision.ts';
import { floorRules } from '../policy/floor/rules.ts';
import { agentName } from './agentNames.ts';

export interface Weakening {
  /** Names the deed that undoes it, for `undoWeakening`. */
  readonly id: string;
  readonly tone: 'warning' | 'danger';
  /** A few words for the status bar; empty where it says so anyway. */
  readonly mark: string;
  /** What is off and what that means, in a sentence or two. */
  readonly text: string;
  /** The button that undoes it. */
  readonly undo: string;
}

export interface WeakeningFacts {
  readonly alwaysAllowBash: boolean;
  /** Those that count. */
  readonly floorExceptions: readonly string[];
  readonly mode: PermissionMode;
  readonly sessions: readonly SessionInfo[];
}

/** The worst first. */
export function weakeningsOf(facts: WeakeningFacts): readonly Weakening[] {
  const { alwaysAllowBash, floorExceptions, mode, sessions } = facts;
  const live = sessions.filter((one) => one.state !== 'ended');
  return [
    ...live.filter((one) => one.state === 'ungated').map(ungated),
    ...(alwaysAllowBash ? [allShell] : []),
    ...floorRules.filter(({ id }) => floorExceptions.includes(id)).map(guardOff),
    ...(mode === 'bypassPermissions' ? [bypass] : []),
    ...live.filter((one) => one.profile === 'handsOff' && one.state !== 'ungated').map(handsOff),
  ];
}

/** The kinds of deeds in `id`; what stands behind the colon is a class or a session. */
export const undoIds = {
  allShell: 'alwaysAllowBash',
  bypass: 'bypassPermissions',
  guard: 'guard:',
  session: 'session:',
} as const;

const allShell: Weakening = {
  id: undoIds.allShell,
  tone: 'danger',
  mark: 'ALL SHELL ALLOWED',
  text: 'ALL SHELL COMMANDS RUN UNASKED (always-allow-bash).',
  undo: 'Vet Shell Commands',
};

const bypass: Weakening = {
  id: undoIds.bypass,
  tone: 'warning',
  mark: '',
  text: 'Permissions are bypassed: what is not expressly stopped runs unasked.',
  undo: 'Ask Again',
};

function guardOff({ id, protects }: (typeof floorRules)[number]): Weakening {
  return {
    id: `${undoIds.guard}${id}`,
    tone: 'warning',
    mark: `GUARD OFF: ${id}`,
    text: `The built-in guard's class ${id} is OFF. It protects: ${protects}`,
    undo: 'Switch On',
  };
}

function handsOff({ id, agent }: SessionInfo): Weakening {
  return {
    id: `${undoIds.session}${id}`,
    tone: 'warning',
    mark: 'hands-off',
    text: `${agentName(agent)} runs hands-off: its own permission prompts are off, the gate alone stands between it and your machine.`,
    undo: 'End Session',
  };
}

function ungated({ id, agent }: SessionInfo): Weakening {
  return {
    id: `${undoIds.session}${id}`,
    tone: 'danger',
    mark: '',
    text: `${agentName(agent)} gave no sign of the gate's hook: no call of it is vetted, and it is being ended.`,
    undo: 'End Session',
  };
}
