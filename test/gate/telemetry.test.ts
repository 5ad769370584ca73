// The journal on its way to a collector: what arrives is what it holds, nothing is lost or sent twice while the
// collector is down, slow or failing, and the gate never waits for it.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { gzipSync } from 'node:zlib';
import { readEndpoint, readHeaders } from '../../src/gate/telemetry/endpoint.ts';
import { openCursors } from '../../src/gate/telemetry/cursors.ts';
import type { SendResult } from '../../src/gate/telemetry/sender.ts';
import { startStream } from '../../src/gate/telemetry/stream.ts';
import { openTail } from '../../src/gate/telemetry/tail.ts';
import { streamJournal, type TelemetryOptions } from '../../src/gate/telemetry/telemetry.ts';
import { openJournal } from '../../src/gate/journal.ts';
import { eachEntry } from '../../src/gate/journalFiles.ts';
import { journalFiles } from '../../src/gate/journalParts.ts';
import type { JournalEntry } from '../../src/policy/journal.ts';
import { startCollector, type Collector } from '../support/collector.ts';
import { makePlace } from '../support/place.ts';
import { root } from '../support/root.ts';
import { until } from '../support/until.ts';
import { silentLog, startTestGate, type TestGate } from './support.ts';

const quick = { every: 10, pause: 10, longest: 50 };

async function collector(t: Pick<TestContext, 'after'>, port?: number): Promise<Collector> {
  const started = await startCollector(port);
  t.after(() => started.close());
  return started;
}

function urlOf({ url }: Collector): string {
  const endpoint = readEndpoint(url);
  assert.ok(endpoint.ok);
  return endpoint.url;
}

/** Streams the journal of a real gate. Ended before the gate is. */
async function streaming(t: TestContext, to: Collector, options: Partial<TelemetryOptions> = {}) {
  const gate = await startTestGate(t);
  const log: string[] = [];
  const before = new Set(entriesOf(gate.stateDir).map(({ digest }) => digest));
  const stream = await streamJournal({
    url: urlOf(to),
    version: '1.2.3',
    timeout: 300,
    stateDir: gate.stateDir,
    log: silentLog(log),
    note: noteOf(gate),
    limits: quick,
    ...options,
  });
  t.after(() => stream.close(0));
  /** What was written since, in its order. */
  const written = (): readonly JournalEntry[] => entriesOf(gate.stateDir).filter(({ digest }) => !before.has(digest));
  return { gate, stream, log, written };
} // prettier-ignore

/** The stream of a window that comes after another one. */
async function later(t: TestContext, gate: TestGate, to: Collector, limits: TelemetryOptions['limits'] = quick): Promise<void> {
  const stream = await streamJournal({ url: urlOf(to), version: '', timeout: 300, stateDir: gate.stateDir, log: silentLog(), note: noteOf(gate), limits });
  t.after(() => stream.close(0));
} // prettier-ignore

function noteOf({ gate }: TestGate): TelemetryOptions['note'] {
  return (event, details) => gate.note(event, details);
}

function entriesOf(stateDir: string): readonly JournalEntry[] {
  return [...eachEntry(join(stateDir, 'journal'))];
}

function digests(entries: readonly JournalEntry[]): readonly string[] {
  return entries.map(({ digest }) => digest);
}

function arrived({ received }: Collector): readonly unknown[] {
  return received.map(({ attributes }) => attributes['portcullis.digest']);
}

async function someCalls({ session, mode }: TestGate, count: number): Promise<void> {
  const { wants } = await session();
  mode('bypassPermissions');
  for (let n = 0; n < count; n += 1) await wants({ n });
  mode('plan');
  await wants({ command: 'gh pr create --title x' }, { tool: 'Bash' });
}

