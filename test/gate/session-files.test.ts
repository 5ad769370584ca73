// The file of each session beside the work: what stands in it, who may read it, that git does not see it, and that a
// hostile workspace cannot make the gate write or read elsewhere.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'; // prettier-ignore
import { join } from 'node:path';
import { test } from 'node:test';
import { decodePromptFile, isSessionId, listPromptFiles, readPromptFile, savePromptFile, statePlace, workspacePlace } from '../../src/gate/stores/promptFiles.ts'; // prettier-ignore
import { removePromptFiles, stalePromptFiles } from '../../src/gate/stores/retention.ts';
import { openWithin } from '../../src/gate/stores/within.ts';
import { makePlace } from '../support/place.ts';
import { startTestGate } from './support.ts';

const prompt = (text: string) => ({ hook_event_name: 'UserPromptSubmit', prompt: text });
const id = '01234567-89ab-4cde-8f01-23456789abcd';
const file = { sessionId: id, prompts: ['a'] };
const posix = { skip: process.platform === 'win32' };

test('a session has one file, with its id, its prompts and nothing else', async (t) => {
  const { session, place } = await startTestGate(t);
  const { id, post } = await session();
  const name = `ws/.portcullis/sessions/${id}.json`;
  assert.deepEqual(JSON.parse(place.read(name)), { sessionId: id, prompts: [] });
  await post(prompt('first'));
  await post(prompt('second'));
  assert.deepEqual(JSON.parse(place.read(name)), { sessionId: id, prompts: ['first', 'second'] });
  assert.equal(place.exists('state/session-files'), false);
});

test('no secret and nothing that says who the person is stands in it', async (t) => {
  const { session, place } = await startTestGate(t);
  const { id, post } = await session();
  await post(prompt(`use ghp_${'aB3dE5gH7j'.repeat(4)} in ${place.home}/x, mail a@example.com`));
  const [said] = readPromptFile(workspacePlace(place.workspace), id)?.prompts ?? [];
  assert.equal(said, 'use [redacted] in ~/x, mail [e-mail]');
});

test('a prompt that was refused is not in it', async (t) => {
  const { session, place } = await startTestGate(t);
  const { id, post } = await session();
  await post(prompt('wait'));
  assert.deepEqual(readPromptFile(workspacePlace(place.workspace), id)?.prompts, []);
});

test('its folder is private and git sees nothing of it; the ignore file of the project stays', posix, async (t) => {
  const place = makePlace(t);
  const git = (...args: readonly string[]): string => execFileSync('git', ['-C', place.workspace, ...args], { encoding: 'utf8', env: { PATH: process.env['PATH'], HOME: place.home } }); // prettier-ignore
  git('init', '-q');
  place.write('ws/.gitignore', 'node_modules\n');
  const { session } = await startTestGate(t, {}, { place });
  const { id } = await session();
  assert.equal(place.read('ws/.gitignore'), 'node_modules\n');
  assert.equal(place.read('ws/.portcullis/sessions/.gitignore'), '*\n');
  assert.equal(git('status', '--porcelain', '--untracked-files=all'), '?? .gitignore\n');
  const mode = (name: string): string => (statSync(place.path(name)).mode & 0o777).toString(8);
  assert.equal(mode('ws/.portcullis/sessions'), '700');
  assert.equal(mode(`ws/.portcullis/sessions/${id}.json`), '600');
}); // prettier-ignore

test('an ignore file that says less is replaced, a folder that others may read is closed', posix, (t) => {
  const place = makePlace(t);
  place.write('ws/.portcullis/sessions/.gitignore', '!*.json\n');
  chmodSync(place.path('ws', '.portcullis', 'sessions'), 0o755);
  savePromptFile(workspacePlace(place.workspace), file);
  assert.equal(place.read('ws/.portcullis/sessions/.gitignore'), '*\n');
  assert.equal(statSync(place.path('ws', '.portcullis', 'sessions')).mode & 0o777, 0o700);
});

test('without a workspace folder it lies in the folder of state', async (t) => {
  const { session, place } = await startTestGate(t, {}, { workspace: () => ({ roots: [], trusted: true }) });
  const { id } = await session();
  assert.ok(place.exists(`state/session-files/${id}.json`));
  assert.ok(!place.exists('ws/.portcullis'));
});

for (const link of ['.portcullis', '.portcullis/sessions'])
  test(`where ${link} is a link, nothing is written behind it: the file lies in the folder of state`, posix, async (t) => {
    const place = makePlace(t);
    mkdirSync(place.path('elsewhere'));
    if (link.includes('/')) mkdirSync(place.path('ws', '.portcullis'));
    symlinkSync(place.path('elsewhere'), place.path('ws', link));
    const { session, log } = await startTestGate(t, {}, { place });
    const { id, post } = await session();
    await post(prompt('x'));
    assert.deepEqual(readdirSync(place.path('elsewhere')), []);
    assert.deepEqual(JSON.parse(place.read(`state/session-files/${id}.json`)).prompts, ['x']);
    assert.ok(log.some((line) => line.includes('link')), log.join('\n'));
  }); // prettier-ignore

test('a link in the place of the file, or of the ignore file, is replaced and not followed', posix, (t) => {
  const place = makePlace(t);
  const folder = place.path('ws', '.portcullis', 'sessions');
  mkdirSync(folder, { recursive: true });
  const outside = place.write('outside', 'keep');
  symlinkSync(outside, join(folder, `${id}.json`));
  symlinkSync(outside, join(folder, '.gitignore'));
  assert.equal(readPromptFile(workspacePlace(place.workspace), id), undefined, 'and not read');
  savePromptFile(workspacePlace(place.workspace), file);
  assert.equal(place.read('outside'), 'keep');
  assert.deepEqual(readPromptFile(workspacePlace(place.workspace), id), file);
});

