// What an expression of followed code may be, as far as it matters: plain data, or something that reaches out of the
// program. Only names that a table knows reach out; data cannot, because nothing that reaches out becomes data.

export type Value =
  /** Numbers, texts, lists, objects of the code's own classes, functions that only compute. `text` where it is known. */
  | {
      readonly kind: 'data';
      readonly text?: string | undefined;
      readonly glob?: boolean;
      readonly items?: readonly Value[];
      /** Surely a number. */
      readonly number?: boolean;
      /** The names of an object that is spelled out. */
      readonly keys?: readonly string[];
    }
  /** The path of a file as an object with methods. */
  | { readonly kind: 'path'; readonly text?: string | undefined; readonly glob?: boolean }
  /** Several paths. */
  | { readonly kind: 'paths'; readonly text?: string | undefined; readonly glob?: boolean }
  /** An open file: what happens to it was said when it was opened. */
  | { readonly kind: 'file' }
  /** A module of the library or a name in it, by its dotted name. */
  | { readonly kind: 'ref'; readonly name: string }
  /** A function or class of the code itself, whose body is read where it stands. */
  | { readonly kind: 'local' }
  /** A property whose name is not known: it may be the way out of an object. */
  | { readonly kind: 'element' }
  | { readonly kind: 'unknown' };

export const data: Value = { kind: 'data' };
export const unknown: Value = { kind: 'unknown' };
export const local: Value = { kind: 'local' };
export const file: Value = { kind: 'file' };
export const number: Value = { kind: 'data', number: true };
export const element: Value = { kind: 'element' };

export function textValue(text: string | undefined): Value {
  return { kind: 'data', text };
}

export function ref(name: string): Value {
  return { kind: 'ref', name };
}

/** The text of a value that is data, where it is known. */
export function textOf(value: Value | undefined): string | undefined {
  return value?.kind === 'data' ? value.text : undefined;
}

/** The text of a value that is data or a path, where it is known. */
export function pathOf(value: Value | undefined): string | undefined {
  return value?.kind === 'path' ? value.text : textOf(value);
}

/** Two texts, one behind the other; not known where one of them is not. */
export function concatenated(a: string | undefined, b: string | undefined): string | undefined {
  return a === undefined || b === undefined ? undefined : a + b;
}

/** Data that is two texts, one behind the other, as long as that is not too long to keep. */
export function sum(a: string | undefined, b: string | undefined): Value {
  return textValue((a?.length ?? 0) + (b?.length ?? 0) > 65_536 ? undefined : concatenated(a, b));
}

/** A value that is one of two. */
export function either(a: Value | undefined, b: Value): Value {
  if (a === undefined) return b;
  if (a.kind === 'data') return b.kind === 'data' ? same(a, b) : without(b);
  if (b.kind === 'data') return without(a);
  if (a.kind !== b.kind) return unknown;
  if (a.kind === 'ref' && b.kind === 'ref') return a.name === b.name ? a : unknown;
  if ((a.kind === 'path' || a.kind === 'paths') && (b.kind === 'path' || b.kind === 'paths'))
    return a.text === b.text && a.glob === b.glob ? a : { kind: a.kind };
  return a;
}

function same(a: Value & { kind: 'data' }, b: Value & { kind: 'data' }): Value {
  if (a.number === true && b.number === true) return a.text === b.text ? a : { kind: 'data', number: true };
  return a.text !== undefined && a.text === b.text && a.glob === b.glob ? a : data;
}

/** What is left of a value where it may be data just as well. */
function without(value: Value): Value {
  return value.kind === 'path' || value.kind === 'paths' ? { kind: value.kind } : value;
}

/** What stays true of a value that has a name: a list or an object may be changed under it, a text may not. */
export function kept(value: Value): Value {
  if (value.kind !== 'data' || (value.items === undefined && value.keys === undefined)) return value;
  return value.text === undefined ? data : textValue(value.text);
}
