// Names of files that one command lists and another one takes as arguments: `find … -exec cmd {}`, `find | xargs cmd`,
// `git ls-files | xargs cmd`. Where the listing is of a known kind, the names are paths below known folders.
import type { Doubt } from '../effects.ts';
import type { Facts } from '../facts.ts';
import { globMayNameSecret, pathspecSecret, telling } from '../paths/secrets.ts';
import { absolute } from '../paths/absolute.ts';
import type { Names, Segment, ShellReading, Word } from '../shell/segment.ts';
import { programName } from '../shell/word.ts';
import { readArguments, valuesOf, type Arguments, type Value } from './arguments.ts';
import { commandSpec } from './registry.ts';
import { upstream } from './source.ts';

export interface ListedNames {
  /** Patterns of all paths that the listing may print, relative to the folder in force or absolute. */
  readonly paths: readonly string[];
  /** Stands for the words that xargs adds. */
  readonly append: readonly Word[];
  /** The names cannot begin with a dash, and none of them can fall apart into several words. */
  readonly steady: boolean;
  /** Is the operand one that stands for listed names? */
  readonly is: (value: Value) => boolean;
}

/** Words that stand for one of some names get the patterns of those names, where all of them are known. */
export function withPaths(words: readonly Word[], shell: ShellReading, facts: Facts): readonly Word[] {
  if (words.every((word) => word.names === undefined)) return words;
  return words.map((word) => {
    const paths = word.names === undefined ? undefined : pathsOf(word.names, shell, facts);
    if (word.names === undefined || paths === undefined) return word;
    const solid =
      word.names.segments.length > 0 &&
      word.names.segments.every((index) => printsOneWord(shell.segments[index]));
    return { ...word, paths, solid };
  });
}

/** Commands that print numbers, names of commits or a date. */
function printsOneWord(segment: Segment | undefined): boolean {
  const words = segment?.words ?? [];
  if (segment?.input.from !== 'inherited' || words.some(({ literal }) => !literal)) return false;
  const line = words.map(({ text }) => text).join(' ');
  return /^(?:seq(?: \d+)+|nproc|git merge-base [\w./@^~-]+ [\w./@^~-]+|git rev-parse (?:--short |--verify )?[\w./@^~]+|date \+%[\w%.:-]+)$/u.test(
    line,
  );
}

function pathsOf(
  { patterns, segments, before, after }: Names,
  shell: ShellReading,
  facts: Facts,
): readonly string[] | undefined {
  const printed = segments.map((index) => {
    const last = shell.segments[index];
    const [source, ...filters] = last === undefined ? [] : [last, ...upstream(last, shell)].toReversed();
    return source !== undefined && filters.every((filter) => isFilter(filter, facts))
      ? listed(source, facts)
      : undefined;
  });
  const paths = [...patterns, ...printed.flatMap((listing) => listing ?? [])];
  if (printed.includes(undefined) || paths.length === 0) return undefined;
  return paths.map((path) => before + path + after);
}

/** The doubt of the shell reader that known listings answer. */
export function namesDoubt({ about }: Doubt): boolean {
  return about === 'names';
}

/** The names that the segment gets; undefined where it gets none or they are not known. */
export function handedOver(segment: Segment, shell: ShellReading, facts: Facts): ListedNames | undefined {
  const wrapper = segment.wrappers.at(-1);
  if (segment.origin === 'exec-option' && segment.parent !== undefined) {
    const parent = shell.segments[segment.parent];
    const paths = parent === undefined ? undefined : listed(parent, facts);
    if (paths === undefined) return undefined;
    const placed = segment.words.some(({ text }) => text.includes('{}'));
    const added =
      parent === undefined || placed || !programName(parent).startsWith('fd') ? [] : placeholder(segment);
    return { paths, append: added, steady: true, is: isPlace };
  }
  if (wrapper?.name !== 'xargs' || !segment.doubts.some(namesDoubt)) return undefined;
  const options = wrapper.words.map(({ text }) => text);
  const replaced = replacement(options);
  const [source, ...filters] = upstream(segment, shell).toReversed();
  // Nothing is fed: an agent's line gets no input of its own. What a person could type are names of files here.
  if (
    segment.input.from === 'inherited' &&
    source === undefined &&
    segment.origin === 'line' &&
    shell.defined.length === 0 &&
    !shell.segments.some((one) => programName(one) === 'exec')
  )
    return {
      paths: ['./*'],
      append: replaced === undefined ? placeholder(segment) : [],
      steady: false,
      is: namesOf(replaced),
    };
  if (source === undefined || !filters.every((filter) => isFilter(filter, facts))) return undefined;
  const paths = listed(source, facts);
  if (paths === undefined) return undefined;
  const whole =
    replaced !== undefined ||
    options.some((text) => /^-(?:[a-zA-Z]*0|-null|d\\n|-delimiter=\\n)/u.test(text));
  return {
    paths,
    append: replaced === undefined ? placeholder(segment) : [],
    steady:
      whole &&
      /^g?find$|^fd(?:find)?$/u.test(programName(source)) &&
      paths.every((path) => !path.startsWith('-')),
    is: namesOf(replaced),
  };
}

