// What a session has used of its model, as the agent's own records count it. Pure.

export interface TokenCounts {
  readonly input: number;
  readonly output: number;
  /** Input that was read from, or written into, the provider's cache of prompts. */
  readonly cacheRead: number;
  readonly cacheWrite: number;
}

export const noTokens: TokenCounts = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 };

export function addTokens(one: TokenCounts, other: TokenCounts): TokenCounts {
  return combined(one, other, (a, b) => a + b);
}

/** What `one` has more than `other`; less where it has less. */
export function subtractTokens(one: TokenCounts, other: TokenCounts): TokenCounts {
  return combined(one, other, (a, b) => a - b);
}

function combined(one: TokenCounts, other: TokenCounts, how: (a: number, b: number) => number): TokenCounts {
  return {
    input: how(one.input, other.input),
    output: how(one.output, other.output),
    cacheRead: how(one.cacheRead, other.cacheRead),
    cacheWrite: how(one.cacheWrite, other.cacheWrite),
  };
}
