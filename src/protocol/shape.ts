// Shapes of messages: a shape decodes an unknown value strictly, and its type is what it decodes to, so that a wire is
// described once for both of its ends. Undefined means: not of this shape.

export type Shape<T> = (value: unknown) => T | undefined;

/** What a shape decodes to. */
export type Of<S> = S extends Shape<infer T> ? T : never;

export const aText: Shape<string> = (value) => (typeof value === 'string' ? value : undefined);
export const aNumber: Shape<number> = (value) =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;
export const aFlag: Shape<boolean> = (value) => (typeof value === 'boolean' ? value : undefined);

/** A text of at most so many characters; a longer one is refused, not cut. */
export function textUpTo(most: number): Shape<string> {
  return (value) => (typeof value === 'string' && value.length <= most ? value : undefined);
}

/** A whole number from `least` to `most`. */
export function wholeNumber(least: number, most: number): Shape<number> {
  return (value) =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most
      ? value
      : undefined;
}

export function oneOf<const T extends readonly string[]>(...words: T): Shape<T[number]> {
  return (value) => words.find((word) => word === value);
}

/** Every item must be of the shape. */
export function listOf<T>(shape: Shape<T>, most = 10_000): Shape<readonly T[]> {
  return (value) => {
    if (!Array.isArray(value) || value.length > most) return undefined;
    const items: T[] = [];
    for (const item of value) {
      const decoded = shape(item);
      if (decoded === undefined) return undefined;
      items.push(decoded);
    }
    return items;
  };
}

/** A field that may be missing; where it is there it must be of the shape. */
export interface Maybe<T> {
  readonly maybe: Shape<T>;
}

export function maybe<T>(shape: Shape<T>): Maybe<T> {
  return { maybe: shape };
}

type Fields = Readonly<Record<string, Shape<unknown> | Maybe<unknown>>>;
type Needed<F extends Fields> = {
  readonly [K in keyof F as F[K] extends Maybe<unknown> ? never : K]: Of<F[K]>;
};
type Possible<F extends Fields> = {
  readonly [K in keyof F as F[K] extends Maybe<unknown> ? K : never]?: F[K] extends Maybe<infer T>
    ? T
    : never;
};
export type Decoded<F extends Fields> = Needed<F> & Possible<F>;

/** Fields that the shape does not name are left out. */
export function record<const F extends Fields>(fields: F): Shape<Decoded<F>> {
  const entries = Object.entries(fields);
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const given = new Map<string, unknown>(Object.entries(value));
    const decoded: Record<string, unknown> = {};
    for (const [name, shape] of entries) {
      const field = given.get(name);
      if (typeof shape === 'function') {
        const known = shape(field);
        if (known === undefined) return undefined;
        decoded[name] = known;
      } else if (field !== undefined) {
        const known = shape.maybe(field);
        if (known === undefined) return undefined;
        decoded[name] = known;
      }
    }
    return isDecoded<F>(decoded) ? decoded : undefined;
  };
}

/** Each field went through its own shape. */
function isDecoded<F extends Fields>(_value: unknown): _value is Decoded<F> {
  return true;
}

type Variants = Readonly<Record<string, Fields>>;
export type Union<V extends Variants> = {
  [K in keyof V & string]: { readonly type: K } & Decoded<V[K]>;
}[keyof V & string];

/** One of several records, told apart by `type`. */
export function union<const V extends Variants>(variants: V): Shape<Union<V>> {
  const shapes = new Map(Object.entries(variants).map(([type, fields]) => [type, record(fields)] as const));
  return (value) => {
    if (typeof value !== 'object' || value === null || !('type' in value)) return undefined;
    const { type } = value;
    const decoded = typeof type === 'string' ? shapes.get(type)?.(value) : undefined;
    if (decoded === undefined) return undefined;
    const whole = { ...decoded, type };
    return isVariant<V>(whole) ? whole : undefined;
  };
}

function isVariant<V extends Variants>(_value: unknown): _value is Union<V> {
  return true;
}
