// Names in JavaScript: what binds one, and what one is where it is used.
import type { Syntax } from '../../shell/syntax.ts';
import { learn } from '../names.ts';
import { note, notPure, textAt } from '../reader.ts';
import { data, ref, textValue, type Value } from '../value.ts';
import { javascriptGlobals, javascriptLibrary, javascriptWaysOut } from './library.ts';
import type { Javascript } from './reader.ts';
import { use } from './use.ts';

export function bind(reader: Javascript, node: Syntax, value: Value): void {
  const name = textAt(reader, node);
  if (name.includes('\\')) note(reader, node, `the name ${name} is spelled with escapes`);
  // Both meanings would be meant: the one of the table and the one of the code.
  if (value.kind !== 'ref' && (name === 'require' || javascriptWaysOut.has(name)))
    note(reader, node, `${name} is bound anew`);
  if (reader.exporting) use(reader, value, node);
  learn(reader.names, name, value);
}

export function identifier(reader: Javascript, node: Syntax): Value {
  const name = textAt(reader, node);
  const bound = reader.names.values.get(name);
  if (bound !== undefined) return bound;
  switch (name) {
    case 'undefined':
    case 'exports':
    case 'arguments':
      return data;
    case '__filename':
      return textValue(reader.file);
    case '__dirname':
      return textValue(reader.file === undefined ? '.' : reader.file.slice(0, reader.file.lastIndexOf('/')));
    case 'require':
    case 'process':
    case 'module':
      return ref(name);
  }
  if (reader.inline && javascriptGlobals.has(name) && name !== 'crypto') return ref(name);
  if (javascriptLibrary.row(name) !== undefined || javascriptLibrary.holds(name)) return ref(name);
  // While names are learned, one that is bound further down is not known yet.
  return reader.sink.muted ? data : notPure(reader, node, name);
}
