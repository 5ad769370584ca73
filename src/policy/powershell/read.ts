// From the text of a PowerShell line to its reading. Never throws; whatever is not understood is a doubt.
import { caps, overlong } from '../shell/caps.ts';
import { characterDoubts } from '../shell/characters.ts';
import type { Segment, ShellReader, ShellReading, ShellSurroundings } from '../shell/segment.ts';
import { readText } from './code.ts';
import type { Run, Scope } from './run.ts';
import { walk } from './walk.ts';

/** A reader of PowerShell; `posix` reads what it hands to programs. */
export function createPowerShellReader(posix: ShellReader): ShellReader {
  return {
    read(text, surroundings) {
      try {
        return readLine(posix, text, surroundings);
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

/** Quotes and dashes that PowerShell takes for the plain ones (language specification, 2.3.5). */
const looksLike: readonly (readonly [RegExp, string])[] = [
  [/[\u2018\u2019\u201a\u201b]/gu, "'"],
  [/[\u201c\u201d\u201e]/gu, '"'],
  [/[\u2013\u2014\u2015]/gu, '-'],
];

function readLine(posix: ShellReader, line: string, surroundings: ShellSurroundings): ShellReading {
  const long = overlong(line);
  const cut = (long ? line.slice(0, caps.bytes) : line).replaceAll('\0', ' ');
  const text = looksLike.reduce((known, [sign, plain]) => known.replaceAll(sign, plain), cut);
  const run: Run = {
    home: surroundings.home,
    platform: surroundings.platform ?? 'linux',
    segments: [],
    doubts: [...characterDoubts(cut.replaceAll(/\\(?=\r?\n)/gu, '/'))],
    defined: new Set(),
    aliases: new Map(),
    posix,
    walk,
    listings: new Map(),
    capped: false,
    steps: 0,
    texts: 0,
  };
  if (text !== cut) run.doubts.push({ code: 'disguise', text: 'quotes or dashes only look like the plain ones' });
  if (long) run.doubts.push({ code: 'cap', text: `the line is longer than ${String(caps.bytes / 1024)} kB` });
  const scope: Scope = {
    state: { variables: new Map(), cwd: surroundings.cwd, environment: [], folders: [] },
    text,
    within: undefined,
    origin: 'line',
    parent: undefined,
    item: undefined,
    background: false,
    doubts: [],
  };
  readText(run, scope, text, undefined);
  if (run.segments.length > caps.segments && !run.capped)
    run.doubts.push({ code: 'cap', text: 'the line has too many commands' });
  const segments: readonly Segment[] = run.segments;
  for (const draft of run.segments) {
    const written = draft.text.trimStart().split(/\s/u, 1)[0]?.toLowerCase() ?? '';
    const names = [draft.words[0]?.text.toLowerCase() ?? '', written];
    if (names.some((name) => run.defined.has(name)))
      draft.doubts.push({ code: 'redefined', text: `${written} is defined on the line itself` });
  }
  return { segments, doubts: run.doubts, defined: [...run.defined] };
} // prettier-ignore
