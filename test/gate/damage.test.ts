// Each file of the folder of state, damaged in each way: the gate comes up or says why not, nothing hangs, and what
// cannot be read counts as the strictest.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync, type SpawnSyncOptions } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { isRecord, type Unknown } from '../../src/protocol/decode.ts';
import { removeFolder, temporaryFolder } from '../support/place.ts';
import { root } from '../support/root.ts';

const damages: Record<string, (file: string) => void> = {
  'cut in half': (file) => writeFileSync(file, readFileSync(file).subarray(0, readFileSync(file).length / 2)),
  empty: (file) => writeFileSync(file, ''),
  'random bytes': (file) => writeFileSync(file, randomBytes(700)),
  'of another type': (file) => writeFileSync(file, '[1, "x", null]\n'),
  'nested 100,000 deep': (file) => writeFileSync(file, `{"engaged":${'['.repeat(100_000)}`),
  'three gigabytes long': (file) => truncateSync(file, 3 * 2 ** 30),
  'a folder': (file) => replace(file, () => mkdirSync(join(file, 'x'), { recursive: true })),
  'a link to nowhere': (file) => replace(file, () => symlinkSync('/nowhere/at/all', file)),
  'a link to itself': (file) => replace(file, () => symlinkSync(file, file)),
  'a link to a device': (file) => replace(file, () => symlinkSync('/dev/zero', file)),
  'a pipe': (file) => replace(file, () => execFileSync('mkfifo', [file])),
};

/** What came of a gate; see the child's file. */
type Result = Unknown & { readonly lines: readonly string[] };

/** The record of a session whose gate is gone. */
const id = '00000000-0000-4000-8000-000000000000';
const session = { id, agent: 'demo', startedAt: 1, owner: { pid: 999_999_999 } };

/** What must hold in spite of the damage. */
const files: Record<string, [file: () => string, holds: (result: Result, damage: string) => void]> = {
  'the latch': [
    () => 'stop.json',
    ({ stopped, refused }) => {
      assert.equal(stopped, true);
      assert.match(String(refused), /stop is engaged/);
    },
  ],
  'the file of a session': [
    () => `sessions/${id}.json`,
    ({ call, aside, alive }, damage) => {
      assert.deepEqual([call, alive], ['allow', []]);
      if (!damage.startsWith('a link')) assert.equal(Array.isArray(aside) && aside.length, 1, 'it is kept');
    },
  ],
  'the snapshot of trust': [
    () => 'trust.json',
    ({ call, lines }, damage) => {
      assert.equal(call, 'allow');
      if (damage !== 'a link to nowhere') assert.match(lines.join('\n'), /snapshot of trust/);
    },
  ],
  'a part of the journal': [
    () => `journal/${firstPart()}`,
    ({ call, lines }) => {
      assert.equal(call, 'allow', 'it is written into a new part');
      assert.match(lines.join('\n'), /Trust in services starts at the lowest/);
    },
  ],
};

const folders: Record<string, (result: Result) => void> = {
  sessions: ({ refused }) =>
    assert.match(String(refused), /cannot be written to disk, where a stop would look/),
  journal: ({ refused }) => assert.match(String(refused), /journal cannot be written, so nothing may run/),
  launches: ({ refused }) => assert.match(String(refused), /Launches cannot be counted, so none is made/),
  orders: ({ call, lines }) => {
    assert.equal(call, 'allow');
    assert.match(lines.join('\n'), /Orders cannot be watched for/);
  },
};

const inPlaceOfFolders = ['a file', 'a link to nowhere', 'a link to itself', 'a pipe'];

const base = temporaryFolder('states-');
const healthy = join(base, 'healthy');
let results: ReadonlyMap<string, Result> = new Map();

before(() => {
  for (let run = 0; run < 2; run += 1) {
    start([healthy]);
    writeFileSync(join(healthy, 'stop.json'), '{"engaged":false}\n');
  }
  writeFileSync(join(healthy, 'sessions', `${id}.json`), JSON.stringify(session), { mode: 0o600 });
  const states = [...cases()].map(({ name, path, damage }) => {
    const state = copy(name);
    damage(join(state, path()));
    return state;
  });
  results = start(states);
});
after(() => removeFolder(base));

