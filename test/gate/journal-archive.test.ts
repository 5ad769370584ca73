// Old parts of the journal go into the archive, where they are verified and read like the others, and never get lost.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { openJournal } from '../../src/gate/journal.ts';
import { archiveParts, openArchive } from '../../src/gate/journalArchive.ts';
import { verifyJournal } from '../../src/gate/journalFiles.ts';
import { archivedFiles, journalFiles } from '../../src/gate/journalParts.ts';
import { loadTrust } from '../../src/gate/trustFile.ts';
import { trustRecord } from '../../src/policy/trust/event.ts';
import { standingOf } from '../../src/policy/trust/trust.ts';
import { readEntries } from '../support/journal/entries.ts';
import { bundled } from '../support/journal/programs.ts';
import { makePlace, type Place } from '../support/place.ts';
import { until } from '../support/until.ts';
import { silentLog, startTestGate } from './support.ts';

const posix = { skip: process.platform === 'win32' && 'there are no such pipes' };
const hour = 60 * 60 * 1000;
const day = 24 * hour;
const success = { type: 'success', service: 'mcp:tracker', kind: 'read' } as const;

interface Old {
  readonly place: Place;
  readonly folder: string;
  /** The oldest first: of the day ten, nine, … days ago. */
  readonly names: readonly string[];
}

/** Parts of some days up to now, each with entries of trust. */
function old(t: TestContext, days: readonly number[] = [10, 9, 8, 3, 0]): Old {
  const place = makePlace(t);
  const folder = place.path('state/journal');
  mkdirSync(place.path('state'));
  for (const ago of days) {
    const journal = openJournal({ folder, log: silentLog(), now: () => Date.now() - ago * day });
    for (let n = 0; n < 3; n += 1) journal.append(trustRecord({ ...success, time: Date.now() - ago * day, call: `c${ago}${n}` }));
    journal.close();
  }
  return { place, folder, names: journalFiles(folder) };
} // prettier-ignore

const archive = (folder: string, log = silentLog()) => archiveParts({ folder, log, now: Date.now });
const packed = (folder: string, name: string): string => join(folder, 'archive', `${name}.gz`);
const problems = (folder: string): string[] => verifyJournal(folder).problems.map(({ file, line, kind }) => `${file} ${line ?? 'file'} ${kind}`); // prettier-ignore

test('what is older than a week is archived, and the journal says the same as before', async (t) => {
  const { folder, names } = old(t);
  const before = readEntries(folder);
  assert.deepEqual(await archive(folder), names.slice(0, 3));
  assert.deepEqual(journalFiles(folder), names.slice(3));
  assert.deepEqual(archivedFiles(folder).toSorted(), names.slice(0, 3));
  assert.deepEqual(readEntries(folder), before);
  const report = verifyJournal(folder);
  assert.deepEqual([report.files, report.archived, report.entries, report.problems, report.notes], [5, 3, 25, [], []]);
  if (process.platform !== 'win32') {
    assert.equal(statSync(join(folder, 'archive')).mode & 0o777, 0o700);
    for (const name of names.slice(0, 3)) assert.equal(statSync(packed(folder, name)).mode & 0o777, 0o600);
  }
  assert.deepEqual(await archive(folder), []);
}); // prettier-ignore

test('a part that is still open stays where it is, however old, and so does one with a torn end', async (t) => {
  const { folder } = old(t, [9]);
  const journal = openJournal({ folder, log: silentLog(), now: () => Date.now() });
  const [, open = ''] = journalFiles(folder);
  const later = () => Date.now() + 30 * day;
  writeFileSync(join(folder, journalFiles(folder)[0] ?? ''), '{"n":5', { flag: 'a' });
  assert.deepEqual(await archiveParts({ folder, log: silentLog(), now: later }), []);
  journal.close();
  assert.deepEqual(await archiveParts({ folder, log: silentLog(), now: later }), [open]);
});

test('a running gate begins a new file each day, and archives what has become old', async (t) => {
  const folder = makePlace(t).path('journal');
  let time = Date.now();
  const now = (): number => time;
  const parts = openArchive({ folder, log: silentLog(), now });
  const journal = openJournal({ folder, log: silentLog(), now, begun: () => parts.look() });
  for (let at = 0; at < 12; at += 1) {
    journal.append({ event: 'note', n_th: at });
    time += 13 * hour;
  }
  assert.equal(journalFiles(folder).length, 6);
  time += 4 * day;
  journal.append({ event: 'note', n_th: 12 });
  await until(() => archivedFiles(folder).length === 4, { every: 5 });
  journal.close();
  await parts.close();
  const notes = readEntries(folder).flatMap((entry) => entry['n_th'] ?? []);
  assert.deepEqual(
    notes,
    Array.from({ length: 13 }, (_, at) => at),
  );
  assert.deepEqual(problems(folder), []);
});

test('a gate archives at its start, and is closed without waiting for all of it', async (t) => {
  const { place, folder, names } = old(t);
  const { gate } = await startTestGate(t, {}, { place });
  await until(() => archivedFiles(folder).length === 3, { every: 5 });
  await gate.close();
  assert.deepEqual(problems(folder), []);
  assert.deepEqual(archivedFiles(folder).toSorted(), names.slice(0, 3));
});

