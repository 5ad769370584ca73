// Recordings of real terminals, under the real `script`: what is in them, and that the agent under it is started, sized,
// signalled and ended as without.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { test, type TestContext } from 'node:test';
import type { Launch, LaunchRequest } from '../../src/gate/api.ts';
import { systemProcesses } from '../../src/gate/processes/system.ts';
import { recordedLaunch } from '../../src/gate/recorder/recordedLaunch.ts';
import { openRecording, recordingFiles, recordingsFolder } from '../../src/gate/recorder/recordings.ts';
import { scriptKind, throughScript } from '../../src/gate/recorder/throughScript.ts';
import { redactorFor } from '../../src/policy/knownSecrets.ts';
import { decodeSettings } from '../../src/protocol/settings.ts';
import { makePlace } from '../support/place.ts';
import { openTerminal } from '../support/terminal.ts';
import { until } from '../support/until.ts';
import { silentLog, startTestGate } from './support.ts';

const linux = {
  skip:
    (process.platform !== 'linux' || !existsSync('/usr/bin/script')) && 'there is no script of util-linux',
};
const token = `ghp_${'aB3dE5gH7j'.repeat(4)}`;
const settings = (recordings: boolean) => () => decodeSettings([{ scope: 'user', values: { recordings } }]);

/** A program of the shell as the agent, behind a gate that records. */
async function launched(t: TestContext, code: string, more: Partial<LaunchRequest> = {}, recordings = true) {
  const started = await startTestGate(t, {}, { settings: settings(recordings) });
  const launch = await started.gate.launch({ agent: 'demo', program: '/bin/sh', args: ['-c', code, 'x', 'a  b', '"$(id)"'], profile: 'guarded', cwd: started.place.workspace, env: { PATH: process.env['PATH'] }, ...more }); // prettier-ignore
  return { ...started, launch };
}

