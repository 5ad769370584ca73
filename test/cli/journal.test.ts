// The journal on the command line: what is shown, what is exported in each form, and where it may be written.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { promisify } from 'node:util';
import { journal } from '../../src/cli/journal.ts';
import { sendTo } from '../../src/cli/journalSend.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import type { JournalEntry } from '../../src/policy/journal.ts';
import { startTestGate } from '../gate/support.ts';
import { startCollector } from '../support/collector.ts';
import { readEntries } from '../support/journal/entries.ts';
import { root } from '../support/root.ts';
import { commandLine, type Ran } from './support.ts';

/** A session in which one call is allowed and runs, one is denied by a rule, and one by the person. */
async function recorded(t: TestContext) {
  const { place, run } = commandLine(t);
  const { session, question, gate, mode } = await startTestGate(
    t,
    {},
    { place, stateDir: place.path('state') },
  );
  const { id, wants, post } = await session();
  await wants({ command: 'ls' }, { tool: 'Bash', callId: 'c-ls' });
  await post({
    hook_event_name: 'PostToolUse',
    tool_name: 'Bash',
    tool_input: { command: 'ls' },
    tool_use_id: 'c-ls',
    tool_response: {},
    duration_ms: 2,
  });
  const waiting = wants({ url: '=cmd|calc', note: '[x](https://evil.example)' }, { callId: 'c-person' });
  gate.approvals.answer((await question()).id, { behavior: 'deny', feedback: '@later | please' });
  await waiting;
  mode('plan');
  await wants({ command: 'gh pr create --title x' }, { tool: 'Bash', callId: 'c-plan' });
  const command = (...args: string[]): Promise<Ran> => run(journal, args);
  let errors = '';
  const now: Terminal = {
    env: {},
    cwd: place.workspace,
    colors: false,
    columns: 100,
    input: process.stdin,
    out: () => Promise.resolve(),
    error: (text) => void (errors += text),
  };
  const terminal = { now, errors: () => errors };
  return { place, id, command, terminal, entries: readEntries(place.path('state/journal')) };
}

const lines = (text: string): readonly string[] => text.split('\n').filter(Boolean);

test('the export as JSON lines is the journal, line by line', async (t) => {
  const { place, command, entries } = await recorded(t);
  const { out } = await command('export');
  const exported = lines(out).map((line): JournalEntry => JSON.parse(line));
  assert.deepEqual(exported.slice(0, entries.length), entries);
  const [file = ''] = new Set(entries.map(({ digest }) => digest));
  assert.ok(file !== '' && place.exists('state/journal'));
});

