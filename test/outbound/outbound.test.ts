// The product opens no outbound connection: what the kernel is asked while the real programs run.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { outside, reached, tracing, type Reached } from '../support/connects.ts';
import { makePlace, type Place } from '../support/place.ts';
import { root } from '../support/root.ts';

const cli = join(root, 'dist', 'cli.js');

test('an attempt to reach another machine is seen, also one that fails and that of a child', async (t) => {
  const script = `require('net').connect(9, '192.0.2.1').on('error', () => {});
    require('dgram').createSocket('udp4').send('x', 53, '192.0.2.53', () => process.exit(0));`;
  const inner = `require('child_process').spawnSync(process.execPath, ['-e', ${JSON.stringify(script)}], { timeout: 3000 })`;
  const seen = outside(await traced(makePlace(t), [process.execPath, '-e', inner]));
  assert.ok(seen.some(({ call, address }) => call === 'connect' && address === '192.0.2.1'), JSON.stringify(seen));
  assert.ok(seen.some(({ address, port }) => address === '192.0.2.53' && port === 53), JSON.stringify(seen));
}); // prettier-ignore

test('a gated agent from launch to end: the gate listens on this machine, and only its agent connects to it', async (t) => {
  const place = makePlace(t);
  place.write('ws/README.md', '# Here\n\nTODO: nothing\n');
  const all = await traced(place, [process.execPath, cli, 'run', 'demo', '--ask', 'deny', '--cwd', place.workspace]);
  assert.deepEqual(outside(all), []);
  const [bound] = all.filter(({ call }) => call === 'bind');
  assert.deepEqual([bound?.address, bound?.port], ['127.0.0.1', 0], 'a port that the system chooses');
  const ports = new Set(all.filter(({ call }) => call === 'connect').map(({ port }) => port));
  assert.equal(ports.size, 1, 'the hook reached one port, that of the gate');
  assert.ok(existsSync(place.path('state', 'journal')), 'the gate was really there');
}); // prettier-ignore

for (const words of [
  ['check', '--', 'git status && curl https://example.com'],
  ['doctor'],
  ['stop'],
  ['release', '--yes'],
  ['journal', 'verify'],
  ['journal', 'export'],
])
  test(`${words.join(' ')} connects to nothing at all`, async (t: TestContext) => {
    const all = await traced(makePlace(t), [process.execPath, cli, ...words]);
    assert.deepEqual(all, []);
  });

/** Runs the program with a home and a state of its own; whatever it ends with. */
async function traced(place: Place, program: readonly string[]): Promise<readonly Reached[]> {
  const notes = place.path('trace');
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: place.home,
    PORTCULLIS_STATE_DIR: place.path('state'),
    PORTCULLIS_DEMO_PACE: '0',
  };
  await new Promise<void>((resolve) => {
    execFile('strace', [...tracing(notes, program)], { env, cwd: place.workspace, timeout: 100_000 }, () =>
      resolve(),
    );
  });
  return reached(notes);
}
