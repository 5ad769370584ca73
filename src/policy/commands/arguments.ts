// Words → options and operands, by the grammar of a command. Says what the words are, not what they do.
import { isDoing } from './doing.ts';
import type { Doubt } from '../effects.ts';
import type { Word } from '../shell/segment.ts';
import { shaped, shown } from './operands.ts';
import type { CommandSpec, OptionSpec, SubSpec, ValueKind } from './spec.ts';

/** A word, or the part of one that is an option's value. */
export interface Value {
  readonly text: string;
  readonly literal: boolean;
  readonly glob: boolean;
  /** Of an unknown value that is the path of one of some files: patterns of them. */
  readonly paths?: readonly string[] | undefined;
  /** None of them holds a blank. */
  readonly solid?: boolean;
}

export interface GivenOption {
  readonly option: OptionSpec;
  readonly value: Value | undefined;
}

export interface Operand extends Value {
  readonly kind: ValueKind;
}

export interface Arguments {
  readonly spec: CommandSpec;
  /** The subcommands, outermost first: `git remote add` → remote, add. */
  readonly path: readonly string[];
  /** Options of all levels in order. */
  readonly options: readonly GivenOption[];
  readonly operands: readonly Operand[];
  readonly doubts: readonly Doubt[];
  /** How many words stand behind the last subcommand. */
  readonly count: number;
  /** `--` stood before the operands from this index on. */
  readonly endedAt: number | undefined;
}

/** Reads the words behind the program's name. */
export function readArguments(
  program: string,
  spec: CommandSpec,
  words: readonly Word[],
  nested = false,
): Arguments {
  const level = readLevel(program, spec, words);
  if (level.rest === undefined) return nested ? needsVerb(program, level) : level;
  const { sub, name, words: inner } = level.rest;
  const below = readArguments(`${program} ${name}`, group(sub, spec), inner, true);
  return {
    ...below,
    path: [name, ...below.path],
    options: [...level.options, ...below.options],
    doubts: [...level.doubts, ...below.doubts],
  };
}

/** Between a group and its verb stand also the options of the whole client: `kubectl config --context x view`. */
function group(sub: CommandSpec, outer: CommandSpec): CommandSpec {
  if ((sub.sub.length === 0 && sub.verbs.length === 0) || sub.style === 'single' || outer.style === 'single')
    return sub;
  const known = groups.get(sub);
  if (known?.outer === outer) return known.group;
  const shared = [...outer.options].filter(([, { deeds }]) =>
    deeds.every(({ do: deed }) => deed !== 'help' && deed !== 'nothing'),
  );
  const merged = { ...sub, options: new Map([...shared, ...sub.options]), risky: sub.risky || outer.risky };
  groups.set(sub, { outer, group: merged });
  return merged;
}

const groups = new WeakMap<CommandSpec, { readonly outer: CommandSpec; readonly group: CommandSpec }>();

/** Was one of the options given? */
export function has(given: Arguments, ...names: readonly string[]): boolean {
  return given.options.some(({ option }) => names.includes(option.name));
}

export function valuesOf(given: Arguments, ...names: readonly string[]): Value[] {
  return given.options.flatMap(({ option, value }) => (value && names.includes(option.name) ? [value] : []));
}

/** Below the program itself, a missing subcommand may mean anything: `brew bundle` installs. */
function needsVerb(program: string, level: Level): Level {
  if ((level.spec.sub.length === 0 && level.spec.verbs.length === 0) || level.spec.bare || level.count > 0)
    return level;
  const doubt = {
    code: 'unknown-operand',
    text: `the gate does not know what ${program} does by itself`,
  } as const;
  return { ...level, doubts: [...level.doubts, doubt] };
}

interface Level extends Arguments {
  readonly rest: { sub: CommandSpec; name: string; words: readonly Word[] } | undefined;
}

