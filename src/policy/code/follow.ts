// Follows the code behind a line: what its segments run becomes segments of the same reading, with all that they do,
// so that whoever judges the line judges the code too. Code that is not understood leaves a doubt that names the
// place; code that is understood to its end stands for the effect that "it runs code".
import { readCommand, type CommandReading } from '../commands/interpret.ts';
import { accessPath } from '../paths/access.ts';
import type { CheckContext } from '../context.ts';
import type { Doubt, Effect, SegmentReport } from '../effects.ts';
import { onlyComments } from '../shell/comments.ts';
import type { Input, Segment, ShellReading } from '../shell/segment.ts';
import { programName } from '../shell/word.ts';
import { caps } from './caps.ts';
import { readLanguage } from './language.ts';
import type { Note, Piece, Program } from './program.ts';
import { programOf } from './runners.ts';
import { pieceTexts } from './texts.ts';
import type { Workshop } from './workshop.ts';
import { isWritten, type Looked } from './written.ts';

export interface Followed {
  readonly shell: ShellReading;
  readonly reports: readonly SegmentReport[];
  /** What the reading of code rests on beside the texts of that code. */
  readonly looked: readonly Looked[];
}

/** Whether a report says that code runs which could be followed. */
export function runsCode({ effects }: Pick<SegmentReport, 'effects'>): boolean {
  for (const { kind } of effects) if (kind === 'exec.project' || kind === 'exec.inline') return true;
  return false;
}

/** Adds the segments of all code behind the commands of a line. `reports` belong to `commands`, one to one. */
export function follow(
  shell: ShellReading,
  commands: readonly CommandReading[],
  reports: readonly SegmentReport[],
  context: CheckContext,
): Followed {
  const work: Workshop = {
    context,
    languages: context.languages,
    segments: [...shell.segments],
    reports: [...reports],
    looked: [],
    files: 0,
    characters: 0,
    taken: 0,
  };
  const read: Read[] = [];
  const looked: Looked[] = [];
  for (const command of commands)
    followCommand(work, shell, command, { stack: [], bins: none, read, looked });
  for (const { program, header } of read) doubtWritten(work, program, header);
  return { shell: { ...shell, segments: work.segments }, reports: work.reports, looked };
}

const none: ReadonlySet<string> = new Set();

interface Read {
  readonly program: Program;
  /** The position of the segment that runs it. */
  readonly header: number;
}

interface Way {
  /** The keys of the programs around, outermost first. */
  readonly stack: readonly string[];
  readonly bins: ReadonlySet<string>;
  readonly read: Read[];
  readonly looked: Looked[];
}

function followCommand(work: Workshop, shell: ShellReading, command: CommandReading, way: Way): void {
  const at = command.segment.index;
  const report = work.reports[at];
  if (report === undefined || !runsCode(report)) return;
  const program = programOf(work, { ...shell, segments: work.segments }, command, way.bins);
  if (program === undefined) return;
  way.read.push({ program, header: at });
  const from = work.segments.length;
  const note = (text: string): void => addNote(work, command.segment, program, { code: 'cap', text });
  if (way.stack.includes(program.key)) note('it runs itself');
  else if (way.stack.length >= caps.levels)
    note(`code runs code more than ${String(caps.levels)} levels deep`);
  else if (work.segments.length >= caps.segments)
    note('there is more code than the gate reads for one decision');
  else {
    for (const one of program.notes.slice(0, caps.notes)) addNote(work, command.segment, program, one);
    const inside = { ...way, stack: [...way.stack, program.key] };
    for (const piece of program.pieces) {
      if (work.segments.length >= caps.segments) {
        note('there is more code than the gate reads for one decision');
        break;
      }
      readPiece(work, command.segment, program, piece, inside);
    }
  }
  const complete = work.reports.slice(from).every(({ doubts }) => doubts.length === 0);
  const runs = report.effects.filter(({ kind }) => kind.startsWith('exec.'));
  if (complete && program.whole && runs.length === 1) {
    const { facts } = work.context;
    const reads = program.files.flatMap(
      (path) => accessPath('read', { text: path }, facts, undefined).effects,
    );
    // The text of a file that is fed to a shell was read.
    const doubts =
      program.files.length === 0 ? report.doubts : report.doubts.filter(({ about }) => about !== 'input');
    work.reports[at] = {
      ...report,
      doubts,
      effects: [...report.effects.filter((effect) => effect !== runs[0]), ...reads],
    };
  }
}

