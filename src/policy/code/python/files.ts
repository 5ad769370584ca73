// Files in Python: `open`, and what methods of path objects do.
import type { Syntax } from '../../shell/syntax.ts';
import { joined, perform } from '../deeds.ts';
import { lineAt, note, notPure } from '../reader.ts';
import { file, textOf, textValue, type Value } from '../value.ts';
import { readArguments } from './arguments.ts';
import { pathMethods } from './library.ts';
import type { Python } from './reader.ts';

/** `open(path, mode)`. */
export function openCall(reader: Python, list: Syntax): Value {
  const { sink } = reader;
  const { args, keywords } = readArguments(reader, list, true);
  const path = args[0] ?? keywords.get('file');
  const how = textOf(args[1] ?? keywords.get('mode') ?? textValue('r'));
  const line = lineAt(reader, list);
  const odd = [...keywords.keys()].find(
    (name) => !/^(?:file|mode|encoding|newline|errors|buffering)$/u.test(name),
  );
  if (odd !== undefined || args.length > 3)
    note(reader, list, 'the gate does not know all arguments of open');
  if (how === undefined) note(reader, list, 'it is not known whether it reads or writes');
  if (how === undefined || /[wax+]/u.test(how))
    sink.path('write', path, line, how === 'w' ? 'overwritten' : undefined);
  if (how === undefined || /[r+]/u.test(how)) sink.path('read', path, line);
  else if (!/[wax]/u.test(how)) note(reader, list, 'it is not known how a file is opened');
  return file;
}

/** A method of a path object is called. */
export function pathCall(
  reader: Python,
  base: Value & { kind: 'path' },
  name: string,
  callee: Syntax,
  list: Syntax,
): Value {
  const { sink } = reader;
  const line = lineAt(reader, callee);
  const { args, keywords } = readArguments(reader, list, true);
  if (name === 'open') {
    const how = textOf(args[0] ?? keywords.get('mode') ?? textValue('r'));
    if (how === undefined || /[wax+]/u.test(how)) sink.path('write', base, line);
    if (how === undefined || /[^wax]/u.test(how)) sink.path('read', base, line);
    if (how === undefined) note(reader, callee, 'it is not known whether it reads or writes');
    return file;
  }
  if (name === 'joinpath') return { kind: 'path', text: joined([base, ...args]) };
  if (name === 'glob' || name === 'rglob') {
    sink.path('list', base, line);
    const pattern = textOf(args[0]);
    const flat =
      name === 'glob' && pattern !== undefined && !pattern.includes('**') && base.text !== undefined;
    return { kind: 'paths', ...(flat ? { text: joined([base, textValue(pattern)]), glob: true } : {}) };
  }
  const row = pathMethods.get(name);
  if (row === undefined) return notPure(reader, callee, `${name} of a path`);
  const done = perform({ names: name, source: '', ...row }, [base, ...args], line, sink);
  if (name === 'iterdir' && base.text !== undefined)
    return { kind: 'paths', text: `${base.text}/*`, glob: true };
  return done;
}