function placeholder({ words: [first] }: Segment): Word[] {
  return first === undefined ? [] : [{ ...first, text: '{}', literal: false, glob: false }];
}

const isPlace = ({ text, literal }: Value): boolean => !literal && text === '{}';

function namesOf(replaced: string | undefined): (value: Value) => boolean {
  return ({ text, literal }) => !literal && text === (replaced ?? '{}');
}

function replacement(options: readonly string[]): string | undefined {
  const at = options.findIndex((text) => /^-[0prtx]*[Ii]|^--replace/u.test(text));
  if (at < 0) return undefined;
  const text = options[at] ?? '';
  const joined = /^-[0prtx]*[Ii](.+)$|^--replace=(.+)$/u.exec(text);
  return joined?.[1] ?? joined?.[2] ?? (text.endsWith('I') ? options[at + 1] : '{}');
}

/** Patterns of what a listing prints; undefined where it is none, or where its names point at secrets. */
function listed(segment: Segment, facts: Facts): readonly string[] | undefined {
  // A line may hold many commands that take the names of one listing.
  if (last?.segment !== segment) last = { segment, paths: listedAnew(segment, facts) };
  return last.paths;
}

let last: { readonly segment: Segment; readonly paths: readonly string[] | undefined } | undefined;

function listedAnew(segment: Segment, facts: Facts): readonly string[] | undefined {
  const program = programName(segment);
  const spec = commandSpec(program);
  if (spec === undefined || segment.words.some(({ literal }) => !literal && segment.origin !== 'exec-option'))
    return undefined;
  const given = readArguments(program, spec, segment.words.slice(1));
  if (given.doubts.length > 0) return undefined;
  // A number, a commit, a date: no path says more than that it begins with a digit or a letter.
  if (printsOneWord(segment)) return ['0*'];
  if (program === 'pwd' && given.count === 0) return segment.cwd === undefined ? undefined : [segment.cwd];
  const kind = listings.find((row) => row.programs.test([program, ...given.path].join(' ')));
  if (kind === undefined || !kind.when(given)) return undefined;
  const sought = [
    ...valuesOf(
      given,
      '-name',
      '-iname',
      '-path',
      '-ipath',
      '-wholename',
      '-g',
      '--glob',
      '--iglob',
      '--include',
    ),
    ...given.operands,
  ];
  if (sought.some(({ text }) => namesSecret(text, facts)) || seeksSecret(program, given, facts))
    return undefined;
  const roots = given.operands.filter(({ kind: one }) => one === 'list' || one === 'read');
  if (program === 'ls') return ['./*', ...roots.map(({ text }) => text)];
  const folders = kind.below && roots.length > 0 ? roots.map(({ text }) => text.replace(/\/$/u, '')) : ['.'];
  return folders.map((folder) => (folder === '.' ? './*' : `${folder}/*`));
}

