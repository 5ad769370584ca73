// The command line: its commands with a terminal in memory and real files; at the end the program itself.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { cpSync, appendFileSync, chmodSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { check } from '../../src/cli/check.ts';
import { doctor } from '../../src/cli/doctor.ts';
import { journal } from '../../src/cli/journal.ts';
import { pause, resume } from '../../src/cli/pause.ts';
import { run } from '../../src/cli/run.ts';
import { release, stop } from '../../src/cli/stop.ts';
import type { Command } from '../../src/cli/terminal.ts';
import { shortened, table, visible, wrapped } from '../../src/cli/text.ts';
import { CommandError } from '../../src/cli/usage.ts';
import { isRecord } from '../../src/protocol/decode.ts';
import { startTestGate } from '../gate/support.ts';
import { makePlace } from '../support/place.ts';
import { root } from '../support/root.ts';
import { commandLine, type Ran } from './support.ts';

test('check shows a pipeline as its effects in order: a file read, a filter, a write', async (t) => {
  const { place, run } = commandLine(t);
  const line = 'cat file.txt | grep secret > output.txt';
  const decision: unknown = JSON.parse((await run(check, ['--json', '--', line])).out);
  assert.deepEqual(effectsOf(decision), [
    ['read.workspace', join(place.workspace, 'file.txt')],
    ['filter', 'grep'],
    ['write.workspace', join(place.workspace, 'output.txt')],
  ]);
  const { out } = await run(check, ['--', line]);
  assert.match(out, /cat file\.txt +read\.workspace .*file\.txt\n/);
  assert.match(out, /grep secret > output\.txt +filter grep, write\.workspace .*output\.txt\n/);
});

/** Kind and target of every effect of a decision as JSON. */
function effectsOf(decision: unknown): unknown[] {
  const list = (value: unknown, name: string): readonly unknown[] => {
    const field = isRecord(value) ? value[name] : undefined;
    return Array.isArray(field) ? field : [];
  };
  const analysis = isRecord(decision) ? decision['analysis'] : undefined;
  return list(analysis, 'segments')
    .flatMap((segment) => list(segment, 'effects'))
    .map((effect) => (isRecord(effect) ? [effect['kind'], effect['target']] : effect));
}

const unknown = ['--tool', 'Frobnicate', '--input', '{"x":1}'];

/** Arguments → exit code and verdict. */
const verdicts: readonly [args: readonly string[], code: number, verdict: string][] = [
  [[...unknown, '--mode', 'bypassPermissions'], 0, 'ALLOW'],
  [[...unknown], 10, 'ASK'],
  [[...unknown, '--mode', 'plan'], 20, 'DENY'],
  [['--mode', 'plan', '--', 'frobnicate', '--now'], 20, 'DENY'],
];

for (const [args, code, verdict] of verdicts)
  test(`check ${args.join(' ')} says ${verdict} with exit code ${code}`, async (t) => {
    const { run } = commandLine(t);
    const { out, ...ran } = await run(check, args);
    assert.equal(ran.code, code);
    assert.ok(out.startsWith(`${verdict}  `), out);
    assert.match(out, /because .*\n/);
    for (const line of ['stop', 'floor', 'deny-rule', 'allow-rule', 'threat', 'safe', 'mode'])
      assert.match(out, new RegExp(`^    ${line} `, 'm'), line);
    const json: unknown = JSON.parse((await run(check, ['--json', ...args])).out);
    assert.ok(typeof json === 'object' && json !== null && 'behavior' in json);
    assert.equal(String(json.behavior).toUpperCase(), verdict);
  });

/** Wrong arguments → what is said about them. */
const wrong: readonly [command: Command, args: readonly string[], complaint: RegExp][] = [
  [check, [], /no command/],
  [check, ['--mode', 'yolo', 'ls'], /no mode yolo/],
  [check, ['--nonsense', 'ls'], /nonsense/],
  [check, ['--tool', 'X', '--input', '{'], /not JSON/],
  [check, ['--input', '{}'], /goes with --tool/],
  [check, ['--batch', 'ls'], /from the input/],
  [check, ['--settings', '/nowhere/settings.json', 'ls'], /cannot be read/],
  [journal, [], /verify, show, rules or export/],
  [journal, ['burn'], /verify, show, rules or export/],
  [check, ['--deny-prefix', ' ', 'ls'], /blank entry of denyPrefixes was rejected: it would deny every tool/],
  [check, ['--deny-tool', '', 'ls'], /blank entry of denyTools was rejected/],
  [run, ['demo', '--always-allow-bash'], /ALWAYS-ALLOW-BASH.*--yes/s],
  [journal, ['show', 'me'], /what is me/],
  [release, [], /--yes/],
];

