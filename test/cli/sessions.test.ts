// `portcullis sessions`: the demo agent runs behind the bundled program, and then its records are looked at.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { test, type TestContext } from 'node:test';
import { sessions } from '../../src/cli/sessions.ts';
import { HumanError } from '../../src/gate/humanError.ts';
import { savePromptFile, workspacePlace } from '../../src/gate/stores/promptFiles.ts';
import { root } from '../support/root.ts';
import { commandLine } from './support.ts';

const bundle = `${root}/dist/cli.js`;
const built = { skip: !existsSync(bundle) && 'not built' };
const old = '01234567-89ab-4cde-8f01-23456789abcd';

function demoRan(t: TestContext, ...args: readonly string[]) {
  const line = commandLine(t);
  const { place } = line;
  place.write('ws/README.md', 'TODO');
  const out = execFileSync(process.execPath, [bundle, 'run', 'demo', ...args], {
    encoding: 'utf8',
    cwd: place.workspace,
    env: { PATH: process.env['PATH'], HOME: place.home, PORTCULLIS_STATE_DIR: place.path('state'), PORTCULLIS_DEMO_PACE: '0' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return { ...line, out };
} // prettier-ignore

test('a run is listed, shown with its denials and messages, and reported in Markdown', built, async (t) => {
  const { place, run } = demoRan(t);
  const { out: lines } = await run(sessions, ['list', '--json']);
  const { id, trigger, result, counts, turns } = JSON.parse(lines);
  assert.deepEqual([trigger, result, counts.calls, turns], ['commandLine', 'success', 10, 1]);
  assert.match((await run(sessions, ['list'])).out, new RegExp(`^${id.slice(0, 8)} .*Demo Agent .*10 calls, ${counts.denied} denied  ended well, exit code 0`, 'u')); // prettier-ignore
  const shown = await run(sessions, ['show', id.slice(0, 6)]);
  assert.match(shown.out, /Started by +the command line/u);
  assert.match(shown.out, /prompt: Tidy up this project/u);
  assert.match(shown.out, /reply: \d+ steps ran/u);
  assert.match(shown.out, new RegExp(`Denials \\(${counts.denied}\\)`, 'u'));
  assert.match(shown.out, /floor .*turn 1\n +terminal rm -rf ~\n +\S.{20}/u);
  const { prompts, denials } = JSON.parse((await run(sessions, ['show', id, '--json'])).out);
  assert.deepEqual([prompts, denials.length], [['Tidy up this project, then publish it.'], counts.denied]);
  const report = await run(sessions, ['report', id]);
  assert.match(report.out, /^# Session report\n/u);
  assert.match(report.out, /- State: ended well, exit code 0/u);
  assert.match(report.out, /\| 1 \| .* \| rm -rf/u);
  assert.equal((await run(sessions, ['report', id, '--out', 'r.md'])).code, 0);
  assert.equal(place.read('ws/r.md'), report.out);
  if (process.platform !== 'win32') assert.equal(statSync(place.path('ws', 'r.md')).mode & 0o777, 0o600);
});

test('run --record passes the output on and keeps it as asciicast', built, async (t) => {
  const { out, run } = demoRan(t, '--record');
  assert.match(out, /DEMO AGENT[\s\S]*steps ran/u);
  const { recordings } = JSON.parse((await run(sessions, ['show', JSON.parse((await run(sessions, ['list', '--json'])).out).id, '--json'])).out); // prettier-ignore
  const [head, ...events] = readFileSync(recordings[0], 'utf8')
    .trim()
    .split('\n')
    .map((one) => JSON.parse(one));
  assert.equal(head.version, 2);
  assert.equal(events.map(([, , text]) => text).join(''), out);
});

test('stale files are listed before they are removed; a dry run removes nothing', async (t) => {
  const { place, run } = commandLine(t);
  mkdirSync(place.path('state'));
  for (const sessionId of [old, old.replace('0', '1')]) savePromptFile(workspacePlace(place.workspace), { sessionId, prompts: [] }); // prettier-ignore
  const file = place.path('ws', '.portcullis', 'sessions', `${old}.json`);
  utimesSync(file, 0, Date.now() / 1000 - 40 * 86_400);
  const dry = await run(sessions, ['prune', '--dry-run']);
  assert.match(dry.out, new RegExp(`^\\d{4}-\\d\\d-\\d\\d {2}${file}\\n$`, 'u'));
  assert.ok(existsSync(file));
  assert.match(
    (await run(sessions, ['prune', '--days', '60'])).errors,
    /No session file is older than 60 days/u,
  );
  const pruned = await run(sessions, ['prune']);
  assert.deepEqual([pruned.out, pruned.code], [dry.out, 0]);
  assert.match(pruned.errors, /1 of 1 session files removed/u);
  assert.deepEqual([existsSync(file), existsSync(file.replace('/0', '/1'))], [false, true]);
});

test('a retention of 0 days in the settings keeps everything', async (t) => {
  const { place, run } = commandLine(t);
  mkdirSync(place.path('state'));
  const settings = place.write('settings.json', '{ "portcullis.sessions.retentionDays": 0 }');
  assert.match((await run(sessions, ['prune', '--settings', settings])).errors, /kept for ever/u);
});

test('without any session there is nothing to list, and a session that is not there is told', async (t) => {
  const { run } = commandLine(t);
  assert.match((await run(sessions, [])).errors, /No session has run yet/u);
  await assert.rejects(run(sessions, ['show', 'abc']), HumanError);
  await assert.rejects(run(sessions, ['show']), /which session/u);
  await assert.rejects(run(sessions, ['bake']), /list, show, report or prune/u);
  await assert.rejects(run(sessions, ['prune', '--days', '0']), /whole number/u);
});