test('the export as CSV has a row for each entry, and no formula', async (t) => {
  const { command, entries } = await recorded(t);
  const { out } = await command('export', '--format', 'csv');
  const rows = out.split('\r\n').filter(Boolean);
  assert.match(rows[0] ?? '', /^time,session,agent,event,/u);
  assert.equal(rows.length, entries.length + 1);
  assert.doesNotMatch(out, /(?:^|,)"[=+@-]/mu);
});

test('the export as Markdown is a report with the denials in their order', async (t) => {
  const { id, command } = await recorded(t);
  const { out } = await command('export', '--format', 'md', '--session', id);
  assert.match(out, /^# Session report/u);
  assert.match(out, /Calls: 3 decided, 1 allowed, 2 denied, 1 brought before the person/u);
  assert.match(out, /Outcomes: 1 ran well/u);
  const denials = out.split('### Denials')[1] ?? '';
  assert.ok(denials.indexOf('| 1 |') < denials.indexOf('| 2 |'));
  assert.match(denials, /\| 1 \|.*\| Frobnicate \|.*\| person \|.*The person denied this call/u);
  assert.match(denials, /\| 2 \|.*\| Bash \| gh pr create --title x \| mode \|/u);
  assert.match(out, /@later|@\u2060later|\u2060@later/u);
  assert.match(out, /cli:gh/u);
});

const filters: readonly (readonly [args: readonly string[], expected: number])[] = [
  [['--event', 'decision'], 3],
  [['--event', 'decision', '--behavior', 'deny'], 2],
  [['--event', 'decision', '--layer', 'person'], 1],
  [['--event', 'decision', '--tool', 'Frob*'], 1],
  [['--event', 'decision', '--service', 'cli:*'], 1],
  [['--event', 'decision', '--text', 'gh PR create'], 1],
  [['--event', 'decision', '--since', '1h'], 3],
  [['--event', 'decision', '--until', '2020-01-01'], 0],
];
test('show and export choose by the same filters', async (t) => {
  const { command } = await recorded(t);
  for (const [args, expected] of filters) {
    assert.equal(lines((await command('export', ...args)).out).length, expected, args.join(' '));
    assert.equal(lines((await command('show', '--json', ...args)).out).length, expected, args.join(' '));
  }
});

test('show tells what became of a call in the line of its decision', async (t) => {
  const { command } = await recorded(t);
  const shown = lines((await command('show')).out);
  assert.match(shown.find((line) => line.includes('· ls')) ?? '', /allow \(success\)/u);
  assert.ok(!shown.some((line) => / outcome /u.test(line)));
  assert.ok(lines((await command('show', '--event', 'outcome')).out).length === 1);
  const last = lines((await command('show', '--limit', '1')).out);
  assert.equal(last.length, 1);
});

test('a file is new, for its owner alone, and replaced only by force', { skip: process.platform === 'win32' }, async (t) => {
  const { place, command } = await recorded(t);
  const file = place.path('ws/report.md');
  assert.equal((await command('export', '--out', 'report.md')).code, 0);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.match(readFileSync(file, 'utf8'), /^# Session report/u, 'by its ending');
  await assert.rejects(command('export', '--out', 'report.md'), /is there already.*--force/u);
  assert.equal((await command('export', '--out', 'report.md', '--format', 'csv', '--force')).code, 0);
  assert.match(readFileSync(file, 'utf8'), /^time,/u);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  const kept = place.write('ws/kept.txt', 'kept');
  symlinkSync(kept, place.path('ws/link.csv'));
  await assert.rejects(command('export', '--out', 'link.csv'), /is there already/u);
  assert.equal((await command('export', '--out', 'link.csv', '--force')).code, 0);
  assert.equal(readFileSync(kept, 'utf8'), 'kept', 'what a link leads to is not written');
  assert.ok(!lstatSync(place.path('ws/link.csv')).isSymbolicLink());
}); // prettier-ignore

test('the export goes to the collector that is named, whole and by filter', async (t) => {
  const { command, entries } = await recorded(t);
  const to = await startCollector();
  t.after(() => to.close());
  const { out } = await command('export', '--format', 'otlp', '--endpoint', to.url);
  assert.match(out, /entries were sent to http:\/\/127\.0\.0\.1:\d+\/v1\/logs/u);
  assert.deepEqual(to.received.slice(0, entries.length).map(({ attributes }) => attributes['portcullis.digest']), entries.map(({ digest }) => digest));
  const before = to.received.length;
  await command('export', '--format', 'otlp', '--endpoint', to.url, '--event', 'decision');
  assert.equal(to.received.length - before, 3);
}); // prettier-ignore

test('a collector that is down or refuses is told, with what was sent before', async (t) => {
  const { entries, terminal } = await recorded(t);
  const to = await startCollector();
  const patience = { pauses: [5, 5], timeout: 200 };
  const send = (): Promise<number> => sendTo(entries, {}, { endpoint: to.url, out: undefined }, terminal.now, patience);
  to.behave({ status: 400 });
  assert.equal(await send(), 1);
  assert.match(terminal.errors(), /The collector refused \d+ entries: 400/u);
  to.behave({ status: 500 });
  await assert.rejects(send(), /cannot be reached \(500.*; 0 entries were sent before/u);
  assert.equal(to.requests.length, 1 + 3, 'tried again');
  await to.close();
  await assert.rejects(send(), /cannot be reached/u);
}); // prettier-ignore

test('the bundled program has the way out in a file of its own', async (t) => {
  const { place } = await recorded(t);
  const to = await startCollector();
  t.after(() => to.close());
  const env = { ...process.env, PORTCULLIS_STATE_DIR: place.path('state') };
  const args = [path.join(root, 'dist/cli.js'), 'journal', 'export', '--format', 'otlp', '--endpoint', to.url];
  await promisify(execFile)(process.execPath, args, { env });
  assert.ok(to.received.length > 5);
  const holding = readdirSync(path.join(root, 'dist')).filter((name) => /\.c?js$/u.test(name) && readFileSync(path.join(root, 'dist', name), 'utf8').includes('OTEL_EXPORTER_OTLP_COMPRESSION'));
  assert.equal(holding.length, 1);
  assert.match(holding[0] ?? '', /^otlp-/u);
}); // prettier-ignore

test('what cannot be meant is refused', async (t) => {
  const { command } = await recorded(t);
  await assert.rejects(command('export', '--format', 'pdf'), /--format is one of jsonl, csv, md, otlp/u);
  await assert.rejects(command('export', '--format', 'otlp'), /needs the --endpoint/u);
  await assert.rejects(command('export', '--format', 'otlp', '--endpoint', 'x'), /no address/u);
  await assert.rejects(command('export', '--endpoint', 'https://c.example'), /goes with --format otlp/u);
  await assert.rejects(command('show', '--since', 'soon'), /--since is a time/u);
  await assert.rejects(command('show', '--limit', '0'), /--limit/u);
});