for (const [command, args, complaint] of wrong)
  test(`wrong usage is refused: ${args.join(' ') || 'nothing'} (${complaint.source})`, async (t) => {
    await assert.rejects(commandLine(t).run(command, args), (error) => {
      assert.ok(error instanceof CommandError);
      assert.match(error.message, complaint);
      return true;
    });
  });

test('check reads settings with comments; damaged ones are refused', async (t) => {
  const { run, place } = commandLine(t);
  const file = place.write('settings.json', '{ // mine\n "portcullis.permissionMode": "plan", }');
  assert.equal((await run(check, [...unknown, '--settings', file])).code, 20);
  place.write('settings.json', '{ "portcullis.permissionMode": ');
  await assert.rejects(run(check, [...unknown, '--settings', file]), /is not JSON/);
});

test('a batch answers every line in order, also the malformed ones', async (t) => {
  const { run } = commandLine(t);
  const lines = [
    '{"id":"a","tool":"Frobnicate","input":{}}',
    'nonsense',
    '[]',
    '',
    '{"id":2,"tool":7,"input":{}}',
    '{"id":3,"tool":"Bash"}',
    '{"id":4,"tool":"Bash","input":{},"agent":"nobody"}',
    '{"id":5,"tool":"Bash","input":{},"cwd":7}',
    '{"id":6,"tool":"Frobnicate","input":{},"cwd":"relative"}',
    '{"id":{"any":1},"tool":"Frobnicate","input":null,"cwd":"/w","home":"/home/x","agent":"demo"}',
    '{"tool":"Frobnicate","input":{}}',
  ];
  const { code, out } = await run(check, ['--batch'], lines.join('\n'));
  const answers = out
    .trimEnd()
    .split('\n')
    .map((line): Record<string, unknown> => JSON.parse(line));
  assert.equal(code, 0);
  assert.deepEqual(
    answers.map(({ id, behavior, error }) => [id, behavior, error !== undefined]),
    [
      ['a', 'ask', false],
      [null, 'deny', true],
      [null, 'deny', true],
      [2, 'deny', true],
      [3, 'deny', true],
      [4, 'deny', true],
      [5, 'deny', true],
      [6, 'deny', false],
      [{ any: 1 }, 'ask', false],
      [null, 'ask', false],
    ],
  );
  for (const { layer, reason } of answers) assert.ok(typeof layer === 'string' && typeof reason === 'string');
});

test('pause and resume reach the gate of a session, whichever program it lives in, and say what became of it', async (t) => {
  const { place, run } = commandLine(t);
  assert.match(await failure(run(pause, [])), /no session runs/);
  const here = await startTestGate(t, {}, { place, personAvailable: false });
  here.mode('bypassPermissions');
  const [one, other] = [await here.session(), await here.session()];
  const paused = await run(pause, [one.id.slice(0, 8)]);
  assert.deepEqual([paused.code, paused.out], [0, `${one.id} claude: paused: nothing of it runs until resumed\n`]);
  assert.deepEqual([await one.wants({}), await other.wants({})], ['deny', 'allow']);
  assert.equal((await run(pause, [])).code, 0);
  assert.equal(await other.wants({}), 'deny');
  const inside = { env: { PORTCULLIS_STATE_DIR: place.path('state'), PORTCULLIS_SESSION: one.id } };
  assert.match(await failure(run(resume, [], '', inside)), /terminal of your own/);
  const resumed = await run(resume, []);
  assert.deepEqual([resumed.code, resumed.out.match(/goes on/g)?.length], [0, 2]);
  assert.deepEqual([await one.wants({}), await other.wants({})], ['allow', 'allow']);
  assert.match(await failure(run(resume, ['nobody'])), /no session nobody runs/);
  assert.match(await failure(run(pause, ['a', 'b'])), /name one session/);
  await here.gate.close();
  const silent = await run(pause, [one.id]);
  assert.equal(silent.code, 1);
  assert.match(silent.out, /has not confirmed; to be sure: portcullis stop/);
}); // prettier-ignore

async function failure(ran: Promise<Ran>): Promise<string> {
  return ran.then(({ out }) => `it ended well: ${out}`, (error: unknown) => (error instanceof Error ? error.message : '')); // prettier-ignore
}

