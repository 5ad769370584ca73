// A row of the table of numbers, and how times become text.

export interface Row {
  readonly what: string;
  readonly n: number;
  readonly median: string;
  readonly p99: string;
  readonly asked: string;
}

/** A row from times in milliseconds. */
export function timed(what: string, times: readonly number[], asked: string): Row {
  const sorted = [...times].sort((a, b) => a - b);
  return { what, n: times.length, median: text(at(sorted, 0.5)), p99: text(at(sorted, 0.99)), asked };
}

export function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function text(milliseconds: number): string {
  return milliseconds < 1 ? `${Math.round(milliseconds * 1000)} µs` : `${milliseconds.toFixed(1)} ms`;
}