test('the collector receives exactly what the journal holds', async (t) => {
  const to = await collector(t);
  const { gate, written } = await streaming(t, to);
  await someCalls(gate, 3);
  await until(() => to.received.length === written().length, { what: 'all entries arrived', every: 10 });
  const lines = readFileSync(join(gate.stateDir, 'journal', journalFiles(join(gate.stateDir, 'journal'))[0] ?? ''), 'utf8').split('\n');
  for (const [at, entry] of written().entries()) {
    const record = to.received[at];
    assert.ok(record && lines.includes(record.body), 'the body is the line of the journal');
    assert.equal(record.time, Date.parse(entry.time));
    assert.equal(record.eventName, `portcullis.${entry.event}`);
    assert.equal(record.attributes['portcullis.session'], entry['session']);
    assert.equal(record.attributes['portcullis.behavior'], entry['behavior']);
    assert.equal(record.attributes['portcullis.digest'], entry.digest);
  }
  const denied = to.received.find(({ attributes }) => attributes['portcullis.behavior'] === 'deny');
  assert.deepEqual([denied?.severity, denied?.severityText], [14, 'WARN2']);
  assert.deepEqual(denied?.attributes['portcullis.services'], ['cli:gh']);
  const allowed = to.received.find(({ attributes }) => attributes['portcullis.behavior'] === 'allow');
  assert.deepEqual([allowed?.severity, allowed?.severityText], [9, 'INFO']);
  assert.deepEqual([to.resource()['service.name'], to.resource()['service.version']], ['portcullis', '1.2.3']);
  assert.equal(to.requests[0]?.path, '/v1/logs');
}); // prettier-ignore

test('headers come with the options and from the environment', async (t) => {
  const to = await collector(t);
  process.env['OTEL_EXPORTER_OTLP_HEADERS'] = 'x-from-environment=one';
  t.after(() => delete process.env['OTEL_EXPORTER_OTLP_HEADERS']);
  const { gate } = await streaming(t, to, { headers: { authorization: 'Bearer two' } });
  await someCalls(gate, 1);
  await until(() => to.received.length > 0, { every: 10 });
  const { headers } = to.requests[0] ?? {};
  assert.deepEqual([headers?.['x-from-environment'], headers?.['authorization']], ['one', 'Bearer two']);
});

for (const manner of [{ status: 500 }, { status: 503 }, { status: 401 }, 'hang'] as const)
  test(`a collector that answers ${JSON.stringify(manner)} and recovers gets each entry once`, async (t) => {
    const to = await collector(t);
    to.behave(manner);
    const { gate, stream, log, written } = await streaming(t, to);
    await someCalls(gate, 5);
    await until(() => to.requests.length >= 3 && stream.state().problem !== undefined, { every: 10 });
    assert.equal(to.received.length, 0);
    to.behave('take');
    await until(() => to.received.length >= written().length, { what: 'all entries arrived', every: 10 });
    assert.deepEqual(arrived(to), digests(written()));
    await until(() => stream.state().problem === undefined, { every: 10 });
    assert.equal(log.filter((line) => line.includes('cannot be sent')).length, 1, 'told once');
    assert.equal(stream.state().dropped, 0);
  });

test('a collector that is down gets everything when it comes', async (t) => {
  const first = await collector(t);
  await first.close();
  const { gate, stream, written } = await streaming(t, first);
  await someCalls(gate, 5);
  await until(() => stream.state().problem !== undefined, { what: 'it is noticed', every: 10 });
  const second = await collector(t, first.port);
  await until(() => second.received.length >= written().length, { what: 'all entries arrived', every: 10 });
  assert.deepEqual(arrived(second), digests(written()));
});

test('decisions do not wait for a collector that never answers', async (t) => {
  const to = await collector(t);
  to.behave('hang');
  const { gate } = await streaming(t, to, { timeout: 600_000 });
  const { wants } = await gate.session();
  gate.mode('bypassPermissions');
  await until(() => to.requests.length > 0, { what: 'a batch hangs', every: 10 });
  for (let n = 0; n < 50; n += 1) assert.equal(await wants({ n }), 'allow');
  assert.equal(to.requests.length, 1, 'the batch still hangs');
});

