// A plain copy of a syntax tree: what the walk needs of a node and no more, so that the parser's memory can be
// freed at once. Knows nothing of what the nodes mean.

export interface Syntax {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly children: readonly Syntax[];
}

/** A parsed text. `error` is true when the grammar did not understand all of it. */
export interface Parsed {
  readonly root: Syntax;
  readonly error: boolean;
  /** True when the tree is deeper than the copy goes. */
  readonly cut: boolean;
}

/** Parses a text; undefined when the parser gave up or broke. */
export type Parse = (text: string) => Parsed | undefined;

/** The first child of a type. */
export function childOf(node: Syntax, type: string): Syntax | undefined {
  for (const child of node.children) if (child.type === type) return child;
  return undefined;
}

/** A node that the source does not have as such, over given children. */
export function synthetic(type: string, children: readonly Syntax[], over: Syntax): Syntax {
  const start = children[0]?.start ?? over.start;
  return { type, start, end: children.at(-1)?.end ?? over.end, children };
}
