// Classes and functions of PHP: those that the code declares, and those of PHP whose objects only compute.
import type { Syntax } from '../../shell/syntax.ts';
import { note, notPure, shortAt, textAt } from '../reader.ts';
import { phpClasses } from './library.ts';
import { named } from './nodes.ts';
import { readAll, type Php } from './reader.ts';

/** A function or a method; its name goes among those that the code declares. */
export function declaration(reader: Php, node: Syntax, names: Set<string>): void {
  names.add(nameOf(reader, node));
  readAll(
    reader,
    named(node).filter(({ type }) => type !== 'name'),
  );
}

export function classDeclaration(reader: Php, node: Syntax): void {
  reader.classes.add(nameOf(reader, node));
  classBody(reader, node);
}

function nameOf(reader: Php, node: Syntax): string {
  const name = node.children.find(({ type }) => type === 'name');
  return name === undefined ? '' : textAt(reader, name).toLowerCase();
}

/** What a class extends and what stands in it. */
export function classBody(reader: Php, node: Syntax): void {
  for (const child of named(node)) {
    if (child.type === 'base_clause') {
      if (node.type !== 'interface_declaration') for (const base of named(child)) checkClass(reader, base);
    } else if (child.type !== 'name') reader.value(child);
  }
}

/** Notes a class that is neither one of the code nor one of PHP whose objects only compute. */
export function checkClass(reader: Php, node: Syntax): void {
  if (!isKnown(reader, node)) notPure(reader, node, `the class ${shortAt(reader, node)}`);
}

function isKnown(reader: Php, node: Syntax): boolean {
  if (node.type === 'relative_scope') return true;
  const name = plainName(reader, node);
  return name !== undefined && (reader.classes.has(name) || phpClasses.has(name));
}

/** A name without a namespace, in small letters: PHP does not tell them apart. */
export function plainName(reader: Php, node: Syntax): string | undefined {
  if (node.type !== 'name' && node.type !== 'qualified_name') return undefined;
  return /^\\?([a-z_]\w*)$/iu.exec(textAt(reader, node))?.[1]?.toLowerCase();
}

/** `use` in a class takes over what a trait holds. */
export function useDeclaration(reader: Php, node: Syntax): void {
  for (const child of named(node)) {
    if (child.type !== 'name' || !reader.classes.has(textAt(reader, child).toLowerCase()))
      note(reader, node, `the gate does not follow ${shortAt(reader, node)}`);
  }
}
