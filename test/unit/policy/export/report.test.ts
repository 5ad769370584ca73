// The report on sessions: what it counts, the order of denials, and that no text of an agent becomes anything but text.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inertMarkdown } from '../../../../src/policy/export/markdown.ts';
import { outcomes, report, startReports } from '../../../../src/policy/export/report.ts';
import { reportText } from '../../../../src/policy/export/reportText.ts';
import type { JournalEntry } from '../../../../src/policy/journal.ts';
import { entry } from './entries.ts';

const session = { session: 's-1', agent: 'claude' };
const call = (id: string, fields: Readonly<Record<string, unknown>>): JournalEntry =>
  entry('decision', { ...session, id, callId: `c-${id}`, tool: 'Bash', subject: `run ${id}`, behavior: 'allow', layer: 'safe', by: 'gate', reason: 'It only reads.', milliseconds: 2, ...fields }); // prettier-ignore

const story: readonly JournalEntry[] = [
  entry('gate-start', { port: 1 }),
  entry('launch', { ...session, cwd: '/ws', profile: 'guarded', mode: 'default' }),
  call('a', {}),
  entry('outcome', { ...session, callId: 'c-a', outcome: 'success' }),
  call('b', { behavior: 'deny', layer: 'floor', floor: 'delete-root', reason: 'It would delete all.' }),
  entry('answer', { ...session, question: 'q1', behavior: 'deny', feedback: 'not now' }),
  call('c', { behavior: 'deny', layer: 'person', by: 'person', question: 'q1', waited: 4_200, reason: 'The person denied this call.', rule: { text: 'npm *', scope: 'user', file: '/s.json', line: 7 } }),
  call('d', { operations: [{ service: 'cli:gh', kind: 'read', risk: 'low' }, { service: 'cli:gh', kind: 'read', risk: 'high' }] }),
  entry('outcome', { ...session, callId: 'c-d', outcome: 'failure' }),
  entry('turn', { ...session, turn: 1, began: '2026-01-31T12:00:00.000Z', milliseconds: 61_000, calls: 4, allowed: 2, asked: 1, denied: 2, end: 'finished', denials: [{ id: 'b' }, { id: 'c' }] }),
  entry('pause', { ...session, reason: 'three denials in a row' }),
  entry('end', { ...session, exitCode: 3 }),
  entry('stop', { by: 'the person' }),
]; // prettier-ignore

function textOf(entries: readonly JournalEntry[]): string {
  const reports = startReports();
  for (const one of entries) report(reports, one);
  return reportText(reports);
}

test('a report tells who, when, how many, and what became of it', () => {
  const text = textOf(story);
  for (const line of [
    '## claude, 2026-01-31 12:00:00 to 2026-01-31 12:00:00',
    '- Session: s-1',
    '- Folder: /ws',
    '- Profile: guarded, mode default',
    '- Ended: 2026-01-31 12:00:00, exit code 3',
    '- Calls: 4 decided, 2 allowed, 2 denied, 1 brought before the person',
    '- Outcomes: 1 ran well, 1 failed, 0 not seen',
    '- Time of the gate: 8 ms in all, 2 ms at most for one call; of the person: 4.2 s',
  ])
    assert.ok(text.split('\n').includes(line), `${line}\n${text}`);
});

test('denials stand in the order in which they fell, with turn, tool, rule and reason', () => {
  const lines = textOf(story).split('\n').filter((line) => /^\| \d+ \|/u.test(line));
  assert.deepEqual(lines.slice(0, 2), [
    '| 1 | 2026-01-31 12:00:00 | 1 | Bash | run b | floor | delete-root | It would delete all. |',
    String.raw`| 2 | 2026-01-31 12:00:00 | 1 | Bash | run c | person | npm \* (/s.json:7) | The person denied this call. |`,
  ]);
}); // prettier-ignore

test('questions, turns, outside systems and the rest have their tables', () => {
  const text = textOf(story);
  assert.match(text, /\| Bash \| run c \| deny \| 4\.2 s \|  \| not now \|/u);
  assert.match(text, /\| 1 \| 2026-01-31 12:00:00 \| 61 s \| 4 \| 2 \| 1 \| 2 \| finished \|/u);
  assert.match(text, /\| cli:gh read \| 2 \| high \|/u);
  assert.match(text, /\| pause \| three denials in a row \|/u);
  assert.match(text, /## Outside of sessions[\s\S]*\| stop \| the person \|/u);
  assert.doesNotMatch(text, /gate-start/u);
});

test('more denials than a report holds are counted', () => {
  const many = Array.from({ length: 1_003 }, (_, n) => call(`n${n}`, { behavior: 'deny' }));
  assert.match(textOf(many), /1003 denied[\s\S]*… and 3 more, which the journal has\./u);
});

test('a report without entries says so', () => assert.match(textOf([]), /no entries of a session/u));

const hostile: readonly string[] = [
  '[click](https://evil.example)',
  '![x](https://evil.example/i.png)',
  '<img src=x onerror=alert(1)>',
  '&lt;b&gt;',
  '**bold** _it_ ~~gone~~ `code` $x$',
  'a | b',
  'a \\| b',
  '`` ` ``',
  'https://evil.example www.evil.example mailto:a@b.example a@b.example',
  'line\n# Heading\n- item',
  '\u202Eevil\u200B',
  '[a]: https://evil.example',
  '@everyone #123',
];
for (const text of hostile)
  test(`${JSON.stringify(text)} stays text`, () => {
    const inert = inertMarkdown(text);
    assert.doesNotMatch(inert, /(?<![\\&])[*_[\]#~!$]|[<>|`\n\r\u202E\u200B]|:\/\/|www\.|\w@\w|(?<!\\)\]\(/u);
    assert.doesNotMatch(inert.replaceAll(/&#\d+;/gu, ''), /&|\\(?![*_[\]#~!$])/u);
  });

test('an outcome is joined with the decision of the same call of the same session', () => {
  const joined = outcomes(2);
  const told = story.map((one) => joined.add(one));
  assert.deepEqual(told.filter(Boolean).length, 2);
  assert.equal(joined.of(call('d', {})), 'failure');
  assert.equal(joined.of(call('a', {})), '', 'forgotten: two decisions came since');
  assert.equal(joined.of(entry('decision', { session: 's-2', callId: 'c-d' })), '');
});
