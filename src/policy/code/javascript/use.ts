// Where values in JavaScript go: on to where they count as data, or only before eyes.
import type { Syntax } from '../../shell/syntax.ts';
import { handOn, lineAt, note, notKnown, shortAt } from '../reader.ts';
import { data, type Value } from '../value.ts';
import { javascriptLibrary } from './library.ts';
import type { Javascript } from './reader.ts';

/** A value goes somewhere where it counts as data: nothing that reaches out may. */
export function use(reader: Javascript, value: Value, node: Syntax): void {
  switch (value.kind) {
    case 'data':
    case 'file':
    case 'local':
    case 'path':
    case 'paths':
      return;
    case 'element':
      note(reader, node, `${shortAt(reader, node)} is a property whose name is not known`);
      return;
    case 'unknown':
      notKnown(reader, node);
      return;
    case 'ref':
      handOn(reader, value.name, node, javascriptLibrary);
  }
}

export function used(reader: Javascript, node: Syntax): Value {
  const value = reader.value(node);
  use(reader, value, node);
  return value;
}

/** A value that stands by itself does nothing, but it may be what is printed in the end: `node -p` prints the last one. */
export function shown(reader: Javascript, node: Syntax): void {
  const value = reader.value(node);
  if (value.kind === 'ref' && javascriptLibrary.row(value.name)?.does === 'read.secret')
    reader.sink.variable(undefined, lineAt(reader, node));
}

/** A value that is only looked at: compared, counted with, printed. */
export function seen(reader: Javascript, node: Syntax): Value {
  return lookedAt(reader, reader.value(node), node);
}

/** `require.main === module` only compares. */
export function compared(reader: Javascript, node: Syntax): Value {
  const value = reader.value(node);
  return value.kind === 'ref' && value.name === 'module' ? data : lookedAt(reader, value, node);
}

function lookedAt(reader: Javascript, value: Value, node: Syntax): Value {
  if (value.kind !== 'element') use(reader, value, node);
  return value;
}

/** A statement or an expression, whichever it is. */
export function part(reader: Javascript, node: Syntax): void {
  if (/_(?:statement|declaration|clause|body|case|default|block)$/u.test(node.type)) reader.statement(node);
  else used(reader, node);
}
