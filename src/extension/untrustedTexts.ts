// Words about sessions that are not trusted: what a person reads before one starts, what is shown while it runs, and
// what a grant of trust changes. Pure. Text of others passes `visible`, and each of its lines is marked as theirs.
import { allStart, deferredStart, offText } from '../agents/subsystems.ts';
import type { SessionInfo, SessionTrust } from '../gate/api.ts';
import { causesText } from '../policy/confinement.ts';
import { count } from './statusText.ts';
import { inert, shown, visible, visibleLines } from './visible.ts';

export interface ForeignPrompt {
  readonly prompt: string;
  /** Who or where it comes from, in words. */
  readonly from: string;
}

const held =
  'The session is not trusted, to its end: no tool runs shell commands, and plugins, skills, MCP servers and hooks are off. What else is uncertain asks you, as ever.';

/** Can a modal message show all of it? */
export function fitsModal(prompt: string): boolean {
  const shown = visibleLines(prompt);
  return shown.length <= 1_500 && shown.split('\n').length <= 20;
}

/** The last question before a prompt of others starts anything. A long prompt was shown in a document before. */
export function foreignQuestion(
  { prompt, from }: ForeignPrompt,
  agent: string,
  folder: string,
): { readonly title: string; readonly detail: string; readonly accept: string } {
  const text = fitsModal(prompt)
    ? quoted(prompt)
    : `${quoted(firstLines(prompt))}\n\n(${prompt.length} characters. The whole prompt is in the editor.)`;
  const detail = [
    `It comes from: ${visible(from)}`,
    `Folder: ${visible(folder)}`,
    `The prompt, as the agent will get it:\n${text}`,
    held,
  ].join('\n\n');
  return {
    title: `Launch ${agent} with a prompt that others wrote?`,
    detail: inert(detail),
    accept: 'Launch Untrusted',
  };
}

export function foreignDocument({ prompt, from }: ForeignPrompt): string {
  return [
    'A prompt that others wrote. Nothing has started.',
    `It comes from: ${visible(from)}`,
    quoted(prompt),
    'Characters that cannot be seen are written as ⟨U+202E⟩.',
    held,
    '',
  ].join('\n\n');
}

function firstLines(prompt: string): string {
  return Array.from(prompt).slice(0, 600).join('').split('\n').slice(0, 10).join('\n');
}

function quoted(text: string): string {
  return visibleLines(text)
    .split('\n')
    .map((line) => `│ ${line}`)
    .join('\n');
}

/** One line for lists; undefined for a session that is trusted and lacks nothing. */
export function trustLine({ state, causes, subsystems }: SessionTrust): string | undefined {
  const off = offText(subsystems);
  if (state === 'untrusted')
    return shown(`Not trusted: ${causesText(causes)}. No tool runs shell commands${off === '' ? '' : `; ${off} are off`}.`);
  return off === '' ? undefined : `Trusted now; ${off} stay off until it is launched anew.`;
} // prettier-ignore

/** What changed for the sessions that run when the workspace came to be trusted; undefined when nothing did. */
export function grantedText(sessions: readonly SessionInfo[]): string | undefined {
  const live = sessions.filter(({ state }) => state !== 'ended');
  const freed = live.filter(({ trust }) => trust.state === 'trusted' && !allStart(trust.subsystems));
  const kept = live.filter(({ trust }) => trust.state === 'untrusted');
  if (freed.length === 0) return undefined;
  const lacks = offText(freed.map(({ trust }) => trust.subsystems)[0] ?? deferredStart(false));
  const stays = kept.length === 0 ? '' : ` ${count(kept.length, 'session')} ${kept.length === 1 ? 'stays' : 'stay'} locked: the prompt came from others, or it is a dry run.`;
  return `The workspace is trusted now: ${count(freed.length, 'running session')} may run shell commands again, vetted as ever. There ${lacks} stay off until the agent is launched anew.${stays}`;
} // prettier-ignore
