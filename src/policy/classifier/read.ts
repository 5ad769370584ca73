// A call → everything that was derived from it. Shell lines are read through the shell reader, every other kind of
// call by the same path and address functions, so that no door knows less than another.
import type { McpCall, SearchCall, SkillCall, ToolCall } from '../call.ts';
import { webFinding } from '../commands/url.ts';
import { doubtful, found, join, nothing, type Finding } from '../commands/finding.ts';
import { readCommand } from '../commands/interpret.ts';
import type { CheckContext } from '../context.ts';
import { analysis, type Analysis, type Doubt, type SegmentReport } from '../effects.ts';
import { accessPath } from '../paths/access.ts';
import type { ShellReading } from '../shell/segment.ts';

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
      return call.shell === 'posix'
        ? readShell(call, call.command, context)
        : simple(call, call.command, doubtful('unknown-tool', 'PowerShell is not analysed yet'));
    case 'edit':
      return simple(
        call,
        call.paths.join(' '),
        join(call.paths.map((path) => editFinding(call.action, path, context))),
        call.paths.length,
      );
    case 'read':
      return simple(
        call,
        call.paths.join(' '),
        join(call.paths.map((path) => accessPath('read', { text: path }, context.facts, context.facts.cwd))),
        call.paths.length,
      );
    case 'search':
      return simple(call, call.pattern, searchFinding(call, context));
    case 'fetch':
      return simple(call, call.url, webFinding(call.url, context.facts));
    case 'webSearch':
      return simple(
        call,
        call.query,
        found('net.fetch', { target: 'a search engine', detail: 'the query is sent' }),
      );
    case 'mcp':
      return simple(call, call.name, mcpFinding(call));
    case 'agent':
    case 'internal':
      return simple(call, call.tool, nothing);
    case 'skill':
      return readSkill(call, context);
    case 'other':
      return simple(
        call,
        call.tool,
        doubtful('unknown-tool', `${call.tool} is not a tool that the gate knows: ${call.problem}`),
      );
  }
}

function readShell(call: ToolCall, command: string, context: CheckContext): CallReading {
  const { facts } = context;
  if (context.shell === undefined) {
    return simple(call, command, doubtful('failure', 'the shell grammar is not loaded'));
  }
  const shell = context.shell.read(command, { home: facts.home, cwd: facts.cwd });
  const reports = shell.segments.map((segment): SegmentReport => {
    const { program, finding } = readCommand(segment, shell, facts);
    return { text: segment.text, program, effects: finding.effects, doubts: unique(finding.doubts) };
  });
  const empty =
    command.trim() !== '' &&
    shell.segments.length === 0 &&
    shell.doubts.length === 0 &&
    !/^\s*(?:#[^\n]*\s*)+$/u.test(command);
  const doubts = empty
    ? [{ code: 'parse', text: 'no command was found in the line' } as const]
    : shell.doubts;
  return { call, shell, analysis: analysis(reports, doubts) };
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

function editFinding(action: 'write' | 'edit' | 'delete', path: string, { facts }: CheckContext): Finding {
  const access = action === 'delete' ? 'delete' : 'write';
  return accessPath(access, { text: path }, facts, facts.cwd);
}

function searchFinding(call: SearchCall, { facts }: CheckContext): Finding {
  return accessPath('read', { text: call.path ?? facts.cwd }, facts, facts.cwd);
}

/** Verbs that MCP tools use for reading. A verb that is not known changes something. */
const readingVerbs =
  /^(?:get|list|read|search|find|fetch|query|describe|show|view|lookup|count|check|status|inspect|explain|browse|retrieve|resolve)$/u;
const destroyingVerbs = /^(?:delete|remove|destroy|drop|purge|truncate|erase|wipe|reset|terminate|revoke)$/u;

function mcpFinding(call: McpCall): Finding {
  const words = call.name
    .replaceAll(/([a-z0-9])([A-Z])/gu, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/u);
  const target = `${call.server}: ${call.name}`;
  if (words.some((word) => destroyingVerbs.test(word))) return found('cloud.destroy', { target });
  const reads =
    words.some((word) => readingVerbs.test(word)) && !words.some((word) => changingVerbs.test(word));
  return found(reads ? 'cloud.read' : 'cloud.write', {
    target,
    detail: reads ? 'by its name' : 'unknown or changing verb',
  });
}

const changingVerbs =
  /^(?:create|update|set|write|send|post|put|patch|add|edit|modify|insert|move|rename|merge|close|open|run|execute|exec|invoke|deploy|publish|upload|upsert|replace|assign|approve|cancel|start|stop|enable|disable|push|commit|fork|transfer|pay|buy)$/u;

function simple(call: ToolCall, text: string, finding: Finding, parts = 1): CallReading {
  const none = parts === 0 ? [{ code: 'unknown-operand', text: 'the call names no path' } as const] : [];
  const report = {
    text,
    program: call.tool,
    effects: finding.effects,
    doubts: unique([...finding.doubts, ...none]),
  };
  return { call, shell: undefined, analysis: analysis([report]) };
}

function unique(doubts: readonly Doubt[]): Doubt[] {
  return doubts.filter(
    (doubt, at) => doubts.findIndex(({ code, text }) => code === doubt.code && text === doubt.text) === at,
  );
}
