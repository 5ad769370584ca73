// The gate's small parts, each by itself: digests, process tables of three platforms, real paths, folders of state.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { claude } from '../../src/agents/claude/claude.ts';
import { canonicalJson } from '../../src/policy/canonicalJson.ts';
import { isLoopback } from '../../src/gate/door.ts';
import { realPath } from '../../src/gate/facts.ts';
import { loosePaths, readIfThere, setAside, writeAtomic } from '../../src/gate/files.ts';
import {
  darwinProcesses,
  parseEnvironments,
  parseProcesses as parsePs,
} from '../../src/gate/processes/darwin.ts';
import { hasEnvironment, hasLimit, parseStat } from '../../src/gate/processes/linux.ts';
import { ancestry, family, keyOf, type Process } from '../../src/gate/processes/process.ts';
import { parseProcesses as parseCim, windowsProcesses } from '../../src/gate/processes/windows.ts';
import { versionOf } from '../../src/gate/launch/prepare.ts';
import { sessionFiles, targetsOfAll } from '../../src/gate/sessionFiles.ts';
import { stateDirFor } from '../../src/gate/stateDir.ts';
import { makePlace } from '../support/place.ts';
import { silentLog } from './support.ts';

test('equal values have one canonical text, whatever the order of their keys', () => {
  assert.equal(
    canonicalJson({ b: [1, { d: null, c: '"' }], a: undefined }),
    '{"b":[1,{"c":"\\"","d":null}]}',
  );
  assert.equal(canonicalJson('\ud800'), '"\\ud800"');
  assert.throws(() => canonicalJson(JSON.parse('['.repeat(500) + ']'.repeat(500))), RangeError);
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      assert.deepEqual(JSON.parse(canonicalJson(value)), JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('/proc/PID/stat is read, whatever the name of the program', () => {
  const rest = Array.from({ length: 40 }, (_, at) => String(at)).join(' ');
  const stat = parseStat(`42 (a) (b c) S 7 42 40 ${rest}`, 'boot');
  assert.deepEqual(stat, { pid: 42, parent: 7, start: 'boot:15', name: 'a) (b c', leader: 40 });
  assert.equal(parseStat(`42 (zombie) Z 7 42 40 ${rest}`, 'boot'), undefined);
  for (const text of ['', '42', '42 (', '42 (x)', 'nonsense']) assert.equal(parseStat(text, ''), undefined);
});

test('a session is known by its environment or by its limit', () => {
  assert.equal(hasEnvironment('A=1\0PORTCULLIS_SESSION=abc\0B=2\0', 'abc'), true);
  assert.equal(hasEnvironment('PORTCULLIS_SESSION=abc\0', 'abc'), true);
  for (const text of [
    '',
    'PORTCULLIS_SESSION=abcd\0',
    'X=PORTCULLIS_SESSION=abc\0',
    'XPORTCULLIS_SESSION=abc\0',
  ])
    assert.equal(hasEnvironment(text, 'abc'), false);
  const limits = (hard: string): string =>
    `Max file locks  unlimited unlimited locks\nMax realtime timeout      17                   ${hard}                us        \n`;
  const target = { session: 'abc', realtimeLimit: '4503599627370999' };
  assert.equal(hasLimit(limits('4503599627370999'), target), true);
  assert.equal(hasLimit(limits('unlimited'), target), false);
  assert.equal(hasLimit(limits('unlimited'), { session: 'abc' }), false);
  assert.equal(hasLimit('', target), false);
});

test('ps of macOS is read', async () => {
  const listing = [
    '    1     0 Fri Nov 20 09:12:01 2026     Ss   /sbin/launchd',
    '  501     1 Sat Nov 21 05:04:33 2026     S+   /usr/local/bin/claude --settings {"a": 1}',
    '  777   501 Sat Nov  1 05:04:40 2026     Z    (bash)',
    'nonsense',
  ].join('\n');
  const claude = { pid: 501, parent: 1, start: 'Sat Nov 21 05:04:33 2026', name: 'claude' };
  assert.deepEqual(
    parsePs(listing).map(({ pid }) => pid),
    [1, 501],
  );
  assert.deepEqual(parsePs(listing)[1], claude);
  const environments =
    '  501 claude --settings x PATH=/bin PORTCULLIS_SESSION=abc HOME=/Users/me\n  502 vi PORTCULLIS_SESSION=abcd';
  assert.equal(parseEnvironments(environments).get(502), 'vi PORTCULLIS_SESSION=abcd');
  const run = (_file: string, args: readonly string[]): Promise<string> =>
    Promise.resolve(args[0] === '-axwwE' ? environments : listing);
  const table = darwinProcesses(run);
  await table.list();
  assert.equal(await table.carries(claude, { session: 'abc' }), true);
  assert.equal(await table.carries({ ...claude, pid: 502 }, { session: 'abc' }), false);
});

test('the CIM query of Windows is read, and a parent must be older than its child', async () => {
  const row = (ProcessId: number, ParentProcessId: number, Start: string): object => ({
    ProcessId,
    ParentProcessId,
    Name: 'claude.exe',
    Start,
  });
  const json = JSON.stringify([
    row(10, 4, '2026-11-21T05:00:00Z'),
    row(11, 10, '2026-11-21T05:00:01Z'),
    row(12, 10, '2026-11-21T04:00:00Z'),
    { Name: 1 },
  ]);
  assert.deepEqual(parseCim(json).map(({ pid, parent }) => [pid, parent]), [[10, 0], [11, 10], [12, 0]]); // prettier-ignore
  assert.equal(parseCim(JSON.stringify(row(10, 0, ''))).length, 1, 'one process is no list');
  const calls: string[] = [];
  const table = windowsProcesses((file, args) => {
    calls.push(`${file.split('\\').at(-1)} ${args.join(' ')}`);
    return Promise.resolve('[]');
  }, 'C:\\Windows');
  const process = { pid: 10, parent: 1, start: '', name: '' };
  assert.deepEqual(
    [await table.signal(process, 'SIGSTOP'), await table.signal(process, 'SIGKILL')],
    [false, true],
  );
  assert.deepEqual(calls, ['taskkill.exe /F /PID 10']);
});

/** id, parent, leader. */
const processes: readonly Process[] = ([
  [1, 0, 1], [50, 1, 50], [60, 50, 50], [100, 60, 100], [101, 100, 100], [102, 101, 102], [200, 1, 102], [300, 1, 77], [400, 1, 400],
] as const).map(([pid, parent, leader]) => ({ pid, parent, leader, start: 's', name: '' })); // prettier-ignore

const pids = (found: readonly Process[]): number[] => found.map(({ pid }) => pid).sort((a, b) => a - b);

test('a family is a process, all below it, and all that it leads; never the gate or what is above it', () => {
  const spared = ancestry(processes, 60);
  assert.deepEqual(
    [...spared].sort((a, b) => a - b),
    [0, 1, 50, 60],
  );
  assert.deepEqual(pids(family(processes, new Set(['100@s']), [], spared)), [100, 101, 102, 200]);
  assert.deepEqual(pids(family(processes, new Set(['1@s', '50@s']), [], spared)), []);
  assert.deepEqual(pids(family(processes, new Set(['100@another start']), [], spared)), []);
  const gone: Process = { pid: 77, parent: 100, leader: 77, start: 's', name: '' };
  assert.deepEqual(pids(family(processes, new Set([keyOf(gone)]), [gone], spared)), [300]);
});

test(
  'a real path follows links, also those to nothing; what cannot be told is undefined',
  { skip: process.platform === 'win32' },
  (t) => {
    const place = makePlace(t);
    mkdirSync(place.path('ws', 'deep'));
    writeFileSync(place.path('ws', 'file'), '');
    for (const [name, target] of Object.entries({
      out: '/etc',
      up: '../home',
      nothing: '../home/not/there',
      loop: 'loop',
      one: 'two',
      two: 'one',
      deep2: 'deep',
    }))
      symlinkSync(target, place.path('ws', name));
    const real = (...names: string[]): string | undefined => realPath([place.workspace, ...names].join('/'));
    assert.equal(real('new', 'file'), join(place.workspace, 'new', 'file'));
    assert.equal(real('out', 'passwd'), '/etc/passwd');
    assert.equal(real('up', 'x'), place.path('home', 'x'));
    assert.equal(real('nothing', 'x'), place.path('home', 'not', 'there', 'x'));
    assert.equal(real('out', '..', 'x'), '/x', 'dots go up from where the link leads');
    assert.equal(real('deep2', '..', 'file'), join(place.workspace, 'file'));
    assert.equal(real('file', 'below'), join(place.workspace, 'file', 'below'));
    for (const names of [['loop'], ['one', 'x'], ['a\0b']]) assert.equal(real(...names), undefined);
    assert.equal(realPath('relative'), undefined);
    assert.equal(realPath('/../..//./etc/'), '/etc');
  },
);

test('only loopback addresses are loopback', () => {
  for (const address of ['127.0.0.1', '127.1.2.3', '::ffff:127.0.0.1'])
    assert.equal(isLoopback(address), true);
  for (const address of [
    undefined,
    '',
    '10.0.0.1',
    '1127.0.0.1',
    '127.0.0.1.evil',
    '::ffff:10.0.0.1',
    '0.0.0.0',
  ])
    assert.equal(isLoopback(address), false);
});

test('a file is written whole, read back, and set aside when damaged', (t) => {
  const place = makePlace(t);
  const file = place.path('x.json');
  writeAtomic(file, 'one');
  writeAtomic(file, 'two');
  assert.equal(readIfThere(file), 'two');
  assert.throws(() => readIfThere(file, 2), /more than 2/);
  assert.throws(() => writeAtomic(place.path('no', 'folder'), 'x'));
  const aside = setAside(file);
  assert.match(aside ?? '', /x\.json\.damaged-[0-9a-f]{8}$/);
  assert.equal(readIfThere(file), undefined);
  assert.equal(setAside(file), undefined);
});

test(
  'what is no file is not read as one, and nobody waits for it',
  { skip: process.platform === 'win32' },
  (t) => {
    const place = makePlace(t);
    const [pipe, link] = [place.path('pipe'), place.path('link')];
    execFileSync('mkfifo', [pipe]);
    symlinkSync(pipe, link);
    for (const file of [pipe, link, place.path('.'), '/dev/zero'])
      assert.throws(() => readIfThere(file), /not a file/);
  },
);

test('a program that fails or hangs has no version, whatever it printed, and the cause is named', { skip: process.platform === 'win32' }, async (t) => {
  const place = makePlace(t);
  const asked = async (name: string, script: string, limit?: number) =>
    versionOf(claude, place.write(name, `#!/bin/sh\necho '2.1.300 (Claude Code)'\n${script}\n`, 0o755), { PATH: process.env['PATH'] }, place.dir, limit);
  assert.deepEqual(await asked('good', ''), { version: '2.1.300 (Claude Code)', problem: undefined });
  const failed = await asked('failed', 'echo no network >&2; exit 3');
  assert.equal(failed.version, '');
  assert.match(failed.problem ?? '', /^Claude Code failed at --version \(3\): no network$/u);
  // It does not heed the wish to end.
  const hung = await asked('hung', "trap '' TERM; exec sleep 600", 500);
  assert.match(hung.problem ?? '', /gave no answer to --version within 0\.5 seconds/u);
  assert.match((await asked('killed', 'kill -9 $$')).problem ?? '', /failed at --version \(SIGKILL\)/u);
}); // prettier-ignore

test('paths that others may look into are found', { skip: process.platform === 'win32' }, (t) => {
  const place = makePlace(t);
  mkdirSync(place.path('state'), { mode: 0o700 });
  place.write('state/private', '', 0o600);
  place.write('state/loose', '', 0o644);
  assert.deepEqual(loosePaths(place.path('state')), [{ path: place.path('state/loose'), mode: 0o644 }]);
});

test('damaged session files are set aside, good ones read', (t) => {
  const place = makePlace(t);
  const log: string[] = [];
  const files = sessionFiles(place.path('sessions'), silentLog(log));
  assert.deepEqual(files.all(), []);
  const id = '0b0f9c2e-3b7e-4c55-9a63-0f6f1d2a3b4c';
  const record = {
    id,
    agent: 'claude',
    startedAt: 1,
    owner: { pid: 7, start: 's' },
    root: { pid: 8 },
    realtimeLimit: '4503599627370497',
  };
  files.save(record);
  for (const [n, text] of [
    '',
    '{}',
    '[]',
    JSON.stringify({ ...record, owner: { pid: -1 } }),
    JSON.stringify({ ...record, root: 7 }),
    JSON.stringify({ ...record, id: '../../x' }),
    JSON.stringify({ ...record, id: id.replace(/c$/, 'b'), realtimeLimit: 'unlimited' }),
    JSON.stringify({ ...record, id: id.replace(/c$/, 'd'), realtimeLimit: '200000' }),
  ].entries())
    place.write(`sessions/0b0f9c2e-3b7e-4c55-9a63-0f6f1d2a3b4${'56789abd'[n]}.json`, text);
  place.write('sessions/../evil.json', '{}');
  assert.deepEqual(files.all(), [record]);
  assert.equal(log.length, 8);
});

test('a stop looks also for sessions whose file is damaged, before and after it was set aside', (t) => {
  const place = makePlace(t);
  const files = sessionFiles(place.path('sessions'), silentLog([]));
  const ids = ['5', '6'].map((end) => `0b0f9c2e-3b7e-4c55-9a63-0f6f1d2a3b4${end}`);
  files.save({ id: ids[0] ?? '', agent: 'claude', startedAt: 1, owner: { pid: 7, start: 's' }, root: { pid: 8 } });
  place.write(`sessions/${ids[1]}.json`, '{');
  for (const times of [1, 2])
    assert.deepEqual(files.targets().map(({ session }) => session), ids, `look ${times}`);
  assert.deepEqual(targetsOfAll([{ session: ids[0] ?? '', root: { pid: 9 } }], files)[0]?.root, { pid: 9 });
}); // prettier-ignore

/** Environment, platform → folder. */
const folders: readonly [Readonly<Record<string, string>>, NodeJS.Platform, string][] = [
  [{ PORTCULLIS_STATE_DIR: '/x/y' }, 'linux', '/x/y'],
  [{ PORTCULLIS_STATE_DIR: 'relative' }, 'linux', '/home/me/.local/state/portcullis'],
  [{ XDG_STATE_HOME: '/state' }, 'linux', '/state/portcullis'],
  [{ XDG_STATE_HOME: 'relative' }, 'linux', '/home/me/.local/state/portcullis'],
  [{ XDG_STATE_HOME: '/state' }, 'darwin', '/home/me/Library/Application Support/Portcullis'],
  [{ LOCALAPPDATA: 'C:\\Local' }, 'win32', 'C:\\Local\\Portcullis'],
  [{ PORTCULLIS_STATE_DIR: 'C:\\x' }, 'win32', 'C:\\x'],
];

for (const [env, platform, folder] of folders)
  test(`the state of ${platform} with ${JSON.stringify(env)} lies in ${folder}`, () =>
    assert.equal(stateDirFor(env, platform, '/home/me'), folder));
