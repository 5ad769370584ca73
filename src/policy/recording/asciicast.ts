// A recording of a terminal in asciicast v2: a line of JSON for the head, then one for each piece of output.
// Pure. Source: the asciicast v2 specification of asciinema.

export interface CastHead {
  readonly width: number;
  readonly height: number;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly title: string;
  /** Counted from 1. A later part goes on where the one before ends. */
  readonly part: number;
}

export function castHead({ width, height, startedAt, title, part }: CastHead): string {
  const timestamp = Math.floor(startedAt / 1000);
  return JSON.stringify({ version: 2, width, height, timestamp, title: part === 1 ? title : `${title}, part ${part}` });
} // prettier-ignore

/** `at` is in milliseconds since the start of the recording. */
export function castOutput(at: number, text: string): string {
  return JSON.stringify([Math.max(0, Math.round(at)) / 1000, 'o', text]);
}
