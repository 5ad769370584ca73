// Arguments of calls in Python, and how they come to the places that a row of the library names.
import type { Syntax } from '../../shell/syntax.ts';
import type { LibraryRow } from '../deeds.ts';
import { note, shortAt, textAt } from '../reader.ts';
import type { Value } from '../value.ts';
import { named } from './nodes.ts';
import type { Python } from './reader.ts';
import { use, used } from './use.ts';

export interface Arguments {
  /** By position. */
  readonly args: readonly Value[];
  /** By name. */
  readonly keywords: ReadonlyMap<string, Value>;
}

/** The values of a call's arguments. Whoever knows the function (`taken`) says itself what becomes of them. */
export function readArguments(reader: Python, list: Syntax, taken = false): Arguments {
  const args: Value[] = [];
  const keywords = new Map<string, Value>();
  // A generator alone stands in the parentheses of the call.
  if (list.type !== 'argument_list') return { args: [used(reader, list)], keywords };
  for (const child of named(list)) {
    const value = reader.value(child);
    if (!taken || (value.kind !== 'path' && value.kind !== 'paths')) use(reader, value, child);
    if (child.type === 'keyword_argument') keywords.set(textAt(reader, child.children[0] ?? child), value);
    else if (child.type === 'list_splat' || child.type === 'dictionary_splat') {
      if (taken) note(reader, child, 'arguments come from a list or dictionary');
    } else args.push(value);
  }
  return { args, keywords };
}

/** Positional arguments with those that were given by name in their places. */
export function placed(row: LibraryRow, { args, keywords }: Arguments): readonly Value[] {
  if (row.positions === undefined) return args;
  const all = [...args];
  for (const [name, at] of Object.entries(row.positions)) {
    const value = keywords.get(name);
    if (value !== undefined) all[at] = value;
  }
  return all;
}

/** Notes a name among the arguments that the row of the function does not know. */
export function checkKeywords(
  reader: Python,
  row: LibraryRow,
  { keywords }: Arguments,
  callee: Syntax,
): void {
  const known = new Set([...(row.keywords ?? '').split(' '), ...Object.keys(row.positions ?? {})]);
  const odd = [...keywords.keys()].find((name) => !known.has(name));
  if (odd !== undefined) note(reader, callee, `the gate does not know ${odd} of ${shortAt(reader, callee)}`);
}
