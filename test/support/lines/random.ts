// Chance from a seed: the same seed gives the same choices on every machine.

export interface Random {
  /** A number from 0 up to, but not including, 1. */
  next(): number;
  /** A whole number from 0 up to, but not including, `below`. */
  below(below: number): number;
  chance(share: number): boolean;
  /** One of the values, which must not be empty. */
  pick<T>(values: readonly [T, ...T[]] | readonly T[]): T;
  /** Between `least` and `most` values, both included. */
  many<T>(least: number, most: number, make: () => T): T[];
}

/** Mulberry32: small, fast, and good enough to choose test cases. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    chance: (share) => next() < share,
    pick: (values) => {
      const value = values[below(values.length)];
      if (value === undefined) throw new Error('there is nothing to pick from');
      return value;
    },
    many: (least, most, make) => Array.from({ length: least + below(most - least + 1) }, make),
  };
}
