// Properties in JavaScript: of modules and of data, by a name that is spelled out or computed. A property whose name
// is computed may be the way to the function that makes code, so its value may be looked at, but neither called nor
// handed on.
import type { Syntax } from '../../shell/syntax.ts';
import { lineAt, note, notKnown, notPure, textAt } from '../reader.ts';
import { data, element, file, local, number, ref, textOf, textValue, unknown, type Value } from '../value.ts';
import { javascriptLibrary, javascriptWaysOut } from './library.ts';
import { named } from './nodes.ts';
import type { Javascript } from './reader.ts';
import { stringText } from './strings.ts';
import { seen } from './use.ts';

export function member(reader: Javascript, base: Value, name: string, node: Syntax): Value {
  if (base.kind === 'ref' && base.name === 'require' && name === 'main') return ref('module');
  if (base.kind === 'ref' && base.name === 'module' && name === 'exports') return data;
  if (name.includes('\\')) {
    note(reader, node, `the name ${name} is spelled with escapes`);
    return unknown;
  }
  if (
    javascriptWaysOut.has(name) &&
    !(base.kind === 'ref' && javascriptLibrary.row(`${base.name}.${name}`) !== undefined)
  ) {
    note(reader, node, `${name} leads to the inside of JavaScript`);
    return unknown;
  }
  switch (base.kind) {
    case 'ref':
      return memberOfName(reader, base.name, name, node);
    case 'data':
    case 'element':
      return name === 'length' || name === 'size' ? number : data;
    case 'local':
      return local;
    case 'file':
      return data;
    case 'path':
    case 'paths':
    case 'unknown':
      return notKnown(reader, node);
  }
}

function memberOfName(reader: Javascript, base: string, name: string, node: Syntax): Value {
  if (base === 'process.env') {
    reader.sink.variable(textValue(name), lineAt(reader, node));
    return data;
  }
  if (base === 'import.meta')
    return /^(?:url|dirname|filename|main)$/u.test(name)
      ? data
      : notPure(reader, node, `import.meta.${name}`);
  const dotted = `${base === 'fs/promises' && name === 'default' ? 'fs/promises' : base}.${name}`;
  const row = javascriptLibrary.row(dotted);
  if (row?.gives === 'file') return file;
  if (row !== undefined || javascriptLibrary.holds(dotted)) return ref(dotted);
  // Fields of what a pure row makes, such as the length of a list of arguments.
  return javascriptLibrary.row(base)?.does === 'pure' &&
    /^process\.|^os\.constants|^fs\.constants/u.test(base)
    ? data
    : notPure(reader, node, dotted);
}

export function subscript(reader: Javascript, node: Syntax): Value {
  const [object, key] = named(node);
  if (object === undefined || key === undefined) return unknown;
  const base = reader.value(object);
  const index = seen(reader, key);
  const name = textOf(index);
  if (index.kind === 'data' && index.number === true && base.kind !== 'ref') {
    if (base.kind === 'data') return (name === undefined ? undefined : base.items?.[Number(name)]) ?? data;
    return base.kind === 'unknown' || base.kind === 'element' ? base : data;
  }
  if (name !== undefined) return member(reader, base, name, node);
  if (base.kind !== 'ref') return base.kind === 'unknown' ? unknown : element;
  if (javascriptLibrary.row(base.name)?.does === 'read.secret') {
    reader.sink.variable(unknown, lineAt(reader, node));
    return data;
  }
  return base.name === 'process.argv' ? data : notKnown(reader, node);
}

/** The name of a property that is being defined. */
export function propertyName(reader: Javascript, node: Syntax): string | undefined {
  if (node.type === 'computed_property_name') {
    for (const child of named(node)) seen(reader, child);
    return undefined;
  }
  const name = node.type === 'string' ? stringText(node, reader.source) : textAt(reader, node);
  if (name !== undefined) {
    reader.names.members.add(name);
    if (name === '__proto__') note(reader, node, '__proto__ is set');
  }
  return name;
}