function readLevel(program: string, spec: CommandSpec, words: readonly Word[]): Level {
  const options: GivenOption[] = [];
  const operands: Word[] = [];
  const doubts: Doubt[] = [];
  const groups: string[] = [];
  let endedAt: number | undefined;
  let at = 0;
  const next = (): Word | undefined => words[++at];
  const level = (rest: Level['rest']): Level => ({
    spec,
    path: [],
    options,
    operands: rest === undefined ? shaped(program, spec, options, operands, doubts) : [],
    doubts,
    count: words.length,
    endedAt,
    rest,
  });
  if (spec.bundle && words[0] !== undefined && /^[A-Za-z]+$/u.test(words[0].text)) {
    at = bareBundle(program, spec, words, options, doubts);
  }
  for (; at < words.length; at++) {
    const word = words[at];
    if (word === undefined) break;
    if (endedAt === undefined && word.literal && word.text === '--') {
      endedAt = operands.length;
      continue;
    }
    if (endedAt === undefined && mayBeOption(word) && spec.risky) {
      const about =
        word.literal && word.glob && !word.text.includes('/') ? { about: 'pattern' as const } : {};
      doubts.push({
        code: 'dynamic-argument',
        text: `${shown(word)} may become an option of ${program}`,
        ...about,
      });
    }
    const plain =
      endedAt !== undefined ||
      spec.style === 'words' ||
      dashedSub(spec, word) ||
      !/^-./u.test(word.text) ||
      (spec.stops && operands.length > 0);
    if (!plain || (isPlus(spec, word) && endedAt === undefined)) {
      readOption(program, spec, word, next, options, doubts);
      // What stands behind the module that an interpreter runs is the module's.
      if (spec.stops && options.at(-1)?.option.kind === 'module') endedAt = operands.length;
      continue;
    }
    const target =
      spec.sub.length > 0 || spec.verbs.length > 0
        ? subcommand(program, spec, word, doubts, groups)
        : undefined;
    if (target === 'group') {
      groups.push(word.text);
      continue;
    }
    if (target === 'unknown') return level(undefined);
    if (target !== undefined) return level({ sub: target, name: word.text, words: words.slice(at + 1) });
    operands.push(word);
  }
  const asksHelp = options.some(({ option }) => option.deeds.some((deed) => deed.do === 'help'));
  if (groups.length > 0 && !asksHelp) {
    doubts.push({
      code: 'unknown-operand',
      text: `the gate knows no verb in ${program} ${groups.join(' ')}`,
    });
  }
  return level(undefined);
}

function subcommand(
  program: string,
  spec: CommandSpec,
  word: Word,
  doubts: Doubt[],
  groups: readonly string[],
): CommandSpec | 'group' | 'unknown' {
  const name = word.text.startsWith('-') ? (word.text.split('=', 1)[0] ?? word.text) : word.text;
  const hit = word.literal ? pick([...spec.sub, ...spec.verbs], name) : undefined;
  if (hit !== undefined) return hit.spec;
  const mayBeGroup = word.literal && spec.verbs.length > 0 && /^[a-z][a-z0-9-]*$/u.test(word.text);
  const known = spec.groups === undefined || groups.length > 0 || spec.groups.has(word.text);
  if (mayBeGroup && known && !isDoing(word.text)) return 'group';
  doubts.push({
    code: 'unknown-operand',
    text: `${shown(word)} is not a subcommand of ${program} that the gate knows`,
  });
  return 'unknown';
}

/** A subcommand that is spelled like an option. */
function dashedSub(spec: CommandSpec, { text, literal }: Word): boolean {
  if (!literal || !text.startsWith('-') || spec.sub.length === 0) return false;
  const rows = spec.sub.filter(({ dashed }) => dashed);
  return rows.length > 0 && pick(rows, text.split('=', 1)[0] ?? text) !== undefined;
}

function pick(rows: readonly SubSpec[], name: string): SubSpec | undefined {
  return rows.find(({ exact }) => exact.has(name)) ?? rows.find(({ matches }) => matches(name));
}

