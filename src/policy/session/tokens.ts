// What a session has used of its model, as the agent's own records count it. Pure.

export interface TokenCounts {
  readonly input: number;
  readonly output: number;
  /** Input that was read from, or written into, the provider's cache of prompts. */
  readonly cacheRead: number;
  readonly cacheWrite: number;
}
