// `run` tells of identity files that are not as the person accepted them, and accepts them on demand.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { followIdentity } from '../../src/cli/identity.ts';
import { startTestGate } from '../gate/support.ts';
import { makePlace } from '../support/place.ts';

test('a change is printed with its lines, and accepted with --accept-identity', async (t) => {
  const place = makePlace(t);
  const file = place.write('ws/AGENTS.md', 'one\ntwo\n');
  const told = async (accept: boolean): Promise<string> => {
    const { gate } = await startTestGate(t, {}, { place });
    const lines: string[] = [];
    const terminal = { env: {}, cwd: place.dir, colors: false, columns: 80, input: process.stdin };
    followIdentity(gate, accept, {
      ...terminal,
      out: async () => {},
      error: (line) => void lines.push(line),
    });
    return lines.join('\n');
  };
  assert.equal(await told(false), '');
  writeFileSync(file, 'one\nEVIL\u001B[2J\n');
  const first = await told(false);
  assert.match(first, /AGENTS\.md.*not as you accepted it \(line 2\).*--accept-identity/);
  assert.match(first, /^ {2}- two\n {2}\+ EVIL⟨U\+001B⟩\[2J$/m);
  assert.match(await told(true), /AGENTS\.md is accepted/);
  assert.equal(await told(false), '');
});