test('a folder that is swapped for a link while it is open leads nowhere else', { skip: process.platform !== 'linux' }, (t) => {
  const place = makePlace(t);
  mkdirSync(place.path('elsewhere'));
  const open = openWithin(workspacePlace(place.workspace), true);
  renameSync(place.path('ws', '.portcullis', 'sessions'), place.path('ws', 'moved'));
  symlinkSync(place.path('elsewhere'), place.path('ws', '.portcullis', 'sessions'));
  writeFileSync(join(open?.path ?? '', 'x'), '');
  open?.close();
  assert.deepEqual([readdirSync(place.path('elsewhere')), existsSync(place.path('ws', 'moved', 'x'))], [[], true]);
}); // prettier-ignore

test('a folder that cannot be written is no reason to hold anything up', posix, async (t) => {
  const place = makePlace(t);
  place.write('ws/.portcullis', 'a file');
  const { session, mode } = await startTestGate(t, {}, { place });
  const { id, wants } = await session();
  mode('bypassPermissions');
  assert.equal(await wants({}), 'allow');
  assert.ok(place.exists(`state/session-files/${id}.json`));
});

for (const bad of [
  '',
  '..',
  '../x',
  `${id}/../x`,
  id.toUpperCase(),
  `${id}x`,
  'a'.repeat(36),
  `${id}\0`,
  `${id}.json`,
])
  test(`${JSON.stringify(bad)} is no id, and no path is made of it`, (t) => {
    const place = workspacePlace(makePlace(t).workspace);
    savePromptFile(place, file);
    assert.equal(isSessionId(bad), false);
    assert.throws(() => readPromptFile(place, bad), /no session/);
    assert.throws(() => savePromptFile(place, { ...file, sessionId: bad }), /no session/);
  });

const others: readonly unknown[] = [
  null,
  [],
  'x',
  {},
  { ...file, cwd: '/home/u' },
  { ...file, sessionId: 'x' },
  { ...file, prompts: 'a' },
  { ...file, prompts: ['a', 1] },
  { ...file, tokens: {} },
  { ...file, tokens: { input: 1, output: 1, cacheRead: 0, cacheWrite: -1 } },
  { ...file, tokens: { input: 1, output: 1, cacheRead: 0, cacheWrite: 0, user: 'x' } },
];
for (const other of others)
  test(`${JSON.stringify(other)} is no file of a session`, () =>
    assert.equal(decodePromptFile(other), undefined));

test('a file of another session, or with other content, is not taken for the one that was asked for', (t) => {
  const place = makePlace(t);
  const other = id.replace('0', '1');
  savePromptFile(workspacePlace(place.workspace), file);
  place.write(`ws/.portcullis/sessions/${other}.json`, JSON.stringify(file));
  assert.throws(() => readPromptFile(workspacePlace(place.workspace), other), /no file of that session/);
});

test('stale files are those older than the retention, of no session that runs; 0 keeps all', (t) => {
  const place = makePlace(t);
  const places = [workspacePlace(place.workspace), statePlace(place.path('state')), workspacePlace(place.path('nowhere'))]; // prettier-ignore
  mkdirSync(place.path('state'));
  const ids = [0, 1, 2, 3].map((n) => id.replace('0', String(n)));
  for (const [n, sessionId] of ids.entries())
    savePromptFile(places[n % 2] ?? statePlace(''), { sessionId, prompts: [] });
  const now = Date.now();
  for (const [n, path] of places.flatMap((one) => listPromptFiles(one)).entries()) utimesSync(path.path, 0, now / 1000 - (n + 1) * 86_400); // prettier-ignore
  place.write('ws/.portcullis/sessions/notes.json', '{}');
  utimesSync(place.path('ws', '.portcullis', 'sessions', 'notes.json'), 0, 0);
  const stale = (days: number, running: readonly string[] = []): number => stalePromptFiles(places, { days, now, running: new Set(running) }).length; // prettier-ignore
  assert.deepEqual(
    [stale(0), stale(5), stale(2.5), stale(0.5), stale(0.5, ids.slice(0, 3))],
    [0, 0, 2, 4, 1],
  );
  const { removed, problems } = removePromptFiles(
    stalePromptFiles(places, { days: 2.5, now, running: new Set() }),
  );
  assert.deepEqual([removed.length, problems, stale(0.5)], [2, [], 2]);
  assert.ok(place.exists('ws/.portcullis/sessions/notes.json'), 'what is no file of a session stays');
});

test('the gate removes stale files when it starts, and keeps what is younger', async (t) => {
  const place = makePlace(t);
  const other = id.replace('0', '1');
  for (const sessionId of [id, other]) savePromptFile(workspacePlace(place.workspace), { sessionId, prompts: [] });
  utimesSync(place.path('ws', '.portcullis', 'sessions', `${id}.json`), 0, Date.now() / 1000 - 40 * 86_400);
  await startTestGate(t, {}, { place });
  assert.deepEqual(listPromptFiles(workspacePlace(place.workspace)).map((one) => one.id), [other]);
  rmSync(place.path('ws', '.portcullis'), { recursive: true });
}); // prettier-ignore
