// Functions and classes of JavaScript, whose bodies are read where they stand.
import type { Syntax } from '../../shell/syntax.ts';
import { notFollowed } from '../reader.ts';
import { data, local, type Value } from '../value.ts';
import { propertyName } from './members.ts';
import { bind } from './names.ts';
import { named } from './nodes.ts';
import { assign } from './patterns.ts';
import type { Javascript } from './reader.ts';
import { used } from './use.ts';

export function functionBody(reader: Javascript, node: Syntax): Value {
  const children = named(node);
  const arrow = node.type === 'arrow_function';
  const name =
    node.type === 'method_definition' ? children.find(({ type }) => type !== 'formal_parameters') : undefined;
  for (const child of children) {
    if (child.type === 'formal_parameters') for (const one of named(child)) assign(reader, one, data);
    else if (child.type === 'statement_block') reader.statement(child);
    else if (child.type === 'identifier') {
      // The one parameter of an arrow without parentheses, its body, or the name of a function.
      if (!arrow) bind(reader, child, local);
      else if (child === children[0] && children.length > 1) assign(reader, child, data);
      else used(reader, child);
    } else if (child === name) propertyName(reader, child);
    else used(reader, child);
  }
  return local;
}

export function classBody(reader: Javascript, node: Syntax): Value {
  const around = reader.inClass;
  reader.inClass = true;
  for (const child of named(node)) {
    if (child.type === 'class_heritage') for (const base of named(child)) used(reader, base);
    else if (child.type === 'identifier') bind(reader, child, local);
    else if (child.type === 'class_body') for (const one of named(child)) classMember(reader, one);
    else notFollowed(reader, child);
  }
  reader.inClass = around;
  return local;
}

function classMember(reader: Javascript, node: Syntax): void {
  switch (node.type) {
    case 'method_definition':
      reader.value(node);
      return;
    case 'field_definition': {
      const [key, value] = named(node);
      if (key !== undefined) propertyName(reader, key);
      if (value !== undefined) used(reader, value);
      return;
    }
    case 'class_static_block':
      for (const block of named(node)) reader.statement(block);
      return;
    default:
      notFollowed(reader, node);
  }
}
