// The runner believes a test file only when it ended as it should.
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { makePlace } from '../support/place.ts';
import { areGone } from '../support/processes.ts';
import { runNodeFile, runTogether } from '../support/runner/node-file.ts';
import { lastLine, nothing, withoutSkips } from '../support/runner/outcome.ts';
import { until } from '../support/until.ts';

const place = makePlace({ after });
const head = `import { test, describe, it, before } from 'node:test';\n`;

describe('a test file that', () => {
  const fails = (what: string, text: string, why: RegExp) => {
    it(`${what} has failed`, async () => {
      const outcome = await run(what, text);
      assert.match(outcome.failures.join('\n'), why);
    });
  };

  fails('has a failing test', `test('falls', () => { throw new Error('x'); });`, /: falls$/);
  fails(
    'fails in a hook',
    `describe('g', () => { before(() => { throw new Error('x'); }); it('never', () => {}); });`,
    /: never/,
  );
  fails(
    'exits with 0 in the middle',
    `test('ends', () => process.exit(0)); test('later', () => {});`,
    /ended \(0\) before/,
  );
  fails('is killed', `test('dies', () => process.kill(process.pid, 'SIGKILL'));`, /by a signal/);
  fails('cannot be read', `test('open', (`, /ended \(1\) before/);
  fails('has no test', `console.log('nothing');`, /ended \(0\) before/);
  fails(
    'hangs in a test',
    `test('waits', () => new Promise((r) => setTimeout(r, 60_000)));`,
    /nothing happened .*“waits”/,
  );
  fails('spins in a test', `test('spins', () => { for (;;); });`, /nothing happened/);
  fails(
    'never ends',
    `import { createServer } from 'node:http'; test('good', () => { createServer().listen(0, '127.0.0.1'); });`,
    /nothing happened .* after the last test/,
  );
  fails(
    'throws after its tests',
    `test('good', () => { setTimeout(() => { throw new Error('late'); }, 300); });`,
    /though no test failed/,
  );
});

it('a test file that passes is counted', async () => {
  const outcome = await run(
    'passes',
    `test('a', () => {}); describe('g', () => { it('b', () => {}); it('c', { skip: 'not here' }, () => {}); });`,
  );
  assert.deepEqual([outcome.passed, outcome.failures, outcome.skips.length], [2, [], 1]);
  assert.match(outcome.skips.join(''), /c: not here$/);
});

it('files that share a process are counted together, and one that ends it fails them', async () => {
  const write = (name: string, text: string) => place.write(`${name}.test.mts`, head + text);
  const [one, two, bad] = [
    write('one', `test('a', () => {});`),
    write('two', `test('b', () => { throw new Error('x'); });`),
    write('bad', `test('ends', () => process.exit(0));`),
  ];
  const outcome = await runTogether('both', [one, two], { testSeconds: 3 });
  assert.deepEqual([outcome.passed, outcome.failures], [1, ['both: b']]);
  const ended = await runTogether('all', [one, bad], { testSeconds: 3 });
  assert.match(ended.failures.join('\n'), /ended \(0\) before/);
});

it('what a test file leaves running is ended, and told', { skip: process.platform !== 'linux' }, async () => {
  const pidFile = place.path('left.pid');
  const outcome = await run(
    'leaves',
    `import { spawn } from 'node:child_process'; import { writeFileSync } from 'node:fs';
     test('good', () => {
       const child = spawn('sleep', ['300'], { detached: true, stdio: 'ignore' });
       child.unref();
       writeFileSync(${JSON.stringify(pidFile)}, String(child.pid));
     });`,
  );
  assert.deepEqual(outcome.failures, []);
  assert.match(outcome.notes.join(''), /left running, now ended: \d+ sleep 300/);
  await until(() => areGone([Number(place.read('left.pid'))]));
});

it('a skip that must not be is a failure, and the last line counts', () => {
  const outcome = { ...nothing, passed: 2, skips: ['claude: no network'] };
  assert.equal(lastLine(outcome), '2 passed, 0 failed, 1 skipped');
  assert.equal(lastLine(withoutSkips(outcome)), '2 passed, 1 failed');
});

function run(name: string, text: string): ReturnType<typeof runNodeFile> {
  const file = place.write(`${name.replaceAll(' ', '-')}.test.mts`, head + text);
  return runNodeFile(file, { testSeconds: 3 });
}
