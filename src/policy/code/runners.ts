// Which code a command runs: from its words, by the grammar of its table row, to texts in their languages. What is
// not found here stays what the row says: code of the project that is not followed.
import type { CommandReading } from '../commands/interpret.ts';
import { standardInput } from '../commands/source.ts';
import type { Segment, ShellReading, Word } from '../shell/segment.ts';
import { justProgram } from './just.ts';
import { makeProgram } from './make.ts';
import { packageProgram } from './packages.ts';
import type { Language, Note, Program } from './program.ts';
import { optionsAllow, runnerOf, type Runner } from './runner-table.ts';
import { interpreterOf, type Interpreter } from './shebang.ts';
import { namesIn, openFile, type Workshop } from './workshop.ts';
import { contentAt } from './written.ts';

/** The code behind a command; undefined where it is not followed. */
export function programOf(
  work: Workshop,
  shell: ShellReading,
  command: CommandReading,
  bins: ReadonlySet<string>,
): Program | undefined {
  const { segment, program } = command;
  if (segment.words.some(({ literal }, at) => at === 0 && !literal)) return undefined;
  if (program.includes('/'))
    return fileProgram(work, command, { word: segment.words[0], rest: segment.words });
  if (bins.has(program)) return undefined;
  const runner = runnerOf(program, command.given);
  if (runner === undefined) return undefined;
  switch (runner.kind) {
    case 'interpreter':
      return interpreted(work, shell, command, runner);
    case 'package':
      return packageProgram(work, segment, runner.tool);
    case 'make':
      return makeProgram(work, segment);
    case 'just':
      return justProgram(work, segment);
  }
}

function interpreted(
  work: Workshop,
  shell: ShellReading,
  command: CommandReading,
  runner: Extract<Runner, { kind: 'interpreter' }>,
): Program | undefined {
  const { given, segment, program } = command;
  const { language, settings } = runner;
  if (given === undefined) return undefined;
  if (settings !== undefined && namesIn(work, segment.cwd ?? '')?.includes(settings) !== false)
    return undefined;
  const codes = given.options.filter(({ option }) => option.kind === 'code');
  const plain = given.doubts.length === 0 && runner.foreign !== true && optionsAllow(runner, given);
  const [code] = codes;
  if (code !== undefined) {
    const text = codes.length === 1 && code.value?.literal === true ? code.value.text : undefined;
    if (text === undefined) return undefined;
    // php -r takes code without the tag that begins it in a file.
    const whole = language === 'php' ? `<?php ${text}` : text;
    return inlineProgram(segment, program, language, whole, plain);
  }
  const [operand, ...rest] = given.operands;
  if (operand === undefined || stdin.test(operand.text)) {
    if (!plain) return undefined;
    const source = standardInput(segment, shell);
    if (source.from === 'text') return inlineProgram(segment, program, language, source.text, plain);
    if (source.from !== 'file') return undefined;
    return fileProgram(work, command, { word: source.file, rest: [source.file], language, plain });
  }
  const at = segment.words.length - rest.length - 1;
  const script = { word: segment.words[at], rest: segment.words.slice(at), language, plain };
  return fileProgram(work, command, script);
}

const stdin = /^(?:-|\/dev\/stdin|\/dev\/fd\/0|\/proc\/self\/fd\/0)$/u;

function inlineProgram(
  { cwd, index }: Segment,
  program: string,
  language: Language,
  text: string,
  whole: boolean,
): Program | undefined {
  // A shell's own texts are read with the line.
  if (language === 'shell') return undefined;
  const name = `the code given to ${program}`;
  const pieces = [{ language, text, line: 1, cwd, file: undefined, inline: true }];
  return { name, key: `inline ${String(index)}`, pieces, notes: [], files: [], whole };
}

interface Script {
  readonly word: Word | undefined;
  /** The script with its arguments. */
  readonly rest: readonly Word[];
  /** The language of the program that reads the script; without one the first line of the script says it. */
  readonly language?: Language;
  readonly plain?: boolean;
}

function fileProgram(work: Workshop, { segment }: CommandReading, script: Script): Program | undefined {
  const { word, rest } = script;
  if (word === undefined || !word.literal || word.glob) return undefined;
  const { cwd } = segment;
  const reads = (text: string): Interpreter | undefined =>
    script.language === undefined
      ? interpreterOf(text)
      : { language: script.language, plain: script.plain !== false };
  const opened = openFile(work, word.text, cwd);
  const missing = { name: word.text, key: word.text, pieces: [], notes: [], files: [], whole: false };
  if (!opened.open) {
    if (opened.why === 'cap') return { ...missing, notes: [tooMany] };
    const content = unborn(work, segment, word.text);
    const by = content === undefined ? undefined : reads(content);
    if (content === undefined || by === undefined) return undefined;
    return { ...missing, pieces: [piece(by.language, content, segment, undefined, rest)] };
  }
  const { path, near, cut } = opened;
  const content = contentAt(work, path, segment);
  if (content.from === 'unknown')
    return { ...missing, notes: [{ code: 'opaque-code', text: 'the line itself writes it first' }] };
  const text = content.from === 'text' ? content.text : opened.text;
  const by = reads(text);
  if (by === undefined) return undefined;
  return {
    name: word.text,
    key: path,
    pieces: [piece(typed(by.language, path), text, segment, path, rest)],
    notes: cut ? [{ code: 'cap', text: 'it is longer than the gate reads' }] : [],
    files: [path],
    whole: near && by.plain && content.from === 'disk' && cwd !== undefined,
  };
}

/** Programs that run JavaScript tell TypeScript by the name of the file, without links. */
function typed(language: Language, path: string): Language {
  return language === 'javascript' && /\.[cm]?ts$/u.test(path) ? 'typescript' : language;
}

const tooMany: Note = { code: 'cap', text: 'there are more files than the gate reads for one decision' };

/** What the line writes into a file that is not there yet. */
function unborn(work: Workshop, segment: Segment, text: string): string | undefined {
  const { facts } = work.context;
  const path = text.startsWith('/') ? text : `${segment.cwd ?? ''}/${text.replace(/^(?:\.\/)+/u, '')}`;
  const content = contentAt(work, facts.realPath(path) ?? path, segment);
  return content.from === 'text' ? content.text : undefined;
}

function piece(
  language: Language,
  text: string,
  { cwd }: Segment,
  file: string | undefined,
  positional: readonly Word[],
): Program['pieces'][number] {
  return { language, text, line: 1, cwd, file, positional };
}
