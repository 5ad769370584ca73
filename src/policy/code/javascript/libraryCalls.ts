// Calls in JavaScript of what the library holds: what a row says, and what no row can say.
import type { Syntax } from '../../shell/syntax.ts';
import { parentOf, perform } from '../deeds.ts';
import { lineAt, note, notPure } from '../reader.ts';
import { data, number, ref, textValue, type Value } from '../value.ts';
import { javascriptLibrary } from './library.ts';
import type { Javascript } from './reader.ts';
import { seen, used } from './use.ts';

export function libraryCall(
  reader: Javascript,
  name: string,
  given: readonly Syntax[],
  callee: Syntax,
  node: Syntax,
): Value {
  const row = javascriptLibrary.row(name);
  const prints = /^console\.|^(?:String|Number|Boolean|JSON\.stringify|parseInt|parseFloat|isNaN)$/u.test(
    name,
  );
  const args = given.map((child) => (prints ? seen(reader, child) : used(reader, child)));
  if (row === undefined) return notPure(reader, callee, name);
  if (given.some(({ type }) => type === 'spread_element') && row.does !== 'pure')
    note(reader, node, 'arguments come from a list');
  switch (row.does) {
    case 'spawn:0':
      return spawned(reader, args, node);
    case 'shell:0':
      checkOptions(reader, args[1], node);
      break;
    case 'fetch:0':
      if (args.length > 1 && args[1]?.kind === 'data') reader.sink.net('net.send', args[0]);
      break;
    case 'pure':
      return computed(name, args);
  }
  if (/^fs(?:\.promises|\/promises)?\.read/u.test(name) || /open|createReadStream/u.test(name))
    checkFlags(reader, args[1], node);
  return perform(row, args, lineAt(reader, node), reader.sink);
}

/** What a function gives back that only computes. */
function computed(name: string, [first]: readonly Value[]): Value {
  // They give back what they were called on.
  if (/^process\.(?:on|once)$/u.test(name)) return ref('process');
  if (name === 'path.dirname' && first?.kind === 'data') return textValue(parentOf(first.text));
  if (name === 'process.cwd') return textValue('.');
  return /^(?:Number|parseInt|parseFloat|Math\.\w+|Date\.now)$/u.test(name) ? number : data;
}

/** A program with a list of words and options. */
function spawned(reader: Javascript, args: readonly Value[], node: Syntax): Value {
  const [program, second, third] = args;
  const line = lineAt(reader, node);
  const words = second?.kind === 'data' ? second.items : undefined;
  if (second !== undefined && words === undefined && !(second.kind === 'data' && second.keys !== undefined)) {
    reader.sink.program(undefined, line);
    return data;
  }
  checkOptions(reader, words === undefined ? second : third, node);
  reader.sink.program(program === undefined ? undefined : [program, ...(words ?? [])], line);
  return data;
}

/** Notes options of a started program that may change what it does. */
function checkOptions(reader: Javascript, value: Value | undefined, node: Syntax): void {
  if (value === undefined || value.kind === 'local') return;
  const known = value.kind === 'data' ? value.keys : undefined;
  const odd = known?.find((key) => !/^(?:encoding|stdio|timeout|maxBuffer|windowsHide)$/u.test(key));
  if (known === undefined || odd !== undefined)
    note(reader, node, `the gate does not know the option ${odd ?? 'given'} of the program that it starts`);
}

/** A flag of fs may open a file for writing. */
function checkFlags(reader: Javascript, value: Value | undefined, node: Syntax): void {
  if (value === undefined || value.kind === 'local') return;
  const plain =
    value.kind === 'data' &&
    (value.text !== undefined ||
      value.keys?.every((key) => key === 'encoding' || key === 'withFileTypes' || key === 'recursive') ===
        true);
  if (!plain) note(reader, node, 'it is not known how a file is opened');
}
