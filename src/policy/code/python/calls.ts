// Calls in Python: who is called decides who reads the arguments.
import type { Syntax } from '../../shell/syntax.ts';
import { lineAt, note, shortAt, textAt } from '../reader.ts';
import { data, unknown, type Value } from '../value.ts';
import { readArguments } from './arguments.ts';
import { openCall, pathCall } from './files.ts';
import { libraryCall } from './libraryCalls.ts';
import { member } from './members.ts';
import type { Python } from './reader.ts';

export function call(reader: Python, node: Syntax): Value {
  const [callee, list] = node.children;
  if (callee === undefined || list === undefined) return unknown;
  const line = lineAt(reader, node);
  if (callee.type === 'attribute') {
    const [object, , method] = callee.children;
    if (object !== undefined && method !== undefined) {
      const base = reader.value(object);
      const name = textAt(reader, method);
      if (base.kind === 'path') return pathCall(reader, base, name, callee, list);
      if (base.kind === 'data' && (name === 'format' || name === 'format_map'))
        return formatted(reader, base, list, callee);
      return calling(reader, member(reader, base, name, callee), list, callee, line);
    }
  }
  return calling(reader, reader.value(callee), list, callee, line);
}

function calling(reader: Python, target: Value, list: Syntax, callee: Syntax, line: number): Value {
  if (target.kind === 'ref')
    return target.name === 'open' || target.name === 'io.open'
      ? openCall(reader, list)
      : libraryCall(reader, target.name, list, callee, line);
  readArguments(reader, list);
  if (target.kind === 'data' || target.kind === 'local' || target.kind === 'file') return data;
  note(reader, callee, `it is not known what ${shortAt(reader, callee)} does`);
  return unknown;
}

/** The fields of a format may name attributes. */
function formatted(reader: Python, base: Value & { kind: 'data' }, list: Syntax, callee: Syntax): Value {
  readArguments(reader, list);
  if (base.text === undefined || /\{[^{}.[]*[.[][^{}]*\}/u.test(base.text))
    note(reader, callee, 'a format may lead to the inside of an object');
  return data;
}