test('stop closes every gate of the account, release opens them again, and both are journaled', async (t) => {
  const { run } = commandLine(t);
  const stopped = await run(stop, []);
  assert.match(stopped.out, /^The gates are closed\. Stopped 0 of 0 processes/);
  assert.equal((await run(check, [...unknown, '--mode', 'bypassPermissions'])).code, 20);
  assert.match((await run(doctor, [])).out, /emergency stop\s+engaged by the command line/);
  assert.match((await run(release, ['--yes'])).out, /open again/);
  assert.match((await run(release, ['--yes'])).out, /was not engaged/);
  assert.equal((await run(check, [...unknown, '--mode', 'bypassPermissions'])).code, 0);
  const shown = await run(journal, ['show']);
  for (const event of ['stop', 'stopped', 'release']) assert.match(shown.out, new RegExp(` ${event} `));
  assert.equal((await run(journal, ['show', '--event', 'stop'])).out.trim().split('\n').length, 1);
  const exported = (await run(journal, ['export'])).out.trimEnd().split('\n');
  assert.ok(exported.every((line) => typeof JSON.parse(line) === 'object'));
});

test('journal verify says that the journal is whole, or names the break', async (t) => {
  const { run, place } = commandLine(t);
  assert.match((await run(journal, ['verify'])).errors, /no journal yet/);
  await run(stop, []);
  assert.deepEqual([(await run(journal, ['verify'])).code], [0]);
  const [file = ''] = readdirSync(place.path('state/journal'));
  appendFileSync(place.path('state/journal', file), 'forged\n');
  const broken = await run(journal, ['verify']);
  assert.equal(broken.code, 1);
  assert.match(broken.out, /line 5: is not a journal entry/);
  assert.equal((await run(doctor, [])).code, 1);
  const json: unknown = JSON.parse((await run(journal, ['verify', '--json'])).out);
  assert.ok(isRecord(json) && Array.isArray(json['problems']));
  assert.equal(json['ok'], false);
  assert.deepEqual(json['problems'], [
    { file, line: 5, kind: 'notAnEntry', problem: 'is not a journal entry' },
  ]);
  for (const action of ['show', 'rules', 'export'])
    assert.match(
      (await run(journal, [action])).errors,
      /journal is broken; .*line 5: is not a journal entry/,
    );
});

test('the doctor names the reviewer of the settings', async (t) => {
  const { run, place } = commandLine(t);
  assert.match((await run(doctor, [])).out, /reviewer +none: no model is told of calls/);
  const file = place.write('settings.json', '{"portcullis.reviewer.kind": "ollama", "portcullis.reviewer.model": "qwen"}');
  assert.match((await run(doctor, ['--settings', file])).out, /reviewer +ollama qwen \(auto\), asked in the editor, and by run --reviewer/);
}); // prettier-ignore

test('the doctor finds loose modes and mends them', { skip: process.platform === 'win32' }, async (t) => {
  const { run, place } = commandLine(t);
  await run(stop, []);
  chmodSync(place.path('state/stop.json'), 0o644);
  assert.match((await run(doctor, [])).out, /weak +state folder +.*stop\.json has mode 644/);
  assert.match((await run(doctor, ['--repair'])).out, /was mended/);
  assert.match((await run(doctor, [])).out, /ok +state folder .*owner only/);
});

test(
  'the doctor looks for agents and says which cannot be gated',
  { skip: process.platform === 'win32' },
  async (t) => {
    const { run, place } = commandLine(t);
    const say = (version: string): void =>
      void place.write('bin/claude', `#!/bin/sh\necho '${version} (Claude Code)'\n`, 0o755);
    const env = { PORTCULLIS_STATE_DIR: place.path('state'), PATH: `${place.path('bin')}:/bin:/usr/bin` };
    const find = async (): Promise<string> => (await run(doctor, [], '', { env })).out;
    assert.match(await find(), /Claude Code +not installed/);
    say('2.1.329');
    assert.match(await find(), /ok +Claude Code +2\.1\.329 .* can be gated/);
    say('2.1.197');
    assert.match(await find(), /bad +Claude Code/);
  },
);

test('what an agent wrote cannot move the cursor or hide', async (t) => {
  const { run } = commandLine(t);
  const { out } = await run(check, ['--mode', 'plan', '--', 'echo \u001B[2J\u202E\r hidden']);
  // eslint-disable-next-line no-control-regex -- that is what must not be there
  assert.doesNotMatch(out, /[\u001B\r\u202E]/);
  assert.equal(visible('a\nb\u200B'), 'a⏎b⟨U+200B⟩');
});

test('texts are shortened, wrapped and set in columns', () => {
  assert.equal(shortened('abcdef', 4), 'abc…');
  assert.equal(wrapped('aa bb cc', 6, ''), 'aa bb\ncc');
  assert.equal(table([['a', '\u001B[31mbbb\u001B[39m', 'c'], ['aaa', 'b', 'c']]), 'a    \u001B[31mbbb\u001B[39m  c\naaa  b    c'); // prettier-ignore
});

const program = ['--import', 'tsx', 'src/cli/main.ts'];

