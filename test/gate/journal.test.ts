// The journal on real files: what is written, and that every change, gap or torn end of it is found.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sha256 } from '../../src/gate/digest.ts';
import { openJournal, type Journal, type Rotation } from '../../src/gate/journal.ts';
import { eachEntry, verifyJournal } from '../../src/gate/journalFiles.ts';
import { journalFiles } from '../../src/gate/journalParts.ts';
import { decodeEntry, genesis, journalFormat, membersOf, seal } from '../../src/policy/journal.ts';
import { readEntries } from '../support/journal/entries.ts';
import { makePlace } from '../support/place.ts';
import { root as checkout } from '../support/root.ts';
import { until } from '../support/until.ts';
import { silentLog, startTestGate } from './support.ts';

const posixUser =
  process.platform !== 'win32' && process.getuid?.() !== 0 ? {} : { skip: 'root may write anywhere' };

function open(folder: string, rotate: Partial<Rotation> = {}): Journal {
  return openJournal({ folder, log: silentLog(), now: Date.now, rotate });
}

/** Two files: the first with five entries, the second names it. */
function written(t: Parameters<typeof makePlace>[0]): { folder: string; first: string; second: string } {
  const folder = makePlace(t).path('journal');
  const one = open(folder);
  for (const n of [1, 2, 3]) one.append({ event: 'note', n_th: n });
  one.close();
  const other = open(folder);
  other.append({ event: 'note', last: true });
  other.close();
  const [first = '', second = ''] = [...journalFiles(folder)].sort(
    (a, b) => lines(folder, b).length - lines(folder, a).length,
  );
  return { folder, first, second };
}

function lines(folder: string, file: string): string[] {
  return readFileSync(join(folder, file), 'utf8').split('\n').slice(0, -1);
}

function problems(folder: string): string[] {
  return verifyJournal(folder).problems.map(({ line, problem }) => `${line ?? 'file'}: ${problem}`);
}

test('what was written is whole', (t) => {
  const { folder } = written(t);
  const report = verifyJournal(folder);
  assert.deepEqual([report.files, report.entries, report.problems, report.notes], [2, 8, [], []]);
  assert.deepEqual(readEntries(folder).map((entry) => entry.event).sort(), [
    'close', 'close', 'note', 'note', 'note', 'note', 'open', 'open',
  ]); // prettier-ignore
});

/** What somebody does to the longer of the two files, and how the first break is named. */
const harms: Record<string, [harm: (all: string[]) => string[], problem: RegExp]> = {
  'changes a word': [(all) => all.map((line) => line.replace('"n_th":2', '"n_th":7')), /^3: was changed/],
  'adds a blank': [
    (all) => all.map((line, at) => (at === 1 ? `${line} ` : line)),
    /^2: is not a journal entry/,
  ],
  'removes a line': [(all) => all.toSpliced(2, 1), /^3: is entry 3 where entry 2 should stand/],
  'removes the first line': [(all) => all.slice(1), /^1: is entry 1 where entry 0 should stand/],
  'removes the last line': [(all) => all.slice(0, -1), /^file: had 5 entries .* 4 now/],
  'swaps two lines': [([a = '', b = '', c = '', ...rest]) => [a, c, b, ...rest], /^2: is entry 2 where/],
  'repeats a line': [
    (all) => [...all.slice(0, 2), ...all.slice(1)],
    /^3: is entry 1 where .* moved or repeated/,
  ],
  'writes another line': [(all) => [...all, '{"event":"note"}'], /^6: is not a journal entry/],
  'empties the file': [() => [], /^file: had 5 entries .* 0 now/],
  'puts an empty line in': [(all) => all.toSpliced(1, 0, ''), /^2: is not a journal entry/],
};

for (const [name, [harm, problem]] of Object.entries(harms))
  test(`the chain shows it when somebody ${name}`, (t) => {
    const { folder, first } = written(t);
    const changed = harm(lines(folder, first)).map((line) => `${line}\n`);
    writeFileSync(join(folder, first), changed.join(''));
    assert.match(problems(folder)[0] ?? 'nothing found', problem);
  });

