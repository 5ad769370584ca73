// Who agents are told to be, as the page shows it: each file with what became of it, and its parts in a line each. Pure.
import type { IdentityFile, SessionInfo } from '../../gate/api.ts';
import type { Slices, Tone } from '../../protocol/panel.ts';
import { agentName } from '../agentNames.ts';
import { nameOfFile, stateText } from '../identityTexts.ts';
import { clock, count } from '../statusText.ts';
import { shortened, shown } from '../visible.ts';

export interface IdentityFacts {
  /** Undefined while no gate is up, which reads them. */
  readonly files: readonly IdentityFile[] | undefined;
  /** What was accepted of a file, without secrets. */
  readonly textOf: (path: string) => string | undefined;
  readonly folders: readonly string[];
  readonly sessions: readonly SessionInfo[];
}

export function identityView({ files, textOf, folders, sessions }: IdentityFacts): Slices['identity'] {
  const there = (files ?? []).filter(({ state }) => state !== 'absent');
  return {
    known: files !== undefined,
    files: there.map((file) => ({
      path: file.path,
      name: nameOfFile(file.path, folders),
      state: stateText(file),
      tone: tones[file.state],
      changed: file.state === 'changed',
      parts: partsOf(textOf(file.path) ?? ''),
    })),
    given: sessions.filter(({ state }) => state !== 'ended').map(givenText),
  };
} // prettier-ignore

const tones: Readonly<Record<IdentityFile['state'], Tone>> = {
  accepted: 'ok',
  changed: 'warning',
  absent: 'dim',
  untrusted: 'warning',
  refused: 'danger',
};

function givenText({ agent, startedAt, grounding }: SessionInfo): string {
  const who = `${agentName(agent)}, since ${clock(startedAt)}`;
  return grounding === undefined
    ? `${who}: was not given the text yet`
    : `${who}: given the text at ${clock(grounding.at)}`;
}

type Part = Slices['identity']['files'][number]['parts'][number];

/** Headings that say which of the three a part is about: who the agent is, whom it works with, what it remembers. */
const kinds: readonly (readonly [name: string, test: RegExp])[] = [
  ['Memory', /memor|remember|learn|state of|where things stand|history|notes/iu],
  ['Relationship', /relation|person|whom|team|people|user|owner|before you send|communicat/iu],
  ['Identity', /who you are|identity|role|persona|about you|mission|task/iu],
];

/** Of a Markdown text, each part under its heading: what kind it is, and how it begins. */
export function partsOf(text: string): readonly Part[] {
  const parts: { heading: string; words: string[] }[] = [];
  for (const line of text.replaceAll(/<!--[\s\S]*?-->/gu, '').split('\n')) {
    const heading = /^#{1,6}\s+(.*)$/u.exec(line)?.[1];
    if (heading !== undefined) parts.push({ heading, words: [] });
    else if (line.trim() !== '') (parts.at(-1) ?? parts[parts.push({ heading: '', words: [] }) - 1])?.words.push(line.trim());
  }
  const told = parts.filter(({ words }) => words.length > 0);
  const left = told.length - most;
  const views = told.slice(0, most).map(({ heading, words }, at) => ({
    kind: kinds.find(([, test]) => test.test(heading))?.[0] ?? (at === 0 ? 'Identity' : ''),
    heading: shortened(shown(heading), 80),
    text: shortened(shown(words.join(' ')), 200),
  }));
  return left > 0 ? [...views, { kind: '', heading: '', text: `${count(left, 'more part')}.` }] : views;
} // prettier-ignore

const most = 8;
