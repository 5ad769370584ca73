// A second, careless reader for lines that the grammar does not understand: it splits at separators and blanks and
// looks for commands that the tree does not have. What it finds can only raise an alarm, never prove safety.
import { expandBraces } from './braces.ts';
import { caps } from './caps.ts';
import { emit } from './emit.ts';
import { endOf, inherited, startOf, type Run, type Scope } from './run.ts';
import type { Redirect, Word } from './segment.ts';

/** Adds segments for the pieces of a text whose first word no segment has at that place yet. */
export function readLeniently(run: Run, scope: Scope, from: number): void {
  const text = withPlainRedirects(withoutBodies(scope.source.text));
  const seen = new Set(run.segments.slice(from).map(({ words, redirects }) => keyOf(words, redirects)));
  const separators = /[;&|\n`(){}]+|\$\(/g;
  let start = 0;
  let pieces = 0;
  const piece = (end: number): void => {
    if (pieces >= caps.segmentsRead || run.capped) return;
    if (readPiece(run, scope, text, start, end, seen)) pieces++;
  };
  for (const match of text.matchAll(separators)) {
    // Braces are separators only where they stand alone: `{rm,-rf,x}` is a word.
    if (/^[{}]$/.test(match[0]) && !/\s/.test(text[match.index + 1] ?? ' ')) continue;
    if (match[0] === '}' && !/\s/.test(text[match.index - 1] ?? ' ')) continue;
    piece(match.index);
    start = match.index + match[0].length;
    // So is the one behind a line break: `ls⏎{rm,-rf,x}`.
    if (/.\{$/s.test(match[0]) && /\S/.test(text[start] ?? ' ')) start--;
  }
  piece(text.length);
}

/**
 * Blanks the bodies of here-documents, at equal length: they are data, but for a shell that reads them. A line that
 * only looks like the start of one hides nothing from the tree.
 */
function withoutBodies(text: string): string {
  if (!text.includes('<<') || text.split('<<').length > 256) return text;
  return text.replaceAll(
    /(<<-?\s*(["']?)([\w.-]+)\2)([^\n]*\n)([^]*?\n)?(?=\t*\3(?:\n|$|\)))/g,
    (
      whole: string,
      start: string,
      _quote: string,
      _name: string,
      rest: string,
      body: string | undefined,
      at: number,
    ) => {
      const line = text.slice(text.lastIndexOf('\n', at) + 1, at) + rest;
      if (body === undefined || /\b(?:(?:ba|z|da|k|a|fi)?sh|eval|source|xargs|ssh)\b/.test(line))
        return whole;
      return start + rest + body.replaceAll(/[^\n]/g, ' ');
    },
  );
}

/**
 * Gives redirects with `&` or `|` in them their plain spelling, at equal length: neither is a separator there. One of
 * a descriptor to another (`2>&1`) changes no file.
 */
function withPlainRedirects(text: string): string {
  return text
    .replaceAll(/(?<!\d)\d*[<>]&(?:\d+-?|-)(?=[\s;&|()<>]|$)/g, (whole) => ' '.repeat(whole.length))
    .replaceAll(/&(>>?)/g, ' $1')
    .replaceAll(/([<>])[&|]/g, '$1 ');
}

function readPiece(
  run: Run,
  scope: Scope,
  text: string,
  start: number,
  end: number,
  seen: Set<string>,
): boolean {
  const words: Word[] = [];
  const redirects: Redirect[] = [];
  /** What the next word is the target of. */
  let awaited: Redirect['kind'] | undefined;
  const piece = text.slice(start, Math.min(end, start + 16_384));
  for (const match of piece.matchAll(/(?:"(?:[^"\\]|\\[^])*"|'[^']*'|[^\s"'])+|["']\S*/g)) {
    const raw = match[0];
    const redirect = /^\d*([<>]+)(.*)$/s.exec(raw);
    const at = start + match.index;
    const kind: Redirect['kind'] | undefined =
      redirect === null ? awaited : raw.includes('>') ? 'write' : 'read';
    // What stands behind `<<` and `<<<` is no file.
    awaited = redirect !== null && redirect[2] === '' && !redirect[1]?.startsWith('<<') ? kind : undefined;
    for (const text of variants(redirect === null ? raw : (redirect[2] ?? ''))) {
      const word: Word = {
        text,
        literal: !/[$`]/.test(text),
        glob: /[*?[]/.test(text),
        quoted: /["'\\]/.test(raw),
        start: startOf(scope.source, at),
        end: endOf(scope.source, at + raw.length),
      };
      if (kind === undefined) words.push(word);
      else if (text !== '') redirects.push({ kind, descriptor: undefined, target: word });
    }
  }
  while (
    words.length > 0 &&
    (/^[A-Za-z_]\w*=/.test(words[0]?.text ?? '') ||
      /^(?:!|then|do|else|if|while|until|time|elif)$/.test(words[0]?.text ?? ''))
  )
    words.shift();
  const key = keyOf(words, redirects);
  if (key === '' || seen.has(key)) return false;
  seen.add(key);
  emit(
    run,
    { ...scope, input: inherited },
    {
      words,
      assignments: [],
      redirects,
      input: inherited,
      doubts: [{ code: 'parse', text: 'the grammar does not see this part of the line as a command' }],
      start,
      end,
    },
  );
  return true;
}

/** Of a command with the files that it reads or writes: the tree may have the one without the other. */
function keyOf(words: readonly Word[], redirects: readonly Redirect[]): string {
  const files = redirects
    .filter(({ kind }) => kind !== 'duplicate')
    .map(({ target }) => `> ${target?.text ?? ''}`);
  return [...words.map(({ text }) => text), ...files.sort()].join(' ');
}

function variants(raw: string): string[] {
  const text = raw.replaceAll(/\\([^])|["']/g, '$1');
  if (!/^\{[^,]*,.*\}$/s.test(text)) return [text];
  return expandBraces({ text, mask: 'u'.repeat(text.length) })?.map((part) => part.text) ?? [text];
}