/** Programs that print one path a line. `below`: their path operands are folders that they walk. */
const listings: readonly {
  readonly programs: RegExp;
  readonly below: boolean;
  readonly when: (given: Arguments) => boolean;
}[] = [
  { programs: /^g?find$/u, below: true, when: (given) => !some(given, /^-(?:printf|ls|fls|fprint|L$|H$|follow$)/u) },
  { programs: /^fd(?:find)?$/u, below: true, when: (given) => !some(given, /^(?:-[lL]|--list-details|--follow|--format|--path-separator|--hyperlink)$/u) },
  { programs: /^ls$/u, below: false, when: (given) => only(given, /^-[1dtrSUv]$/u) },
  { programs: /^git ls-files$/u, below: false, when: (given) => !some(given, /^(?:-[stv]|--stage|--format|--debug|--eol)$/u) },
  { programs: /^git (?:diff|diff-tree|ls-tree)$/u, below: false, when: (given) => some(given, /^--name-only$/u) && only(given, changedFiles) },
  { programs: /^git (?:show|log)$/u, below: false, when: (given) => some(given, /^--name-only$/u) && only(given, changedFiles) && valuesOf(given, '--format', '--pretty').some(({ text }) => text === '') },
  { programs: /^(?:[ef]?grep|ggrep|rg|ag|git grep)$/u, below: true, when: (given) => some(given, /^(?:-l|-L|--files|--files-with-matches|--files-without-match|--name-only)$/u) && only(given, searches) },
]; // prettier-ignore

/** Options of git with which `--name-only` prints names and nothing else. Source: git-diff(1), git-log(1). */
const changedFiles =
  /^(?:--name-only|--(?:cached|staged|merge-base|no-renames|root|no-commit-id|all|merges|no-merges|first-parent|full-history|no-walk|reverse|no-ext-diff|no-textconv|quiet)|--(?:diff-filter|relative|ignore-submodules|find-renames|since|until|after|before|author|grep|max-count|skip|format|pretty|branches|tags|remotes)|-[rzMCSGniEFPm#])$/u;
/** Options of searches with which they print names and nothing else. Source: grep(1), rg(1), ag(1), git-grep(1). */
const searches =
  /^(?:-[lLrRiwxEFGPesvzZ0SuUgtTdaIH.]|--(?:files|files-with-matches|files-without-match|name-only|recursive|ignore-case|word-regexp|line-regexp|extended-regexp|fixed-strings|basic-regexp|perl-regexp|regexp|no-messages|invert-match|null|smart-case|case-sensitive|hidden|no-ignore|no-ignore-vcs|unrestricted|glob|iglob|type|type-not|max-depth|depth|include|exclude|exclude-dir|cached|untracked|text|multiline|ignore|ignore-dir|sort|no-config|null-data|pcre2))$/u;

function some(given: Arguments, wanted: RegExp): boolean {
  return given.options.some(({ option }) => wanted.test(option.name));
}

function only(given: Arguments, known: RegExp): boolean {
  return given.options.every(({ option }) => known.test(option.name));
}

/** Filters that print some of the lines they get, unchanged. */
function isFilter(segment: Segment, facts: Facts): boolean {
  const program = programName(segment);
  const words = segment.words.slice(1);
  if (words.some(({ literal, text }) => !literal || namesSecret(text, facts))) return false;
  if (/^(?:head|tail)$/u.test(program)) return words.every(({ text }) => /^-?[\dncz+-]+$/u.test(text));
  if (/^(?:sort|uniq)$/u.test(program)) return words.every(({ text }) => /^-[ufdnrVz]+$/u.test(text));
  return (
    /^(?:[ef]?grep|rg)$/u.test(program) && words.filter(({ text }) => !text.startsWith('-')).length === 1
  );
}

/** Does a pattern of names choose credential stores? */
function namesSecret(pattern: string, facts: Facts): boolean {
  const plain = pattern.replaceAll(/[\^$\\]/gu, '').replace(/^\*\*?\//u, '');
  const path = absolute(plain, facts, facts.cwd);
  return (
    (path !== undefined && globMayNameSecret(path, facts) !== undefined) ||
    pathspecSecret(plain, facts) !== undefined
  );
}

/** Expressions, and endings, by which find and fd choose credential stores. Source: find(1), fd(1). */
function seeksSecret(program: string, given: Arguments, facts: Facts): boolean {
  if (valuesOf(given, '-regex', '-iregex').some(({ text }) => telling.test(text))) return true;
  if (!program.startsWith('fd')) return false;
  const shown = some(given, /^(?:-[HuI]|--hidden|--unrestricted)$/u);
  return (
    (shown && given.operands.some(({ kind, text }) => kind === 'text' && telling.test(text))) ||
    valuesOf(given, '-e', '--extension').some(({ text }) => namesSecret(`x.${text}`, facts))
  );
}