test('the program itself: exit codes, usage, no colours in a pipe, a reader that leaves', async () => {
  const start = (args: readonly string[]): Promise<Ran> =>
    new Promise((resolve) => {
      execFile(process.execPath, [...program, ...args], { cwd: root }, (error, out, errors) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, errors }),
      );
    });
  const [help, nonsense, ask, bad] = await Promise.all([
    start(['--help']),
    start(['nonsense']),
    start(['check', ...unknown]),
    start(['check', '--mode', 'x', 'ls']),
  ]);
  assert.deepEqual([help.code, nonsense.code, ask.code, bad.code], [0, 64, 10, 64]);
  assert.match(help.out, /portcullis check/);
  assert.match(nonsense.errors, /no command "nonsense"/);
  assert.equal(ask.out.includes('\u001B'), false);
  assert.match(bad.errors, /portcullis check: there is no mode x/);
  const child = spawn(process.execPath, [...program, 'check', '--batch'], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.on('error', () => {});
  child.stdin.write('{"id":1,"tool":"Frobnicate","input":{}}\n');
  await new Promise((resolve) => child.stdout.once('data', resolve));
  child.stdout.destroy();
  child.stdin.end('{"id":2,"tool":"Frobnicate","input":{}}\n'.repeat(10));
  const code = await new Promise((resolve) => child.once('close', resolve));
  assert.equal(code, 0);
});

const bundle = join(root, 'dist', 'cli.js');

test(
  'the bundled program decides, with its own grammars',
  { skip: !existsSync(bundle) && 'not built' },
  async (t) => {
    const place = makePlace(t);
    const out = await new Promise<string>((resolve) => {
      const env = { PATH: process.env['PATH'], HOME: place.home, PORTCULLIS_STATE_DIR: place.path('state') };
      execFile(
        process.execPath,
        [bundle, 'doctor', '--json'],
        { cwd: place.workspace, env },
        (_error, text) => resolve(text),
      );
    });
    assert.match(out, /"subject":"shell grammar","state":"good"/);
    assert.match(out, /"subject":"effect-verb model","state":"good"/);
  },
);

test(
  'a program whose model is altered or missing says so, and the analysis alone decides',
  { skip: !existsSync(bundle) && 'not built' },
  async (t) => {
    const place = makePlace(t);
    const dist = place.path('copy');
    cpSync(join(root, 'dist'), dist, { recursive: true });
    const env = { PATH: process.env['PATH'], HOME: place.home, PORTCULLIS_STATE_DIR: place.path('state') };
    const run = (...args: readonly string[]): Promise<string> =>
      new Promise((resolve) => {
        const file = join(dist, 'cli.js');
        execFile(process.execPath, [file, ...args], { cwd: place.workspace, env }, (_error, out, said) => resolve(out + said)); // prettier-ignore
      });
    const decided = async (): Promise<string> => `${await run('check', '--', 'git status')}${await run('check', '--', 'frob list')}`; // prettier-ignore
    assert.doesNotMatch(await decided(), /second opinion/);
    writeFileSync(join(dist, 'effect-verb.bin'), 'another');
    assert.match(
      await run('doctor'),
      /weak +effect-verb model +.*the analysis alone decides: .*is not the file/,
    );
    const without = await decided();
    assert.match(without, /There is no second opinion/);
    assert.match(without, /ALLOW {2}git status.*ASK {2}frob list/s);
    rmSync(join(dist, 'effect-verb.bin'));
    assert.match(await run('doctor'), /weak +effect-verb model +.*effect-verb\.bin is missing/);
    assert.match(await decided(), /ALLOW {2}git status.*ASK {2}frob list/s);
  },
);

test('a batch takes line separators within a text, and a last line without its end', async (t) => {
  const { run } = commandLine(t);
  const line = (id: number): string =>
    JSON.stringify({ id, tool: 'Bash', input: { command: 'echo a\u2028b' } });
  const { out } = await run(check, ['--batch'], `${line(1)}\r\n${line(2)}`);
  const answers = out
    .trim()
    .split('\n')
    .map((text): unknown => JSON.parse(text));
  assert.deepEqual(
    answers.map((answer) => typeof answer === 'object' && answer !== null && 'id' in answer && answer.id),
    [1, 2],
  );
});

test('a program that an agent started cannot release the stop', async (t) => {
  const { run, place } = commandLine(t);
  await run(stop, []);
  const env = { PORTCULLIS_STATE_DIR: place.path('state'), PORTCULLIS_SESSION: 'x' };
  await assert.rejects(run(release, ['--yes'], '', { env }), /an agent cannot release/);
  assert.equal((await run(check, ['--', 'ls'])).code, 20);
});
