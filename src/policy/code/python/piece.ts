// One text in Python with what Python does around it: where it looks for modules before the library, and the modules
// of the project that the text imports. Source: python(1), "sys.path" and the import system in the reference.
import type { Parsed } from '../parsed.ts';
import { pythonLibraryNames, shadowOf } from '../../commands/pythonPath.ts';
import { namesIn, openFile, type Workshop } from '../workshop.ts';
import { readPython } from './read.ts';

/** Names that a file of the project may take: those of the library, and of what the tables know besides. */
const beside: ReadonlySet<string> = new Set([...pythonLibraryNames, 'yaml']);

export function readPythonPiece(
  work: Workshop,
  { root, source, piece, sink, more }: Parsed,
  seen: Set<string>,
): void {
  const folder = piece.file === undefined ? piece.cwd : piece.file.slice(0, piece.file.lastIndexOf('/'));
  const follow = (module: string, line: number): boolean => {
    if (folder === undefined || !/^[A-Za-z_][\w.]*$/u.test(module)) return false;
    const path = `${folder}/${module.replaceAll('.', '/')}`;
    for (const file of [`${path}.py`, `${path}/__init__.py`]) {
      const opened = openFile(work, file, undefined);
      if (!opened.open) continue;
      if (seen.has(opened.path)) return true;
      seen.add(opened.path);
      // Doubts of the module carry the line of the import.
      const inner = { ...piece, text: opened.text, line, file: opened.path };
      more(inner);
      return true;
    }
    return false;
  };
  const { imports } = readPython({ root, source, file: piece.file, line: piece.line, follow }, sink);
  if (!imports) return;
  const shadow = shadowOf(beside, folder, (inner) => namesIn(work, inner));
  if (shadow !== undefined)
    sink.note(piece.line, `${shadow} may stand before the library's module of that name`);
}
