// Values in Python that go somewhere where they count as data: nothing that reaches out may.
import type { Syntax } from '../../shell/syntax.ts';
import { handOn, notKnown } from '../reader.ts';
import { data, type Value } from '../value.ts';
import { pythonLibrary } from './library.ts';
import { named } from './nodes.ts';
import type { Python } from './reader.ts';

/** A value is handed on, or kept where it will come out as data. */
export function use(reader: Python, value: Value, node: Syntax): void {
  switch (value.kind) {
    case 'data':
    case 'file':
    case 'local':
    case 'element':
      return;
    case 'unknown':
      notKnown(reader, node);
      return;
    case 'path':
    case 'paths':
      reader.pathsEscape = true;
      return;
    case 'ref':
      handOn(reader, value.name, node, pythonLibrary);
  }
}

export function used(reader: Python, node: Syntax): Value {
  const value = reader.value(node);
  use(reader, value, node);
  return value;
}

/** An expression that makes data of all its parts. */
export function gathered(reader: Python, node: Syntax): Value {
  // A comprehension uses names above the clause that binds them.
  const children = named(node);
  for (const child of children) if (child.type === 'for_in_clause') reader.value(child);
  for (const child of children) if (child.type !== 'for_in_clause') used(reader, child);
  return data;
}