function readPiece(work: Workshop, runner: Segment, program: Program, piece: Piece, way: Way): void {
  const bins = piece.bins ?? way.bins;
  if (piece.language !== 'shell') {
    const before = work.looked.length;
    const found = readLanguage(work, piece);
    for (const one of work.looked.slice(before)) way.looked.push({ ...one, by: runner.index });
    addReport(work, runner, program, { line: piece.line, effects: found.effects, notes: found.notes });
    for (const line of found.lines) {
      const inner = { ...piece, language: 'shell', text: line.text, line: line.line } as const;
      readShell(work, runner, program, inner, { ...way, bins });
    }
    return;
  }
  for (const part of pieceTexts(piece)) {
    if (part.note !== undefined) addNote(work, runner, program, part.note);
    readShell(work, runner, program, { ...piece, text: part.text, line: part.line }, { ...way, bins });
  }
}

function readShell(work: Workshop, runner: Segment, program: Program, piece: Piece, way: Way): void {
  const { facts, shell: reader } = work.context;
  if (reader === undefined) return;
  const { positional } = piece;
  const surroundings = { home: facts.home, cwd: piece.cwd ?? facts.cwd };
  const reading = reader.read(
    piece.text,
    positional === undefined ? surroundings : { ...surroundings, positional },
  );
  for (const { code, text } of reading.doubts) addNote(work, runner, program, { code, text });
  if (reading.segments.length === 0 && reading.doubts.length === 0 && !onlyComments(piece.text))
    addNote(work, runner, program, { code: 'parse', text: 'no command was found in it' });
  const base = work.segments.length;
  const lineOf = linesOf(piece);
  for (const segment of reading.segments) {
    if (work.segments.length >= caps.segments) {
      addNote(work, runner, program, {
        code: 'cap',
        text: 'there is more code than the gate reads for one decision',
      });
      break;
    }
    work.segments.push(
      moved(segment, base, runner, { name: program.name, line: lineOf(segment.start) }, piece),
    );
    work.reports.push({ text: segment.text, program: '', effects: [], doubts: [] });
  }
  // Commands are read when all segments stand, because each may ask where its input comes from.
  const view: ShellReading = { segments: work.segments, doubts: [], defined: reading.defined };
  const commands = work.segments.slice(base, base + reading.segments.length).flatMap((segment) => {
    if (segment.via === undefined) return [];
    const command = readCommand(segment, view, facts);
    const doubts = [...command.finding.doubts, ...binDoubt(command, way.bins)];
    work.reports[segment.index] = reportOf(segment, command, doubts, program.name);
    way.looked.push(...command.looked);
    return [command];
  });
  if (reading.defined.length > 0 && isSourced(runner))
    addNote(work, runner, program, {
      code: 'redefined',
      text: 'it defines names that later commands may use',
    });
  for (const command of commands) followCommand(work, view, command, way);
}

function isSourced({ words }: Segment): boolean {
  return words[0]?.text === 'source' || words[0]?.text === '.';
}

