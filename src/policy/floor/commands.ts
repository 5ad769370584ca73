// The commands of a reading as the floor and the threats look at them: program, words and arguments by grammar, for
// segments of the line and for lines that stand in a text which a shell reads.
import type { CallReading } from '../classifier/read.ts';
import { readArguments, type Arguments } from '../commands/arguments.ts';
import { commandSpec } from '../commands/registry.ts';
import { standardInput } from '../commands/source.ts';
import { linesOfCode } from './code.ts';
import type { CheckContext } from '../context.ts';
import type { Effect } from '../effects.ts';
import { argumentsOf, readCommand } from '../commands/interpret.ts';
import { specOf } from '../powershell/spec.ts';
import { programName } from '../shell/word.ts';
import { shellsOver } from '../shells.ts';
import type { Segment, ShellReading, Word } from '../shell/segment.ts';

export interface FloorCommand {
  readonly program: string;
  /** The words behind the program, as texts. */
  readonly words: readonly string[];
  readonly given: Arguments | undefined;
  readonly segment: Segment;
  readonly shell: ShellReading;
  readonly effects: readonly Effect[];
  /** It stands in the code of another language. */
  readonly inCode: boolean;
}

const shells: ReadonlySet<string> = new Set([
  'bash',
  'sh',
  'zsh',
  'dash',
  'ksh',
  'ash',
  'mksh',
  'fish',
  'source',
  '.',
  'eval',
]);

/** Floor and threats look at the same commands of one call, one after the other. */
let last: { readonly reading: CallReading; readonly commands: FloorCommand[] } | undefined;

export function commandsOf(reading: CallReading, context: CheckContext): FloorCommand[] {
  if (last?.reading !== reading) last = { reading, commands: allCommands(reading, context) };
  return last.commands;
}

function allCommands({ shell, analysis }: CallReading, context: CheckContext): FloorCommand[] {
  if (shell === undefined) return [];
  const own = shell.segments.flatMap((segment, at) =>
    described(segment, shell, analysis.segments[at]?.effects ?? []),
  );
  return [...own, ...inner(shell, context, 0)];
}

/** Text that is piped or fed into a shell, read as a line of its own. */
function inner(shell: ShellReading, context: CheckContext, depth: number): FloorCommand[] {
  if (depth > 3 || context.shell === undefined) return [];
  return shell.segments.flatMap((segment) => {
    const code = linesOfCode(segment, shell, context);
    if (code.length > 0)
      return code
        .slice(0, 20)
        .flatMap((line) => readInner(line, segment, context, depth).map((one) => ({ ...one, inCode: true })));
    if (!shells.has(programName(segment)) || onlyChecks(segment)) return [];
    if (shell.segments.some(({ parent, origin }) => parent === segment.index && origin === 'shell-string'))
      return [];
    const source = standardInput(segment, shell);
    if (source.from !== 'text') return [];
    return readInner(source.text, segment, context, depth);
  });
}

function readInner(text: string, { cwd }: Segment, context: CheckContext, depth: number): FloorCommand[] {
  const { facts } = context;
  const reader = shellsOver(context.shell)?.posix;
  if (reader === undefined) return [];
  const { home, platform } = facts;
  const read = reader.read(text, { home, cwd: cwd ?? facts.cwd, platform });
  const commands = read.segments.flatMap((one) =>
    described(one, read, readCommand(one, read, facts).finding.effects),
  );
  return [...commands, ...inner(read, context, depth + 1)];
}

/** `bash -n` reads the text and runs nothing. */
function onlyChecks({ words }: Segment): boolean {
  return (
    words.some(({ text, literal }) => literal && /^-[a-mo-zA-Z]*n[a-zA-Z]*$/u.test(text)) &&
    !words.some(({ text, literal }) => !literal || /^\+.*n|^-.*[oO]/u.test(text))
  );
}

/** The segment itself, and where an unknown program stands before a known one, that one too. */
function described(segment: Segment, shell: ShellReading, effects: readonly Effect[]): FloorCommand[] {
  const first = command(segment.words, segment, shell, effects);
  if (first === undefined) return [];
  // Of a program whose row says only that nothing is known, what it is given may be a command.
  if (segment.language !== undefined) return [first];
  if (first.given !== undefined && !first.given.spec.deeds.some((deed) => deed.do === 'opaque'))
    return [first];
  const at = segment.words.findIndex(
    (word, index) => index > 0 && commandSpec(programName({ words: [word] })) !== undefined,
  );
  const second = at < 0 ? undefined : command(segment.words.slice(at), segment, shell, effects);
  return second === undefined ? [first] : [first, second];
}

function command(
  words: readonly Word[],
  segment: Segment,
  shell: ShellReading,
  effects: readonly Effect[],
): FloorCommand | undefined {
  const [, ...rest] = words;
  if (words.length === 0)
    return { program: '', words: [], given: undefined, segment, shell, effects, inCode: false };
  const program = programName({ words });
  const spec = specOf(segment, program);
  return {
    program,
    words: rest.map(({ text }) => text),
    given:
      spec === undefined
        ? undefined
        : ((words === segment.words ? argumentsOf(segment) : undefined) ??
          readArguments(program, spec, rest)),
    segment,
    shell,
    effects,
    inCode: false,
  };
}