test('what the collector refuses for good is counted, told and journaled, and the rest goes on', async (t) => {
  const to = await collector(t);
  to.behave({ status: 400 });
  const { gate, stream, log, written } = await streaming(t, to);
  await someCalls(gate, 2);
  await until(() => stream.state().dropped > 0, { what: 'it is dropped', every: 10 });
  to.behave('take');
  await someCalls(gate, 2);
  await until(() => written().some(({ event }) => event === 'telemetry-dropped'), { every: 10 });
  await until(() => stream.state().sent + stream.state().dropped === written().length, { every: 10 });
  assert.match(log.join('\n'), /were not sent to the collector: the collector refused them \(400/u);
});

test('losses that wait to be told keep their reasons, and are told before the journal closes', async (t) => {
  const to = await collector(t);
  const { gate, stream, written } = await streaming(t, to, { limits: { ...quick, told: 600_000 } });
  const refused = async (status: number): Promise<void> => {
    const before = stream.state().dropped;
    to.behave({ status });
    gate.gate.note('tick', {});
    await until(() => stream.state().dropped > before, { what: `a loss by ${status}`, every: 10 });
  };
  for (const status of [400, 413, 400, 413]) await refused(status);
  stream.tell();
  const told = written().filter(({ event }) => event === 'telemetry-dropped');
  const of = (status: number) => told.filter(({ problem }) => String(problem).includes(`(${status}`)).length;
  assert.deepEqual([of(400), of(413)], [2, 1], 'the first at once, the others together, each with its reason');
  assert.equal(told.reduce((sum, { entries }) => sum + Number(entries), 0), stream.state().dropped);
}); // prettier-ignore

test('what waits longer than may wait is dropped, and counted by the numbers of the entries', async (t) => {
  const to = await collector(t);
  to.behave({ status: 503 });
  const { gate, stream, written } = await streaming(t, to, { limits: { ...quick, lag: 4_000, told: 0 } });
  gate.gate.note('first', {});
  await until(() => to.requests.length > 0, { what: 'it is tried', every: 10 });
  for (let n = 0; n < 60; n += 1) gate.gate.note('tick', { n, text: 'x'.repeat(100) });
  to.behave('take');
  // The next entry after the gap tells how many are missing.
  await until(() => (gate.gate.note('tick', {}), stream.state().dropped > 0), { what: 'the gap is noticed', every: 30 });
  await until(() => stream.state().sent + stream.state().dropped === written().length, { every: 30 });
  assert.ok(stream.state().dropped > 30, 'what was there when too much waited');
  assert.ok(written().some(({ event }) => event === 'telemetry-dropped'));
}); // prettier-ignore

test('what a window could not send any more, a later one sends, and nothing twice', async (t) => {
  const to = await collector(t);
  const { gate, stream, written } = await streaming(t, to);
  await someCalls(gate, 3);
  await until(() => to.received.length === written().length, { every: 10 });
  to.behave({ status: 503 });
  await someCalls(gate, 3);
  await stream.close(200);
  assert.ok(to.received.length < written().length);
  to.behave('take');
  await later(t, gate, to);
  await until(() => to.received.length >= written().length, { what: 'the rest arrived', every: 10 });
  assert.deepEqual(arrived(to), digests(written()));
}); // prettier-ignore

test('what a process that ended has left is sent, also when its file was packed into the archive since', async (t) => {
  const to = await collector(t);
  const gate = await startTestGate(t);
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  const folder = join(gate.stateDir, 'journal');
  const writer = openJournal({ folder, log: silentLog(), now: Date.now });
  for (let n = 0; n < 6; n += 1) writer.append({ event: 'left', count: n });
  writer.close();
  const file = journalFiles(folder).find((name) => readFileSync(join(folder, name), 'utf8').includes('"left"')) ?? '';
  const text = readFileSync(join(folder, file), 'utf8');
  mkdirSync(join(folder, 'archive'), { recursive: true });
  writeFileSync(join(folder, 'archive', `${file}.gz`), gzipSync(text));
  rmSync(join(folder, file));
  const lines = text.split('\n');
  const bytes = Buffer.byteLength(`${lines.slice(0, 4).join('\n')}\n`);
  const cursors = join(gate.stateDir, 'telemetry');
  mkdirSync(cursors);
  writeFileSync(join(cursors, `${file}.${pid}.json`), JSON.stringify({ file, bytes, n: 3, url: urlOf(to) }));
  writeFileSync(join(cursors, `x.jsonl.${pid}.json`), JSON.stringify({ file: 'x.jsonl', bytes, n: 3, url: 'http://127.0.0.1:9/v1/logs' }));
  await later(t, gate, to, { ...quick, entries: 2 });
  const left = (): readonly string[] => to.received.map(({ body }) => body).filter((body) => lines.includes(body));
  await until(() => left().length >= 4, { what: 'the rest arrived', every: 10 });
  assert.deepEqual(left(), lines.slice(4, 8));
  await until(() => readdirSync(cursors).every((name) => !name.includes(String(pid))), { every: 10 });
  assert.ok(!existsSync(join(cursors, `x.jsonl.${pid}.json`)), 'what was for another collector is gone');
}); // prettier-ignore

test('of several processes one takes over what another left', async (t) => {
  const place = makePlace(t);
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  const url = 'http://127.0.0.1:9/v1/logs';
  place.write(`telemetry/a.jsonl.${pid}.json`, JSON.stringify({ file: 'a.jsonl', bytes: 1, n: 0, url }));
  const code = `import { openCursors } from ${JSON.stringify(join(root, 'src/gate/telemetry/cursors.ts'))};
    process.stdout.write(String(openCursors(${JSON.stringify(place.path('telemetry'))}, ${JSON.stringify(url)}, () => {}).take().length));
    process.stdin.resume();`;
  // They live until all have looked, for what they took would be free again.
  const children = Array.from({ length: 3 }, () => spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], { cwd: root }));
  t.after(() => children.forEach((child) => child.kill()));
  const taken = await Promise.all(children.map((child) => new Promise<number>((resolve) => child.stdout.once('data', (text) => resolve(Number(text))))));
  assert.deepEqual(taken.toSorted((a, b) => a - b), [0, 0, 1]);
}); // prettier-ignore

