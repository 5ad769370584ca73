// Gives a WebAssembly module a meter: each call of a function and each round of a loop takes one from a counter in its
// memory, and where nothing is left the module traps. So its work has a bound that depends on nothing but the work: no
// clock, no other thread. A parser needs one, for some texts keep its error recovery busy for minutes between two calls
// of its progress callback.
// Source: WebAssembly Core Specification 2.0, chapter 5 "Binary Format".
import { cursorAt, encoded, readFunctions, readSections, type Cursor, type FunctionBody } from './module.ts';

/**
 * Where the counter lies, in 32-bit words of the memory; the word behind it keeps where the stack was. C leaves the first
 * kilobyte of the memory alone, for null is a place in it.
 */
export const counter = 64;

/**
 * The module with a meter. `entry` is the exported function with which the work begins. Throws where the module holds
 * what is not known here.
 */
export function metered(module: Uint8Array, entry: string): Uint8Array {
  const sections = readSections(module);
  const body = (id: number): Cursor => {
    const found = sections.find((one) => one.id === id);
    if (found === undefined) throw new Error('the module has no such section');
    return cursorAt(module, found.start);
  };
  const { functions: imported, stackPointer } = importsOf(body(2));
  const exported = exportsOf(body(7));
  const functions = readFunctions(body(10));
  const first = exported.get(entry);
  if (first === undefined || stackPointer === undefined) throw new Error('the module has no such entry');
  const whole = reached(undivided.flatMap((name) => exported.get(name) ?? []), functions, imported);
  const code = instructions(stackPointer);
  const parts: Uint8Array[] = [module.subarray(0, 8)];
  for (const { id, from, to } of sections) {
    if (id !== 10) {
      parts.push(module.subarray(from, to));
      continue;
    }
    const bodies = functions.flatMap((one, at) => {
      const index = imported + at;
      const pieces = whole.has(index) ? [module.subarray(one.start, one.end)] : withMeter(module, one, code, index === first);
      return [encoded(lengthOf(pieces)), ...pieces];
    });
    const content = [encoded(functions.length), ...bodies];
    parts.push(Uint8Array.of(id), encoded(lengthOf(content)), ...content);
  }
  return joined(parts);
} // prettier-ignore

/** Functions that are not metered, nor what they call: stopped half-way they would leave the memory in disorder. */
const undivided = ['malloc', 'calloc', 'realloc', 'free', '__wasm_call_ctors', '__wasm_apply_data_relocs'];

interface Instructions {
  readonly meter: Uint8Array;
  readonly entry: Uint8Array;
}

/** For a stack machine. Before anyone has filled the counter nothing traps. */
function instructions(stackPointer: number): Instructions {
  const constant = (value: number): readonly number[] => [0x41, value < 64 ? value : (value & 0x7f) | 0x80, ...(value < 64 ? [] : [value >>> 7])];
  const load = (word: number): readonly number[] => [...constant(word * 4), 0x28, 2, 0];
  const store = (word: number, value: readonly number[]): readonly number[] => [...constant(word * 4), ...value, 0x36, 2, 0];
  const global = encoded(stackPointer);
  const trap = [...load(counter + 1), 0x24, ...global, 0x00];
  return {
    // counter -= 1; if (counter === 0) { stackPointer = kept; trap }
    meter: Uint8Array.of(...store(counter, [...load(counter), ...constant(1), 0x6b]), ...load(counter), 0x45, 0x04, 0x40, ...trap, 0x0b),
    // kept = stackPointer
    entry: Uint8Array.of(...store(counter + 1, [0x23, ...global])),
  };
} // prettier-ignore

function withMeter(module: Uint8Array, { start, end, places }: FunctionBody, { meter, entry }: Instructions, isEntry: boolean): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  let from = start;
  for (const place of places) {
    pieces.push(module.subarray(from, place));
    if (isEntry && from === start) pieces.push(entry);
    pieces.push(meter);
    from = place;
  }
  return [...pieces, module.subarray(from, end)];
} // prettier-ignore

/** These functions and what they call. */
function reached(roots: readonly number[], functions: readonly FunctionBody[], imported: number): ReadonlySet<number> {
  const found = new Set(roots);
  for (const one of found) for (const called of functions[one - imported]?.calls ?? []) found.add(called);
  return found;
} // prettier-ignore

/** How many functions are imported, and which global holds the place of the stack. */
function importsOf(cursor: Cursor): {
  readonly functions: number;
  readonly stackPointer: number | undefined;
} {
  let functions = 0;
  let globals = 0;
  let stackPointer: number | undefined;
  for (let left = cursor.unsigned(); left > 0; left--) {
    cursor.name();
    const name = cursor.name();
    const kind = cursor.byte();
    if (kind === 0) {
      functions += 1;
      cursor.unsigned();
    } else if (kind === 1 || kind === 2) {
      if (kind === 1) cursor.byte();
      const limits = cursor.byte();
      cursor.unsigned();
      if ((limits & 1) === 1) cursor.unsigned();
    } else if (kind === 3) {
      if (name === '__stack_pointer') stackPointer = globals;
      globals += 1;
      cursor.at += 2;
    } else throw new Error('the module imports something unknown');
  }
  return { functions, stackPointer };
}

/** Exported functions by name. */
function exportsOf(cursor: Cursor): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (let left = cursor.unsigned(); left > 0; left--) {
    const name = cursor.name();
    const kind = cursor.byte();
    const index = cursor.unsigned();
    if (kind === 0) found.set(name, index);
  }
  return found;
}

function lengthOf(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, part) => sum + part.length, 0);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(lengthOf(parts));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
