// Which nodes of a tree in PHP mean something.
import type { Syntax } from '../../shell/syntax.ts';
import { isNamedBeside, typesOf } from '../nodes.ts';

export const isNamed = isNamedBeside(
  typesOf(
    'namespace use function as echo foreach global static class extends implements public private protected const new clone match default try throw catch finally include require include_once require_once exit unset goto declare switch case break continue endswitch for endfor foreach endforeach while endwhile do if elseif else endif yield enum print fn list return instanceof abstract final readonly var trait interface array callable int float bool mixed void never iterable object self parent and or xor insteadof',
  ),
);

/** Children that are no keywords, signs or comments. */
export function named(node: Syntax): readonly Syntax[] {
  return node.children.filter(isNamed);
}
