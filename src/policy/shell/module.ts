// Reads the parts of a WebAssembly module that a meter needs: its sections, and of each function where it begins, where
// its loops do, and what it calls.
// Source: WebAssembly Core Specification 2.0, chapter 5 "Binary Format".

export interface Section {
  readonly id: number;
  /** Offsets of the whole section, and of what is in it. */
  readonly from: number;
  readonly start: number;
  readonly to: number;
}

export interface FunctionBody {
  readonly start: number;
  readonly end: number;
  /** Where the instructions begin, and where the body of each loop does. */
  readonly places: readonly number[];
  /** The functions that it calls by their number. */
  readonly calls: readonly number[];
}

export function readSections(module: Uint8Array): readonly Section[] {
  const cursor = cursorAt(module, 8);
  const sections: Section[] = [];
  while (cursor.at < module.length) {
    const from = cursor.at;
    const id = cursor.byte();
    const length = cursor.unsigned();
    const start = cursor.at;
    cursor.at += length;
    sections.push({ id, from, start, to: cursor.at });
  }
  return sections;
}

/** Of the code section. */
export function readFunctions(cursor: Cursor): readonly FunctionBody[] {
  return Array.from({ length: cursor.unsigned() }, () => {
    const length = cursor.unsigned();
    const start = cursor.at;
    const end = start + length;
    for (let left = cursor.unsigned(); left > 0; left--) {
      cursor.unsigned();
      cursor.byte();
    }
    const places = [cursor.at];
    const calls: number[] = [];
    while (cursor.at < end) {
      const code = cursor.byte();
      if (code === 0x10) calls.push(cursor.unsigned());
      else skip(code, cursor);
      if (code === 0x03) places.push(cursor.at);
    }
    if (cursor.at !== end) throw new Error('a function of the module ends elsewhere than it says');
    return { start, end, places, calls };
  });
}

/** What stands behind an instruction. */
function skip(code: number, cursor: Cursor): void {
  const shape = code === 0xfc ? long[cursor.unsigned()] : (shapes.get(code) ?? (isBare(code) ? '' : undefined));
  switch (shape) {
    case undefined:
      throw new Error(`the module has an unknown instruction, ${code}`);
    case 'table':
      for (let left = cursor.unsigned() + 1; left > 0; left--) cursor.unsigned();
      return;
    case 'f32':
    case 'f64':
      cursor.at += shape === 'f32' ? 4 : 8;
      return;
    default:
      for (let left = shape.length; left > 0; left--) cursor.unsigned();
  }
} // prettier-ignore

/** A letter for each number behind an instruction, whatever it means. */
const shapes: ReadonlyMap<number, string> = new Map([
  ...among('n', 0x02, 0x04), // block, loop, if
  ...among('n', 0x0c, 0x0d), // br, br_if
  [0x0e, 'table'],
  [0x11, 'nn'], // call_indirect
  ...among('n', 0x20, 0x26), // variables and tables
  ...among('nn', 0x28, 0x3e), // loads and stores
  ...among('n', 0x3f, 0x42), // memory.size, memory.grow, constants
  [0x43, 'f32'],
  [0x44, 'f64'],
  [0xd0, 'n'],
  [0xd2, 'n'],
]);

/** Behind 0xfc: conversions, then memory and tables. */
const long = ['', '', '', '', '', '', '', '', 'nn', 'n', 'nn', 'n', 'nn', 'n', 'nn', 'n', 'n', 'n'] as const;

function among(shape: string, from: number, to: number): [number, string][] {
  return Array.from({ length: to - from + 1 }, (_, at) => [from + at, shape]);
}

/** Control, `drop`, `select`, and arithmetic. */
function isBare(code: number): boolean {
  return [0x00, 0x01, 0x05, 0x0b, 0x0f, 0x1a, 0x1b, 0xd1].includes(code) || (code >= 0x45 && code <= 0xc4);
}

export interface Cursor {
  at: number;
  byte(): number;
  /** In LEB128. Of a signed number the value is another one; its length is the same. */
  unsigned(): number;
  name(): string;
}

export function cursorAt(bytes: Uint8Array, at: number): Cursor {
  const cursor: Cursor = {
    at,
    byte() {
      const value = bytes[cursor.at];
      if (value === undefined) throw new Error('the module ends too early');
      cursor.at += 1;
      return value;
    },
    unsigned() {
      let value = 0;
      for (let shift = 0; ; shift += 7) {
        const byte = cursor.byte();
        value += (byte & 0x7f) * 2 ** shift;
        if (byte < 0x80) return value;
      }
    },
    name: () => Array.from({ length: cursor.unsigned() }, () => String.fromCharCode(cursor.byte())).join(''),
  };
  return cursor;
} // prettier-ignore

/** In LEB128. */
export function encoded(value: number): Uint8Array {
  const bytes: number[] = [];
  for (let left = value; ; left >>>= 7) {
    if (left < 0x80) return Uint8Array.of(...bytes, left);
    bytes.push((left & 0x7f) | 0x80);
  }
}
