// The journal as a list: filters, pages, new entries of any writer, archived parts, and the whole entry behind a row.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { indexJournal } from '../../src/gate/journalIndex.ts';
import { openJournal } from '../../src/gate/journal.ts';
import { journalFiles } from '../../src/gate/journalParts.ts';
import { traceOf } from '../../src/extension/panel/trace.ts';
import { decodeNews } from '../../src/protocol/panel.ts';
import { makePlace } from '../support/place.ts';
import { silentLog, startTestGate } from './support.ts';

function journalIn(folder: string, begin = 0) {
  let time = begin;
  return openJournal({ folder, log: silentLog(), now: () => (time += 1_000) });
}

const decision = (subject: string, behavior: string) => ({ event: 'decision', id: subject, session: 's-1', agent: 'claude', subject, behavior, layer: behavior === 'allow' ? 'safe' : 'floor', input: { command: subject } }); // prettier-ignore

test('rows come newest first, filtered by outcome, line, session and text, page by page', async (t) => {
  const place = makePlace();
  t.after(() => place.remove());
  const folder = place.path('journal');
  const journal = journalIn(folder, Date.UTC(2026, 0, 1));
  for (let n = 0; n < 250; n += 1) journal.append(decision(`git log -${n}`, n % 5 === 0 ? 'deny' : 'allow'));
  journal.append({ event: 'pause', session: 's-2', agent: 'claude', reason: 'a pause' });
  const index = indexJournal(folder);
  await index.refresh();
  assert.equal(index.entries, 252, 'with the opening entry');
  assert.equal(index.page({}, 0, 1).rows[0]?.event, 'pause');
  const denied = index.page({ behavior: 'deny' }, 0, 10);
  assert.equal(denied.total, 50);
  assert.deepEqual(
    denied.rows.slice(0, 2).map(({ text }) => text),
    ['git log -245', 'git log -240'],
  );
  assert.equal(index.page({ behavior: 'deny' }, 45, 10).rows.length, 5);
  assert.equal(index.page({ layer: 'floor', text: 'LOG -24' }, 0, 10).total, 2, 'case does not count');
  assert.equal(index.page({ session: 's-2' }, 0, 10).total, 1);
  assert.equal(index.page({ text: 'nowhere' }, 0, 10).total, 0);
  const [row] = index.page({ text: 'git log -7' }, 0, 1).rows;
  assert.ok(row);
  assert.deepEqual(index.entry(row)?.['input'], { command: row.text });
  assert.deepEqual(index.decisions(2).map(({ text }) => text), ['git log -249', 'git log -248']);
  journal.close();
}); // prettier-ignore

test('the last calls that each class of the guard denied, as a real gate journals them', async (t) => {
  const { session, stateDir } = await startTestGate(t);
  const { wants } = await session();
  // What is allowed in between keeps the denials from pausing the session.
  for (const command of [
    'git push --force',
    'rm -rf /',
    'ls',
    'cat .env',
    'git push --mirror',
    'ls',
    'git push origin +main',
  ])
    await wants({ command }, { tool: 'Bash' });
  const index = indexJournal(join(stateDir, 'journal'));
  await index.refresh();
  const hits = [...index.guarded(2)].map(([id, rows]) => [id, ...rows.map(({ text }) => text)]);
  assert.deepEqual(hits, [
    ['force-push', 'git push origin +main', 'git push --mirror'],
    ['secret-read', 'cat .env'],
    ['delete-root', 'rm -rf /'],
  ]);
});

test('what several writers add is read on from where it ended, in the order of time; half a line waits', async (t) => {
  const place = makePlace();
  t.after(() => place.remove());
  const folder = place.path('journal');
  const one = journalIn(folder, Date.UTC(2026, 0, 1));
  one.append(decision('first', 'allow'));
  const index = indexJournal(folder);
  await index.refresh();
  const other = journalIn(folder, Date.UTC(2026, 0, 1) + 500);
  other.append(decision('between', 'allow'));
  one.append(decision('last', 'allow'));
  const [file = ''] = journalFiles(folder);
  const path = join(folder, file);
  const whole = readFileSync(path);
  writeFileSync(path, whole.subarray(0, whole.length - 5));
  await Promise.all([index.refresh(), index.refresh()]);
  assert.deepEqual(index.decisions(9).map(({ text }) => text), ['between', 'first']);
  appendFileSync(path, whole.subarray(whole.length - 5));
  await index.refresh();
  assert.deepEqual(index.decisions(9).map(({ text }) => text), ['last', 'between', 'first']);
  one.close();
  other.close();
}); // prettier-ignore

