// The reporter of node:test in a test file's process: Node's own `spec` for people, events for the runner.
import { Readable } from 'node:stream';
import { spec } from 'node:test/reporters';
import type { TestEvent } from 'node:test/reporters';
import { eventsVariable, writeEvent, type FileEvent } from './events.ts';

// An async generator, because Node calls an ordinary function with `new`.
export default async function* report(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  yield* Readable.from(observed(source)).pipe(new spec());
}

async function* observed(source: AsyncIterable<TestEvent>): AsyncGenerator<TestEvent> {
  const file = process.env[eventsVariable];
  const tell = (event: FileEvent) => file && writeEvent(file, event);
  for await (const event of source) {
    const told = fileEvent(event);
    if (told) tell(told);
    if (!isTotal(event)) yield event;
  }
  tell({ kind: 'end' });
}

function fileEvent(event: TestEvent): FileEvent | undefined {
  if (event.type === 'test:dequeue') return { kind: 'started', test: event.data.name };
  if (event.type !== 'test:pass' && event.type !== 'test:fail') return undefined;
  const { name: test, skip, todo, details } = event.data;
  const why = reason(skip) ?? reason(todo);
  if (why === 'test name does not match pattern') return undefined; // Nobody wanted it.
  if (why !== undefined) return { kind: 'skipped', test, why };
  if (event.type === 'test:fail')
    return isOwnFailure(event.data.details) ? { kind: 'failed', test } : undefined;
  return details.type === 'suite' ? undefined : { kind: 'passed', test };
}

/** A test or group that failed only because one inside it did is not counted once more. */
function isOwnFailure(details: { readonly error: unknown }): boolean {
  const { failureType } = Object(details.error);
  return failureType !== 'subtestsFailed';
}

function reason(mark: string | boolean | undefined): string | undefined {
  if (mark === undefined || mark === false) return undefined;
  return typeof mark === 'string' && mark !== '' ? mark : 'no reason given';
}

/** Node counts for each file; the runner counts for all. */
function isTotal(event: TestEvent): boolean {
  return (
    event.type === 'test:diagnostic' &&
    event.data.nesting === 0 &&
    /^(tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) /.test(event.data.message)
  );
}
