// One text in JavaScript with what Node does around it: the files of the project that the text loads. Source: Node
// documentation, "Modules: CommonJS modules" and "Modules: ECMAScript modules".
import type { Parsed } from '../parsed.ts';
import { openFile, type Workshop } from '../workshop.ts';
import { readJavascript } from './read.ts';

export function readJavascriptPiece(
  work: Workshop,
  { root, source, piece, sink, more }: Parsed,
  seen: Set<string>,
): void {
  const folder = piece.file === undefined ? piece.cwd : piece.file.slice(0, piece.file.lastIndexOf('/'));
  const inline = piece.inline === true && piece.file === undefined;
  const follow = (given: string, line: number): boolean => {
    if (folder === undefined && !given.startsWith('/')) return false;
    const path = given.startsWith('/') ? given : `${folder ?? ''}/${given}`;
    // An exact name goes first; a folder of that name would need its package file.
    for (const name of namesOf(path, piece.language === 'typescript')) {
      const opened = openFile(work, name, undefined);
      if (!opened.open) continue;
      if (name.endsWith('.json')) {
        sink.path('read', { kind: 'data', text: opened.path }, line);
        return true;
      }
      if (seen.has(opened.path)) return true;
      seen.add(opened.path);
      if (!opened.near || opened.cut) sink.note(line, `${given} is not read to its end, or lies outside`);
      sink.path('read', { kind: 'data', text: opened.path }, line);
      const language = /\.[cm]?ts$/u.test(opened.path) ? 'typescript' : 'javascript';
      more({ ...piece, language, text: opened.text, line, file: opened.path, inline: false });
      return true;
    }
    return false;
  };
  readJavascript({ root, source, file: piece.file, line: piece.line, inline, follow }, sink);
}

/** The files that a name may mean, first the one that goes first. Loaders of TypeScript do not agree on names without `.ts`. */
function namesOf(path: string, typed: boolean): readonly string[] {
  if (typed) return /\.(?:[cm]?ts|json)$/u.test(path) ? [path] : [];
  return /\.[cm]?js(?:on)?$/u.test(path) ? [path] : [path, `${path}.js`, `${path}.json`];
}
