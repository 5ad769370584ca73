// Lines for cmd: split at its operators, its own commands by a small table, other programs as everywhere. What else cmd
// can do (if, for, variables, batch files) leaves the line in doubt. Source: `cmd /?`, Windows Commands reference.
import type { Doubt } from '../effects.ts';
import { absolute } from '../paths/absolute.ts';
import type {
  Redirect,
  Segment,
  ShellReader,
  ShellReading,
  ShellSurroundings,
  Word,
} from '../shell/segment.ts';
import { plain } from '../shell/word.ts';
import { emitProgram } from './program.ts';
import { isWindowsProgram, slashSpec } from './registry.ts';
import { inherited, open, type Draft, type Run, type Scope } from './run.ts';
import { slashWords } from './slashes.ts';

/** A reader of cmd lines; `posix` reads the words of programs. */
export function createCmdReader(posix: ShellReader): ShellReader {
  return { read: (text, surroundings) => readLine(posix, text, surroundings) };
}

interface Piece {
  readonly words: Word[];
  readonly redirects: Redirect[];
  readonly start: number;
  end: number;
  piped: boolean;
}

function readLine(posix: ShellReader, line: string, { home, cwd, platform = 'linux' }: ShellSurroundings): ShellReading {
  const text = line.slice(0, 8192);
  const doubts: Doubt[] = line.length > text.length ? [{ code: 'cap', text: 'the line is longer than cmd takes' }] : [];
  const run: Run = { home, platform, segments: [], doubts, defined: new Set(), aliases: new Map(), posix, walk: () => undefined, listings: new Map(), capped: false,
    steps: 0, texts: 0 };
  const scope: Scope = { state: { variables: new Map(), cwd, environment: [], folders: [] }, text, within: undefined, origin: 'line', parent: undefined, item: undefined, background: false, doubts: [] };
  let before: readonly number[] = [];
  for (const piece of pieces(text, home, doubts)) {
    const first = run.segments.length;
    const made = emitPiece(run, scope, piece, piece.piped ? { from: 'pipe', segments: before } : inherited);
    if (piece.piped && run.segments.length > first)
      for (const index of before) {
        const draft = run.segments[index];
        if (draft !== undefined) draft.feeds = first;
      }
    before = made;
  }
  const segments: readonly Segment[] = run.segments;
  return { segments, doubts, defined: [] };
} // prettier-ignore

