// Calls in PHP. A text that is called is the function of that name, so nothing that is not spelled out may be called.
import type { Syntax } from '../../shell/syntax.ts';
import { note, notPure, textAt } from '../reader.ts';
import { data, type Value } from '../value.ts';
import { checkClass, classBody, plainName } from './classes.ts';
import { phpLibrary, phpMembers } from './library.ts';
import { libraryCall } from './libraryCalls.ts';
import { named } from './nodes.ts';
import type { Php } from './reader.ts';
import { bind } from './variables.ts';

export function call(reader: Php, node: Syntax): Value {
  const [callee] = named(node);
  const list = node.children.find(({ type }) => type === 'arguments');
  const name = callee === undefined ? undefined : plainName(reader, callee);
  if (callee === undefined || name === undefined) {
    if (callee !== undefined) reader.value(callee);
    handed(reader, list);
    note(reader, node, 'it is not known what is called');
    return data;
  }
  const row = phpLibrary.row(name);
  const own = reader.functions.has(name);
  if (own) handed(reader, list);
  if (row === undefined) {
    if (own) return data;
    handed(reader, list);
    notPure(reader, node, name);
    return data;
  }
  const nodes = list === undefined ? [] : named(list);
  // A name, a spread list or a placeholder moves the others.
  const moved = nodes.some(
    ({ type, children }) =>
      type !== 'argument' ||
      children.length !== 1 ||
      children.some((child) => child.type === 'variadic_unpacking'),
  );
  if (moved && row.does !== 'pure')
    note(reader, node, `the gate does not know the order of the arguments of ${name}`);
  if (nodes.some(({ type }) => type === 'variadic_placeholder')) {
    note(reader, node, `${name} is handed on, where the gate does not follow it`);
    return data;
  }
  const args = nodes.map(reader.value);
  // The first argument of what reaches out is never taken by reference.
  const kept = row.does === 'pure' ? nodes.length : /^(?:change|call)/u.test(row.does) ? 0 : 1;
  for (const one of nodes.slice(reader.functions.has(name) ? 0 : kept)) changed(reader, one);
  return libraryCall(reader, { name, row, args, nodes, node });
}

export function methodCall(reader: Php, node: Syntax): Value {
  const parts = named(node);
  const [object, method] = parts;
  if (object !== undefined) {
    if (node.type === 'scoped_call_expression') checkClass(reader, object);
    else reader.value(object);
  }
  const name = method?.type === 'name' ? textAt(reader, method).toLowerCase() : undefined;
  if (name === undefined || !(reader.methods.has(name) || phpMembers.has(name))) {
    if (method !== undefined && method.type !== 'name') reader.value(method);
    notPure(reader, node, name ?? 'a method whose name is not known');
  }
  handed(
    reader,
    parts.find(({ type }) => type === 'arguments'),
  );
  return data;
}

/** `new`. */
export function creation(reader: Php, node: Syntax): Value {
  for (const child of named(node)) {
    if (child.type === 'arguments') handed(reader, child);
    else if (child.type === 'anonymous_class') {
      for (const list of child.children) if (list.type === 'arguments') handed(reader, list);
      classBody(reader, { ...child, children: child.children.filter(({ type }) => type !== 'arguments') });
    } else {
      if (!/^(?:name|qualified_name|relative_scope)$/u.test(child.type)) reader.value(child);
      checkClass(reader, child);
    }
  }
  return data;
}

/** Arguments for code of the text itself, which may take them by reference. */
function handed(reader: Php, list: Syntax | undefined): void {
  for (const argument of list === undefined ? [] : named(list)) {
    reader.value(argument);
    changed(reader, argument);
  }
}

function changed(reader: Php, argument: Syntax): void {
  const inner = named(argument).at(-1);
  if (inner?.type !== 'variable_name') return;
  const name = textAt(reader, inner);
  if (name !== '$this' && !name.startsWith('$_')) bind(reader, inner);
}
