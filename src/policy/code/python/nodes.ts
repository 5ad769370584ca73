// Which nodes of a tree in Python mean something.
import type { Syntax } from '../../shell/syntax.ts';
import { isNamedBeside, typesOf } from '../nodes.ts';

const isNamed = isNamedBeside(
  typesOf(
    'for in async if elif else while def class return yield not and or is await lambda import from as with try except finally raise assert del print line_continuation',
  ),
);

/** Children that are no keywords, signs or comments. */
export function named(node: Syntax): readonly Syntax[] {
  return node.children.filter(isNamed);
}
