// A server with a connection token, as a person's browser gets it.
import assert from 'node:assert/strict';
import { statSync, writeFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { makePlace } from '../support/place.ts';
import { areGone, listProcesses } from '../support/processes.ts';
import { orSkip } from '../support/unavailable.ts';
import { vscodeServer } from '../support/vscode/install.ts';
import { settingsFile, startServer } from '../support/vscode/server.ts';

test('a server with a token opens to nobody without it, and keeps a folder that it was given', async (t) => {
  if (!(await orSkip(t, vscodeServer()))) return;
  const place = makePlace({ after });
  const dir = place.path('server');
  const connectionToken = 'token-of-this-test';
  const server = await startServer({ dir, connectionToken, settings: { 'editor.fontSize': 20 } });
  t.after(server.stop);
  const status = async (address: string) => (await fetch(address, { redirect: 'manual' })).status;
  assert.equal(await status(`${server.url}/?folder=${place.workspace}`), 403);
  assert.equal(await status(`${server.url}/?folder=${place.workspace}&tkn=wrong`), 403);
  assert.equal(await status(server.address(place.workspace)), 302);

  const shown = (await listProcesses()).filter(({ command }) => command.includes(connectionToken));
  assert.deepEqual(shown, [], 'nobody sees the token among the arguments');
  assert.equal(statSync(place.path('server', 'connection-token')).mode & 0o777, 0o600);

  await server.stop();
  assert.ok(await areGone([server.pid]));
  const settings = settingsFile(dir);
  assert.match(place.read('server/data/User/settings.json'), /"editor.fontSize": 20/);
  writeFileSync(settings, '{ "editor.fontSize": 7 }');
  const again = await startServer({ dir, settings: { 'editor.fontSize': 20 } });
  await again.stop();
  assert.match(place.read('server/data/User/settings.json'), /7/, 'what the person set stays');
});
