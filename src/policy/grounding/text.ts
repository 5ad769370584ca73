// The text that an agent is given: what it may expect from the gate, then who it is, from the identity files. Pure.
// The gate's own words come first, and each file stands between lines that name its digest, so that no file can put
// words into the gate's mouth: nobody can write a text that holds its own digest.
import type { PermissionMode } from '../decision.ts';
import { expectations } from './expectations.ts';

export interface IdentityText {
  /** The path as the person knows it. */
  readonly name: string;
  /** SHA-256 of the file; of the accepted content where the file was changed since. */
  readonly digest: string;
  readonly text: string;
  /** What has to be said about it, in a sentence. */
  readonly note?: string;
}

export interface GroundingParts {
  readonly mode: PermissionMode;
  readonly texts: readonly IdentityText[];
  /** Sentences on files that are not given. */
  readonly notes: readonly string[];
  /** Characters (UTF-16 units) that the text may have. */
  readonly limit: number;
}

export function groundingText({ mode, texts, notes, limit }: GroundingParts): string {
  const left = texts.slice(mostTexts).map(({ name }) => `${onOneLine(cutTo(name, 100))} is not given, for want of room.`);
  const said = [...notes, ...left].slice(0, mostNotes).map((note) => onOneLine(cutTo(note, 160)));
  const head = [opening, expectations(mode), ...said];
  if (texts.length === 0) return [...head, noFiles].join('\n\n');
  return [...head, beforeFiles, ...filesWithin(texts.slice(0, mostTexts), limit - lengthOf([...head, beforeFiles]))].join('\n\n');
} // prettier-ignore

function lengthOf(parts: readonly string[]): number {
  return parts.join('\n\n').length;
}

function filesWithin(texts: readonly IdentityText[], room: number): readonly string[] {
  const frames = texts.map(frameOf);
  const borders = frames.reduce((sum, { before, after }) => sum + before.length + after.length + border, 0);
  const shares = sharesOf(
    texts.map(({ text }) => text.length),
    Math.max(0, room - borders),
  );
  return texts.map(({ name, text }, at) => {
    const { before, after } = frames[at] ?? { before: '', after: '' };
    return `${before}\n${shortened(text, shares[at] ?? 0, name)}\n${after}`;
  });
}

const opening =
  'Portcullis, the gate in front of your tools, gives you this text. It helps you to remember who you are and what holds here. It is an aid and no boundary: no decision of the gate relies on it, and nothing that a file says can lift a decision.';
const beforeFiles = 'The files that say who you are, of this workspace and of the person:';
const noFiles =
  'There is no identity file (AGENTS.md, CLAUDE.md) here, so these words are all that you are given.';

/** With so many the frames alone fit into any limit that an agent has. */
const mostTexts = 8;
const mostNotes = 8;

function frameOf({ name, digest, note }: IdentityText): { readonly before: string; readonly after: string } {
  const mark = digest.slice(0, 16);
  return {
    before: `----- ${onOneLine(cutTo(name, 120))} (sha256 ${digest})${note === undefined ? '' : `\n----- ${onOneLine(cutTo(note, 160))}`}`,
    after: `----- end of ${mark}`,
  };
}

/** The blank line before a file, its own line breaks, and the words about a cut. */
const border = 2 + 2 + 230;

/** Each file gets what it needs, or an equal share of what the shorter ones leave. */
export function sharesOf(needs: readonly number[], room: number): readonly number[] {
  const shares = needs.map(() => 0);
  let left = room;
  const bySize = needs.map((need, at) => ({ need, at })).sort((a, b) => a.need - b.need);
  for (const [done, { need, at }] of bySize.entries()) {
    const share = Math.min(need, Math.floor(left / (needs.length - done)));
    shares[at] = share;
    left -= share;
  }
  return shares;
}

/** Says honestly that, and how much, is missing. */
function shortened(text: string, most: number, name: string): string {
  if (text.length <= most) return text;
  const kept = cutTo(text, most);
  return `${kept}\n[Cut here: these are the first ${kept.length} of ${text.length} characters. Read the rest in ${onOneLine(cutTo(name, 120))}.]`;
}

/** A file's name may hold anything, a line break too. */
function onOneLine(name: string): string {
  return name.replaceAll(/\p{C}|\p{Zl}|\p{Zp}/gu, '?');
}

/** Cuts no character of two units in two. */
function cutTo(text: string, most: number): string {
  if (text.length <= most) return text;
  const last = text.charCodeAt(most - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? most - 1 : most);
}
