// Which nodes of a tree in JavaScript mean something.
import type { Syntax } from '../../shell/syntax.ts';
import { isNamedBeside, typesOf } from '../nodes.ts';

export const isNamed = isNamedBeside(
  typesOf(
    'async await break case catch class const continue debugger default delete do else export extends finally for from function get if in instanceof let new of return set static switch throw try typeof var void while with yield as optional_chain target meta',
  ),
);

/** Children that are no keywords, signs or comments. */
export function named(node: Syntax): readonly Syntax[] {
  return node.children.filter(isNamed);
}
