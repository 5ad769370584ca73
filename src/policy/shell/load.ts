// Loads the bash grammar into a shell reader. The bytes come in as arguments; the callers know where they lie.
import type { Node } from 'web-tree-sitter';
import { caps } from './caps.ts';
import { parsePlain } from './plain.ts';
import { createReader } from './read.ts';
import { startRuntime, type MeteredParser } from './runtime.ts';
import type { ShellReader } from './segment.ts';
import type { Parse, Syntax } from './syntax.ts';

/** The two WebAssembly files: the parser's runtime, and the grammar. */
export interface ShellWasm {
  readonly runtime: Uint8Array;
  readonly bash: Uint8Array;
}

/** The symbol of an ERROR node in every grammar. */
const errorSymbol = 65_535;

/** Steps of the runtime that the copy of one node is worth. */
const copying = 300;

/** Nodes of these types have no children worth a call into the parser's memory. */
const leaves = new Set(
  'word raw_string string_content ansi_c_string variable_name special_variable_name number file_descriptor heredoc_start heredoc_content heredoc_end comment test_operator regex extglob_pattern'.split(
    ' ',
  ),
);

/** Makes a reader. Rejects when the bytes are no grammar that the runtime can load. */
export async function loadShellReader(wasm: ShellWasm): Promise<ShellReader> {
  const parse = await loadShellParser(wasm);
  return createReader((text) => parsePlain(text) ?? parse(text));
}

/** The parser of the grammar alone. */
export async function loadShellParser(wasm: ShellWasm): Promise<Parse> {
  const runtime = await startRuntime(wasm.runtime);
  return parserFor(await runtime.language(wasm.bash), leaves);
}

/** A parser that never throws; nodes of the types in `leaves` are copied without their children. */
export function parserFor(parser: MeteredParser, leaves: ReadonlySet<string>): Parse {
  const { language } = parser;
  const types = language.types;
  const named = types.map((type, id) => language.nodeTypeIsNamed(id) && !leaves.has(type));

  return (text) => {
    try {
      return parser.parse(text, ({ rootNode }) => {
        const copier = { cut: false, spent: false };
        const root = copy(rootNode, 0, copier);
        return copier.spent ? undefined : { error: rootNode.hasError, root, cut: copier.cut };
      });
    } catch {
      return undefined;
    }
  };

  function copy(node: Node, depth: number, copier: { cut: boolean; spent: boolean }): Syntax {
    const id = node.typeId;
    const type = types[id] ?? 'ERROR';
    const children: Syntax[] = [];
    if (!parser.spend(copying)) copier.spent = true;
    else if (id === errorSymbol || named[id] === true) {
      if (depth > caps.treeDepth) copier.cut = true;
      else for (const child of node.children) children.push(copy(child, depth + 1, copier));
    }
    return { type, start: node.startIndex, end: node.endIndex, children };
  }
}
