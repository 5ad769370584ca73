// A call → everything that was derived from it. Shell lines are read through the shell reader, every other kind of
// call by the same path and address functions, so that no door knows less than another.
import type { ShellCall, SkillCall, ToolCall } from '../call.ts';
import { doubtful, type Finding } from '../commands/finding.ts';
import { readCommand } from '../commands/interpret.ts';
import { follow, runsCode } from '../code/follow.ts';
import { doubtChanged } from '../code/written.ts';
import type { CheckContext } from '../context.ts';
import { analysis, type Analysis, type Doubt, type SegmentReport } from '../effects.ts';
import { shellsOver } from '../shells.ts';
import { onlyComments } from '../shell/comments.ts';
import type { ShellReading } from '../shell/segment.ts';
import { toolFinding } from './tools.ts';

/** A call with all that was derived from it. */
export interface CallReading {
  readonly call: ToolCall;
  /** The segments of a shell line; `analysis.segments` has one report for each of them, in the same order. */
  readonly shell: ShellReading | undefined;
  readonly analysis: Analysis;
}

/** Reads one call. What is not understood is a doubt; nothing is decided here. */
export function readCall(call: ToolCall, context: CheckContext): CallReading {
  switch (call.kind) {
    case 'shell':
      return readShell(call, call.command, context, call.shell);
    case 'skill':
      return readSkill(call, context);
    default: {
      const { text, finding } = toolFinding(call, context);
      return simple(call, text, finding);
    }
  }
}

function readShell(
  call: ToolCall,
  command: string,
  context: CheckContext,
  language: ShellCall['shell'] = 'posix',
): CallReading {
  const { facts } = context;
  const shells = shellsOver(context.shell);
  if (shells === undefined) {
    return simple(call, command, doubtful('failure', 'the shell grammar is not loaded'));
  }
  const { home, cwd, platform } = facts;
  const shell = shells[language].read(command, { home, cwd, platform });
  const commands = shell.segments.map((segment) => readCommand(segment, shell, facts));
  const reports = commands.map(({ segment, program, finding }): SegmentReport => {
    const { text, start, end } = segment;
    return { text, program, effects: finding.effects, doubts: unique(finding.doubts), start, end };
  });
  const empty =
    command.trim() !== '' &&
    shell.segments.length === 0 &&
    shell.doubts.length === 0 &&
    !onlyComments(command);
  const doubts = empty
    ? [{ code: 'parse', text: 'no command was found in the line' } as const]
    : shell.doubts;
  const looked = commands.flatMap((one) => one.looked);
  const read = reports.some(runsCode)
    ? follow(shell, commands, reports, context)
    : { shell, reports, looked: [] };
  const all = doubtChanged(read.shell.segments, read.reports, [...looked, ...read.looked], facts);
  return { call, shell: read.shell, analysis: analysis(all, doubts) };
}

function readSkill(call: SkillCall, context: CheckContext): CallReading {
  if (call.commands === undefined)
    return simple(
      call,
      call.name,
      doubtful('opaque-code', `the text of the skill ${call.name} could not be read`),
    );
  const readings = call.commands.map((command) => readShell(call, command, context));
  const segments = readings.flatMap((reading) => reading.analysis.segments);
  const shift = (reading: CallReading, at: number): ShellReading['segments'] => {
    const before = readings.slice(0, at).reduce((sum, one) => sum + (one.shell?.segments.length ?? 0), 0);
    const move = (index: number): number => index + before;
    return (reading.shell?.segments ?? []).map((segment) => ({
      ...segment,
      index: move(segment.index),
      feeds: segment.feeds === undefined ? undefined : move(segment.feeds),
      parent: segment.parent === undefined ? undefined : move(segment.parent),
      input:
        segment.input.from === 'pipe' || segment.input.from === 'process'
          ? { from: segment.input.from, segments: segment.input.segments.map(move) }
          : segment.input,
    }));
  };
  const shell: ShellReading = {
    segments: readings.flatMap(shift),
    doubts: readings.flatMap((reading) => reading.shell?.doubts ?? []),
    defined: readings.flatMap((reading) => reading.shell?.defined ?? []),
  };
  return {
    call,
    shell,
    analysis: analysis(
      segments,
      readings.flatMap((reading) => reading.analysis.doubts),
    ),
  };
}

function simple(call: ToolCall, text: string, finding: Finding): CallReading {
  const report = { text, program: call.tool, effects: finding.effects, doubts: unique(finding.doubts) };
  return { call, shell: undefined, analysis: analysis([report]) };
}

function unique(doubts: readonly Doubt[]): Doubt[] {
  return doubts.filter(
    (doubt, at) => doubts.findIndex(({ code, text }) => code === doubt.code && text === doubt.text) === at,
  );
}
