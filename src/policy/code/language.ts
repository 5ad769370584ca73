// Code in other languages than the shell's: from a text to effects, shell lines that it runs, and what is not
// understood of it.
import { caps } from './caps.ts';
import { readJavascriptPiece } from './javascript/piece.ts';
import { withoutTypes } from './javascript/types.ts';
import type { LanguageReading } from './parsed.ts';
import type { Piece } from './program.ts';
import { readPhp } from './php/read.ts';
import { readPythonPiece } from './python/piece.ts';
import { readRuby } from './ruby/read.ts';
import { Sink } from './sink.ts';
import type { Workshop } from './workshop.ts';

/** Reads one text. Never throws: what breaks is a note. */
export function readLanguage(work: Workshop, piece: Piece): LanguageReading {
  const sink = new Sink(work.context.facts, piece.cwd);
  try {
    read(work, piece, sink, new Set(piece.file === undefined ? [] : [piece.file]));
  } catch (error) {
    sink.muted = false;
    sink.note(
      piece.line,
      `the reading failed: ${error instanceof Error ? error.message : String(error)}`,
      'failure',
    );
  }
  return sink.reading;
}

/** Reads a text into a sink; `seen` are the files that are being read, so that none is read inside itself. */
function read(work: Workshop, piece: Piece, sink: Sink, seen: Set<string>): void {
  const { language, line } = piece;
  const parse = language === 'shell' ? undefined : work.languages?.parser(language);
  if (parse === undefined) {
    sink.note(line, `code in ${names[language]} is not followed`);
    return;
  }
  const source = piece.text.slice(0, Math.max(0, caps.languageText - work.taken));
  work.taken += source.length;
  if (source.length < piece.text.length) sink.note(line, 'it is longer than the gate takes apart', 'cap');
  if (/[\0\uFEFF]|\r(?!\n)/u.test(source))
    sink.note(line, 'it has characters that hide what it says', 'disguise');
  if (/[\u202A-\u202E\u2066-\u2069]/u.test(source))
    sink.note(line, 'it has characters that turn the direction of text', 'disguise');
  const strange = tricks[language]?.find(({ test }) => test.test(source));
  if (strange !== undefined) sink.note(line, strange.text, 'disguise');
  const parsed = parse(source);
  if (parsed === undefined) {
    sink.note(line, 'the parser gave up on it', 'cap');
    return;
  }
  if (parsed.error) sink.note(line, 'the grammar finds an error in it', 'parse');
  if (parsed.cut) sink.note(line, 'it is nested too deep', 'cap');
  const more = (inner: Piece): void => {
    read(work, inner, sink, seen);
  };
  const given = { root: parsed.root, source, piece, sink, more };
  switch (language) {
    case 'python':
      readPythonPiece(work, given, seen);
      break;
    case 'javascript':
      readJavascriptPiece(work, given, seen);
      break;
    case 'typescript': {
      const { root, odd } = withoutTypes(given.root, source);
      for (const { start } of odd)
        sink.note(
          line + source.slice(0, start).split('\n').length - 1,
          'it is not known whether this is only a type',
        );
      readJavascriptPiece(work, { ...given, root }, seen);
      break;
    }
    case 'ruby':
      readRuby(given);
      break;
    case 'php':
      readPhp(given);
      break;
    default:
      sink.note(line, `code in ${names[language]} is not followed`);
  }
}

const commentSigns = {
  test: /[\u2028\u2029]|<!--|-->/u,
  text: 'it has signs that begin or end a comment in some places only',
};

/** What makes a text mean something else than its tree says. */
const tricks: Readonly<
  Partial<Record<Piece['language'], readonly { readonly test: RegExp; readonly text: string }[]>>
> = {
  // PEP 263: the first two lines may name an encoding in which comments become code.
  python: [
    {
      test: /^(?:[^\n]*\n)?[^\n#]*#[^\n]*coding[:=](?!\s*(?:utf-?8|ascii|us-ascii)\b)/iu,
      text: 'it names an encoding of its own',
    },
  ],
  // ECMAScript, "Line Terminators" and annex B.1.1: these end a comment, or begin one, where the grammar may not see it.
  javascript: [commentSigns],
  typescript: [commentSigns],
  // PHP manual, "PHP tags": older versions take these as code, too.
  php: [{ test: /<%|<script\b/iu, text: 'it has signs that begin code in some versions only' }],
};

const names: Readonly<Record<Piece['language'], string>> = {
  shell: 'shell', python: 'Python', javascript: 'JavaScript', typescript: 'TypeScript', ruby: 'Ruby', php: 'PHP',
}; // prettier-ignore
