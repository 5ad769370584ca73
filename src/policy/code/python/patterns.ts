// What stands on the left in Python: targets of assignments, loops and `as`, and parameters.
import type { Syntax } from '../../shell/syntax.ts';
import { kindOf, note, notFollowed, textAt } from '../reader.ts';
import { data, either, unknown, type Value } from '../value.ts';
import { bind } from './names.ts';
import { named } from './nodes.ts';
import type { Python } from './reader.ts';
import { use, used } from './use.ts';

/** A target gets a value. */
export function assign(reader: Python, target: Syntax, value: Value): void {
  switch (target.type) {
    case 'identifier':
      bind(reader, textAt(reader, target), value, target);
      return;
    case 'pattern_list':
    case 'tuple_pattern':
    case 'list_pattern':
    case 'tuple':
    case 'list':
    case 'expression_list':
    case 'list_splat_pattern':
    case 'parenthesized_expression':
      if (value.kind !== 'data') use(reader, value, target);
      for (const child of named(target))
        assign(reader, child, value.kind === 'data' || value.kind === 'file' ? data : unknown);
      return;
    case 'attribute': {
      const [object, , name] = target.children;
      const base = object === undefined ? unknown : reader.value(object);
      const member = name === undefined ? '' : textAt(reader, name);
      if (base.kind !== 'data' && base.kind !== 'local')
        note(reader, target, `${textAt(reader, target)} is set, which changes what names mean`);
      if (member.startsWith('__')) note(reader, target, `${member} is set`);
      reader.names.members.add(member);
      use(reader, value, target);
      return;
    }
    case 'subscript': {
      const [object] = target.children;
      const base = object === undefined ? unknown : reader.value(object);
      for (const child of named(target).slice(1)) used(reader, child);
      if (base.kind !== 'data') note(reader, target, `${textAt(reader, target)} is set`);
      use(reader, value, target);
      return;
    }
    default:
      note(reader, target, `the gate does not follow an assignment to ${kindOf(target)}`);
  }
}

/** `target = value`, with or without a type. */
export function assignment(reader: Python, node: Syntax): Value {
  const equals = node.children.findIndex(({ type }) => type === '=');
  const target = node.children[0];
  for (const child of node.children) if (child.type === 'type') reader.value(child);
  const right = equals < 0 ? undefined : node.children[equals + 1];
  if (target === undefined || right === undefined) return data;
  const value = reader.value(right);
  // A list of values taken apart: each name gets its own.
  const targets = /^(?:pattern_list|tuple_pattern)$/u.test(target.type) ? named(target) : undefined;
  if (targets !== undefined && value.kind === 'data' && value.items?.length === targets.length) {
    for (const [at, one] of targets.entries()) assign(reader, one, value.items[at] ?? data);
  } else assign(reader, target, value);
  return value;
}

/** `value as target`; `kind` is what of the value the target gets. */
export function asPattern(reader: Python, node: Syntax, kind: (value: Value) => Value): void {
  const [left, , target] = node.children;
  const value = left === undefined ? data : reader.value(left);
  const bound = target?.children[0];
  if (bound !== undefined) assign(reader, bound, kind(value));
  else if (left !== undefined) use(reader, value, left);
}

/** `for target in values`; gives the parts of the loop that stand behind. */
export function loopHead(reader: Python, node: Syntax): readonly Syntax[] {
  const at = node.children.findIndex(({ type }) => type === 'in');
  const left = node.children[at - 1];
  const right = node.children[at + 1];
  if (left !== undefined && right !== undefined) assign(reader, left, each(reader, right));
  return node.children.slice(at + 2);
}

/** What a loop over an expression takes in hand. */
function each(reader: Python, node: Syntax): Value {
  const value = reader.value(node);
  if (value.kind === 'paths')
    return { kind: 'path', ...(value.text === undefined ? {} : { text: value.text, glob: true }) };
  if (value.kind === 'data' && value.glob === true) return value;
  if (value.kind === 'path') return unknown;
  use(reader, value, node);
  return data;
}

export function parameters(reader: Python, node: Syntax): void {
  for (const child of named(node)) {
    switch (child.type) {
      case 'identifier':
        bind(reader, textAt(reader, child), data, child);
        break;
      case 'list_splat_pattern':
      case 'dictionary_splat_pattern':
        for (const inner of named(child)) assign(reader, inner, data);
        break;
      case 'typed_parameter':
      case 'default_parameter':
      case 'typed_default_parameter':
        parameter(reader, child);
        break;
      case 'keyword_separator':
      case 'positional_separator':
        break;
      default:
        notFollowed(reader, child);
    }
  }
}

/** A parameter with a type, a value or both. */
function parameter(reader: Python, node: Syntax): void {
  const [name, ...rest] = named(node);
  const last = rest.at(-1);
  const value = node.type === 'typed_parameter' || last === undefined ? data : reader.value(last);
  for (const inner of rest) if (inner.type === 'type') reader.value(inner);
  if (name?.type === 'identifier') bind(reader, textAt(reader, name), either(value, data), name);
  else if (name !== undefined) for (const inner of named(name)) assign(reader, inner, data);
}
