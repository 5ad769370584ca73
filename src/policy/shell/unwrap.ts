// Takes the outermost wrapper off a command: from words to the command inside, by the tables.
import type { Doubt } from '../effects.ts';
import { evaluatorStep } from './evaluators.ts';
import { scanOptions, tail, type Found } from './options.ts';
import { isSpecial, specialStep } from './special.ts';
import { opaque, unknownOption, type Inner, type Step } from './step.ts';
import type { Assignment, Word } from './segment.ts';
import { programOf } from './word.ts';
import { wrapperRowsOf, type WrapperRow } from './wrappers.ts';

/** The step for a command; undefined when its program is no wrapper, or wraps nothing here. */
export function unwrapStep(words: readonly Word[]): Step | undefined {
  const [first, second] = words;
  if (first === undefined || !first.literal) return undefined;
  if (words.length === 2 && second?.literal === true && /^--(?:version|help)$/u.test(second.text))
    return undefined;
  const program = programOf(first);
  const rows = wrapperRowsOf(program);
  if (rows === undefined)
    return isSpecial(program) ? specialStep(program, words) : evaluatorStep(program, words);
  for (const row of rows) {
    const step = rowStep(program, row, words);
    if (step !== undefined) return step;
  }
  return undefined;
}

function rowStep(program: string, row: WrapperRow, words: readonly Word[]): Step | undefined {
  let from = 1;
  const doubts: Doubt[] = [];
  if (row.verbs !== undefined) {
    const verb = verbOf(row, words);
    if (verb === undefined) return undefined;
    from = verb;
  }
  const found = scanOptions(words, from, row);
  if (found.unknown !== undefined) doubts.push(unknownOption(program, found.unknown));
  if (row.inert?.split(' ').some((name) => found.values.has(name)) === true) {
    return doubts.length === 0 ? undefined : { name: program, inners: [], keep: true, doubts };
  }
  const splitted =
    program === 'env' ? (found.values.get('S') ?? found.values.get('split-string')) : undefined;
  const head = operandsEnd(row, words, found);
  const { assignments, at } = head;
  const inners: Inner[] = [];
  const common = {
    ...(row.folder === undefined ? {} : folderOf(row, found)),
    ...(row.elsewhere === true ? { elsewhere: true } : {}),
    ...(assignments.length === 0 ? {} : { assignments }),
  };
  for (const option of row.shellOptions?.split(' ') ?? []) {
    const code = found.values.get(option);
    if (code !== undefined) inners.push({ kind: 'text', words: [code], at, ...common });
  }
  const rest = words.slice(at);
  if (splitted !== undefined)
    inners.push(...splitString(splitted, rest, at).map((inner) => ({ ...common, ...inner })));
  else if (rest.length > 0 && inners.length === 0) {
    if (row.each === true)
      for (const word of rest) inners.push({ kind: 'text', words: [word], at, ...common });
    else {
      const shell =
        (row.shell === true &&
          row.plainOptions?.split(' ').some((name) => found.values.has(name)) !== true) ||
        row.shellFlags?.split(' ').some((name) => found.values.has(name)) === true;
      inners.push({
        kind: shell ? 'text' : 'words',
        words: shell ? parallelWords(program, rest) : rest,
        at,
        ...common,
      });
    }
  } else if (row.shellFlags?.split(' ').some((name) => found.values.has(name)) === true) {
    return { name: program, inners: [], keep: true, doubts: [...doubts, opaque(program)], stdin: true };
  }
  const writes: Word[] = [];
  for (const option of row.writes?.split(' ') ?? []) {
    const file = found.values.get(option);
    // `strace -o '|cmd'` runs cmd.
    if (file?.text.startsWith('|') === true || file?.text.startsWith('!') === true) {
      inners.push({ kind: 'text', words: [tail(file, file.text.slice(1))], at });
    } else if (file !== undefined) writes.push(file);
  }
  if (program === 'gdb') inners.push(...gdbCommands(words));
  if (inners.length === 0)
    return doubts.length === 0 && writes.length === 0
      ? undefined
      : { name: program, inners, keep: true, doubts, writes };
  const kept = row.keep === true;
  return {
    name: program,
    inners: kept ? inners.map((inner) => ({ origin: 'exec-option' as const, ...inner })) : inners,
    keep: kept,
    doubts,
    writes,
  };
}

