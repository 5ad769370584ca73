// How the tests of the shell room write down a line and what they expect of its reading.
import type { DoubtCode } from '../../../../src/policy/effects.ts';
import type { Segment, ShellReading } from '../../../../src/policy/shell/segment.ts';
import { shellReader } from '../../../support/policy/shell.ts';

const reader = await shellReader();

export const home = '/home/u';
export const cwd = '/w';

/** Reads a line; ⏎ stands for a newline and ⇥ for a tab, so that a case is one line. */
export function read(line: string): ShellReading {
  return reader.read(spelled(line), { home, cwd });
}

export function spelled(line: string): string {
  return line.replaceAll('⏎', '\n').replaceAll('⇥', '\t');
}

/** The words of each segment, joined by blanks. */
export function commands(line: string): string[] {
  return read(line).segments.map(words);
}

export function words(segment: Segment): string {
  return segment.words.map((word) => word.text).join(' ');
}

/** The codes of all doubts, of the line and of its segments, each once. */
export function doubts(line: string): DoubtCode[] {
  const { segments, doubts: own } = read(line);
  return [...new Set([...own, ...segments.flatMap((segment) => segment.doubts)].map((doubt) => doubt.code))];
}

/** The segment at a position; a test that asks for one that is not there fails. */
export function segment(line: string, index: number): Segment {
  const found = read(line).segments[index];
  if (found === undefined) throw new Error(`no segment ${String(index)} in ${line}`);
  return found;
}
