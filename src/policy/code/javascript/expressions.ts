// What an expression in JavaScript is. A kind that stands nowhere here is not understood.
import type { Syntax } from '../../shell/syntax.ts';
import { typesOf } from '../nodes.ts';
import { notFollowed, textAt } from '../reader.ts';
import { data, either, kept, number, ref, sum, textValue, unknown, type Value } from '../value.ts';
import { classBody, functionBody } from './bodies.ts';
import { call } from './calls.ts';
import { array, object, template } from './literals.ts';
import { member, subscript } from './members.ts';
import { bind, identifier } from './names.ts';
import { isNamed, named } from './nodes.ts';
import { assign } from './patterns.ts';
import type { Javascript } from './reader.ts';
import { stringText } from './strings.ts';
import { compared, part, seen, use, used } from './use.ts';

const plain = typesOf('true false null undefined regex super comment');

export function expression(reader: Javascript, node: Syntax): Value {
  switch (node.type) {
    case 'number':
      return { kind: 'data', number: true, text: textAt(reader, node) };
    case 'this':
      // In a class it is an object of the class or nothing; elsewhere it may be what all code shares.
      return reader.inClass ? data : unknown;
    case 'string':
      return textValue(stringText(node, reader.source));
    case 'template_string':
      return template(reader, node);
    case 'identifier':
    case 'shorthand_property_identifier':
      return identifier(reader, node);
    case 'member_expression': {
      const [base, property] = named(node);
      if (base === undefined || property === undefined) return unknown;
      return member(reader, reader.value(base), textAt(reader, property), node);
    }
    case 'subscript_expression':
      return subscript(reader, node);
    case 'call_expression':
    case 'new_expression':
      return call(reader, node);
    case 'array':
      return array(reader, node);
    case 'object':
      return object(reader, node);
    case 'spread_element':
    case 'await_expression':
    case 'yield_expression': {
      const [inner] = named(node);
      return inner === undefined ? data : used(reader, inner);
    }
    case 'parenthesized_expression':
    case 'sequence_expression': {
      let last: Value = data;
      for (const child of named(node)) last = reader.value(child);
      return last;
    }
    case 'update_expression':
      for (const child of named(node)) {
        seen(reader, child);
        if (child.type === 'identifier') bind(reader, child, number);
      }
      return number;
    case 'unary_expression':
      for (const child of named(node)) seen(reader, child);
      return number;
    case 'binary_expression':
      return binary(reader, node);
    case 'ternary_expression': {
      const [test, yes, no] = named(node);
      if (test !== undefined) seen(reader, test);
      return either(yes === undefined ? data : reader.value(yes), no === undefined ? data : reader.value(no));
    }
    case 'assignment_expression': {
      const [target, right] = named(node);
      const value = right === undefined ? data : reader.value(right);
      if (target !== undefined) assign(reader, target, value);
      return kept(value);
    }
    case 'augmented_assignment_expression':
      return augmented(reader, node);
    case 'arrow_function':
    case 'function_expression':
    case 'function_declaration':
    case 'generator_function':
    case 'generator_function_declaration':
    case 'method_definition':
      return functionBody(reader, node);
    case 'class':
    case 'class_declaration':
      return classBody(reader, node);
    case 'meta_property':
      return ref('import.meta');
    default:
      if (plain.has(node.type)) return data;
      notFollowed(reader, node);
      for (const child of named(node)) part(reader, child);
      return unknown;
  }
}

function binary(reader: Javascript, node: Syntax): Value {
  const [left, right] = named(node);
  const sign = node.children.find((child) => !isNamed(child) && child.type !== 'comment')?.type ?? '';
  if (left === undefined || right === undefined) return data;
  if (/^(?:\|\||&&|\?\?)$/u.test(sign)) return either(reader.value(left), reader.value(right));
  const look = /^[!=]==?$/u.test(sign) ? compared : seen;
  const [a, b] = [look(reader, left), look(reader, right)];
  if (/^(?:-|\*|\/|%|\*\*|\||&|\^|<<|>>|>>>)$/u.test(sign)) return number;
  if (sign !== '+' || a.kind !== 'data' || b.kind !== 'data') return data;
  return a.number === true && b.number === true ? number : sum(a.text, b.text);
}

/** `target += value` and its like. */
function augmented(reader: Javascript, node: Syntax): Value {
  const [target, right] = named(node);
  const added = right === undefined ? data : reader.value(right);
  const logical = node.children.some(({ type }) => /^(?:\|\||&&|\?\?)=$/u.test(type));
  if (!logical && right !== undefined && added.kind !== 'element') use(reader, added, right);
  const counted = added.kind === 'data' && added.number === true ? number : data;
  const result = logical ? added : counted;
  if (target !== undefined) assign(reader, target, result);
  return result;
}
