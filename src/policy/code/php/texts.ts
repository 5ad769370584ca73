// Texts in PHP: strings with what stands inside them, and documents that a mark ends.
import type { Syntax } from '../../shell/syntax.ts';
import { note, textAt } from '../reader.ts';
import { concatenated, data, textOf, textValue, type Value } from '../value.ts';
import { isNamed } from './nodes.ts';
import type { Php } from './reader.ts';
import { stringText } from './strings.ts';

export function string(reader: Php, node: Syntax): Value {
  let known: string | undefined = '';
  for (const child of node.children) {
    const part = stringText(child, textAt(reader, child), node.type === 'string');
    if (part !== undefined) known = concatenated(known, part.text);
    else if (isNamed(child)) known = concatenated(known, textOf(reader.value(child)));
  }
  return textValue(known);
}

export function heredoc(reader: Php, node: Syntax): Value {
  const start = node.children.find(({ type }) => type === 'heredoc_start');
  const body = node.children.find(({ type }) => type.endsWith('_body'));
  if (body !== undefined) {
    // Versions of PHP do not agree on where it ends.
    const mark = start === undefined ? '' : textAt(reader, start);
    if (new RegExp(`^[ \\t]*${mark.replaceAll(/\W/gu, '')}(?!\\w)`, 'mu').test(textAt(reader, body)))
      note(reader, node, 'it is not known where a text ends');
    for (const child of body.children) if (isNamed(child) && !/string/u.test(child.type)) reader.value(child);
  }
  return data;
}