/** A segment of followed code as one of the whole reading. */
function moved(
  segment: Segment,
  base: number,
  runner: Segment,
  via: NonNullable<Segment['via']>,
  piece: Piece,
): Segment {
  const { feeds, parent, origin, input, redirects } = segment;
  const hidden = redirects.some(({ kind }) => kind === 'write' || kind === 'append' || kind === 'both');
  return {
    ...segment,
    index: segment.index + base,
    feeds: feeds === undefined ? (hidden ? undefined : runner.feeds) : feeds + base,
    parent: parent === undefined ? runner.index : parent + base,
    origin: origin === 'line' ? 'script' : origin,
    input: movedInput(input, base, runner),
    cwd: piece.cwd === undefined ? undefined : segment.cwd,
    background: segment.background || runner.background,
    start: runner.start,
    end: runner.end,
    via,
  };
}

function movedInput(input: Input, base: number, runner: Segment): Input {
  switch (input.from) {
    case 'inherited':
      // A script that comes in through the standard input has used it up.
      return runner.words.length > 1 ? runner.input : input;
    case 'pipe':
    case 'process':
      return { from: input.from, segments: input.segments.map((index) => index + base) };
    case 'text':
    case 'file':
      return input;
  }
}

function reportOf(
  segment: Segment,
  { program, finding }: CommandReading,
  doubts: readonly Doubt[],
  via: string,
): SegmentReport {
  return {
    text: segment.text,
    program,
    effects: finding.effects.map((effect): Effect => ({ ...effect, via })),
    doubts: unique(doubts.map((doubt) => ({ ...doubt, text: placed(via, segment.via?.line, doubt.text) }))),
    via,
  };
}

/** A program that a folder of the project may hold under the same name as the system does. */
function binDoubt({ segment, finding }: CommandReading, bins: ReadonlySet<string>): Doubt[] {
  const name = programName(segment);
  return bins.has(name) && !runsCode(finding)
    ? [{ code: 'opaque-code', text: `${name} may be a program of the project's packages` }]
    : [];
}

function addNote(work: Workshop, runner: Segment, program: Program, note: Note): void {
  addReport(work, runner, program, { line: note.line, effects: [], notes: [note] });
}

interface Part {
  readonly line: number | undefined;
  readonly effects: readonly Effect[];
  readonly notes: readonly Note[];
}

/** What is known of followed code without a segment of its own. */
function addReport(work: Workshop, runner: Segment, { name }: Program, { line, effects, notes }: Part): void {
  if (effects.length === 0 && notes.length === 0) return;
  const { cwd, background, start, end } = runner;
  work.segments.push({
    index: work.segments.length,
    words: [],
    forms: [[]],
    wrappers: [],
    assignments: [],
    redirects: [],
    input: { from: 'inherited' },
    feeds: undefined,
    cwd,
    background,
    origin: 'script',
    parent: runner.index,
    text: name,
    start,
    end,
    doubts: [],
    via: { name, line: line ?? 1 },
  });
  work.reports.push({
    text: name,
    program: '',
    effects: effects.map((effect) => ({ ...effect, via: name })),
    doubts: unique(notes.map((note) => ({ code: note.code, text: placed(name, note.line, note.text) }))),
    via: name,
  });
}

function doubtWritten(work: Workshop, program: Program, header: number): void {
  const runner = work.segments[header];
  const file = runner === undefined ? undefined : program.files.find((path) => isWritten(work, path, runner));
  if (runner !== undefined && file !== undefined)
    addNote(work, runner, program, {
      code: 'opaque-code',
      text: `the line itself may change ${file} before it runs`,
    });
}

/** From an offset in a piece to the line of its file. */
function linesOf(piece: Piece): (offset: number) => number {
  let line = piece.line;
  let at = 0;
  return (offset) => {
    if (offset < at) [line, at] = [piece.line, 0];
    for (; at < offset; at++) if (piece.text[at] === '\n') line++;
    return line;
  };
}

function placed(name: string, line: number | undefined, text: string): string {
  return `${name}${line === undefined ? '' : `, line ${String(line)}`}: ${text}`;
}

function unique(doubts: readonly Doubt[]): readonly Doubt[] {
  return doubts.filter(
    (doubt, at) => doubts.findIndex(({ code, text }) => code === doubt.code && text === doubt.text) === at,
  );
}
