// The demo agent, run by the bundled program in a place of its own.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { readEntries } from '../support/journal/entries.ts';
import { npmHere } from '../support/npmHere.ts';
import { makePlace } from '../support/place.ts';
import { root } from '../support/root.ts';

const bundle = join(root, 'dist', 'cli.js');

/** For tests that need the bundled program. */
export const notBuilt = { skip: !existsSync(bundle) && 'not built' };

/** The demo agent behind the bundled program; its decisions as `tool subject: behavior layer`, and what was told. */
export async function demo(
  t: TestContext,
  settings: object,
  args: readonly string[],
  more: Readonly<Record<string, string>> = {},
) {
  const place = makePlace(t);
  const file = place.write('settings.json', JSON.stringify(settings));
  place.write('ws/README.md', '# Demo\n');
  const env = {
    PATH: process.env['PATH'],
    HOME: place.home,
    PORTCULLIS_STATE_DIR: place.path('state'),
    PORTCULLIS_DEMO_PACE: '0',
    ...npmHere,
    ...more,
  };
  const errors = await new Promise<string>((resolve) => {
    const words = [bundle, 'run', 'demo', '--settings', file, ...args];
    execFile(process.execPath, words, { cwd: place.workspace, env }, (_error, _out, text) => resolve(text));
  });
  const journal = place.path('state', 'journal');
  const entries = existsSync(journal) ? readEntries(journal) : [];
  const decided = entries.filter(({ event }) => event === 'decision');
  const of = (subject: string): string =>
    decided
      .filter((one) => String(one['subject']).includes(subject))
      .map((one) => `${String(one['behavior'])} ${String(one['layer'])}`)
      .join();
  return { place, entries, errors, of };
}