function readOption(
  program: string,
  spec: CommandSpec,
  word: Word,
  next: () => Word | undefined,
  options: GivenOption[],
  doubts: Doubt[],
): void {
  const give = (option: OptionSpec, joined: string | undefined): void => {
    if (option.kind === 'command') {
      for (let inner = next(); inner !== undefined && inner.text !== ';' && inner.text !== '+';)
        inner = next();
      options.push({ option, value: undefined });
    } else if (joined !== undefined) {
      if (option.value === 'none') doubts.push(refused(program, word));
      options.push({ option, value: { text: joined, literal: word.literal, glob: false } });
    } else if (option.value === 'required') {
      const value = next();
      if (value === undefined)
        doubts.push({ code: 'unknown-option', text: `${option.name} of ${program} lacks its value` });
      else if (!steady(value))
        doubts.push({ code: 'dynamic-argument', text: `${shown(value)} may become several words` });
      options.push({ option, value });
      if (option.second !== undefined) {
        const more = next();
        if (more === undefined || !steady(more))
          doubts.push({ code: 'unknown-option', text: `${option.name} of ${program} lacks a known value` });
        else
          options.push({
            option: { ...option, kind: option.second, second: undefined, deeds: [] },
            value: more,
          });
      }
    } else {
      options.push({ option, value: undefined });
    }
  };
  const { text } = word;
  const whole = spec.options.get(text);
  if (whole !== undefined && (spec.style === 'single' || text.length > 2 || /^(?:--|\+)/u.test(text))) {
    give(whole, undefined);
    return;
  }
  const equals = text.indexOf('=');
  if ((/^--|^-..+=/u.test(text) || spec.style === 'single') && equals > 0) {
    const option = spec.options.get(text.slice(0, equals));
    if (option !== undefined) {
      give(option, text.slice(equals + 1));
      return;
    }
  }
  if (spec.style === 'single' && text.startsWith('--')) {
    const option = spec.options.get(text.slice(1));
    if (option !== undefined) {
      give(option, undefined);
      return;
    }
  }
  if (text.startsWith('--') || spec.style === 'single' || text.startsWith('+')) {
    if (spec.style !== 'loose' || !word.literal || abbreviates(spec, text))
      doubts.push(refused(program, word));
    // Many programs take a shortened option for the one that it begins; what that one does is seen, never trusted.
    const whole = text.startsWith('--') ? shortened(spec, text.split('=', 1)[0] ?? text) : undefined;
    if (whole !== undefined) options.push({ option: whole, value: undefined });
    const replaced = spec.operands.some(({ kind }) => kind === 'param')
      ? /=["']?(?:fileb?:\/\/|@)/u
      : /=["']?fileb?:\/\//u;
    if (replaced.test(text))
      doubts.push({ code: 'unknown-operand', text: `${shown(word)} hands a file to ${program}` });
    return;
  }
  if (/^-\d+$/u.test(text) && spec.options.has('-#')) return;
  cluster(program, spec, word, give, doubts);
}

function cluster(
  program: string,
  spec: CommandSpec,
  word: Word,
  give: (option: OptionSpec, joined: string | undefined) => void,
  doubts: Doubt[],
): void {
  const letters = word.text.slice(1).split('');
  if (spec.style === 'loose' && word.literal && letters.some((letter) => !spec.options.has(`-${letter}`))) {
    // Not surely a cluster: what is dangerous in it counts, what would make the command harmless does not.
    for (const letter of letters) {
      const option = spec.options.get(`-${letter}`);
      if (option?.deeds.some((deed) => deed.do !== 'nothing' && deed.do !== 'help') === true)
        give(option, '');
    }
    return;
  }
  for (let at = 1; at < word.text.length; at++) {
    const option = spec.options.get(`-${word.text[at]}`);
    if (option === undefined) {
      doubts.push(refused(program, word));
      return;
    }
    const rest = word.text.slice(at + 1);
    if (option.value === 'none') {
      give(option, undefined);
    } else {
      give(option, rest === '' ? undefined : rest);
      return;
    }
  }
}

/** The only option of the row that begins so, if it does something. */
function shortened(spec: CommandSpec, name: string): OptionSpec | undefined {
  if (name.length < 3) return undefined;
  const [one, ...more] = [...spec.options.values()].filter((option) => option.name.startsWith(name));
  const does = one?.deeds.some(({ do: deed }) => deed === 'effect' || deed === 'edit' || deed === 'remove');
  return one !== undefined &&
    more.length === 0 &&
    (does === true ||
      spec.special !== undefined ||
      /^--(?:force|recursive|hard|worktree|delete)$/u.test(one.name))
    ? one
    : undefined;
}

/** Programs that accept shortened options take this one for one that the row names. */
function abbreviates(spec: CommandSpec, text: string): boolean {
  const name = text.split('=', 1)[0] ?? text;
  if (name.length < 5) return false;
  for (const { name: known, deeds } of spec.options.values()) {
    if (deeds.length > 0 && known.length > name.length && known.startsWith(name)) return true;
  }
  return false;
}

/** The old style of tar: letters first, then the values of those that take one, in their order. */
function bareBundle(
  program: string,
  spec: CommandSpec,
  words: readonly Word[],
  options: GivenOption[],
  doubts: Doubt[],
): number {
  let at = 1;
  for (const letter of words[0]?.text ?? '') {
    const option = spec.options.get(`-${letter}`);
    if (option === undefined) {
      doubts.push({ code: 'unknown-option', text: `the gate does not know ${letter} of ${program}` });
      continue;
    }
    options.push({ option, value: option.value === 'required' ? words[at++] : undefined });
  }
  return at;
}

function isPlus(spec: CommandSpec, word: Word): boolean {
  return word.text.startsWith('+') && [...spec.options.keys()].some((name) => name.startsWith('+'));
}

/** May the shell put something in this place that starts with a dash, or more than one word? */
export function mayBeOption(word: Word & Pick<Value, 'paths' | 'solid'>): boolean {
  if (word.literal) return word.glob && /^[*?[]/u.test(word.text);
  if (/^[<>]\(/u.test(word.text)) return false;
  if (word.paths !== undefined && (word.solid === true || steady(word)))
    return word.paths.some((path) => /^[-*?[]/u.test(path));
  return !steady(word) || /^"?[$`*?[]/u.test(word.text.replaceAll(single, '0'));
}

/** Does the word stay one word? True for known ones and where every expansion stands in double quotes. */
export function steady(word: Word): boolean {
  if (word.literal || /^[<>]\(/u.test(word.text)) return true;
  // A quote that nothing closes quotes nothing.
  const bare = word.text.replaceAll(/"[^"\\]*(?:\\[^]?[^"\\]*)*("|$)/gu, (hit, end) =>
    end === '' ? hit : '',
  );
  return !/[$`]/u.test(bare.replaceAll(single, ''));
}

/**
 * Numbers that every shell makes itself. What a log-in or one shell sets (`$USER`, `$UID`) can be set by the line, too, and
 * then be several words: `env USER='root -delete' sh -c 'find . -user $USER'`.
 */
const single = /\$[$?#!]/gu;

function refused(program: string, word: Word): Doubt {
  return { code: 'unknown-option', text: `the gate does not know the option ${shown(word)} of ${program}` };
}
