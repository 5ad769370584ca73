// Variables in PHP. One keeps a known text only while nothing but one assignment can have set it.
import type { Syntax } from '../../shell/syntax.ts';
import { lineAt, note, shortAt, textAt } from '../reader.ts';
import { data, textOf, textValue, type Value } from '../value.ts';
import { isNamed, named } from './nodes.ts';
import { readAll, type Php } from './reader.ts';

const environment = /^\$_(?:ENV|SERVER)$/u;

export function variable(reader: Php, node: Syntax): Value {
  const name = textAt(reader, node);
  if (environment.test(name)) reader.sink.variable(undefined, lineAt(reader, node));
  else if (name === '$GLOBALS') note(reader, node, '$GLOBALS reaches every variable');
  return textValue(reader.texts.get(name));
}

export function subscript(reader: Php, node: Syntax): Value {
  const [object, ...keys] = named(node);
  const [key] = keys.map(reader.value);
  if (object === undefined) return data;
  if (environment.test(textAt(reader, object))) reader.sink.variable(key ?? data, lineAt(reader, node));
  else reader.value(object);
  return data;
}

export function assignment(reader: Php, node: Syntax): Value {
  const [left, right] = named(node);
  const given = right === undefined ? data : reader.value(right);
  if (left !== undefined) bind(reader, left, textOf(given));
  return given;
}

/** What stands on the left of an assignment gets a text, or one that is not known. */
export function bind(reader: Php, node: Syntax, given?: string): void {
  switch (node.type) {
    case 'variable_name': {
      const name = textAt(reader, node);
      const { texts } = reader;
      if (/^\$(?:GLOBALS|_[A-Z]+|this)$/u.test(name)) note(reader, node, `${name} is set`);
      texts.set(name, texts.has(name) && texts.get(name) !== given ? undefined : given);
      return;
    }
    case 'list_literal':
    case 'array_creation_expression':
    case 'array_element_initializer':
    case 'by_ref':
    case 'pair':
      for (const child of named(node)) bind(reader, child);
      return;
    case 'subscript_expression': {
      const [object, ...keys] = named(node);
      readAll(reader, keys);
      // A text is changed by setting one of its characters.
      if (object !== undefined) bind(reader, object);
      return;
    }
    case 'member_access_expression':
    case 'nullsafe_member_access_expression':
    case 'scoped_property_access_expression':
      reader.value(node);
      return;
    case 'string':
    case 'encapsed_string':
    case 'integer':
    case 'name':
      // The keys of a list that is taken apart.
      reader.value(node);
      return;
    default:
      note(reader, node, `${shortAt(reader, node)} is set, which the gate does not follow`);
      reader.value(node);
  }
}

/** A declaration or a list of parameters binds its variables; what else stands in it is read. */
export function bindings(reader: Php, node: Syntax): void {
  for (const child of named(node)) {
    if (child.type === 'variable_name') bind(reader, child);
    else reader.value(child);
  }
}

export function foreach(reader: Php, node: Syntax): void {
  const at = node.children.findIndex(({ type }) => type === 'as');
  const [target, ...rest] = node.children.slice(at + 1).filter(isNamed);
  readAll(reader, node.children.slice(0, at).filter(isNamed));
  if (target !== undefined) bind(reader, target);
  readAll(reader, rest);
}
