// Telling the nodes that mean something from the keywords and signs between them.
import type { Syntax } from '../shell/syntax.ts';

/** Types of nodes, or keywords, that a table writes as one text. */
export function typesOf(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}

/**
 * Whether a node is no keyword, sign or comment. A keyword has nothing below it; a node that bears the name of one,
 * such as `class`, has.
 */
export function isNamedBeside(keywords: ReadonlySet<string>): (node: Syntax) => boolean {
  // Asked for every node: most have something below them, and what stands first is the quickest to tell.
  return ({ type, children }) =>
    (children.length > 0 || (type !== 'comment' && !keywords.has(type))) && /^[a-z_]+$/u.test(type);
}