test('the chain shows it when a file is removed, renamed, or cannot be read', (t) => {
  const removed = written(t);
  rmSync(join(removed.folder, removed.first));
  assert.match(problems(removed.folder).join(), /is missing/);
  const renamed = written(t);
  renameSync(join(renamed.folder, renamed.second), join(renamed.folder, renamed.second.replace(/^\d/, '1')));
  assert.match(problems(renamed.folder).join(), /1: does not follow/);
  const unreadable = written(t);
  rmSync(join(unreadable.folder, unreadable.first));
  mkdirSync(join(unreadable.folder, unreadable.first));
  assert.match(problems(unreadable.folder).join(), /cannot be read/);
});

test('a torn last line is set aside at the next start, and the chain is whole', (t) => {
  const { folder, first } = written(t);
  const dead = first.replace(/-\d+-/, '-999999999-');
  const folder2 = makePlace(t).path('journal');
  const writer = open(folder2);
  writer.append({ event: 'note' });
  const [live = ''] = journalFiles(folder2);
  appendFileSync(join(folder2, live), '{"event":"no');
  open(folder2).close();
  assert.match(readFileSync(join(folder2, live), 'utf8'), /"no$/, 'a writer that lives is left alone');
  assert.match(verifyJournal(folder2).notes.join(), /incomplete line/);
  writer.close();
  writeFileSync(join(folder, dead), '{"event":"open","half');
  open(folder).close();
  assert.equal(readFileSync(join(folder, dead), 'utf8'), '');
  assert.equal(readFileSync(join(folder, `${dead}.torn`), 'utf8'), '{"event":"open","half');
  const torn = readEntries(folder).find((entry) => entry['torn']);
  assert.deepEqual(torn?.['torn'], [dead]);
});

test('the chain shows it when somebody writes another history that is whole in itself', (t) => {
  const { folder, first } = written(t);
  let prev = genesis(first, sha256);
  const forged = lines(folder, first).map((line, n) => {
    const entry = decodeEntry(line);
    assert.ok(entry);
    const { event, time, format } = entry;
    const sealed = seal(membersOf({ event, format, forged: n }), { n, time, prev }, sha256);
    prev = sealed.digest;
    return `${sealed.line}\n`;
  });
  writeFileSync(join(folder, first), forged.join(''));
  assert.deepEqual(problems(folder), ['5: is not the entry that a later file names']);
}); // prettier-ignore

test('folder and files are private', { skip: process.platform === 'win32' }, (t) => {
  const { folder, first } = written(t);
  assert.deepEqual(
    [statSync(folder).mode & 0o777, statSync(join(folder, first)).mode & 0o777],
    [0o700, 0o600],
  );
});

test('a long file is continued in another one that names it', (t) => {
  const folder = makePlace(t).path('journal');
  const writer = open(folder, { bytes: 2_000 });
  for (let n = 0; n < 40; n += 1) writer.append({ event: 'note', text: 'x'.repeat(100) });
  writer.close();
  assert.ok(journalFiles(folder).length >= 3);
  assert.deepEqual(problems(folder), []);
});

test('a file that is removed while it is written to is noticed', (t) => {
  const folder = makePlace(t).path('journal');
  const writer = open(folder);
  writer.append({ event: 'note' });
  for (const file of journalFiles(folder)) rmSync(join(folder, file));
  writer.append({ event: 'note' });
  writer.close();
  assert.match(problems(folder).join(), /is missing/);
});

test('many writers at once do not disturb each other', (t) => {
  const folder = makePlace(t).path('journal');
  const writers = Array.from({ length: 10 }, () => open(folder));
  for (let n = 0; n < 20; n += 1) for (const writer of writers) writer.append({ event: 'note', n_th: n });
  for (const writer of writers) writer.close();
  assert.deepEqual([problems(folder), verifyJournal(folder).entries], [[], 220]);
});

test('what was acknowledged before SIGKILL is there', { skip: process.platform === 'win32' }, async (t) => {
  const place = makePlace(t);
  const script = `import { openJournal } from ${JSON.stringify(join(checkout, 'src/gate/journal.ts'))};
    const log = { debug() {}, info() {}, warn() {}, error() {} };
    const journal = openJournal({ folder: ${JSON.stringify(place.path('journal'))}, log, now: Date.now });
    for (let n = 1; ; n += 1) { journal.append({ event: 'note', n_th: n }); if (n % 50 === 0) { process.stdout.write(n + '\\n'); await new Promise((done) => setImmediate(done)); } }`;
  const file = place.write('writer.mts', script);
  const child = spawn(process.execPath, ['--import', 'tsx', file], {
    cwd: checkout,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let acknowledged = 0;
  child.stdout
    .setEncoding('utf8')
    .on('data', (text: string) => (acknowledged = Number(text.trim().split('\n').at(-1))));
  await until(() => acknowledged >= 200, { every: 5 });
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('close', resolve));
  const report = verifyJournal(place.path('journal'));
  assert.deepEqual(report.problems, []);
  assert.ok(report.entries > acknowledged, `${report.entries} of ${acknowledged}`);
});

test('a journal that cannot be written closes the gate and says so, until it can be written again', async (t) => {
  const { session, mode, place, gate, log } = await startTestGate(t);
  mode('bypassPermissions');
  const { wants, post } = await session();
  assert.equal(await wants({}), 'allow');
  rmSync(place.path('state/journal'), { recursive: true });
  place.write('state/journal', 'a file where the folder should be');
  assert.equal(await wants({}), 'deny');
  assert.match(gate.problems().join(), /journal cannot be written/);
  assert.match((await post({ hook_event_name: 'UserPromptSubmit', prompt: 'x' })).text, /"decision":"block"/);
  await assert.rejects(session(), /journal cannot be written/);
  assert.ok(log.some((line) => line.includes('journal cannot be written')));
  rmSync(place.path('state/journal'));
  assert.equal(await wants({}), 'allow');
  assert.deepEqual(gate.problems(), []);
});

test('a journal folder without permission closes the gate', posixUser, async (t) => {
  const place = makePlace(t);
  mkdirSync(place.path('state/journal'), { recursive: true });
  chmodSync(place.path('state/journal'), 0o500);
  const { session } = await startTestGate(t, {}, { place });
  await assert.rejects(session(), /journal cannot be written/);
  chmodSync(place.path('state/journal'), 0o700);
});

test('a decision stands in the journal with all that led to it, and without secrets', async (t) => {
  const { session, question, gate, stateDir } = await startTestGate(t);
  const { post, id } = await session();
  const secret = `ghp_${'a1B2'.repeat(9)}`;
  const waiting = post({
    hook_event_name: 'PreToolUse',
    tool_name: 'Frob',
    tool_input: { url: `https://me:${secret}@example.com`, description: 'fetch the page' },
    tool_use_id: 'call-7',
    agent_id: 'sub-1',
  });
  gate.approvals.answer((await question()).id, { behavior: 'deny', feedback: `not with ${secret}` });
  await waiting;
  const folder = join(stateDir, 'journal');
  const text = readdirSync(folder)
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('');
  assert.equal(text.includes(secret), false);
  const entries = readEntries(folder);
  const decision = entries.find((entry) => entry.event === 'decision');
  assert.ok(decision);
  const { session: of, agent, callId, agentId, tool, behavior, layer, by, purpose } = decision;
  assert.deepEqual(
    { of, agent, callId, agentId, tool, behavior, layer, by, purpose },
    {
      of: id,
      agent: 'claude',
      callId: 'call-7',
      agentId: 'sub-1',
      tool: 'Frob',
      behavior: 'deny',
      layer: 'person',
      by: 'person',
      purpose: 'fetch the page',
    },
  );
  assert.ok(Array.isArray(decision?.['verdicts']) && decision['verdicts'].length >= 10);
  assert.match(String(decision?.['inputDigest']), /^[0-9a-f]{64}$/);
  assert.deepEqual(
    entries
      .filter(({ event }) => ['launch', 'gated', 'answer', 'decision'].includes(event))
      .map(({ event }) => event),
    ['launch', 'gated', 'answer', 'decision'],
  );
});

test('an input too long for the journal is shortened there, with its digest', async (t) => {
  const { session, mode, stateDir } = await startTestGate(t);
  mode('plan');
  await (await session()).wants({ text: 'x'.repeat(1_000_000) });
  const entry = readEntries(join(stateDir, 'journal')).find(({ event }) => event === 'decision');
  assert.match(JSON.stringify(entry?.['input']), /… 991808 more characters\]/);
});

test('an entry takes well under a millisecond', (t) => {
  const writer = open(makePlace(t).path('journal'));
  const started = performance.now();
  for (let n = 0; n < 1_000; n += 1) writer.append({ event: 'note', n_th: n, text: 'x'.repeat(300) });
  const each = (performance.now() - started) / 1_000;
  writer.close();
  assert.ok(each < 1, `${each} ms`);
});

test('a file cut in the middle is found, also the newest one', (t) => {
  const { folder, second } = written(t);
  truncateSync(join(folder, second), 40);
  const { problems: none, notes } = verifyJournal(folder);
  assert.deepEqual(none, []);
  assert.match(notes.join(), new RegExp(`${second} ends in an incomplete line`));
  const other = written(t);
  truncateSync(join(other.folder, other.first), 40);
  assert.match(problems(other.folder).join(), /had 5 entries .* 0 now/);
});

test('the newest file without its end, or without anything, is told of when its writer is gone', (t) => {
  const { folder } = written(t);
  const dead = '20260101T000000000Z-999999999-00000000.jsonl';
  const first = seal(membersOf({ event: 'open', format: journalFormat }), { n: 0, time: '2026-01-01T00:00:00.000Z', prev: genesis(dead, sha256) }, sha256);
  writeFileSync(join(folder, dead), `${first.line}\n`);
  assert.match(verifyJournal(folder).notes.join(), /was not closed: its writer was ended, or its last entries were removed/);
  writeFileSync(join(folder, dead), '');
  assert.match(verifyJournal(folder).notes.join(), /has no entries/);
  assert.deepEqual(problems(folder), []);
}); // prettier-ignore

test('a journal of another format is refused with a clear word', (t) => {
  const { folder, first } = written(t);
  writeFileSync(join(folder, first), '{"event":"open","format":99,"pid":1}\n{"event":"note"}\n');
  assert.match(problems(folder).join(), /1: opens a file of the format 99; this version of Portcullis reads/);
});

test('a disk that is full leaves no empty files behind, and what is written afterwards is whole', (t) => {
  const folder = makePlace(t).path('journal');
  let full = true;
  const writer = openJournal({
    folder,
    log: silentLog(),
    // The time of the entry is asked for after the file was made: a fault in the middle of the beginning.
    now: () => {
      if (full && journalFiles(folder).length > 0) throw new Error('no space left');
      return Date.now();
    },
  });
  assert.throws(() => writer.append({ event: 'note' }), /cannot be written: no space left/);
  assert.deepEqual(journalFiles(folder), []);
  full = false;
  writer.append({ event: 'note' });
  writer.close();
  assert.deepEqual([problems(folder), verifyJournal(folder).entries], [[], 3]);
});

test('entries come by time from files that overlap, each file in its order', (t) => {
  const folder = makePlace(t).path('journal');
  let time = Date.now();
  const openAt = (): Journal =>
    openJournal({ folder, log: silentLog(), now: () => (time += 1_000), rotate: { bytes: 600 } });
  const writers = [openAt(), openAt(), openAt()];
  for (let n = 0; n < 30; n += 1) writers[n % 3]?.append({ event: 'note', n_th: n });
  for (const writer of writers) writer.close();
  const entries = readEntries(folder);
  assert.ok(journalFiles(folder).length > 6);
  assert.deepEqual(entries.map((one) => one.time), entries.map((one) => one.time).toSorted());
  assert.deepEqual(entries.flatMap((one) => one['n_th'] ?? []), Array.from({ length: 30 }, (_, n) => n));
}); // prettier-ignore

test('a verification says how far it is', (t) => {
  const { folder } = written(t);
  const said: (readonly number[])[] = [];
  verifyJournal(folder, { progress: (...numbers) => said.push(numbers) });
  assert.deepEqual(
    [said[0], said.at(-1)],
    [
      [0, 2, 0],
      [2, 2, 8],
    ],
  );
});

test('who reads a damaged journal is told, and sees what can be read', (t) => {
  const { folder, first } = written(t);
  const [a = '', b = '', ...rest] = lines(folder, first);
  const forged = b.replace('"event":"note"', '"event":"note","event":"open"');
  writeFileSync(join(folder, first), [a, forged, ...rest].map((line) => `${line}\n`).join(''));
  const told: string[] = [];
  const entries = [...eachEntry(folder, ({ file, line, kind }) => told.push(`${file} ${line} ${kind}`))];
  assert.deepEqual(told, [`${first} 2 changed`]);
  assert.equal(entries.length, 7);
});
