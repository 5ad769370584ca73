// Other spellings of a line, and lines around it, that do at least as much: a decision must never become looser by
// them. Each says where it does not apply, for what a shell refuses or reads as something else proves nothing.
import { spawnSync } from 'node:child_process';
import { commandSpec } from '../../../src/policy/commands/registry.ts';
import type { ShellReading, Word } from '../../../src/policy/shell/segment.ts';
import { isBare, quoted } from './quoting.ts';
import type { Random } from './random.ts';

export interface Rewrite {
  readonly name: string;
  /** The other line; undefined where it would not mean at least the same. */
  readonly apply: (line: Line, random: Random) => string | undefined;
}

export interface Line {
  readonly text: string;
  readonly reading: ShellReading;
}

export const rewrites: readonly Rewrite[] = [
  { name: 'a word is quoted', apply: ({ text, reading }, random) => quoteOne(text, reading, random) },
  { name: 'a word is split by a line continuation', apply: ({ text, reading }, random) => splitOne(text, reading, random) },
  { name: 'a blank is another one', apply: ({ text, reading }, random) => blankOne(text, reading, random) },
  { name: 'the program has its absolute path', apply: absolutePath },
  ...['true && ', 'ls; ', 'echo hi || ', ': ; ', 'cat a\n', 'cat a\n\\\n', 'cat a | sort | head\n', '\n', '  '].map((before) => ({
    name: `in front of it: ${JSON.stringify(before)}`,
    apply: (line: Line) =>
      /^\s*(?:$|[;&|)])|^\uFEFF/u.test(line.text) || (before.includes('||') && /&&|\|\|/u.test(line.text)) || isRefused(line)
        ? undefined
        : before + line.text,
  })),
  ...[' # comment', '; ls', ' && cat a', ' || echo no', ' | cat', '; rm -rf /', '\nls', '\n# comment', ' > out.txt'].map((after) => ({
    name: `behind it: ${JSON.stringify(after)}`,
    apply: (line: Line) => (isOpen(line, after) ? undefined : line.text + after),
  })),
  ...[
    ['(', '\n)'],
    ['{ ', '\n}'],
    ['if true; then ', '\nfi'],
    ['for i in 1 2; do ', '\ndone'],
    ['while ls; do ', '\ndone'],
    ['echo "$(', '\n)"'],
  ].map(([before = '', after = '']) => ({
    name: `inside ${before} … ${after.trim()}`,
    apply: ({ text, reading }: Line) =>
      isBroken(reading) || /^\s*(?:#.*)?$/u.test(text) || text.endsWith('\\') || (before.endsWith('(') && text.startsWith('('))
        ? undefined
        : before + text + after,
  })),
  ...['bash -c', 'sh -c', 'eval', 'env bash -c', 'timeout 5 bash -c', 'sudo sh -c', 'nice sh -c'].map((before) => ({
    name: `as a text for ${before}`,
    apply: ({ text, reading }: Line) =>
      isBroken(reading) || text.includes('\0') || usesParameters(text) || text.startsWith('-')
        ? undefined
        : `${before} '${text.replaceAll("'", "'\\''")}'`,
  })),
  ...['env ', 'env -i ', 'timeout 5 ', 'nice ', 'nice -n 3 ', 'command ', 'nohup ', 'X=1 ', 'sudo ', 'setsid ', 'stdbuf -o0 ', 'exec '].map((before) => ({
    name: `wrapped by ${before.trim()}`,
    apply: ({ text, reading }: Line) => (program(text, reading) === undefined ? undefined : before + text),
  })),
]; // prettier-ignore

/** The words of the line itself, outside substitutions, with what wraps them. */
function outerWords({ segments }: ShellReading): (readonly Word[])[] {
  return [
    ...new Set(segments.flatMap(({ origin, forms }) => (origin === 'line' && forms[0] ? [forms[0]] : []))),
  ];
}

/**
 * Words that stand in the line as what they are, outside `[[ … ]]`, here-documents and what only keywords are. Where
 * the reader guesses, it takes the end of a here-document for a command; written otherwise, that would be no end.
 */
function bareWords(text: string, reading: ShellReading): Word[] {
  if (reading.defined.length > 0 || isBroken(reading)) return [];
  const documents = hereDocuments(text);
  return outerWords(reading)
    .filter(([first]) => first !== undefined && !keywords.has(first.text))
    .flat()
    .filter(({ text: value, literal, glob, start, end }) =>
      literal && !glob && isBare(value) && text.slice(start, end) === value && !/[\w$]/u.test(text[start - 1] ?? '') &&
      !documents.some(([from, to]) => start < to && end > from),
    );
} // prettier-ignore