test('a window whose collector was never there leaves all that it wrote to a later one', async (t) => {
  const to = await collector(t);
  to.behave({ status: 503 });
  const { gate, stream, written } = await streaming(t, to);
  await someCalls(gate, 3);
  await stream.close(100);
  assert.equal(to.received.length, 0);
  to.behave('take');
  await later(t, gate, to);
  await until(() => to.received.length >= written().length, { what: 'all arrived', every: 10 });
  assert.deepEqual(arrived(to), digests(written()));
}); // prettier-ignore

test('a stream that is switched off forgets how far it was', async (t) => {
  const to = await collector(t);
  const { gate, stream, written } = await streaming(t, to);
  await someCalls(gate, 1);
  await until(() => to.received.length === written().length, { every: 10 });
  await stream.close(200, true);
  assert.deepEqual(readdirSync(join(gate.stateDir, 'telemetry')), []);
});

test('a batch that ends only after the stream was switched off leaves no trace of how far it was', async (t) => {
  const place = makePlace(t);
  const folder = place.path('journal');
  const writer = openJournal({ folder, log: silentLog(), now: Date.now });
  t.after(() => writer.close());
  const [file = ''] = journalFiles(folder);
  const cursors = openCursors(place.path('telemetry'), 'http://127.0.0.1:9/v1/logs', assert.ifError);
  let answer: ((result: SendResult) => void) | undefined;
  const stream = startStream({
    files: () => [file],
    endOf: () => ({ file, bytes: 0, n: -1 }),
    tail: openTail(folder),
    cursors,
    sender: { send: () => new Promise((resolve) => (answer = resolve)), close: () => Promise.resolve() },
    log: silentLog(),
    note: () => {},
    now: Date.now,
    limits: quick,
  });
  await until(() => answer !== undefined, { what: 'a batch is under way', every: 5 });
  await stream.close(1, true);
  answer?.({ type: 'sent' });
  await until(() => stream.state().sent > 0, { what: 'it came to its end', every: 5 });
  assert.deepEqual(readdirSync(place.path('telemetry')), []);
});

const endpoints: readonly (readonly [string, string | RegExp])[] = [
  ['https://c.example:4318', 'https://c.example:4318/v1/logs'],
  ['https://c.example/otlp/', 'https://c.example/otlp/v1/logs'],
  [' https://c.example/v1/logs ', 'https://c.example/v1/logs'],
  ['http://127.0.0.1:4318', 'http://127.0.0.1:4318/v1/logs'],
  ['collector', /no address/],
  ['ftp://c.example', /http/],
  ['https://me:secret@c.example', /password/],
  ['https://c.example/?key=1', /query/],
];
for (const [text, expected] of endpoints)
  test(`the endpoint ${text} is ${String(expected)}`, () => {
    const read = readEndpoint(text);
    if (typeof expected === 'string') assert.equal(read.ok && read.url, expected);
    else assert.match(read.ok ? '' : read.problem, expected);
  });

test('only a collector elsewhere without encryption is warned of', () => {
  const warned = (text: string): boolean => {
    const read = readEndpoint(text);
    return read.ok && read.warning !== undefined;
  };
  assert.deepEqual(['http://c.example', 'http://localhost:1', 'http://[::1]:1', 'https://c.example'].map(warned), [true, false, false, false]);
}); // prettier-ignore

test('headers are written as in the environment', () => {
  assert.deepEqual(readHeaders('authorization=Bearer%20x, x-key=1'), {
    authorization: 'Bearer x',
    'x-key': '1',
  });
  assert.deepEqual(readHeaders(''), {});
  for (const bad of ['Bearer x', '=x', 'a b=c']) assert.equal(readHeaders(bad), undefined);
});
