// A command line with a terminal in memory, and a folder of state of its own.
import { Readable } from 'node:stream';
import type { TestContext } from 'node:test';
import type { Command, Terminal } from '../../src/cli/terminal.ts';
import { makePlace, type Place } from '../support/place.ts';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly errors: string;
}

/** Runs a command in the workspace of the place. */
export async function runCommand(
  place: Place,
  command: Command,
  args: readonly string[],
  input = '',
  overrides: Partial<Terminal> = {},
): Promise<Ran> {
  let [out, errors] = ['', ''];
  const code = await command(args, {
    env: { PORTCULLIS_STATE_DIR: place.path('state') },
    cwd: place.workspace,
    colors: false,
    columns: 100,
    input: Readable.from([input]),
    out: (text) => Promise.resolve(void (out += text)),
    error: (text) => void (errors += `${text}\n`),
    ...overrides,
  });
  return { code, out, errors };
}

export function commandLine(t: Pick<TestContext, 'after'>): {
  readonly place: Place;
  readonly run: (
    command: Command,
    args: readonly string[],
    input?: string,
    overrides?: Partial<Terminal>,
  ) => Promise<Ran>;
} {
  const place = makePlace(t);
  return { place, run: (...args) => runCommand(place, ...args) };
}
