// Whatever somebody does to the files of a small journal behind the gate's back, it is found.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import * as fc from 'fast-check';
import { openJournal } from '../../src/gate/journal.ts';
import { archiveParts } from '../../src/gate/journalArchive.ts';
import { verifyJournal } from '../../src/gate/journalFiles.ts';
import { journalParts, pathOf } from '../../src/gate/journalParts.ts';
import type { JournalEntry } from '../../src/policy/journal.ts';
import { readEntries } from '../support/journal/entries.ts';
import { makePlace } from '../support/place.ts';
import { silentLog } from './support.ts';

const day = 24 * 60 * 60 * 1000;

interface Small {
  readonly folder: string;
  /** Path and bytes of each part, the oldest first: one in the archive, then three beside it. */
  readonly files: readonly { readonly path: string; readonly bytes: Buffer }[];
  readonly entries: readonly JournalEntry[];
}

/** By writers of a time before this process, so that all of them are gone. */
async function small(t: TestContext): Promise<Small> {
  const folder = makePlace(t).path('journal');
  for (const ago of [9, 4, 3, 2]) {
    const journal = openJournal({ folder, log: silentLog(), now: () => Date.now() - ago * day });
    for (let n = 0; n < 4; n += 1) journal.append({ event: 'note', text: `é ${'x'.repeat(n * 3)}`, ago, n_th: n });
    journal.close();
  }
  await archiveParts({ folder, log: silentLog(), now: Date.now });
  const files = journalParts(folder).map((part) => ({ path: pathOf(part), bytes: readFileSync(pathOf(part)) }));
  assert.equal(files.length, 4);
  assert.deepEqual(verifyJournal(folder).problems, []);
  return { folder, files, entries: readEntries(folder) };
} // prettier-ignore

type Harm = (lines: readonly Buffer[], at: number, other: number, byte: number) => readonly Buffer[];

/** On the lines of a file, their feeds included. */
const harms: Record<string, Harm> = {
  'a changed byte': (lines, at, _other, byte) => ofBytes(lines, (all) => Buffer.from(all.map((old, index) => (index === at % all.length ? old ^ (byte || 1) : old)))),
  'a removed byte': (lines, at) => ofBytes(lines, (all) => Buffer.concat([all.subarray(0, at % all.length), all.subarray((at % all.length) + 1)])),
  'an added byte': (lines, at, _other, byte) => ofBytes(lines, (all) => Buffer.concat([all.subarray(0, at % all.length), Buffer.from([byte]), all.subarray(at % all.length)])),
  'removed lines': (lines, at, other) => lines.toSpliced(at % lines.length, 1 + (other % lines.length)),
  'swapped lines': (lines, at, other) => swapped(lines, at % lines.length, (at + 1 + (other % (lines.length - 1))) % lines.length),
  'a repeated line': (lines, at, other) => lines.toSpliced(other % (lines.length + 1), 0, lines[at % lines.length] ?? Buffer.alloc(0)),
  'a cut end': (lines, at) => ofBytes(lines, (all) => all.subarray(0, at % all.length)),
}; // prettier-ignore

function ofBytes(lines: readonly Buffer[], change: (all: Buffer) => Buffer): readonly Buffer[] {
  return [change(Buffer.concat(lines))];
}

function swapped(lines: readonly Buffer[], a: number, b: number): readonly Buffer[] {
  return lines.with(a, lines[b] ?? Buffer.alloc(0)).with(b, lines[a] ?? Buffer.alloc(0));
}

function linesOf(bytes: Buffer): readonly Buffer[] {
  const lines: Buffer[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf(0x0a, at) + 1 || bytes.length;
    lines.push(bytes.subarray(at, end));
    at = end;
  }
  return lines;
}

const number = fc.nat({ max: 1_000_000 });

for (const [name, harm] of Object.entries(harms))
  test(`${name} in any file is found`, async (t) => {
    const { folder, files, entries } = await small(t);
    const property = fc.property(fc.nat({ max: files.length - 1 }), number, number, fc.nat({ max: 255 }), (which, at, other, byte) => {
      const file = files[which];
      assert.ok(file);
      const changed = Buffer.concat(harm(linesOf(file.bytes), at, other, byte));
      if (changed.equals(file.bytes)) return;
      writeFileSync(file.path, changed);
      const { problems, notes } = verifyJournal(folder);
      writeFileSync(file.path, file.bytes);
      if (problems.length > 0) return;
      // Nothing names the newest file's end but its own last entry; that this is not there any more is told.
      if (which === files.length - 1) assert.match(notes.join(), /incomplete line|was not closed|has no entries/);
      // Some bits of a packed file say nothing about what it holds.
      else assert.deepEqual([which, sameWith(file, changed, folder)], [0, entries]);
    });
    fc.assert(property, { numRuns: 150 });
  }); // prettier-ignore

function sameWith({ path, bytes }: Small['files'][number], changed: Buffer, folder: string): readonly JournalEntry[] {
  writeFileSync(path, changed);
  try {
    return readEntries(folder);
  } finally {
    writeFileSync(path, bytes);
  }
} // prettier-ignore

test('a line of another file, a removed file, and a file that two have changed places with, are found', async (t) => {
  const { folder, files } = await small(t);
  const plain = files.slice(1);
  for (const [from, to] of [[0, 1], [1, 0], [2, 0], [0, 2]] as const) {
    const [one, other] = [plain[from], plain[to]];
    assert.ok(one && other);
    for (let at = 0; at < 6; at += 1) {
      const line = linesOf(one.bytes)[at] ?? Buffer.alloc(0);
      writeFileSync(other.path, Buffer.concat(linesOf(other.bytes).toSpliced(at, 0, line)));
      assert.notDeepEqual(verifyJournal(folder).problems, []);
    }
    writeFileSync(one.path, other.bytes);
    writeFileSync(other.path, one.bytes);
    assert.notDeepEqual(verifyJournal(folder).problems, []);
    writeFileSync(one.path, one.bytes);
    writeFileSync(other.path, other.bytes);
  }
  for (const { path, bytes } of files.slice(0, -1)) {
    rmSync(path);
    assert.deepEqual(verifyJournal(folder).problems.map(({ kind }) => kind), ['gone']);
    writeFileSync(path, bytes);
  }
  rmSync(join(folder, 'archive'), { recursive: true });
  assert.deepEqual(verifyJournal(folder).problems.map(({ kind }) => kind), ['gone']);
  mkdirSync(join(folder, 'archive'));
}); // prettier-ignore
