// Texts, lists and objects that JavaScript spells out.
import type { Syntax } from '../../shell/syntax.ts';
import { textAt } from '../reader.ts';
import { concatenated, data, textOf, textValue, type Value } from '../value.ts';
import { propertyName } from './members.ts';
import { named } from './nodes.ts';
import type { Javascript } from './reader.ts';
import { stringText } from './strings.ts';
import { seen, used } from './use.ts';

export function template(reader: Javascript, node: Syntax): Value {
  let text: string | undefined = '';
  let whole = true;
  for (const child of node.children) {
    if (child.type === 'string_fragment') text = concatenated(text, textAt(reader, child));
    else if (child.type === 'escape_sequence') text = undefined;
    else if (child.type === 'template_substitution') {
      whole = false;
      for (const inner of named(child)) text = concatenated(text, textOf(seen(reader, inner)));
    }
  }
  return textValue(text ?? (whole ? stringText(node, reader.source) : undefined));
}

export function array(reader: Javascript, node: Syntax): Value {
  const children = named(node);
  const items = children.map((child) => used(reader, child));
  // What is spread, and what is left out, moves the others.
  const plain =
    children.every(({ type }) => type !== 'spread_element') && !/,\s*,|\[\s*,/u.test(textAt(reader, node));
  return plain ? { kind: 'data', items } : data;
}

export function object(reader: Javascript, node: Syntax): Value {
  const keys: string[] = [];
  for (const child of named(node)) {
    switch (child.type) {
      case 'pair': {
        const [key, right] = named(child);
        const name = key === undefined ? undefined : propertyName(reader, key);
        keys.push(name ?? '*');
        if (right !== undefined) used(reader, right);
        break;
      }
      case 'shorthand_property_identifier':
        keys.push(textAt(reader, child));
        used(reader, child);
        break;
      case 'method_definition':
        keys.push('*');
        reader.value(child);
        break;
      default:
        keys.push('*');
        used(reader, child);
    }
  }
  return { kind: 'data', keys };
}
