// Finds where the options of a wrapper end. Options are described by rows of data; one that no row knows is
// reported, and the scan goes on as if it took no value, so that the command behind it is still looked at.
import type { Word } from './segment.ts';

/** The options of one program. */
export interface Options {
  /** Short options without a value, one letter each. */
  readonly flags?: string;
  /** Short options that take the rest of their word, or the next word. */
  readonly valued?: string;
  /** Short options whose value, if any, is joined: `-i.bak`. */
  readonly joined?: string;
  /** Long options without a value, or with an optional `=value`. */
  readonly long?: string;
  /** Long options that take `=value` or the next word. */
  readonly longValued?: string;
  /** Accepts `-5`. */
  readonly numeric?: boolean;
  /** Long options may start with a single dash: `-name value`. */
  readonly singleDash?: boolean;
  /** Accepts `+x` words. */
  readonly plus?: boolean;
}

export interface Found {
  /** Values of the options that were met, by letter or long name; flags have undefined. Later ones win. */
  readonly values: ReadonlyMap<string, Word | undefined>;
  /** The index of the first word that is no option. */
  readonly at: number;
  /** The first option that is not known. */
  readonly unknown: string | undefined;
}

const longNames = new WeakMap<Options, { flags: readonly string[]; valued: readonly string[] }>();

/** Scans the options from a position on, up to the first operand or behind `--`. */
export function scanOptions(words: readonly Word[], from: number, options: Options): Found {
  const values = new Map<string, Word | undefined>();
  let unknown: string | undefined;
  let at = from;
  for (; at < words.length; at++) {
    const word = words[at];
    if (word === undefined) break;
    const text = word.text;
    if (text === '--') {
      at++;
      break;
    }
    if (options.plus === true && text.startsWith('+')) continue;
    if (!text.startsWith('-') || text === '-' || (!word.literal && !text.startsWith('--'))) break;
    if (
      text.startsWith('--') ||
      (options.singleDash === true && longName(text.slice(1), options) !== undefined)
    ) {
      const [name, value] = splitOnce(text.replace(/^--?/, ''));
      const known = longName(name, options);
      if (known === undefined) unknown ??= text;
      else if (known.valued && value === undefined) values.set(known.name, words[++at]);
      else values.set(known.name, value === undefined ? undefined : tail(word, value));
      continue;
    }
    if (options.numeric === true && /^-\d+$/.test(text)) continue;
    for (let i = 1; i < text.length; i++) {
      const letter = text[i] ?? '';
      if (options.valued?.includes(letter) === true) {
        values.set(letter, i + 1 < text.length ? tail(word, text.slice(i + 1)) : words[++at]);
        break;
      }
      if (options.joined?.includes(letter) === true) {
        values.set(letter, tail(word, text.slice(i + 1)));
        break;
      }
      if (options.flags?.includes(letter) === true) values.set(letter, undefined);
      else unknown ??= text;
    }
  }
  return { values, at: Math.min(at, words.length), unknown };
}

/** A word made of the end of another one. */
export function tail(word: Word, text: string): Word {
  return { ...word, text, start: word.quoted ? word.start : Math.max(word.start, word.end - text.length) };
}

function splitOnce(text: string): [string, string | undefined] {
  const equals = text.indexOf('=');
  return equals < 0 ? [text, undefined] : [text.slice(0, equals), text.slice(equals + 1)];
}

/** The full name behind an exact one or, as GNU programs accept, a unique prefix. */
function longName(given: string, options: Options): { name: string; valued: boolean } | undefined {
  const name = splitOnce(given)[0];
  let lists = longNames.get(options);
  if (lists === undefined) {
    lists = { flags: options.long?.split(' ') ?? [], valued: options.longValued?.split(' ') ?? [] };
    longNames.set(options, lists);
  }
  if (lists.valued.includes(name)) return { name, valued: true };
  if (lists.flags.includes(name)) return { name, valued: false };
  if (options.singleDash === true || name.length < 2) return undefined;
  const valued = lists.valued.filter((long) => long.startsWith(name));
  const flags = lists.flags.filter((long) => long.startsWith(name));
  if (valued.length + flags.length !== 1) return undefined;
  return { name: valued[0] ?? flags[0] ?? name, valued: valued.length === 1 };
}