/** From where to where the here-documents of a text reach, each with the line that ends it. */
function hereDocuments(text: string): (readonly [number, number])[] {
  const starts = text.matchAll(/(?<!<)<<-?\s*(["']?)([\w.-]+)\1[^\n]*\n/gu);
  return [...starts].map(({ index, 0: line, 2: name }) => {
    const from = index + line.length;
    const end = new RegExp(`^\\t*${name}(?=[)\`]|$)`, 'mu').exec(text.slice(from));
    return [from, end === null ? text.length : from + end.index + end[0].length];
  });
}

const keywords = new Set(
  '[[ (( time coproc ! { } function if then else fi while until for do done case esac select in'.split(' '),
);

function quoteOne(text: string, reading: ShellReading, random: Random): string | undefined {
  const words = bareWords(text, reading);
  if (words.length === 0) return undefined;
  const { start, end, text: value } = random.pick(words);
  return text.slice(0, start) + quoted(value, random) + text.slice(end);
}

function splitOne(text: string, reading: ShellReading, random: Random): string | undefined {
  const words = bareWords(text, reading).filter(({ text: value }) => value.length > 1);
  if (words.length === 0) return undefined;
  const { start, text: value } = random.pick(words);
  const at = start + 1 + random.below(value.length - 1);
  return `${text.slice(0, at)}\\\n${text.slice(at)}`;
}

function blankOne(text: string, reading: ShellReading, random: Random): string | undefined {
  const words = bareWords(text, reading).filter(({ start }) => text[start - 1] === ' ' && /[\w'"]/u.test(text[start - 2] ?? ''));
  if (words.length === 0) return undefined;
  const { start } = random.pick(words);
  return text.slice(0, start - 1) + random.pick(['  ', '\t', ' \\\n', '\\\n ', ' \t ']) + text.slice(start);
} // prettier-ignore

function absolutePath({ text, reading }: Line, random: Random): string | undefined {
  const name = program(text, reading);
  return name === undefined ? undefined : random.pick(['/usr/bin/', '/bin/', '/usr/local/bin/']) + text;
}

/** The known program with which the line starts, if it is none of the shell's own. */
function program(text: string, reading: ShellReading): string | undefined {
  const first = reading.segments[0]?.forms[0]?.[0];
  if (first?.start !== 0 || reading.defined.length > 0 || isBroken(reading)) return undefined;
  const known = text.startsWith(first.text) && isBare(first.text) && commandSpec(first.text) !== undefined;
  return known && !builtins.has(first.text) && reading.segments[0]?.assignments.length === 0
    ? first.text
    : undefined;
}

const builtins = new Set(
  '. : [ [[ alias bg bind break builtin caller cd chdir command compgen complete compopt continue declare dirs disown echo enable eval exec exit export false fc fg getopts hash help history jobs kill let local logout mapfile popd printf pushd pwd read readarray readonly return set shift shopt source suspend test time times trap true type typeset ulimit umask unalias unset wait'.split(
    ' ',
  ),
);

/** A shell would refuse the line, or the reader gives up on it. */
function isBroken({ doubts }: ShellReading): boolean {
  return doubts.some(
    ({ code, text }) => code === 'cap' || code === 'failure' || /grammar finds an error/u.test(text),
  );
}

/** Of the line nothing runs, because bash itself refuses it whole. That the grammar finds an error says less. */
function isRefused({ text, reading }: Line): boolean {
  if (!isBroken(reading) || text.includes('\n')) return false;
  const { status } = spawnSync('bash', ['-n'], { input: text, env: { PATH: process.env.PATH } });
  return (status ?? 0) !== 0; // Without a bash every line counts.
}

/** `$1` and its like mean something else inside a shell string. */
function usesParameters(text: string): boolean {
  return /\$[\d@*#{]|\breturn\b/u.test(text);
}

/** What stands behind would become a part of a here-document, a comment, a quote or an operator. */
function isOpen({ text, reading }: Line, after: string): boolean {
  if (isBroken(reading) || /[;&|\\<>(]\s*$/u.test(text) || /^\s*$/u.test(text)) return true;
  return !after.startsWith('\n') && (/<</u.test(text) || /#[^\n]*$/u.test(text) || /\n\s*$/u.test(text));
}
