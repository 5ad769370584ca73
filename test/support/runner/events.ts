// What a test file's process tells the runner, one JSON object a line, each written before the next test goes on.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';

export type FileEvent =
  | { readonly kind: 'started'; readonly test: string }
  | { readonly kind: 'passed' | 'failed'; readonly test: string }
  | { readonly kind: 'skipped'; readonly test: string; readonly why: string }
  /** All tests of the file were run. A process that exits earlier never says so. */
  | { readonly kind: 'end' };

/** Names the file for the events in the environment of the test file's process. */
export const eventsVariable = 'PORTCULLIS_TEST_EVENTS';

export function writeEvent(file: string, event: FileEvent): void {
  appendFileSync(file, `${JSON.stringify(event)}\n`);
}

export function readEvents(file: string): FileEvent[] {
  if (!existsSync(file)) return [];
  const text = readFileSync(file, 'utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1); // The last line may still be on its way.
  return whole
    .split('\n')
    .filter(Boolean)
    .map((line): FileEvent => JSON.parse(line));
}
