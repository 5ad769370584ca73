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

/** A row from rates; the worst one stands where other rows have their p99. */
export function perSecond(what: string, rates: readonly number[], asked: string): Row {
  const sorted = [...rates].sort((a, b) => a - b);
  return { what, n: rates.length, median: whole(at(sorted, 0.5)), p99: whole(at(sorted, 0)), asked };
}

const whole = (value: number): string => Math.round(value).toLocaleString('en');

export function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function text(milliseconds: number): string {
  return milliseconds < 1 ? `${Math.round(milliseconds * 1000)} µs` : `${milliseconds.toFixed(1)} ms`;
}
