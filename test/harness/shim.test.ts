// Host tests that die in any way must fail the run: an extension host that ends early closes its window as if all
// were well.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { makePlace } from '../support/place.ts';
import { runnersMark } from '../support/processes.ts';
import { orSkip } from '../support/unavailable.ts';
import { runHostTests } from '../support/vscode/host.ts';
import { vscodeServer } from '../support/vscode/install.ts';
import { writeExtension } from './throwaway.ts';

const shim = fileURLToPath(new URL('../support/vscode/shim.mjs', import.meta.url));
const place = makePlace({ after });
const extension = writeExtension(place);

/** What the tests' module is (none where it is missing), and how one sees that it was this that failed. */
const dying: readonly (readonly [what: string, module: string | undefined, shown: RegExp])[] = [
  [
    'is killed',
    "exports.run = () => { process.kill(process.pid, 'SIGKILL'); return new Promise(() => {}); };",
    /ended before the tests reported/,
  ],
  ['exits with 0', 'exports.run = async () => process.exit(0);', /ended before the tests reported/],
  ['throws', "exports.run = async () => { throw new Error('on purpose'); };", /Error: on purpose/],
  ['ends without a report', 'exports.run = async () => {};', /ended before the tests reported/],
  ['is missing', undefined, /Cannot find module/],
  [
    'reports that no test ran',
    `exports.run = async () => require('fs').writeFileSync(process.env.PORTCULLIS_HOST_RESULT,
      JSON.stringify({ passed: 0, failed: 0, skipped: 0, failures: [] }));`,
    /no test ran/,
  ],
];

describe('a suite in the extension host that', () => {
  for (const [what, module, shown] of dying)
    it(`${what} fails the run`, async (t) => {
      if (!(await orSkip(t, vscodeServer()))) return;
      const name = `${what.replaceAll(' ', '-')}.cjs`;
      if (module !== undefined) place.write(name, module);
      const { code, output } = await runShim(place.path(name));
      assert.equal(code, 1);
      assert.match(output, shown);
    });
});

describe('a suite in the extension host', () => {
  const write = (name: string, body: string) =>
    place.write(
      `tests/${name}/one.test.ts`,
      `import * as vscode from 'vscode';
       suite('throwaway', () => {
         test('is active', () => vscode.extensions.getExtension('portcullis-test.throwaway')!.activate());
         ${body}
       });`,
    );
  const run = (name: string, file: string) =>
    runHostTests({ tests: [file], base: place.path('tests', name), out: place.path('out', name), extension });

  it('that passes is counted', async (t) => {
    if (!(await orSkip(t, vscodeServer()))) return;
    const result = await run('good', write('good', "test.skip('later', () => undefined);"));
    assert.deepEqual(result, { passed: 1, failed: 0, skipped: 1, failures: [] });
  });

  it('that fails is counted, by the names of its failures and what went wrong', async (t) => {
    if (!(await orSkip(t, vscodeServer()))) return;
    const result = await run('bad', write('bad', "test('falls', () => { throw new Error('on purpose'); });"));
    assert.deepEqual(result, {
      passed: 1,
      failed: 1,
      skipped: 0,
      failures: ['throwaway falls: Error: on purpose'],
    });
  });
});

function runShim(tests: string): Promise<{ code: unknown; output: string }> {
  const args = [place.workspace, `--extensionDevelopmentPath=${extension}`, `--extensionTestsPath=${tests}`];
  const env = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    TMPDIR: process.env.TMPDIR,
    ...runnersMark(),
  };
  return new Promise((resolve) => {
    const cache = process.env.PORTCULLIS_TEST_CACHE;
    execFile(
      shim,
      args,
      { env: { ...env, ...(cache && { PORTCULLIS_TEST_CACHE: cache }) } },
      (error, stdout, stderr) => resolve({ code: error ? error.code : 0, output: stdout + stderr }),
    );
  });
}