function emitPiece(run: Run, scope: Scope, piece: Piece, input: Draft['input']): readonly number[] {
  const [first, ...given] = splitName(piece.words);
  if (first === undefined && piece.redirects.length === 0) return [];
  const draft = open(run, scope, piece, input);
  draft.redirects = piece.redirects;
  if (first === undefined) return [draft.index];
  const name = first.text.toLowerCase();
  if (first.quoted && !/[\\/\s]/u.test(first.text))
    draft.doubts.push({ code: 'disguise', text: `the name ${name} is put together from pieces` });
  if (/^(?:if|for|call|start|setlocal|goto|else|do)$/u.test(name)) {
    draft.words = [first, ...given];
    draft.language = 'cmd';
    draft.forms = [draft.words];
    draft.doubts.push({ code: 'parse', text: `the gate does not follow ${name} of cmd` });
    const at = given.findIndex(({ text }) => /^(?:do|echo|del|erase|rd|rmdir|format|shutdown|powershell|reg)$/iu.test(text.replace(/^[@(]+/u, '')));
    const rest = name === 'call' || name === 'start' ? given.filter(({ text }) => !/^\/|^$/u.test(text)) : at < 0 ? [] : given.slice(given[at]?.text.toLowerCase() === 'do' ? at + 1 : at);
    if (rest.length > 0) emitPiece(run, scope, { ...piece, words: rest, redirects: [] }, input);
    return [draft.index];
  }
  if (first.literal && slashSpec(name) !== undefined && !isWindowsProgram(name)) {
    const spec = slashSpec(name);
    const words = slashWords(name, given).map((word) => (spec?.style === 'words' || word.text.startsWith('-') ? word : { ...word, text: word.text.replaceAll('\\', '/') }));
    draft.language = 'cmd';
    draft.words = [{ ...first, text: name }, ...words];
    draft.forms = [[first, ...given], draft.words];
    if (name === 'cd' || name === 'chdir' || name === 'pushd') changeFolder(run, scope, words);
    return [draft.index];
  }
  if (!first.literal) {
    delete draft.language;
    draft.words = [first, ...given];
    draft.forms = [draft.words];
    return [draft.index];
  }
  const value = { ...first, proven: true };
  return emitProgram(run, scope, draft, value, first.text, given.map((word) => ({ name: undefined, value: { ...word, proven: true } })));
} // prettier-ignore

function changeFolder(run: Run, { state }: Scope, words: readonly Word[]): void {
  const target = words.find(({ text }) => !text.startsWith('-'));
  if (target !== undefined) state.cwd = target.literal ? absolute(target.text, run, state.cwd) : undefined;
}

/** `del/s` and `cd..` are a command and its argument; `@` before a name only hides it. */
function splitName(words: readonly Word[]): readonly Word[] {
  const [first, ...rest] = words;
  if (first === undefined) return [];
  const text = first.text.replace(/^@+/u, '');
  const glued = /^([A-Za-z]+)([/.\\:][^]*)$/u.exec(text);
  const name = glued?.[1]?.toLowerCase() ?? '';
  if (glued === null || slashSpec(name) === undefined || isWindowsProgram(name) || /^[A-Za-z]:/u.test(text)) return text === first.text ? words : [{ ...first, text }, ...rest]; // prettier-ignore
  return [{ ...first, text: name }, plain(glued[2] ?? '', first.start, first.end), ...rest];
}

const folders: Readonly<Record<string, string>> = { userprofile: '~', homepath: '~', systemroot: 'C:/Windows', windir: 'C:/Windows', systemdrive: 'C:', homedrive: 'C:', appdata: '~/AppData/Roaming', localappdata: '~/AppData/Local', programfiles: 'C:/Program Files', programdata: 'C:/ProgramData' }; // prettier-ignore

/** Splits at `&`, `&&`, `|`, `||`, parentheses and line ends; knows quotes, `^` and `%VAR%`. */
function pieces(text: string, home: string, doubts: Doubt[]): readonly Piece[] {
  const all: Piece[] = [];
  let piece: Piece = { words: [], redirects: [], start: 0, end: 0, piped: false };
  let redirect: Redirect['kind'] | undefined;
  let word: { text: string; literal: boolean; quoted: boolean; start: number } | undefined;
  let quoted = false;
  const add = (sign: string, at: number, literal = true): void => {
    word ??= { text: '', literal: true, quoted: false, start: at };
    word.text += sign;
    if (!literal) word.literal = false;
  };
  const endWord = (at: number): void => {
    if (word === undefined) return;
    const done: Word = { text: word.text, literal: word.literal, glob: !word.quoted && /[*?]/u.test(word.text), quoted: word.quoted, start: word.start, end: at };
    if (redirect === undefined) piece.words.push(done);
    else if (!/^nul$/iu.test(done.text)) piece.redirects.push({ kind: redirect, descriptor: undefined, target: { ...done, text: done.text.replaceAll('\\', '/') } });
    redirect = undefined;
    word = undefined;
  };
  const endPiece = (at: number, piped: boolean): void => {
    endWord(at);
    piece.end = at;
    if (piece.words.length > 0 || piece.redirects.length > 0) all.push(piece);
    piece = { words: [], redirects: [], start: at + 1, end: at + 1, piped };
  };
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? '';
    const variable = sign === '%' ? /^%([^%\s]+)%|^%%?[\w~*]+/u.exec(text.slice(at, at + 200)) : null;
    if (variable !== null) {
      const known = folders[(variable[1] ?? '').toLowerCase()];
      add(known === undefined ? variable[0] : known.replace('~', home), at, known !== undefined);
      at += variable[0].length - 1;
    } else if (sign === '!' && /^!\w+!/u.test(text.slice(at, at + 80))) add(sign, at, false);
    else if (sign === '"') {
      quoted = !quoted;
      word ??= { text: '', literal: true, quoted: true, start: at };
      word.quoted = true;
    } else if (quoted) add(sign, at);
    else if (sign === '^') {
      at++;
      add(text[at] ?? '', at);
      if (word !== undefined) word.quoted = true;
    } else if (/[\s,;=]/u.test(sign)) {
      if (/[\r\n]/u.test(sign)) endPiece(at, false);
      else if (sign === '=' || sign === ',') add(sign, at);
      else endWord(at);
    } else if (sign === '&' || sign === '|') {
      const twice = text[at + 1] === sign;
      if (word === undefined && redirect !== undefined && /^&\d/u.test(text.slice(at))) {
        redirect = undefined;
        at++;
        continue;
      }
      endPiece(at, sign === '|' && !twice);
      if (twice) at++;
    } else if (sign === '(' || sign === ')') endPiece(at, false);
    else if (sign === '>' || sign === '<') {
      if (word !== undefined && /^\d$/u.test(word.text)) word = undefined;
      endWord(at);
      redirect = sign === '<' ? 'read' : text[at + 1] === '>' ? 'append' : 'write';
      if (text[at + 1] === '>') at++;
    } else add(sign, at);
  }
  if (quoted) doubts.push({ code: 'parse', text: 'a quote has no end' });
  endPiece(text.length, false);
  return all;
} // prettier-ignore
