// From the text of a line to its reading. Never throws; whatever is not understood is a doubt.
import { caps, overlong } from './caps.ts';
import { characterDoubts } from './characters.ts';
import { readHidden } from './hidden.ts';
import { readLeniently } from './lenient.ts';
import { doubtCap, doubtLine, inherited, type Run, type Scope } from './run.ts';
import type { Segment, ShellReader, ShellReading, ShellSurroundings } from './segment.ts';
import { firstState } from './state.ts';
import type { Parse } from './syntax.ts';
import { mend, tornAt } from './torn.ts';
import { walk } from './walk.ts';
import { programName } from './word.ts';

/** A reader over a parser of bash. */
export function createReader(parse: Parse): ShellReader {
  return {
    read: (text, surroundings) => {
      try {
        return readLine(parse, text, surroundings);
      } catch (error) {
        const problem = error instanceof Error ? error.message : String(error);
        return {
          segments: [],
          doubts: [{ code: 'failure', text: `the reader failed: ${problem}` }],
          defined: [],
        };
      }
    },
  };
}

function readLine(parse: Parse, line: string, surroundings: ShellSurroundings): ShellReading {
  const long = overlong(line);
  const text = (long ? line.slice(0, caps.bytes) : line).replaceAll('\0', ' ');
  const run: Run = {
    line: text,
    surroundings,
    parse,
    segments: [],
    doubts: characterDoubts(long ? text : line),
    defined: new Set(),
    walk,
    readSource,
    pipelines: 0,
    expandedWords: 0,
    expandedText: 0,
    capped: false,
    hides: false,
    hiddenRead: 0,
  };
  if (long) doubtCap(run, `the line is longer than ${String(caps.bytes / 1024)} kB`);
  readSource(run, {
    source: { text, shift: 0, start: 0, end: text.length },
    state: firstState(surroundings.cwd),
    origin: 'line',
    parent: undefined,
    depth: 0,
    unwraps: 0,
    wrappers: [],
    forms: [],
    assignments: [],
    input: inherited,
    background: false,
    pipeline: 0,
    positional: surroundings.positional,
    doubts: [],
  });
  if (run.defined.size > 0) doubtDefined(run);
  return { segments: run.segments.map(published), doubts: run.doubts, defined: [...run.defined] };
}

/** Parses the source of a scope and walks it. */
function readSource(run: Run, given: Scope): void {
  const { text } = given.source;
  const from = run.segments.length;
  let parsed = run.parse(text);
  if (parsed === undefined) {
    doubtCap(run, 'the parser gave up on the line');
    readLeniently(run, given, from);
    return;
  }
  let scope = given;
  let torn = tornAt(parsed.root, text);
  if (torn.length > 0) {
    const mended = mend(text, torn);
    const again = mended === undefined ? undefined : run.parse(mended);
    if (mended !== undefined && again !== undefined && (!again.error || parsed.error)) {
      scope = { ...given, source: { ...given.source, text: mended } };
      parsed = again;
      torn = tornAt(again.root, mended);
    }
  }
  walk(run, scope, parsed.root);
  if (parsed.error || torn.length > 0) {
    const problem = parsed.error
      ? 'the grammar finds an error in the line'
      : 'the grammar takes a line break into a command';
    doubtLine(run, 'parse', problem);
    readLeniently(run, scope, from);
  } else if (parsed.cut) {
    doubtCap(run, 'the syntax tree is too deep');
    readLeniently(run, scope, from);
  } else if (run.hides) readHidden(run, scope);
}

/** A name that the line defines means something else wherever it stands: a loop or a trap may come back to it. */
function doubtDefined(run: Run): void {
  for (const draft of run.segments) {
    const name = programName(draft);
    if (run.defined.has(name))
      draft.doubts.push({ code: 'redefined', text: `${name} is defined on the line itself` });
  }
  if (run.defined.has('command_not_found_handle') || run.defined.has('command_not_found_handler')) {
    doubtLine(run, 'redefined', 'the line defines what unknown names do');
  }
}

function published(draft: Segment): Segment {
  const { index, words, forms, wrappers, assignments, redirects, input, feeds, cwd, background } = draft;
  const { origin, parent, text, start, end, doubts } = draft;
  return {
    index,
    words,
    forms,
    wrappers,
    assignments,
    redirects,
    input,
    feeds,
    cwd,
    background,
    origin,
    parent,
    text,
    start,
    end,
    doubts,
  };
}
