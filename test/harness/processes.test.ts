// What a test started ends with it, however it ends.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { after, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { makePlace } from '../support/place.ts';
import { areGone, descendantsOf, endGroup, listProcesses, waitForGone } from '../support/processes.ts';
import { root } from '../support/root.ts';
import { until } from '../support/until.ts';

const place = makePlace({ after });
const support = JSON.stringify(pathToFileURL(join(root, 'test', 'support', 'processes.ts')).href);

describe('a process group that ends with its test', { skip: process.platform === 'win32' }, () => {
  for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
    it(`is gone when the test ended by ${signal}, also what ignores being asked`, async (t) => {
      const { parent, leader } = await startParent(signal, 'process.stdin.resume();');
      t.after(() => endGroup(leader));
      const group = (await listProcesses()).filter((one) => one.group === leader).map(({ pid }) => pid);
      assert.equal(group.length, 2, 'the leader and what it started');
      process.kill(parent, signal);
      await waitForGone(group, 15_000);
    });
  }

  it('is gone when the test came to its end, which nothing holds up', async (t) => {
    const { leader, ended } = await startParent('end', '');
    t.after(() => endGroup(leader));
    assert.equal(await ended, 0);
    await waitForGone([leader], 15_000);
  });

  it('is left alone when that was taken back', async (t) => {
    const { leader, ended } = await startParent('back', `forget();`);
    t.after(() => endGroup(leader));
    assert.equal(await ended, 0);
    const watchers = (await listProcesses()).filter(({ command }) => command.endsWith(`watch ${leader}`));
    assert.deepEqual(watchers, []);
    assert.ok(!(await areGone([leader])));
  });
});

/** A process that starts a group, a shell and a child that ignores SIGTERM, and then does what `then` says. */
async function startParent(
  name: string,
  then: string,
): Promise<{ parent: number; leader: number; ended: Promise<number | null> }> {
  const pidFile = place.path(`${name}.pid`);
  const file = place.write(
    `${name}.mts`,
    `import { spawn } from 'node:child_process'; import { writeFileSync } from 'node:fs';
     import { endWithUs } from ${support};
     const group = spawn('/bin/sh', ['-c', "trap '' TERM; sleep 300 & wait; sleep 300"], { detached: true, stdio: 'ignore' });
     group.unref();
     const forget = endWithUs(group.pid);
     writeFileSync(${JSON.stringify(pidFile)}, String(group.pid));
     ${then}`,
  );
  const child = spawn(process.execPath, ['--import', 'tsx', file], {
    cwd: root,
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const leader = await until(() => place.exists(`${name}.pid`) && Number(place.read(`${name}.pid`)));
  await until(async () => (await descendantsOf(leader)).length > 0);
  return { parent: child.pid ?? 0, leader, ended };
}
