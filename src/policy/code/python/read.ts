// Reads code in Python: walks its tree and knows what each name is, as far as it matters for what the code can
// reach. What is not in the tables is not understood.
import type { Syntax } from '../../shell/syntax.ts';
import { learned, noNames, readInPasses } from '../names.ts';
import type { Sink } from '../sink.ts';
import { expression } from './expressions.ts';
import type { Python } from './reader.ts';
import { block } from './statements.ts';

export interface PythonCode {
  readonly root: Syntax;
  readonly source: string;
  /** The file that holds the code, for `__file__`. */
  readonly file: string | undefined;
  /** The line on which the code starts. */
  readonly line: number;
  /** Reads a module of the project; false where there is none of that name. */
  readonly follow: (module: string, line: number) => boolean;
}

/** Puts into the sink what the code does. */
export function readPython(
  { root, source, file, line, follow }: PythonCode,
  sink: Sink,
): { readonly imports: boolean } {
  const reader: Python = {
    source,
    first: line,
    sink,
    breaks: undefined,
    file,
    follow,
    names: noNames(),
    value: (node) => expression(reader, node),
    imports: false,
    inClass: false,
    pathsEscape: false,
    replaced: undefined,
  };
  const pass = (): void => {
    block(reader, root);
    if (reader.pathsEscape && reader.replaced !== undefined)
      sink.note(reader.replaced.line, `${reader.replaced.name} may be that of a path`);
  };
  readInPasses(sink, line, pass, () => learned(reader.names));
  return { imports: reader.imports };
}