async function toEnd({ file, args, env, ...launch }: Launch, cwd: string): Promise<number | null> {
  const child = spawn(file, [...args], { cwd, env: { ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  launch.started(child.pid ?? 0);
  const code = await new Promise<number | null>((resolve) => void child.once('close', resolve));
  launch.ended(code ?? undefined);
  return code;
}

/** The head, and all output in one text. */
function read(files: readonly string[]): { readonly heads: readonly Record<string, unknown>[]; readonly text: string } {
  const parts = files.map((file) => readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line)));
  return { heads: parts.map(([head]) => head), text: parts.flatMap(([, ...events]) => events.map(([, , text]) => text)).join('') };
} // prettier-ignore

test('a recorded session has its output from the first byte, its arguments, its environment and its exit code', linux, async (t) => {
  const { launch, stateDir, place, gate } = await launched(t, `printf 'first %s %s\\n' "$@"; env | grep -c '^PORTCULLIS_\\(ARG\\|SHELL\\)'; printf '\\033[31mkey ${token}\\033[0m\\n\\nend'; exit 7`);
  assert.equal(await toEnd(launch, place.workspace), 7);
  await gate.close();
  const files = recordingFiles(stateDir, launch.session);
  const { heads: [head], text } = read(files);
  assert.deepEqual([head?.['version'], files.length], [2, 1]);
  assert.equal(text, 'first a  b "$(id)"\r\n0\r\nkey [redacted]\u001B[31m\u001B[0m\r\n\r\nend');
  assert.equal(statSync(files[0] ?? '').mode & 0o777, 0o600);
  assert.equal(statSync(recordingsFolder(stateDir)).mode & 0o777, 0o700);
  assert.deepEqual(readdirSync(recordingsFolder(stateDir)).filter((name) => !name.endsWith('.cast')), [], 'the pipe is gone');
}); // prettier-ignore

test('nothing is recorded unless the person has switched it on', async (t) => {
  const { launch, stateDir, place } = await launched(t, 'echo x', {}, false);
  assert.ok(!launch.args.includes('--log-out'));
  await toEnd(launch, place.workspace);
  assert.ok(!existsSync(recordingsFolder(stateDir)));
});

test('a recorded terminal has its size, and what is typed reaches the agent', linux, async (t) => {
  const { launch, stateDir, place, gate } = await launched(t, 'stty size; read line; echo "got $line"; trap "echo caught; exit 4" INT; echo ready; while :; do sleep 0.05; done');
  const { file: command, args, env } = launch;
  const terminal = await openTerminal({ command, args, env, cwd: place.workspace, columns: 97, rows: 31 });
  t.after(() => terminal.close());
  await terminal.waitFor(/31 97/);
  const table = systemProcesses();
  const running = await Promise.all((await table.list()).map(async (one) => ({ ...one, ours: await table.carries(one, { session: launch.session }) }))); // prettier-ignore
  launch.started(running.find(({ ours, name }) => ours && name === 'script')?.pid ?? 0);
  await terminal.say('hello');
  await terminal.waitFor(/got hello[\s\S]*ready/);
  await terminal.press('C-c');
  assert.equal(await terminal.ended(), 4);
  launch.ended(4);
  await gate.close();
  const { heads: [head], text } = read(recordingFiles(stateDir, launch.session));
  assert.deepEqual([head?.['width'], head?.['height']], [97, 31]);
  assert.match(text, /^31 97\r\nhello\r\ngot hello\r\nready\r\n\^Ccaught/u);
}); // prettier-ignore

test('a recorded session is ended whole: the agent is asked first, and nothing is left', linux, async (t) => {
  const { launch, place, gate } = await launched(t, 'trap "echo bye > bye; exit 0" TERM; (setsid sleep 300 &); sleep 300 & echo up > up; wait');
  const running = toEnd(launch, place.workspace);
  await until(() => place.exists('ws/up'));
  const { alive, found } = await gate.sessions.end(launch.session);
  await running;
  assert.deepEqual(alive, []);
  assert.ok(found >= 4, String(found));
  assert.ok(place.exists('ws/bye'), 'the agent had its time to end its own shells');
}); // prettier-ignore

test('a gate that is gone holds no recorded session up', linux, async (t) => {
  const { launch, place, gate } = await launched(t, 'echo up > up; until [ -e go ]; do echo waiting; sleep 0.05; done; echo done > done');
  const running = toEnd(launch, place.workspace);
  await until(() => place.exists('ws/up'));
  await gate.close();
  place.write('ws/go', '');
  await running;
  assert.ok(place.exists('ws/done'));
}); // prettier-ignore

test('the output of a run without a terminal is recorded as it is passed on', async (t) => {
  const { launch, stateDir, gate } = await launched(t, 'x', {
    output: { kind: 'pipes', width: 120, height: 40 },
  });
  launch.record?.(Buffer.from(`a ${token.slice(0, 10)}`));
  launch.record?.(Buffer.from(`${token.slice(10)}\n\u001B[1mé`).subarray(0, -1));
  launch.record?.(Buffer.from('é').subarray(1));
  launch.ended(0);
  await gate.close();
  const { heads: [head], text } = read(recordingFiles(stateDir, launch.session)); // prettier-ignore
  assert.deepEqual([head?.['width'], head?.['height'], text], [120, 40, 'a [redacted]\n\u001B[1mé']);
});

test('a recording goes on in numbered parts, each one a recording by itself, and loses nothing', (t) => {
  const place = makePlace(t);
  const recording = openRecording('s', 'X', { stateDir: place.dir, secrets: redactorFor([]), log: silentLog(), now: Date.now, rotateAt: 2_000 }); // prettier-ignore
  recording.size({ width: 10, height: 5 });
  for (let n = 0; n < 200; n += 1) recording.write(Buffer.from(`line ${n}\n`));
  recording.end();
  const files = recordingFiles(place.dir, 's');
  assert.ok(files.length > 2 && files.every((file) => statSync(file).size <= 2_000));
  const { heads, text } = read(files);
  assert.deepEqual(
    heads.map(({ title }) => title),
    ['X', ...files.slice(1).map((_, at) => `X, part ${at + 2}`)],
  );
  assert.equal(text, Array.from({ length: 200 }, (_, n) => `line ${n}\n`).join(''));
});

test('where there is no recorder the session starts unrecorded and says so', async () => {
  const plan = { file: '/a', args: ['x'], env: {} };
  const log: string[] = [];
  const recorder = {
    terminal: () => Promise.reject(new Error('there is no script')),
    pipes: () => ({ write() {} }),
  };
  const recording = recordedLaunch({ wanted: true, session: 's', title: 'X', output: undefined, recorder, log: silentLog(log) }); // prettier-ignore
  assert.deepEqual(await recording.before(plan), plan);
  assert.deepEqual(recording.told(), {
    recorded: false,
    unrecorded: 'This session is not recorded: there is no script.',
  });
  assert.equal(log.length, 1);
});

const versions: readonly (readonly [platform: NodeJS.Platform, version: string, kind: string | undefined])[] =
  [
    ['linux', 'script from util-linux 2.38.1', 'util-linux'],
    ['linux', 'script from util-linux 2.35', 'util-linux'],
    ['linux', 'script from util-linux 2.34', undefined],
    ['linux', 'script from util-linux 3.0', 'util-linux'],
    ['linux', 'BusyBox', undefined],
    ['linux', '', undefined],
    ['darwin', '', 'bsd'],
    ['win32', 'script from util-linux 2.38.1', undefined],
  ];
for (const [platform, version, kind] of versions)
  test(`${platform}, ${version || 'no version'}: ${kind ?? 'no recorder'}`, () =>
    assert.equal(scriptKind(platform, version), kind));

test('no word of the launch becomes part of the text for the shell', () => {
  const env = { SHELL: '/bin/fish', A: '1' };
  const of = (args: readonly string[]) => throughScript({ file: '/a', args, env }, { file: '/usr/bin/script', kind: 'util-linux' }, '/p');
  const [one, other] = [of(['$(x)', '`y`']), of([])];
  assert.deepEqual(one.args, other.args);
  assert.deepEqual([one.env['SHELL'], one.env['PORTCULLIS_SHELL'], one.env['PORTCULLIS_ARG_1'], one.env['PORTCULLIS_ARGC']], ['/bin/sh', '/bin/fish', '$(x)', '3']);
  const bsd = throughScript({ file: '/a', args: ['$(x)'], env }, { file: '/usr/bin/script', kind: 'bsd' }, '/p');
  assert.deepEqual([bsd.args, bsd.env], [['-q', '-F', '/p', '/a', '$(x)'], env]);
}); // prettier-ignore
