// What the status bar says: made from the gate's state alone, the most urgent news first.
import type { SessionInfo, StopState } from '../gate/api.ts';
import type { PermissionMode } from '../policy/decision.ts';
import { commands, type CommandId } from './commands.ts';
import type { Weakening } from './weakenings.ts';

export interface GateState {
  readonly stop: StopState;
  readonly sessions: readonly SessionInfo[];
  readonly waiting: number;
  readonly mode: PermissionMode;
  /** What is switched off, the worst first. */
  readonly weakenings: readonly Weakening[];
}

export interface StatusText {
  readonly text: string;
  readonly tooltip: string;
  readonly tone: 'plain' | 'warning' | 'error';
  readonly command: CommandId;
  /** For a screen reader: words, no icons. */
  readonly label: string;
}

export function statusText(state: GateState): StatusText {
  const status = stateText(state);
  const { weakenings, stop } = state;
  if (weakenings.length === 0 || stop.engaged) return status;
  const warning = `${weakenings.map(({ text }) => text).join(' ')} To undo: Portcullis: Restore Protection….`;
  const tones = [status.tone, ...weakenings.map(({ tone }) => (tone === 'danger' ? 'error' : 'warning'))];
  return {
    ...status,
    text: [status.text, ...marksOf(weakenings)].join(' · '),
    tone: tones.includes('error') ? 'error' : 'warning',
    tooltip: `${warning} ${status.tooltip}`,
    label: `Portcullis. ${warning} ${status.tooltip}`,
  };
}

/** The bar has room for two. */
function marksOf(weakenings: readonly Weakening[]): readonly string[] {
  const marks = [...new Set(weakenings.map(({ mark }) => mark).filter((mark) => mark !== ''))];
  const shown = marks.length > 2 ? [`${marks.length} PROTECTIONS OFF`] : marks;
  return shown.map((mark) => `$(warning) ${mark}`);
}

function stateText({ stop, sessions, waiting, mode }: GateState): StatusText {
  const live = sessions.filter((one) => one.state !== 'ended');
  const ungated = live.filter((one) => one.state === 'ungated').length;
  if (stop.engaged)
    return status(
      '$(error) Stopped',
      'error',
      commands.releaseStop,
      `The emergency stop is engaged since ${clock(stop.since)}, by ${stop.by}. Every call of every agent is denied. Select to release it.`,
    );
  if (ungated > 0)
    return status(
      `$(warning) ${ungated} not gated`,
      'error',
      commands.showMenu,
      `${count(ungated, 'session')} gave no sign of the gate's hook and ${ungated === 1 ? 'is' : 'are'} being ended. Do not use ${ungated === 1 ? 'it' : 'them'}.`,
    );
  if (waiting > 0)
    return status(
      `$(bell-dot) ${waiting} waiting`,
      'warning',
      commands.showApprovals,
      `${count(waiting, 'call')} of an agent ${waiting === 1 ? 'waits' : 'wait'} for your answer. Select to see ${waiting === 1 ? 'it' : 'them'}.`,
    );
  const paused = live.filter((one) => one.paused !== undefined).length;
  if (paused > 0)
    return status(
      `$(debug-pause) ${paused} paused`,
      'warning',
      commands.showMenu,
      `${count(paused, 'session')} ${paused === 1 ? 'is' : 'are'} paused and may do nothing. Select to let ${paused === 1 ? 'it' : 'them'} go on.`,
    );
  const rest = {
    tone: mode === 'bypassPermissions' ? 'warning' : 'plain',
    command: commands.showMenu,
  } as const;
  const untrusted = live.filter(({ trust }) => trust.state === 'untrusted').length;
  const suffix = `${mode === 'default' ? '' : ` · ${modeNames[mode]}`}${untrusted === 0 ? '' : ` · ${untrusted} untrusted`}`;
  const locked =
    untrusted === 0 ? '' : ` ${count(untrusted, 'session')} not trusted: no tool there runs shell commands.`;
  const modeLine = `Permission mode: ${modeNames[mode]}.${locked}`;
  if (live.length === 0)
    return status(`$(shield) Portcullis${suffix}`, rest.tone, rest.command, `No agent runs. ${modeLine}`);
  const starting = live.filter((one) => one.state === 'waiting').length;
  const gated = live.length - starting;
  const text = gated === 0 ? `$(loading~spin) starting` : `$(shield) ${gated} gated`;
  const begun = starting === 0 ? '' : ` ${count(starting, 'session')} starting: no sign of the hook yet.`;
  return status(
    `${text}${suffix}`,
    rest.tone,
    rest.command,
    `Every call of ${count(gated, 'session')} passes the gate.${begun} ${modeLine}`,
  );
}

/** Short names of the modes, as in the settings editor. */
export const modeNames: Readonly<Record<PermissionMode, string>> = {
  default: 'Ask',
  acceptEdits: 'Accept edits',
  plan: 'Plan',
  auto: 'Auto',
  dontAsk: 'Never ask, deny',
  bypassPermissions: 'Bypass permissions',
};

export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

export function clock(time: number): string {
  return new Date(time).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
}

function status(text: string, tone: StatusText['tone'], command: CommandId, tooltip: string): StatusText {
  return { text, tone, command, tooltip, label: `Portcullis. ${tooltip}` };
}
