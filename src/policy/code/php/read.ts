// Reads code in PHP: expressions, functions, classes and plain control flow over data. What no table knows is not
// understood.
import type { Syntax } from '../../shell/syntax.ts';
import { readInPasses } from '../names.ts';
import type { Parsed } from '../parsed.ts';
import { note, textAt } from '../reader.ts';
import { expression } from './expressions.ts';
import type { Php } from './reader.ts';

/** Puts into the sink what the code does. */
export function readPhp({ root, source, piece, sink }: Parsed): void {
  const reader: Php = {
    source,
    first: piece.line,
    sink,
    breaks: undefined,
    file: piece.file,
    functions: new Set(),
    classes: new Set(),
    methods: new Set(),
    texts: new Map(),
    value: (node) => expression(reader, node),
  };
  const pass = (): void => {
    expression(reader, root);
  };
  readInPasses(sink, piece.line, pass, () => learned(reader));
  checkComments(reader, root);
}

/** All that is known of names, as a text. */
function learned({ functions, classes, methods, texts }: Php): string {
  const all = [...texts].map(([name, text]) => `${name} ${text ?? ''}`);
  return `${String(functions.size)} ${String(classes.size)} ${String(methods.size)} ${all.join('\n')}`;
}

/** The end of PHP also ends a comment, and what follows is code or not. */
function checkComments(reader: Php, node: Syntax): void {
  if (node.type === 'comment') {
    const text = textAt(reader, node);
    if (!text.startsWith('/*') && text.includes('?>')) note(reader, node, 'code ends in a comment');
  }
  for (const child of node.children) checkComments(reader, child);
}