test('what was added to a part between the last look and its archiving is not lost, and nothing comes twice', async (t) => {
  const place = makePlace(t);
  const folder = place.path('journal');
  const journal = journalIn(folder);
  journal.append(decision('seen', 'allow'));
  const index = indexJournal(folder);
  await index.refresh();
  journal.append(decision('behind', 'deny'));
  journal.close();
  const [file = ''] = journalFiles(folder);
  mkdirSync(join(folder, 'archive'));
  writeFileSync(join(folder, 'archive', `${file}.gz`), gzipSync(readFileSync(join(folder, file))));
  rmSync(join(folder, file));
  await index.refresh();
  await index.refresh();
  assert.deepEqual(index.decisions(9).map(({ text }) => text), ['behind', 'seen']);
  assert.equal(index.entry(index.decisions(1)[0] ?? assert.fail())?.['subject'], 'behind');
}); // prettier-ignore

test('a pipe in the place of a part holds nothing up', { skip: process.platform === 'win32' }, async (t) => {
  const place = makePlace(t);
  const folder = place.path('journal');
  const journal = journalIn(folder);
  journal.append(decision('kept', 'allow'));
  journal.close();
  execFileSync('mkfifo', [join(folder, '20260101T000000000Z-1-00000000.jsonl')]);
  const index = indexJournal(folder);
  await index.refresh();
  assert.equal(index.decisions(9).length, 1);
});

test('archived parts are in the list, also those that were archived after they were read', async (t) => {
  const place = makePlace();
  t.after(() => place.remove());
  const folder = place.path('journal');
  const journal = journalIn(folder);
  journal.append(decision('kept', 'deny'));
  journal.close();
  const before = indexJournal(folder);
  await before.refresh();
  const [file = ''] = journalFiles(folder);
  mkdirSync(join(folder, 'archive'));
  writeFileSync(join(folder, 'archive', `${file}.gz`), gzipSync(readFileSync(join(folder, file))));
  rmSync(join(folder, file));
  await before.refresh();
  const after = indexJournal(folder);
  await after.refresh();
  for (const index of [before, after]) {
    const [row] = index.decisions(9);
    assert.equal(row?.text, 'kept');
    assert.equal(row && index.entry(row)?.['behavior'], 'deny');
    assert.equal(index.entries, before.entries);
  }
});

test('a place in a file that is no part of the journal gives nothing', async (t) => {
  const place = makePlace();
  t.after(() => place.remove());
  const index = indexJournal(place.path('journal'));
  await index.refresh();
  assert.equal(index.entries, 0);
  assert.equal(index.entry({ file: '../../etc/passwd', at: 0, bytes: 100 }), undefined);
});

test('a decision that was really made is told in five steps, as the page takes them', async (t) => {
  const { session, stateDir, mode } = await startTestGate(t);
  mode('plan');
  const { wants } = await session();
  assert.equal(await wants({ command: 'rm -rf / \u202e' }, { tool: 'Bash' }), 'deny');
  const index = indexJournal(join(stateDir, 'journal'));
  await index.refresh();
  const [row] = index.decisions(1);
  const entry = row && index.entry(row);
  assert.ok(entry);
  const trace = traceOf(entry);
  assert.deepEqual(
    trace.steps.map(({ name }) => name),
    ['Entry point', 'Mode', 'Classifier', 'Rules', 'Decision'],
  );
  assert.equal(trace.outcome.text, 'denied');
  assert.equal(trace.steps[1]?.says, 'Plan');
  assert.equal(trace.steps[2]?.lines.find(({ decides }) => decides)?.name, 'Built-in guard');
  assert.ok(!JSON.stringify(trace).includes('\u202e'));
  const news = { type: 'trace', trace, beside: {} };
  assert.deepEqual(decodeNews(structuredClone(news)), news);
});
