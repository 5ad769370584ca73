// Which nodes of a tree in Ruby mean something.
import type { Syntax } from '../../shell/syntax.ts';
import { typesOf } from '../nodes.ts';

const keywords = typesOf(
  'if unless then else elsif end do while until case when in begin rescue ensure return next break and or not def class module lambda',
);

/** Children that are no keywords, signs or comments; a node that bears the name of a keyword has more in it. */
export function named(node: Syntax): readonly Syntax[] {
  return node.children.filter(
    ({ type, children, start, end }) =>
      (children.length > 0 || end - start !== type.length || !keywords.has(type)) &&
      type !== 'comment' &&
      /^[a-z_]+$/u.test(type),
  );
}
