// Four processes write one journal and are killed over and over, while another one starts, verifies, rotates and archives.
import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openJournal } from '../../src/gate/journal.ts';
import { archiveParts } from '../../src/gate/journalArchive.ts';
import { verifyJournal } from '../../src/gate/journalFiles.ts';
import { readEntries } from '../support/journal/entries.ts';
import { bundled } from '../support/journal/programs.ts';
import { makePlace } from '../support/place.ts';
import { silentLog } from './support.ts';

const writers = 4;
/** So often each of them is killed. */
const kills = 3;

test('nothing that was accepted is lost when writers are killed, whatever others do meanwhile', async (t) => {
  const place = makePlace(t);
  const folder = place.path('journal');
  const start = await bundled('writer', place.dir);
  const accepted = new Map<string, number>();

  const life = async (name: string): Promise<void> => {
    // It is killed while it writes on, at some moment behind so many entries.
    const enough = 20 + Math.floor(Math.random() * 600);
    const child = start(folder, name);
    t.after(() => child.kill('SIGKILL'));
    for await (const line of linesFrom(child)) {
      accepted.set(name, Number(line));
      if (Number(line) >= enough) child.kill('SIGKILL');
    }
  };
  const slot = async (name: string): Promise<void> => {
    for (let at = 0; at < kills; at += 1) await life(`${name}-${at}`);
  };

  const over = { yet: false };
  const all = Promise.all(['a', 'b', 'c', 'd'].slice(0, writers).map(slot)).finally(() => (over.yet = true));
  let rounds = 0;
  const own: string[] = [];
  do {
    const log = silentLog();
    const journal = openJournal({ folder, log, now: Date.now, rotate: { bytes: 2_000 } });
    for (let n = 0; n < 20; n += 1) {
      journal.append({ event: 'note', writer: 'own', n_th: rounds, text: 'y'.repeat(200) });
      own.push(`own ${rounds}`);
    }
    await archiveParts({ folder, log, now: Date.now, after: 0 });
    assert.deepEqual(verifyJournal(folder).problems, [], `round ${rounds}`);
    journal.close();
    rounds += 1;
  } while (!over.yet);
  await all;

  openJournal({ folder, log: silentLog(), now: Date.now }).close();
  const report = verifyJournal(folder);
  assert.deepEqual(report.problems, []);
  const found = new Map<string, number[]>();
  for (const entry of readEntries(folder)) {
    const [writer, n] = [entry['writer'], entry['n_th']];
    if (typeof writer !== 'string' || typeof n !== 'number') continue;
    found.set(writer, [...(found.get(writer) ?? []), n]);
  }
  assert.equal(found.get('own')?.length, own.length);
  assert.equal(accepted.size, writers * kills);
  for (const [name, last] of accepted) {
    const numbers = found.get(name) ?? [];
    assert.deepEqual(numbers, Array.from(numbers.keys()), `${name}: each once, in order`);
    assert.ok(numbers.length > last, `${name}: ${last} accepted, ${numbers.length} found`);
  }
  assert.ok(report.archived > 0 && report.files > report.archived);
  assert.deepEqual(readdirSync(join(folder, 'archive')).filter((name) => name.endsWith('.tmp')), []);
}); // prettier-ignore

async function* linesFrom(child: ChildProcess): AsyncIterable<string> {
  let rest = '';
  for await (const text of child.stdout?.setEncoding('utf8') ?? []) {
    const lines = `${rest}${String(text)}`.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}