/** What somebody does to the archive, and how it is found. */
const harms: Record<string, [harm: (file: string) => void, found: RegExp]> = {
  'removes a file': [(file) => rmSync(file), /file gone$/],
  'cuts a file': [(file) => truncateSync(file, statSync(file).size - 9), /file unreadable$/],
  'empties a file': [(file) => writeFileSync(file, ''), /file unreadable$/],
  'writes something else': [(file) => writeFileSync(file, 'nonsense'), /file unreadable$/],
  'packs other entries': [(file) => repacked(file, (text) => text.replace('"call":"c91"', '"call":"c99"')), /3 changed$/],
  'packs fewer entries': [(file) => repacked(file, (text) => text.replace(/.*\n$/, '')), /file shortened$/],
}; // prettier-ignore

function repacked(file: string, change: (text: string) => string): void {
  const text = gunzipSync(readFileSync(file)).toString('utf8');
  assert.notEqual(change(text), text);
  writeFileSync(file, gzipSync(change(text)));
}

for (const [name, [harm, found]] of Object.entries(harms))
  test(`it shows when somebody ${name} in the archive`, async (t) => {
    const { place, folder, names } = old(t);
    const [, second = ''] = names;
    await archive(folder);
    harm(packed(folder, second));
    assert.match(problems(folder).join(), found);
    assert.match(problems(folder).join(), new RegExp(`^${second}`));
    assert.equal(loadTrust(place.path('state'), silentLog()).state.base, 'lowest');
  });

test('what is no file holds nobody, neither in the archive nor on its way there', posix, async (t) => {
  const { place, folder, names } = old(t);
  const [first = '', second = '', third = ''] = names;
  await archive(folder);
  for (const path of [packed(folder, first), packed(folder, second)]) {
    rmSync(path);
    execFileSync('mkfifo', [path]);
  }
  writeFileSync(join(folder, second), '');
  const log: string[] = [];
  execFileSync('mkfifo', [join(folder, third)]);
  assert.deepEqual(await archive(folder, silentLog(log)), []);
  assert.match(log.join(), /the archive has it with other entries/);
  rmSync(join(folder, third));
  rmSync(join(folder, second));
  assert.deepEqual(problems(folder), [`${first} file unreadable`, `${second} file unreadable`]);
  assert.equal(readEntries(folder).length, 15);
  assert.equal(loadTrust(place.path('state'), silentLog()).state.base, 'lowest');
});

test('a part in both places counts once; with other entries it is a break, and nothing is overwritten', async (t) => {
  const { folder, names } = old(t);
  const [first = '', second = ''] = names;
  const keep = join(folder, 'keep');
  copyFileSync(join(folder, first), keep);
  await archive(folder);
  copyFileSync(keep, join(folder, first));
  assert.deepEqual([problems(folder), readEntries(folder).length], [[], 25]);
  assert.deepEqual(await archive(folder), [first]);
  repacked(packed(folder, first), (text) => text.replace(/.*\n$/, ''));
  copyFileSync(keep, join(folder, first));
  assert.deepEqual(problems(folder), [`${first} file twice`]);
  const log: string[] = [];
  assert.deepEqual(await archive(folder, silentLog(log)), []);
  assert.match(log.join(), /the archive has it with other entries/);
  assert.ok(journalFiles(folder).includes(first) && !journalFiles(folder).includes(second));
});

test('several processes may archive at once', async (t) => {
  const { place, folder, names } = old(t, [30, 29, 28, 27, 26, 25, 24, 23, 0]);
  const before = readEntries(folder);
  const start = await bundled('packer', place.dir);
  const children = Array.from({ length: 3 }, () => start(folder, place.path('go')));
  const said = children.map(() => '');
  for (const [at, child] of children.entries()) {
    t.after(() => child.kill('SIGKILL'));
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (said[at] += text));
  }
  await until(() => said.every((text) => text.startsWith('ready')), { every: 5 });
  writeFileSync(place.path('go'), '');
  const codes = await Promise.all(children.map((child) => new Promise((resolve) => child.once('close', resolve))));
  assert.deepEqual(codes, [0, 0, 0]);
  assert.deepEqual(readdirSync(join(folder, 'archive')).toSorted(), names.slice(0, -1).map((name) => `${name}.gz`));
  assert.deepEqual(journalFiles(folder), names.slice(-1));
  assert.deepEqual([problems(folder), readEntries(folder)], [[], before]);
}); // prettier-ignore

test('trust is the same from the archive, with its snapshot and without', async (t) => {
  const { place, folder } = old(t);
  const state = place.path('state');
  const evidence = () => {
    const { state: now, lost } = loadTrust(state, silentLog());
    assert.equal(lost, undefined);
    return standingOf(now, success.service, success.kind).evidence;
  };
  const before = evidence();
  assert.ok(before.successes > 0);
  await archive(folder);
  assert.deepEqual([evidence(), evidence()], [before, before]);
  rmSync(join(state, 'trust.json'));
  assert.deepEqual(evidence(), before);
});

test('what a part got after the last snapshot counts also when it is archived by then', async (t) => {
  const { place, folder } = old(t, [0]);
  const state = place.path('state');
  const journal = openJournal({ folder, log: silentLog(), now: Date.now });
  const failures = () => standingOf(loadTrust(state, silentLog()).state, success.service, success.kind).evidence.failures; // prettier-ignore
  assert.equal(failures(), 0);
  journal.append(trustRecord({ ...success, type: 'failure', time: Date.now() }));
  journal.close();
  await archiveParts({ folder, log: silentLog(), now: () => Date.now() + 30 * day });
  assert.equal(journalFiles(folder).length, 0);
  assert.ok(failures() > 0.9);
});
