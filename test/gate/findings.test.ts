// What a workspace brings along is found before the launch, however it is laid out; and launches that must not be.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { test } from 'node:test';
import { claude } from '../../src/agents/claude/claude.ts';
import type { LaunchFinding } from '../../src/gate/api.ts';
import { HumanError } from '../../src/gate/humanError.ts';
import { scanFindings } from '../../src/gate/launch/findings.ts';
import { makePlace, type Place } from '../support/place.ts';
import { until } from '../support/until.ts';
import { startTestGate } from './support.ts';

const hooks = '---\nname: x\nhooks:\n  Stop: []\n---\ntext\n';
const servers = '{"mcpServers":{"x":{"command":"x"}}}';
const posix = { skip: process.platform === 'win32' };

/** Names of files → their texts; each layout must be told of, and be accepted before a launch. */
const layouts: readonly (readonly [what: string, lay: (place: Place) => unknown])[] = [
  ['hooks in the settings', ({ write }) => write('ws/.claude/settings.json', '{"hooks":{"Stop":[]}}')],
  ['settings that are no JSON', ({ write }) => write('ws/.claude/settings.local.json', '// x\n{')],
  ['settings too large to read', ({ write }) => write('ws/.claude/settings.json', ' '.repeat(2_000_000))],
  ['plugins', ({ write }) => write('ws/.claude/settings.json', '{"enabledPlugins":{"x@y":true}}')],
  ['a program for file names', ({ write }) => write('ws/.claude/settings.json', '{"fileSuggestion":{"command":"x"}}')],
  ['a skill with hooks', ({ write }) => write('ws/.claude/skills/x/SKILL.md', hooks)],
  ['a skill with quoted hooks', ({ write }) => write('ws/.claude/skills/x/SKILL.md', hooks.replace('hooks', '"hooks"'))],
  ['a skill with escaped hooks', ({ write }) => write('ws/.claude/skills/x/SKILL.md', hooks.replace('hooks', '"\\x68ooks"'))],
  ['a skill with hooks in braces', ({ write }) => write('ws/.claude/skills/x/SKILL.md', '---\n{name: x, hooks: {Stop: []}}\n---\n')],
  ['a skill with hooks after a byte order mark', ({ write }) => write('ws/.claude/skills/x/SKILL.md', `\uFEFF${hooks}`)],
  ['a skill too large to read', ({ write }) => write('ws/.claude/skills/x/SKILL.md', hooks + ' '.repeat(2_000_000))],
  ['an agent with servers', ({ write }) => write('ws/.claude/agents/x.md', hooks.replace('hooks', 'mcpServers'))],
  ['a plugin among the skills', ({ write }) => write('ws/.claude/skills/x/.claude-plugin/plugin.json', '{}')],
  ['servers', ({ write }) => write('ws/.mcp.json', servers)],
  ['servers above the workspace', ({ write }) => write('.mcp.json', servers)],
  ['more files than can be looked through', ({ write }) => {
    for (let n = 0; n < 2_001; n += 1) write(`ws/.claude/commands/${n}.md`, '');
  }],
]; // prettier-ignore

const findingsOf = async ({ workspace, home }: Place): Promise<readonly LaunchFinding[]> =>
  scanFindings('claude', workspace, home);

for (const [what, lay] of layouts)
  test(`found: ${what}`, async (t) => {
    const place = makePlace(t);
    assert.deepEqual(await findingsOf(place), []);
    lay(place);
    assert.ok((await findingsOf(place)).some(({ severity }) => severity === 'ask'));
  });

test('what was accepted of a plugin is asked about again when any file of it changes', async (t) => {
  const place = makePlace(t);
  const ids = async () => (await findingsOf(place)).map(({ id }) => id);
  place.write('ws/.claude/skills/x/.claude-plugin/plugin.json', '{}');
  place.write('ws/.claude/skills/x/run.sh', 'ls');
  place.write('ws/.claude/skills/other/notes.txt', 'a');
  const before = await ids();
  assert.equal(before.length, 1);
  place.write('ws/.claude/skills/other/notes.txt', 'b');
  assert.deepEqual(await ids(), before);
  place.write('ws/.claude/skills/x/run.sh', 'rm x');
  assert.notDeepEqual(await ids(), before);
});

