// Imports in Python: modules of the library, of the project, and those that nobody knows.
import type { Syntax } from '../../shell/syntax.ts';
import { lineAt, note, notPure, textAt } from '../reader.ts';
import { ref, unknown, type Value } from '../value.ts';
import { pythonLibrary, pythonModules } from './library.ts';
import { bind } from './names.ts';
import { named } from './nodes.ts';
import type { Python } from './reader.ts';

/** `import a.b, c as d`. */
export function importNames(reader: Python, node: Syntax): void {
  for (const child of named(node)) {
    const [path, alias] = renamed(child);
    if (path === undefined) continue;
    const name = dottedName(reader, path);
    const first = name.split('.')[0] ?? name;
    const known = imported(reader, name, child);
    const value = known ? ref(alias === undefined ? first : name) : stranger(name);
    bind(reader, alias === undefined ? first : textAt(reader, alias), value, child);
  }
}

/** `from a import b, c as d`. */
export function importFrom(reader: Python, node: Syntax): void {
  const [path, ...names] = named(node);
  if (path === undefined) return;
  const module = dottedName(reader, path);
  const known = imported(reader, module, node);
  for (const child of names) {
    if (child.type === 'wildcard_import') {
      note(reader, child, `all names of ${module} are imported`);
      continue;
    }
    const [name, alias] = renamed(child);
    if (name === undefined) continue;
    const dotted = `${module}.${textAt(reader, name)}`;
    bind(reader, textAt(reader, alias ?? name), known ? ref(dotted) : stranger(dotted), child);
  }
}

/** A name and the one that the code gives it. */
function renamed(node: Syntax): readonly (Syntax | undefined)[] {
  return node.type === 'aliased_import' ? named(node) : [node];
}

function dottedName(reader: Python, node: Syntax): string {
  return textAt(reader, node).replaceAll(/\s/gu, '');
}

/** A name of a module that is not followed: known ones still say what they do. */
function stranger(name: string): Value {
  return pythonLibrary.holds(name) || pythonLibrary.row(name) !== undefined ? ref(name) : unknown;
}

/** Whether a module is one of the library; else it is read, if the project has it. */
function imported(reader: Python, module: string, node: Syntax): boolean {
  reader.imports = true;
  if (pythonModules.has(module)) return true;
  if (reader.sink.muted) return false;
  if (reader.follow(module, lineAt(reader, node)))
    note(reader, node, `it imports ${module} of the project, which may stand in __pycache__ in another form`);
  else notPure(reader, node, `the module ${module}`);
  return false;
}
