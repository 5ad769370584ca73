// Modules in JavaScript: what is imported, required and exported.
import type { Syntax } from '../../shell/syntax.ts';
import { lineAt, note, notPure, textAt } from '../reader.ts';
import { local, ref, textOf, unknown, type Value } from '../value.ts';
import { javascriptModules } from './library.ts';
import { member } from './members.ts';
import { bind } from './names.ts';
import { named } from './nodes.ts';
import type { Javascript } from './reader.ts';
import { stringText } from './strings.ts';
import { use, used } from './use.ts';

export function importStatement(reader: Javascript, node: Syntax): void {
  const from = node.children.find(({ type }) => type === 'string');
  const name = from === undefined ? undefined : stringText(from, reader.source);
  const value = name === undefined ? unknown : module(reader, name, node);
  if (name === undefined) note(reader, node, 'the gate does not follow this import');
  const clause = node.children.find(({ type }) => type === 'import_clause');
  for (const child of clause === undefined ? [] : named(clause)) {
    if (child.type === 'identifier') bind(reader, child, value);
    else if (child.type === 'namespace_import') for (const one of named(child)) bind(reader, one, value);
    else if (child.type === 'named_imports') for (const one of named(child)) importName(reader, one, value);
    else note(reader, child, 'the gate does not follow this import');
  }
}

/** One of `{a, b as c}`. */
function importName(reader: Javascript, node: Syntax, module: Value): void {
  const [given, alias] = named(node);
  if (given === undefined) return;
  const name = textAt(reader, given);
  bind(reader, alias ?? given, name === 'default' ? module : member(reader, module, name, node));
}

export function exportStatement(reader: Javascript, node: Syntax): void {
  for (const child of named(node)) {
    if (child.type.endsWith('_declaration')) {
      reader.exporting = true;
      reader.statement(child);
      reader.exporting = false;
    } else if (child.type === 'export_clause') {
      for (const one of named(child)) {
        const [name] = named(one);
        if (name !== undefined && !node.children.some(({ type }) => type === 'string')) used(reader, name);
      }
    } else if (child.type === 'string') {
      const name = stringText(child, reader.source);
      use(reader, name === undefined ? unknown : module(reader, name, child), child);
    } else if (child.type !== 'namespace_export') used(reader, child);
  }
}

/** A call of `require`. */
export function requireCall(reader: Javascript, given: readonly Syntax[], node: Syntax): Value {
  const value = given[0] === undefined ? unknown : used(reader, given[0]);
  const name = given.length === 1 ? textOf(value) : undefined;
  if (name !== undefined) return module(reader, name, node);
  note(reader, node, 'it is not known which module is required');
  return unknown;
}

/** A module by the name that the code gives it: one of Node, or a file of the project, which is read. */
function module(reader: Javascript, given: string, node: Syntax): Value {
  const name = given.replace(/^node:/u, '');
  if (javascriptModules.has(name)) return ref(name === 'path/posix' ? 'path' : name);
  if (!/^\.{0,2}\//u.test(given)) return notPure(reader, node, `the package ${given}`);
  if (reader.sink.muted || reader.follow(given, lineAt(reader, node))) return local;
  note(reader, node, `${given} is not followed`);
  return unknown;
}
