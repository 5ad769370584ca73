// What stands on the left in JavaScript: targets of assignments, declarations, loops and parameters.
import type { Syntax } from '../../shell/syntax.ts';
import { kindOf, note, notFollowed, notKnown, shortAt, textAt } from '../reader.ts';
import { data, either, element, unknown, type Value } from '../value.ts';
import { javascriptWaysOut } from './library.ts';
import { member } from './members.ts';
import { bind } from './names.ts';
import { named } from './nodes.ts';
import type { Javascript } from './reader.ts';
import { stringText } from './strings.ts';
import { use, used } from './use.ts';

/** A target gets a value. */
export function assign(reader: Javascript, target: Syntax, value: Value): void {
  switch (target.type) {
    case 'identifier':
    case 'shorthand_property_identifier_pattern':
      bind(reader, target, value);
      return;
    case 'assignment_pattern':
    case 'object_assignment_pattern': {
      const [inner, otherwise] = named(target);
      const other = otherwise === undefined ? data : reader.value(otherwise);
      if (inner !== undefined) assign(reader, inner, either(value, other));
      return;
    }
    case 'object_pattern':
      for (const child of named(target)) taken(reader, child, value);
      return;
    case 'array_pattern':
      use(reader, value, target);
      for (const [at, child] of named(target).entries()) {
        const items = value.kind === 'data' && child.type !== 'rest_pattern' ? value.items : undefined;
        assign(reader, child, items?.[at] ?? data);
      }
      return;
    case 'rest_pattern':
      for (const child of named(target)) assign(reader, child, data);
      return;
    case 'member_expression':
      setMember(reader, target, value);
      return;
    case 'subscript_expression': {
      const [object, ...keys] = named(target);
      const base = object === undefined ? unknown : reader.value(object);
      for (const key of keys) used(reader, key);
      if (base.kind !== 'data') note(reader, target, `${shortAt(reader, target)} is set`);
      use(reader, value, target);
      return;
    }
    case 'parenthesized_expression':
      for (const child of named(target)) assign(reader, child, value);
      return;
    default:
      note(reader, target, `the gate does not follow an assignment to ${kindOf(target)}`);
  }
}

/** `object.name = value`. */
function setMember(reader: Javascript, target: Syntax, value: Value): void {
  const [object, property] = named(target);
  const name = property === undefined ? '' : textAt(reader, property);
  const base = object === undefined ? unknown : reader.value(object);
  if (base.kind === 'ref' && !/^(?:process\.exitCode|module\.exports)$/u.test(`${base.name}.${name}`))
    note(reader, target, `${shortAt(reader, target)} is set, which changes what names mean`);
  if (base.kind === 'unknown' || base.kind === 'element') notKnown(reader, target);
  if (javascriptWaysOut.has(name)) note(reader, target, `${name} is set`);
  reader.names.members.add(name);
  use(reader, value, target);
}

/** One part of `{a, b: c, ...d} = value`. */
function taken(reader: Javascript, node: Syntax, value: Value): void {
  switch (node.type) {
    case 'shorthand_property_identifier_pattern':
      bind(reader, node, member(reader, value, textAt(reader, node), node));
      return;
    case 'object_assignment_pattern': {
      const [name, otherwise] = named(node);
      const other = otherwise === undefined ? data : reader.value(otherwise);
      if (name !== undefined)
        bind(reader, name, either(member(reader, value, textAt(reader, name), node), other));
      return;
    }
    case 'pair_pattern': {
      const [key, target] = named(node);
      if (key === undefined || target === undefined) return;
      const name = plainKey(reader, key);
      if (name === undefined) used(reader, key);
      assign(reader, target, name === undefined ? element : member(reader, value, name, node));
      return;
    }
    case 'rest_pattern':
      use(reader, value, node);
      assign(reader, node, data);
      return;
    default:
      notFollowed(reader, node);
  }
}

/** The name that a key spells out. */
function plainKey(reader: Javascript, key: Syntax): string | undefined {
  if (key.type === 'property_identifier') return textAt(reader, key);
  return key.type === 'string' ? stringText(key, reader.source) : undefined;
}

/** `target = value` behind `const`, `let` or `var`. */
export function declarator(reader: Javascript, node: Syntax): void {
  const [target, right] = named(node);
  const value = right === undefined ? data : reader.value(right);
  if (target !== undefined) assign(reader, target, value);
}
