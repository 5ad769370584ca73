// Reads code in JavaScript: walks its tree and knows what each name is, as far as it matters for what the code can
// reach. What is not in the tables is not understood.
import type { Syntax } from '../../shell/syntax.ts';
import { learned, noNames, readInPasses } from '../names.ts';
import type { Sink } from '../sink.ts';
import { expression } from './expressions.ts';
import { named } from './nodes.ts';
import type { Javascript } from './reader.ts';
import { statement } from './statements.ts';

export interface JavascriptCode {
  readonly root: Syntax;
  readonly source: string;
  /** The file that holds the code; undefined for code of the line. */
  readonly file: string | undefined;
  readonly line: number;
  /** The code has the modules of Node as globals. */
  readonly inline: boolean;
  /** Reads a file of the project; false where there is none of that name. */
  readonly follow: (path: string, line: number) => boolean;
}

/** Puts into the sink what the code does. */
export function readJavascript(
  { root, source, file, line, inline, follow }: JavascriptCode,
  sink: Sink,
): void {
  const reader: Javascript = {
    source,
    first: line,
    sink,
    breaks: undefined,
    file,
    inline,
    follow,
    names: noNames(),
    value: (node) => expression(reader, node),
    statement: (node) => {
      statement(reader, node);
    },
    exporting: false,
    inClass: false,
  };
  const pass = (): void => {
    for (const child of named(root)) statement(reader, child);
  };
  readInPasses(sink, line, pass, () => learned(reader.names));
}
