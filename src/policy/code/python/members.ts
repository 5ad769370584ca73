// Attributes and items in Python: of modules, paths and data.
import type { Syntax } from '../../shell/syntax.ts';
import { parentOf } from '../deeds.ts';
import { typesOf } from '../nodes.ts';
import { lineAt, note, notKnown, notPure, textAt } from '../reader.ts';
import { data, file, ref, unknown, type Value } from '../value.ts';
import { pathMethods, pythonLibrary, pythonMembers, pythonModules } from './library.ts';
import { named } from './nodes.ts';
import type { Python } from './reader.ts';
import { used } from './use.ts';

const harmlessDunder = typesOf(
  '__init__ __name__ __doc__ __version__ __str__ __repr__ __len__ __iter__ __next__ __enter__ __exit__ __eq__ __post_init__ __qualname__ __hash__ __lt__',
);

/** Fields through which functions, generators, tracebacks and frames show their inside. */
const frames = /^(?:gi|cr|ag|tb|co|im|func)_|^f_(?:globals|builtins|locals|back|code|trace)/u;

export function attribute(reader: Python, node: Syntax): Value {
  const [object, , name] = node.children;
  if (object === undefined || name === undefined) return unknown;
  return member(reader, reader.value(object), textAt(reader, name), node);
}

export function member(reader: Python, base: Value, name: string, node: Syntax): Value {
  const builds =
    name === '__init__' &&
    base.kind !== 'local' &&
    base.kind !== 'ref' &&
    !/^super\([\w\s,]*\)\s*\.\s*__init__$/u.test(textAt(reader, node));
  if ((name.startsWith('__') && !harmlessDunder.has(name)) || frames.test(name) || builds) {
    note(reader, node, `${name} leads to the inside of Python`);
    return unknown;
  }
  switch (base.kind) {
    case 'ref':
      return memberOfName(reader, base.name, name, node);
    case 'path':
      return memberOfPath(reader, base, name, node);
    case 'data':
    case 'local':
    case 'file':
    case 'element':
      if (pathMethods.has(name) || /^(?:open|glob|rglob)$/u.test(name))
        reader.replaced ??= { line: lineAt(reader, node), name };
      if (!pythonMembers.has(name) && !reader.names.members.has(name) && !harmlessDunder.has(name))
        notPure(reader, node, name);
      return data;
    case 'paths':
    case 'unknown':
      return notKnown(reader, node);
  }
}

function memberOfName(reader: Python, base: string, name: string, node: Syntax): Value {
  const dotted = `${base}.${name}`;
  if (name.startsWith('__')) return data;
  const row = pythonLibrary.row(dotted);
  if (row?.gives === 'file') return file;
  const known = row !== undefined || pythonLibrary.holds(dotted) || pythonModules.has(dotted);
  return known ? ref(dotted) : notPure(reader, node, dotted);
}

function memberOfPath(reader: Python, base: Value & { kind: 'path' }, name: string, node: Syntax): Value {
  if (/^(?:parent|parents)$/u.test(name))
    return { kind: 'path', text: name === 'parent' ? parentOf(base.text) : undefined };
  if (/^(?:name|stem|suffix|suffixes|parts|anchor|root|drive)$/u.test(name)) return data;
  if (!pathMethods.has(name) && !/^(?:joinpath|glob|rglob|open)$/u.test(name))
    notPure(reader, node, `${name} of a path`);
  return unknown;
}

export function subscript(reader: Python, node: Syntax): Value {
  const [object] = node.children;
  const base = object === undefined ? unknown : reader.value(object);
  const [key] = named(node)
    .slice(1)
    .map((child) => used(reader, child));
  if (base.kind === 'ref') {
    if (base.name === 'os.environ') {
      reader.sink.variable(key ?? unknown, lineAt(reader, node));
      return data;
    }
    return pythonLibrary.row(base.name)?.does === 'pure' ? data : notKnown(reader, node);
  }
  if (base.kind === 'path' || base.kind === 'paths') return unknown;
  return base.kind === 'unknown' ? unknown : data;
}
