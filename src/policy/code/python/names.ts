// Names in Python: what binds one, and what one is where it is used.
import type { Syntax } from '../../shell/syntax.ts';
import { learn } from '../names.ts';
import { typesOf } from '../nodes.ts';
import { note, notPure, textAt } from '../reader.ts';
import { data, ref, textValue, unknown, type Value } from '../value.ts';
import { pythonLibrary } from './library.ts';
import type { Python } from './reader.ts';
import { use } from './use.ts';

/** Builtins that a name of the code must not hide, because both would be meant. */
const reaching = typesOf(
  'open eval exec compile __import__ getattr setattr delattr globals locals vars breakpoint dir help memoryview',
);
const knownNames = typesOf(
  '__name__ __doc__ __file__ __version__ __all__ __author__ __debug__ __annotations__',
);

export function bind(reader: Python, name: string, value: Value, node: Syntax): void {
  // Python takes letters that look alike for the same: PEP 3131.
  if (/[^ -~]/u.test(name)) note(reader, node, `the name ${name} is not plain`);
  if (reaching.has(name)) note(reader, node, `${name} is bound anew`);
  if (name.startsWith('__') && !knownNames.has(name)) note(reader, node, `${name} is set`);
  if (reader.inClass) {
    // What a class binds is an attribute of it, too, and so comes out as data.
    reader.names.members.add(name);
    use(reader, value, node);
  }
  learn(reader.names, name, value);
}

export function identifier(reader: Python, node: Syntax): Value {
  const name = textAt(reader, node);
  if (name === '__file__') return textValue(reader.file);
  const bound = reader.names.values.get(name);
  if (bound !== undefined) return bound;
  if (name.startsWith('__') && !knownNames.has(name)) {
    note(reader, node, `${name} leads to the inside of Python`);
    return unknown;
  }
  if (knownNames.has(name)) return data;
  if (name === 'open' || pythonLibrary.row(name) !== undefined) return ref(name);
  // While names are learned, one that is bound further down is not known yet.
  return reader.sink.muted ? data : notPure(reader, node, name);
}
