// Loads the bash grammar into a shell reader. The bytes come in as arguments; the callers know where they lie.
import { Language, Parser, type Node } from 'web-tree-sitter';
import { caps, parserBudget } from './caps.ts';
import { parsePlain } from './plain.ts';
import { createReader } from './read.ts';
import type { ShellReader } from './segment.ts';
import type { Parse, Syntax } from './syntax.ts';

/** The two WebAssembly files: the parser's runtime, and the grammar. */
export interface ShellWasm {
  readonly runtime: Uint8Array;
  readonly bash: Uint8Array;
}

/** The symbol of an ERROR node in every grammar. */
const errorSymbol = 65_535;

/** Nodes of these types have no children worth a call into the parser's memory. */
const leaves = new Set(
  'word raw_string string_content ansi_c_string variable_name special_variable_name number file_descriptor heredoc_start heredoc_content heredoc_end comment test_operator regex extglob_pattern'.split(
    ' ',
  ),
);

/**
 * Makes a reader. Rejects when the bytes are no grammar that the runtime can load. Parses one line, because the
 * first parse compiles the grammar and takes long.
 */
export async function loadShellReader(wasm: ShellWasm): Promise<ShellReader> {
  const parse = await loadShellParser(wasm);
  parse('true');
  return createReader((text) => parsePlain(text) ?? parse(text));
}

/** The parser of the grammar alone. */
export async function loadShellParser(wasm: ShellWasm): Promise<Parse> {
  await Parser.init({ wasmBinary: exactBuffer(wasm.runtime) });
  return parserFor(await Language.load(wasm.bash), leaves);
}

/** The runtime's loader takes a whole buffer, and a Node buffer may be a slice of a larger one. */
function exactBuffer(bytes: Uint8Array): ArrayBuffer {
  const copy = new ArrayBuffer(bytes.byteLength);
  new Uint8Array(copy).set(bytes);
  return copy;
}

/** A parser that never throws and takes at most `budget` hundreds of steps for a text of a length; nodes of the types in `leaves` are copied without their children. */
export function parserFor(
  language: Language,
  leaves: ReadonlySet<string>,
  budget: (length: number) => number = parserBudget,
): Parse {
  const types = language.types;
  const named = types.map((type, id) => language.nodeTypeIsNamed(id) && !leaves.has(type));
  let parser: Parser | undefined;

  return (text) => {
    let broken = true;
    try {
      parser ??= new Parser().setLanguage(language);
      let left = budget(text.length);
      const tree = parser.parse(text, null, { progressCallback: () => --left < 0 });
      broken = false;
      if (tree === null) {
        parser.reset();
        return undefined;
      }
      try {
        const copier = { cut: false };
        const node = tree.rootNode;
        return { error: node.hasError, root: copy(node, 0, copier), cut: copier.cut };
      } finally {
        tree.delete();
      }
    } catch {
      // A trap leaves the runtime's parser unusable: the next line gets a new one.
      if (broken) parser = undefined;
      return undefined;
    }
  };

  function copy(node: Node, depth: number, copier: { cut: boolean }): Syntax {
    const id = node.typeId;
    const type = types[id] ?? 'ERROR';
    const children: Syntax[] = [];
    if (id === errorSymbol || named[id] === true) {
      if (depth > caps.treeDepth) copier.cut = true;
      else for (const child of node.children) children.push(copy(child, depth + 1, copier));
    }
    return { type, start: node.startIndex, end: node.endIndex, children };
  }
}