test('found: a skill behind a link to a folder, and in a loop of links', posix, async (t) => {
  const place = makePlace(t);
  place.write('elsewhere/SKILL.md', hooks);
  mkdirSync(place.path('ws/.claude/skills'), { recursive: true });
  symlinkSync(place.path('elsewhere'), place.path('ws/.claude/skills/x'));
  assert.equal((await findingsOf(place)).length, 1);
  symlinkSync('..', place.path('ws/.claude/skills/loop'));
  assert.ok((await findingsOf(place)).length > 0);
});

test('found: settings above a folder that a link leads to', posix, async (t) => {
  const place = makePlace(t);
  place.write('project/.git/HEAD', '');
  place.write('project/.claude/settings.json', '{"hooks":{"Stop":[]}}');
  mkdirSync(place.path('project/sub'));
  symlinkSync(place.path('project/sub'), place.path('link'));
  assert.equal((await scanFindings('claude', place.path('link'), place.home)).length, 1);
});

test('found: settings below a home that is itself a git repository', async (t) => {
  const place = makePlace(t);
  place.write('home/.git/HEAD', '');
  place.write('home/project/.claude/settings.json', '{"hooks":{"Stop":[]}}');
  mkdirSync(place.path('home/project/sub'));
  assert.equal((await scanFindings('claude', place.path('home/project/sub'), place.home)).length, 1);
});

test('a pipe in place of a settings file holds nothing up', posix, async (t) => {
  const place = makePlace(t);
  mkdirSync(place.path('ws/.claude'));
  execFileSync('mkfifo', [place.path('ws/.claude/settings.json')]);
  assert.equal((await findingsOf(place)).length, 1);
});

test('what cannot be read is another finding when it changes', async (t) => {
  const place = makePlace(t);
  place.write('ws/.claude/settings.json', '{');
  const [before] = await findingsOf(place);
  place.write('ws/.claude/settings.json', '{"hooks":');
  const [after] = await findingsOf(place);
  assert.notEqual(before?.id, after?.id);
});

test('a stop that comes while a launch is prepared refuses it', posix, async (t) => {
  const { gate, place } = await startTestGate(t, { agents: { claude } });
  const program = place.write('claude', '#!/bin/sh\nsleep 0.4\necho "2.1.329 (Claude Code)"\n', 0o755);
  const env = { PATH: process.env['PATH'] };
  const launch = gate.launch({ agent: 'claude', program, args: [], profile: 'guarded', cwd: place.workspace, env });
  const refused = assert.rejects(launch, HumanError);
  await gate.stop.engage('the test');
  await refused;
}); // prettier-ignore

test('an agent whose process starts after the stop is ended', posix, async (t) => {
  const { gate, session, place } = await startTestGate(t);
  const { launch } = await session('demo');
  await gate.stop.engage('the test');
  const child = spawn('/bin/sleep', ['300'], { cwd: place.workspace, env: launch.env, stdio: 'ignore' });
  t.after(() => child.kill('SIGKILL'));
  const gone = new Promise((resolve) => child.once('exit', resolve));
  launch.started(child.pid ?? 0);
  await gone;
});

test('the stop finds the processes of a session whose file is gone', posix, async (t) => {
  const { gate, session, place } = await startTestGate(t);
  const { launch, id } = await session('demo');
  const child = spawn('/bin/sleep', ['300'], { cwd: place.workspace, env: launch.env, stdio: 'ignore' });
  t.after(() => child.kill('SIGKILL'));
  launch.started(child.pid ?? 0);
  await until(() => place.exists(`state/sessions/${id}.json`), { every: 5 });
  rmSync(place.path(`state/sessions/${id}.json`));
  const report = await gate.stop.engage('the test');
  assert.ok(report.found >= 1, `found ${report.found}`);
});
