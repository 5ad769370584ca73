// All shells that one line may go through: a shell of one kind may start one of another, and its code is read as what
// it is wherever it stands. `bash -c 'pwsh -c "…"'` ends in the same reader as the line of an agent on Windows.
import type { Doubt } from './effects.ts';
import { createCmdReader } from './powershell/cmd.ts';
import { hostedBy } from './powershell/hosts.ts';
import { createPowerShellReader } from './powershell/read.ts';
import { standardInput } from './commands/source.ts';
import type { Segment, ShellReader, ShellReading, ShellSurroundings } from './shell/segment.ts';

export interface Shells {
  readonly posix: ShellReader;
  readonly powershell: ShellReader;
}

/** Shells inside each other. */
const deepest = 8;
const made = new WeakMap<ShellReader, Shells>();

/** The readers of all shells over the reader of POSIX lines; without that one, only what needs no programs is read. */
export function shellsOver(posix: ShellReader | undefined): Shells | undefined {
  if (posix === undefined) return undefined;
  const before = made.get(posix);
  if (before !== undefined) return before;
  let depth = 0;
  const nesting = (reader: ShellReader): ShellReader => ({
    read(text, surroundings) {
      depth++;
      try {
        const reading = reader.read(text, surroundings);
        return reading.segments.some(({ words }) => hostedBy(words) !== undefined) ? withHosted(reading, surroundings) : reading;
      } finally {
        depth--;
      }
    },
  });
  // Programs inside PowerShell and cmd are read without their hosts: those are looked for once, from outside.
  const shells: Shells = { posix: nesting(posix), powershell: nesting(createPowerShellReader(posix)) };
  const cmd = nesting(createCmdReader(posix));
  const withHosted = (reading: ShellReading, surroundings: ShellSurroundings): ShellReading => {
    const segments: Segment[] = [...reading.segments];
    const doubts: Doubt[] = [...reading.doubts];
    const defined = [...reading.defined];
    for (const segment of reading.segments) {
      const hosted = hostedBy(segment.words);
      if (hosted === undefined) continue;
      if (hosted.doubts.length > 0) segments[segment.index] = { ...segment, doubts: [...segment.doubts, ...hosted.doubts] };
      const fed = hosted.input ? standardInput(segment, reading) : undefined;
      const code = hosted.code ?? (fed?.from === 'text' ? fed.text : undefined);
      if (code === undefined) continue;
      if (depth >= deepest) {
        doubts.push({ code: 'cap', text: 'shells are nested too deeply' });
        continue;
      }
      const reader = hosted.language === 'cmd' ? cmd : shells.powershell;
      const inner = reader.read(code, { ...surroundings, cwd: segment.cwd ?? surroundings.cwd });
      segments.push(...inner.segments.map((one) => moved(one, segments.length, segment)));
      doubts.push(...inner.doubts);
      defined.push(...inner.defined);
    }
    return { segments, doubts, defined };
  };
  made.set(posix, shells);
  return shells;
} // prettier-ignore

/** A segment of an inner line at its place behind those of the outer one. */
function moved(one: Segment, base: number, host: Segment): Segment {
  const place = (index: number): number => index + base;
  const { input } = one;
  return {
    ...one,
    index: place(one.index),
    input:
      input.from === 'pipe' || input.from === 'process'
        ? { from: input.from, segments: input.segments.map(place) }
        : input,
    feeds: one.feeds === undefined ? undefined : place(one.feeds),
    parent: one.parent === undefined ? host.index : place(one.parent),
    origin: one.parent === undefined ? 'shell-string' : one.origin,
    cwd: host.cwd === undefined ? undefined : one.cwd,
    background: host.background || one.background,
    start: host.start,
    end: host.end,
    doubts: [...one.doubts, ...host.doubts.filter(({ code }) => code === 'disguise')],
  };
}