/** The position behind the verb: `npm --silent exec`, `docker compose -f x run`; undefined without one. */
function verbOf(row: WrapperRow, words: readonly Word[]): number | undefined {
  const verbs = row.verbs?.split(' ') ?? [];
  let at = scanOptions(words, 1, row).at;
  let verb = words[at]?.text ?? '';
  if (verb === 'compose' || verb === 'container') {
    at = scanOptions(words, at + 1, row).at;
    verb = words[at]?.text ?? '';
  }
  return verbs.includes(verb) && verb !== 'compose' ? at + 1 : undefined;
}

/** Skips assignments and operands in front of the command. */
function operandsEnd(
  row: WrapperRow,
  words: readonly Word[],
  found: Found,
): { at: number; assignments: Assignment[] } {
  const assignments: Assignment[] = [];
  let at = found.at;
  if (row.names === 'env' && words[at]?.text === '-') at = scanOptions(words, at + 1, row).at;
  if (row.assignments === true) {
    for (; at < words.length; at++) {
      const word = words[at];
      const match = word === undefined ? null : /^([^=\s]+)=(.*)$/s.exec(word.text);
      if (word === undefined || match === null) break;
      assignments.push({
        name: match[1] ?? '',
        value: { ...tail(word, match[2] ?? ''), literal: word.literal },
      });
    }
  }
  if (row.dashes === true) {
    const dashes = words.findIndex((word, i) => i >= found.at - 1 && word.text === '--');
    // Without `--` the old spelling `kubectl exec pod cmd` and options behind the pod remain.
    return { at: dashes >= 0 ? dashes + 1 : Math.min(words.length, at + (row.operands ?? 0)), assignments };
  }
  at = Math.min(words.length, at + (row.operands ?? 0));
  if (row.operands !== undefined && row.elsewhere !== true && words[at]?.text === '--') at++;
  return { at, assignments };
}

function folderOf(row: WrapperRow, found: Found): { folder?: Word } {
  for (const name of row.folder?.split(' ') ?? []) {
    const folder = found.values.get(name);
    if (folder !== undefined) return { folder };
  }
  return {};
}

/** `env -S 'a b' c`: the text is split by env's own quoting, which is close to the shell's for words and quotes. */
function splitString(text: Word, rest: readonly Word[], at: number): Inner[] {
  const doubts: Doubt[] = /[\\$#]/.test(text.text)
    ? [{ code: 'parse', text: 'env -S splits a text by rules of its own' }]
    : [];
  const parts = text.text.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? [];
  const words = parts.map((part) => ({ ...text, text: part.replaceAll(/"([^"]*)"|'([^']*)'/g, '$1$2') }));
  const name = words.findIndex((word) => !/^[A-Za-z_]\w*=/.test(word.text));
  const assignments = words.slice(0, Math.max(0, name)).map((word) => {
    const equals = word.text.indexOf('=');
    return { name: word.text.slice(0, equals), value: { ...word, text: word.text.slice(equals + 1) } };
  });
  const command = [...words.slice(Math.max(0, name)), ...rest];
  // Options may come first in the text: `env -S '-i cmd'`.
  const inner = command[0]?.text.startsWith('-') === true ? [{ ...text, text: 'env' }, ...command] : command;
  return [{ kind: 'words', words: inner, at, doubts, ...(assignments.length === 0 ? {} : { assignments }) }];
}

/** `parallel cmd ::: a b`: the command ends at the arguments, which are appended to it. */
function parallelWords(program: string, rest: readonly Word[]): readonly Word[] {
  if (program !== 'parallel') return rest;
  const colons = rest.findIndex((word) => word.text.startsWith(':::'));
  if (colons < 0) return rest;
  const command = rest.slice(0, colons);
  return command.length === 0 ? rest.slice(colons + 1) : [...command, ...rest.slice(colons + 1)];
}

function gdbCommands(words: readonly Word[]): Inner[] {
  return words.flatMap((word, at): Inner[] => {
    const option = words[at - 1]?.text ?? '';
    const code = /^--?(?:ex|eval-command)$/.test(option)
      ? /^\s*(?:shell\s|!)(.*)$/s.exec(word.text)?.[1]
      : undefined;
    return code === undefined ? [] : [{ kind: 'text', words: [tail(word, code)], at }];
  });
}