function* cases(): Generator<{ name: string; path: () => string; damage: (file: string) => void }> {
  for (const [name, [path]] of Object.entries(files))
    for (const [how, damage] of Object.entries(damages)) yield { name: `${name} is ${how}`, path, damage };
  for (const folder of Object.keys(folders))
    for (const how of inPlaceOfFolders)
      yield {
        name: `in the place of the folder ${folder} there is ${how}`,
        path: () => folder,
        damage: (path) => replace(path, () => (damages[how] ?? ((file) => writeFileSync(file, '')))(path)),
      };
}

for (const [name, [, holds]] of Object.entries(files))
  for (const damage of Object.keys(damages))
    test(`${name} is ${damage}`, () => holds(resultOf(`${name} is ${damage}`), damage));

for (const [folder, holds] of Object.entries(folders))
  for (const damage of inPlaceOfFolders)
    test(`in the place of the folder ${folder} there is ${damage}`, () =>
      holds(resultOf(`in the place of the folder ${folder} there is ${damage}`)));

test('a folder of state that cannot be written: nothing is launched', () => {
  const state = copy('read only');
  const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : undefined;
  const temporary = join(base, 'temporary');
  mkdirSync(temporary);
  if (nobody) {
    for (const path of [temporary, ...below(state)]) chownSync(path, nobody.uid, nobody.gid);
    // The way to it, as far as these are temporary folders of the tests.
    for (let above = base; above.startsWith('/tmp/'); above = dirname(above)) chmodSync(above, 0o711);
  }
  for (const path of below(state)) chmodSync(path, 0o500);
  const { failed, refused } = only(
    start([state], { ...nobody, env: { ...process.env, TMPDIR: temporary, HOME: temporary } }),
  );
  assert.match(String(failed ?? refused), /cannot be written|EACCES/);
});

const linux = process.platform === 'linux' ? {} : { skip: 'prlimit is a program of Linux' };

test('a disk that is full: nothing is launched or allowed, and what stood there stays whole', linux, () => {
  for (const most of [1, 200, 900, 2_000]) {
    const state = copy(`full at ${most}`);
    const { failed, refused, call } = only(start([state], {}, most));
    assert.ok(
      failed !== undefined || refused !== undefined || call === 'deny',
      `${most} bytes: ${String(call)}`,
    );
    assert.ok(isRecord(JSON.parse(readFileSync(join(state, 'stop.json'), 'utf8'))));
    assert.deepEqual(
      readdirSync(state).filter((name) => name.endsWith('.tmp')),
      [],
      'no draft is left',
    );
  }
});

function resultOf(name: string): Result {
  const result = results.get(join(base, name));
  assert.ok(result, 'the gate hung on this, or on one before it');
  assert.equal(result['failed'], undefined);
  return result;
}

function copy(name: string): string {
  const state = join(base, name);
  cpSync(healthy, state, { recursive: true });
  return state;
}

function firstPart(): string {
  const parts = readdirSync(join(healthy, 'journal')).filter((name) => name.endsWith('.jsonl'));
  return parts.sort()[0] ?? '';
}

function below(folder: string): readonly string[] {
  return [
    folder,
    ...readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  ];
}

function replace(file: string, make: () => void): void {
  rmSync(file, { recursive: true, force: true });
  make();
}

function only(found: ReadonlyMap<string, Result>): Result {
  const [result] = found.values();
  assert.ok(result, 'it gave no answer');
  return result;
}

/** `most` is how many bytes a file of the process may have, as on a disk that is full. */
function start(
  states: readonly string[],
  options: SpawnSyncOptions = {},
  most?: number,
): ReadonlyMap<string, Result> {
  const words = [process.execPath, '--import', 'tsx', join(root, 'test/gate/damage-child.ts'), ...states];
  const [program = '', ...args] = most === undefined ? words : ['prlimit', `--fsize=${most}`, ...words];
  const limits = { timeout: 90_000, killSignal: 'SIGKILL', encoding: 'utf8' } as const;
  const { stdout, stderr } = spawnSync(program, args, { cwd: root, ...options, ...limits });
  const lines = stdout.split('\n').filter((line) => line.startsWith('{'));
  if (lines.length === 0) console.log(stderr);
  return new Map(
    lines.map((line) => {
      const value: unknown = JSON.parse(line);
      assert.ok(isRecord(value) && typeof value['stateDir'] === 'string' && Array.isArray(value['lines']));
      return [value['stateDir'], { ...value, lines: value['lines'].map(String) }];
    }),
  );
}
