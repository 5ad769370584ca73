// Calls in JavaScript: who is called decides who reads the arguments.
import type { Syntax } from '../../shell/syntax.ts';
import { note, notPure, shortAt, textAt } from '../reader.ts';
import { data, unknown, type Value } from '../value.ts';
import { javascriptMembers } from './library.ts';
import { libraryCall } from './libraryCalls.ts';
import { template } from './literals.ts';
import { member } from './members.ts';
import { requireCall } from './modules.ts';
import { named } from './nodes.ts';
import type { Javascript } from './reader.ts';
import { used } from './use.ts';

/** A call, with `new` or without, or a template with a tag. */
export function call(reader: Javascript, node: Syntax): Value {
  const parts = named(node);
  const [callee] = parts;
  const list = parts.find(({ type }) => type === 'arguments' || type === 'template_string');
  if (callee === undefined) return unknown;
  const given = list?.type === 'arguments' ? named(list) : [];
  if (list?.type === 'template_string') template(reader, list);
  if (callee.type === 'import') {
    note(reader, node, 'it imports while it runs');
    for (const child of given) used(reader, child);
    return unknown;
  }
  const [object, method] = callee.type === 'member_expression' ? named(callee) : [];
  if (object === undefined || method === undefined)
    return calling(reader, reader.value(callee), given, callee, node);
  const base = reader.value(object);
  const name = textAt(reader, method);
  if (base.kind !== 'data' && base.kind !== 'element' && base.kind !== 'file')
    return calling(reader, member(reader, base, name, callee), given, callee, node);
  if (base.kind === 'element' && /^(?:call|apply|bind)$/u.test(name))
    note(reader, node, `it is not known what ${shortAt(reader, callee)} does`);
  if (!javascriptMembers.has(name) && !reader.names.members.has(name)) notPure(reader, node, name);
  member(reader, base, name, callee);
  for (const child of given) used(reader, child);
  return data;
}

function calling(
  reader: Javascript,
  target: Value,
  given: readonly Syntax[],
  callee: Syntax,
  node: Syntax,
): Value {
  if (target.kind === 'ref')
    return target.name === 'require'
      ? requireCall(reader, given, node)
      : libraryCall(reader, target.name, given, callee, node);
  for (const child of given) used(reader, child);
  if (target.kind === 'data' || target.kind === 'local' || target.kind === 'file') return data;
  note(reader, node, `it is not known what ${shortAt(reader, callee)} does`);
  return unknown;
}
