// What a person must have read and accepted before a launch, a weaker mode or the hands-off profile: exactly what is
// no longer asked, and what still holds. A changed text asks again, because its version is its digest.
import { createHash } from 'node:crypto';
import type { PermissionMode } from '../policy/decision.ts';

export interface ConsentText {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  /** The button. Names the act, never "OK". */
  readonly accept: string;
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
      'No longer asked: anything but what one of your ask rules names. The analysis alone decides; what it cannot prove safe is denied with a reason that the agent can act on.',
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
};

export function isWeaker(mode: PermissionMode): mode is WeakerMode {
  return mode in modeConsents;
}

/** Eight hexadecimal digits that change whenever a word of the text does. */
export function versionOf({ title, detail, accept }: ConsentText): string {
  return createHash('sha256')
    .update(JSON.stringify([title, detail, accept]))
    .digest('hex')
    .slice(0, 8);
}
