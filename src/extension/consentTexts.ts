// What a person must have read and accepted before a launch, a weaker mode, the hands-off profile or the loss of a class
// of the guard: exactly what is no longer asked or stopped, and what still holds. A changed text asks again, because its
// version is its digest.
import { createHash } from 'node:crypto';
import type { PermissionMode } from '../policy/decision.ts';
import type { FloorRule } from '../policy/floor/rule.ts';

export interface ConsentText {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  /** The button. Names the act, never "OK". */
  readonly accept: string;
  /** What switches a protection off takes more than a click: these words must be typed after it. */
  readonly typed?: string;
}

export type WeakerMode = Extract<PermissionMode, 'acceptEdits' | 'auto' | 'bypassPermissions'>;

const stillHolds =
  'Still holds: the built-in guard against catastrophes, your deny and ask rules, the emergency stop, and the journal.';
const access =
  'Portcullis is not a sandbox. What runs has the access of your user account, like any program that you start.';

export const launchConsent: ConsentText = {
  id: 'launch',
  title: 'Launch an agent behind the gate?',
  detail: [
    'Each tool call of the agent is vetted before it runs. What is provably safe runs without a question, threats are denied, and you are asked about the rest.',
    access,
    'The agent itself talks to its vendor, as it does without Portcullis.',
  ].join('\n\n'),
  accept: 'Launch',
};

export const handsOffConsent: ConsentText = {
  id: 'handsOff',
  title: 'Launch hands-off?',
  detail: [
    "The agent's own permission prompts are switched off (--dangerously-skip-permissions). The gate alone stands between the model and your machine.",
    'No longer asked: everything about which only the agent itself would have asked.',
    stillHolds,
    'If the gate is lost while the agent runs, its calls are blocked, as long as the agent keeps to its hooks.',
    access,
  ].join('\n\n'),
  accept: 'Launch Hands-Off',
  typed: 'hands-off',
};

export const modeConsents: Readonly<Record<WeakerMode, ConsentText>> = {
  acceptEdits: {
    id: 'mode.acceptEdits',
    title: 'Let agents edit files of the workspace without asking?',
    detail: [
      'No longer asked: creating and changing files inside the workspace folders. The change of a build script or a test takes effect when you run it.',
      'Still asked: deleting, anything outside the workspace, programs that are not known to be safe, and files that govern agents, the editor or git.',
      stillHolds,
    ].join('\n\n'),
    accept: 'Accept Edits',
  },
  auto: {
    id: 'mode.auto',
    title: 'Let the gate decide without you?',
    detail: [
      'No longer asked: anything but what one of your ask rules names. The analysis decides, and for what it cannot settle the reviewer, if you have set one up. What stays uncertain is denied with a reason that the agent can act on.',
      'Allow rules that free an interpreter, a shell, a package runner or sub-agents as a whole do not count meanwhile. Three denials in a row, or 20 in a session, pause it and ask you.',
      stillHolds,
      access,
    ].join('\n\n'),
    accept: 'Use Auto',
  },
  bypassPermissions: {
    id: 'mode.bypassPermissions',
    title: 'Let everything run that is not expressly stopped?',
    detail: [
      'No longer asked: everything on which neither the built-in guard nor a rule has an opinion: unknown programs, installs, network access, changes outside the workspace.',
      stillHolds,
      access,
      'This is asked once for each workspace.',
    ].join('\n\n'),
    accept: 'Bypass Permissions',
    typed: 'bypass permissions',
  },
};

export const alwaysAllowConsent: ConsentText = {
  id: 'alwaysAllowBash',
  title: 'Let ALL shell commands of agents run?',
  detail: [
    'No longer asked, in any workspace that you trust and in every mode but Plan: any shell command whatsoever. Neither the analysis nor you look at it, threats that it would name included.',
    'Still asked: shell commands that change what governs agents, the editor or git, or what runs by itself, and lines that cannot be read. Tools other than the shell are vetted as before.',
    stillHolds,
    access,
    'The status bar stays red as long as it is on. Each time that it is switched on, this is asked again.',
  ].join('\n\n'),
  accept: 'Always Allow Shell Commands',
  typed: 'always allow',
};

/** For one class of the built-in guard. */
export function guardConsent({ id, title, protects, examples }: FloorRule): ConsentText {
  return {
    id: `guard.${id}`,
    title: `Switch off ${id} of the built-in guard?`,
    detail: [
      `It protects: ${protects}`,
      `It denies, in whatever spelling: ${examples.slice(0, 4).join(' · ')}`,
      `“${title}” is then no longer a reason to deny a call, in any workspace and in every mode. The other layers judge such calls as any others: your rules, the analysis, the mode.`,
      'Prefer to do the one thing yourself, in a terminal of your own.',
      'The status bar shows it as long as it is off. Each time that it is switched off, this is asked again.',
    ].join('\n\n'),
    accept: 'Switch Off…',
    typed: id,
  };
}

export function isWeaker(mode: PermissionMode): mode is WeakerMode {
  return mode in modeConsents;
}

/** Eight hexadecimal digits that change whenever a word of the text does. */
export function versionOf({ title, detail, accept, typed }: ConsentText): string {
  return createHash('sha256')
    .update(JSON.stringify([title, detail, accept, ...(typed === undefined ? [] : [typed])]))
    .digest('hex')
    .slice(0, 8);
}
