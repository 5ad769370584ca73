// Programs that PowerShell starts: their words go to the reader of shell lines, which knows wrappers, interpreters and
// shells; programs of Windows with options of their own kind stay as they are. Source: about_Parsing (arguments of
// native programs), about_Environment_Variables.
import type { Word } from '../shell/segment.ts';
import { plain } from '../shell/word.ts';
import { argumentWords, type Evaluated } from './argument.ts';
import { isWindowsProgram } from './registry.ts';
import type { Draft, Run, Scope, Value } from './run.ts';
import { slashWords } from './slashes.ts';

/** Folders of Windows whose programs are what their names say. */
const systemFolder = /^[A-Za-z]:\/(?:windows|program files(?: \(x86\))?)\/(?:.*\/)?([^/]+)$/iu;

/** Fills the draft with the program; returns the segments that it became. */
export function emitProgram(
  run: Run,
  scope: Scope,
  draft: Draft,
  named: Value,
  written: string,
  values: readonly Evaluated[],
): readonly number[] {
  const name = programName(written, run);
  const first: Word = { ...plain(name, named.start, named.end), quoted: false };
  const given = values.flatMap((one) => nativeWords(one, draft));
  draft.assignments = scope.state.environment;
  draft.words = [first, ...given];
  draft.forms = [draft.words];
  delete draft.language;
  const lower = name.toLowerCase();
  if (
    (run.platform === 'win32' || /\.(?:exe|com)$/iu.test(written) || !unixToo.has(lower)) &&
    isWindowsProgram(lower)
  ) {
    draft.language = 'cmd';
    draft.words = [plain(lower, named.start, named.end), ...slashWords(lower, given)];
    draft.forms = [[draft.words[0] ?? first, ...given], draft.words];
    return [draft.index];
  }
  return readAsShellLine(run, draft);
}

/** Names of Windows programs that other systems have too, with other arguments. */
const unixToo: ReadonlySet<string> = new Set('find timeout tree hostname whoami ping nslookup arp netstat where shutdown net sc more'.split(' ')); // prettier-ignore

/** Without the ending of a program, and without a folder of the system; names have no case on Windows. */
function programName(written: string, { platform }: Run): string {
  const path = written.replaceAll('\\', '/');
  const base = systemFolder.exec(path)?.[1] ?? path;
  const short = base.replace(/\.(?:exe|com|cmd|bat)$/iu, '');
  if (base.includes('/')) return base;
  return platform === 'win32' || short !== base ? short.toLowerCase() : short;
}

function nativeWords(one: Evaluated, draft: Draft): Word[] {
  if (one.verbatim !== undefined) return one.verbatim.split(/\s+/u).filter((text) => text !== '').map((text) => plain(text.replaceAll('"', ''), draft.start));
  const list = (one.value?.items?.length ?? 1) > 1;
  if (list && one.name === undefined && one.expression?.kind === 'list')
    draft.doubts.push({ code: 'dynamic-argument', text: 'it is not certain how a list reaches the program' });
  const words = argumentWords(one);
  if (one.name === undefined || one.value === undefined) return words;
  const [option, ...rest] = words;
  const [value] = rest;
  return option === undefined || value === undefined || rest.length > 1 ? words : [{ ...value, text: option.text + value.text, start: option.start }];
} // prettier-ignore

/** Lets the reader of shell lines unwrap the words; its segments take the place of the draft. */
function readAsShellLine(run: Run, draft: Draft): readonly number[] {
  const [first] = draft.words;
  if (first === undefined || !/^[\w@%+:,./~-]+$/u.test(first.text)) return [draft.index];
  const line = draft.words.map(spelled).join(' ');
  const cwd = draft.cwd ?? '/';
  const reading = run.posix.read(line, { home: run.home, cwd, platform: run.platform });
  if (reading.segments.length === 1 && reading.doubts.length === 0 && reading.segments[0]?.wrappers.length === 0) {
    const [only] = reading.segments;
    // Words of the line itself are better to show than those that were written anew.
    draft.doubts.push(...only.doubts);
    draft.assignments = [...draft.assignments, ...only.assignments];
    if (draft.words.length !== only.words.length) draft.words = only.words;
    return [draft.index];
  }
  run.doubts.push(...reading.doubts);
  for (const name of reading.defined) run.defined.add(name.toLowerCase());
  const base = run.segments.length;
  const place = (index: number): number => (index === 0 ? draft.index : base + index - 1);
  const made: number[] = [];
  for (const one of reading.segments) {
    const input: Draft['input'] =
      one.input.from === 'pipe' || one.input.from === 'process'
        ? { from: one.input.from, segments: one.input.segments.map(place) }
        : one.input.from === 'inherited' && one.origin === 'line' ? draft.input : one.input;
    const moved: Draft = {
      ...one,
      index: place(one.index),
      input,
      feeds: one.feeds === undefined ? undefined : place(one.feeds),
      parent: one.parent === undefined ? draft.parent : place(one.parent),
      origin: one.origin === 'line' ? draft.origin : one.origin,
      cwd: draft.cwd === undefined ? undefined : one.cwd,
      assignments: [...draft.assignments, ...one.assignments],
      redirects: one.index === 0 ? [...draft.redirects, ...one.redirects] : one.redirects,
      background: draft.background || one.background,
      text: draft.text,
      start: draft.start,
      end: draft.end,
      doubts: [...draft.doubts, ...one.doubts],
    };
    if (one.index === 0) run.segments[draft.index] = moved;
    else run.segments.push(moved);
    if (one.origin === 'line') made.push(moved.index);
  }
  return made.length > 0 ? made : [draft.index];
} // prettier-ignore

/** A word as the other reader must find it. */
function spelled({ text, literal, glob, quoted }: Word): string {
  if (!literal) return /^"\$\w+"$/u.test(text) ? text : '"$value"';
  const free = glob ? /^[\w@%+=:,./~*?[\]-]+$/u : /^[\w@%+=:,./~-]+$/u;
  return free.test(text) && !quoted ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
