// What an expression in Python is. A kind that stands nowhere here is not understood.
import type { Syntax } from '../../shell/syntax.ts';
import { joined } from '../deeds.ts';
import { typesOf } from '../nodes.ts';
import { notFollowed, textAt } from '../reader.ts';
import {
  concatenated,
  data,
  either,
  kept,
  local,
  pathOf,
  sum,
  textOf,
  textValue,
  type Value,
} from '../value.ts';
import { call } from './calls.ts';
import { attribute, subscript } from './members.ts';
import { bind, identifier } from './names.ts';
import { named } from './nodes.ts';
import { assign, assignment, loopHead, parameters } from './patterns.ts';
import type { Python } from './reader.ts';
import { stringText } from './strings.ts';
import { gathered, use, used } from './use.ts';

const plain = typesOf('integer float true false none ellipsis comment');

/** They make data of all their parts. */
const composed = typesOf(
  'dictionary pair slice comparison_operator not_operator unary_operator list_splat dictionary_splat await yield generator_expression list_comprehension set_comprehension dictionary_comprehension if_clause interpolation format_specifier format_expression type type_conversion generic_type type_parameter union_type',
);

export function expression(reader: Python, node: Syntax): Value {
  switch (node.type) {
    case 'string':
      return string(reader, node);
    case 'concatenated_string': {
      const parts = named(node).map((child) => reader.value(child));
      return textValue(parts.map(textOf).reduce(concatenated, ''));
    }
    case 'identifier':
      return identifier(reader, node);
    case 'attribute':
      return attribute(reader, node);
    case 'call':
      return call(reader, node);
    case 'list':
    case 'tuple':
    case 'set':
    case 'expression_list':
      return { kind: 'data', items: named(node).map((child) => used(reader, child)) };
    case 'for_in_clause':
      loopHead(reader, node);
      return data;
    case 'parenthesized_expression': {
      const [inner] = named(node);
      return inner === undefined ? data : reader.value(inner);
    }
    case 'binary_operator':
      return binary(reader, node);
    case 'boolean_operator':
    case 'conditional_expression':
      return choice(reader, node);
    case 'named_expression': {
      const [target, right] = named(node);
      const value = right === undefined ? data : reader.value(right);
      if (target !== undefined) assign(reader, target, value);
      return kept(value);
    }
    case 'assignment':
      return assignment(reader, node);
    case 'augmented_assignment': {
      const [target, right] = named(node);
      const added = right === undefined ? data : used(reader, right);
      if (target?.type === 'identifier')
        bind(reader, textAt(reader, target), either(added, { kind: 'data' }), target);
      else if (target !== undefined) assign(reader, target, data);
      return data;
    }
    case 'lambda':
      for (const child of named(node)) {
        if (child.type === 'lambda_parameters') parameters(reader, child);
        else used(reader, child);
      }
      return local;
    case 'subscript':
      return subscript(reader, node);
    case 'keyword_argument': {
      const right = named(node).at(-1);
      return right === undefined ? data : reader.value(right);
    }
    default:
      if (plain.has(node.type)) return data;
      if (!composed.has(node.type)) notFollowed(reader, node);
      return gathered(reader, node);
  }
}

function string(reader: Python, node: Syntax): Value {
  if (node.children.every(({ type }) => type !== 'interpolation'))
    return textValue(stringText(node, reader.source));
  let text: string | undefined = '';
  for (const child of node.children) {
    if (child.type === 'string_content') text = concatenated(text, textAt(reader, child));
    if (child.type !== 'interpolation') continue;
    const [inner, ...format] = named(child);
    const value = inner === undefined ? data : used(reader, inner);
    for (const more of format) gathered(reader, more);
    text = concatenated(text, format.length === 0 ? pathOf(value) : undefined);
  }
  return textValue(text);
}

function binary(reader: Python, node: Syntax): Value {
  const [left, operator, right] = node.children;
  if (left === undefined || right === undefined || operator === undefined) return data;
  const [a, b] = [reader.value(left), reader.value(right)];
  const sign = textAt(reader, operator);
  if (sign === '/' && (a.kind === 'path' || b.kind === 'path')) return { kind: 'path', text: joined([a, b]) };
  use(reader, a, left);
  use(reader, b, right);
  if (sign !== '+' || a.kind !== 'data' || b.kind !== 'data') return data;
  if (a.items !== undefined && b.items !== undefined)
    return { kind: 'data', items: [...a.items, ...b.items] };
  return sum(a.text, b.text);
}

/** It is one of its parts. */
function choice(reader: Python, node: Syntax): Value {
  let value: Value | undefined;
  for (const child of named(node)) value = either(value, reader.value(child));
  return value ?? data;
}
