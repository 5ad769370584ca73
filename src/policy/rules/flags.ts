// A pattern read as its author means it: a program, its subcommand, the flags that must be there, and the operands.
// `rm -rf *` then speaks of `rm -fr x`, `rm -r -f x`, `rm x --recursive --force` and `rm -rvf x` as well. Serves
// deny and ask rules only: more flags than the author named are no excuse, and for an allow they would be a hole.
import { flagRows, globalValues, wordFlags, type FlagRow } from './flag-table.ts';
import { matchesPieces, matchesText, patternOf, type TextPattern } from './pattern.ts';

export interface FlaggedPattern {
  readonly program: string;
  readonly flags: readonly Flag[];
  /** The pattern without its flags. */
  readonly operands: TextPattern;
}

interface Flag {
  readonly name: string;
  readonly value: string | undefined;
}

interface Parsed {
  readonly flags: readonly Flag[];
  readonly operands: readonly string[];
}

/** Stands for `*` while a pattern's words are read like a command's; no command holds it. */
const star = '\u0001';

/** The pattern with its flags understood, or undefined if it has none or does not start with a plain program. */
export function readFlagged(pattern: TextPattern): FlaggedPattern | undefined {
  const words = pattern.tokens.map((token) => token.join(star));
  const [program = ''] = words;
  if (program === '' || program.includes(star)) return undefined;
  const { flags, operands } = parse(words);
  if (flags.length === 0 || flags.some((flag) => flag.name === '' || flag.name.startsWith(star)))
    return undefined;
  const tokens = operands.map((word) => word.split(star));
  return { program, flags, operands: patternOf(tokens, pattern.text) };
}

export function matchesFlagged(pattern: FlaggedPattern, words: readonly string[]): boolean {
  if (words[0] !== pattern.program) return false;
  const { flags, operands } = parse(words);
  const row = rowOf(words);
  const said = [...flags, ...impliedBy(row, operands)];
  return (
    pattern.flags.every((wanted) => said.some((flag) => says(flag, wanted, row))) &&
    (matchesText(pattern.operands, operands) || matchesText(pattern.operands, plainOperands(row, operands)))
  );
}

/** `git -C x push` → `git push`: the command as if no option stood before its subcommand. */
export function withoutGlobals(words: readonly string[]): readonly string[] {
  const [program = ''] = words;
  const valued = globalValues.get(program) ?? [];
  let at = 1;
  for (let word = words[at]; word !== undefined && /^-./u.test(word); word = words[at]) {
    at += valued.includes(word) ? 2 : 1;
  }
  return at === 1 ? words : [program, ...words.slice(at)];
}

function parse(words: readonly string[]): Parsed {
  const [program = '', ...rest] = words;
  const row = rowOf(words);
  const flags: Flag[] = [];
  const operands = [program];
  for (let at = 0; at < rest.length; at++) {
    const word = rest[at] ?? '';
    if (word === '--') {
      operands.push(...rest.slice(at + 1));
      break;
    }
    if (word.startsWith('--')) flags.push(...longFlag(word.slice(2), row));
    else if (/^-[^-]/u.test(word) && wordFlags.has(program)) flags.push({ name: word, value: undefined });
    else if (/^-[^-]/u.test(word)) at += bundle(word.slice(1), rest[at + 1], row, flags);
    else if (at === 0 && row?.dashless === true && /^[A-Za-z]+$/u.test(word))
      bundle(word, undefined, row, flags);
    else operands.push(word);
  }
  return { flags, operands };
}

/** Splits `-rfv` or `-ofile`; returns how many further words it took. */
function bundle(letters: string, next: string | undefined, row: FlagRow | undefined, flags: Flag[]): number {
  for (let at = 0; at < letters.length; at++) {
    const letter = letters.charAt(at);
    const names = row?.both?.[letter] ?? [canonical(letter, row)];
    if (row?.values?.includes(letter) !== true) {
      flags.push(...names.map((name) => ({ name, value: undefined })));
      continue;
    }
    const joined = letters.slice(at + 1);
    flags.push(...names.map((name) => ({ name, value: joined === '' ? next : joined })));
    return joined === '' ? 1 : 0;
  }
  return 0;
}

function longFlag(text: string, row: FlagRow | undefined): readonly Flag[] {
  const at = text.indexOf('=');
  const name = at < 0 ? text : text.slice(0, at);
  return [{ name: canonical(name, row), value: at < 0 ? undefined : text.slice(at + 1) }];
}

function says(flag: Flag, wanted: Flag, row: FlagRow | undefined): boolean {
  const named =
    matchesPieces(wanted.name.split(star), flag.name) ||
    // getopt_long takes every beginning of a long name for it, unless it is itself a name.
    (flag.name.length > 0 &&
      wanted.name.length > 1 &&
      !knows(flag.name, row) &&
      wanted.name.startsWith(flag.name));
  return named && (wanted.value === undefined || matchesPieces(wanted.value.split(star), flag.value ?? ''));
}

/** The last spelling of a group is its name. */
function canonical(spelling: string, row: FlagRow | undefined): string {
  return (
    groups(row)
      .find((group) => group.includes(spelling))
      ?.at(-1) ?? spelling
  );
}

function knows(name: string, row: FlagRow | undefined): boolean {
  return groups(row).some((group) => group.includes(name)) || name.length === 1;
}

function groups(row: FlagRow | undefined): readonly (readonly string[])[] {
  return row === undefined ? [] : row.same.split(' ').map((group) => group.split('='));
}

function rowOf(words: readonly string[]): FlagRow | undefined {
  const [program = ''] = words;
  const sub = words.slice(1).find((word) => !word.startsWith('-'));
  const rows = flagRows.filter((row) => row.program === program);
  return rows.find((row) => row.sub === sub) ?? rows.find((row) => row.sub === undefined);
}

function impliedBy(row: FlagRow | undefined, operands: readonly string[]): readonly Flag[] {
  return (row?.operands ?? []).flatMap(([test, name]) =>
    operands.some((operand) => test.test(operand)) ? [{ name, value: undefined }] : [],
  );
}

/** `+main` is `main` once its sign has been counted as a flag. */
function plainOperands(row: FlagRow | undefined, operands: readonly string[]): readonly string[] {
  return row?.operands === undefined ? operands : operands.map((word) => word.replace(/^[+:](?=.)/u, ''));
}
