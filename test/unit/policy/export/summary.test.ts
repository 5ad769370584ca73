// What the reminder sums up, when it comes, and what one entry shows as a document.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dueAt, reminderDays } from '../../../../src/extension/journal/due.ts';
import { entryText } from '../../../../src/policy/export/entryText.ts';
import { noSummary, summarised, summaryWords } from '../../../../src/policy/export/summary.ts';
import type { JournalEntry } from '../../../../src/policy/journal.ts';
import { entry } from './entries.ts';

const words = (...entries: readonly JournalEntry[]): string | undefined => summaryWords(entries.reduce(summarised, noSummary)); // prettier-ignore

const sums: readonly (readonly [readonly JournalEntry[], string | undefined])[] = [
  [[], undefined],
  [[entry('launch', { profile: 'guarded' }), entry('mode', { to: 'plan' })], undefined],
  [[entry('decision', { behavior: 'allow', by: 'gate' })], '1 call vetted, 0 denied.'],
  [[entry('decision', { behavior: 'deny', by: 'person' }), entry('decision', { behavior: 'deny' })], '2 calls vetted, 2 denied.'],
  [[entry('decision', { behavior: 'allow', by: 'person' })], '1 call vetted, 0 denied; 1 that the gate asked about were allowed by you.'],
  [[entry('answer', { rules: [{ behavior: 'allow' }, { behavior: 'deny' }] })], '0 calls vetted, 0 denied; 1 allow rule saved.'],
  [[entry('trust', { type: 'success', service: 'cli:gh', kind: 'read' })], undefined],
  [[entry('trust', { type: 'level', source: 'proposal', service: 'cli:gh', kind: 'read' }), entry('trust', { type: 'level', source: 'proposal', service: 'cli:gh', kind: 'read' })], '0 calls vetted, 0 denied; new trust: read of cli:gh.'],
  [[entry('settings-changed', { weakened: ['mode auto'] }), entry('mode', { to: 'auto' }), entry('settings-changed', { weakened: [] })], '0 calls vetted, 0 denied; weakened: mode auto.'],
  [[entry('mode', { to: 'auto' }), entry('always-allow-bash', { on: true }), entry('always-allow-bash', { on: false }), entry('launch', { profile: 'handsOff' })], '0 calls vetted, 0 denied; weakened: mode auto, all shell commands let run, a hands-off launch.'],
  [[entry('guard-class', { class: 'force-push', on: false }), entry('settings-changed', { weakened: ['exception from the guard force-push'] }), entry('guard-class', { class: 'force-push', on: true })], '0 calls vetted, 0 denied; weakened: exception from the guard force-push.'],
  [[entry('breach')], '0 calls vetted, 0 denied; 1 call past the gate.'],
]; // prettier-ignore
for (const [entries, expected] of sums)
  test(`${entries.map(({ event }) => event).join(', ') || 'nothing'} is summed up as “${expected}”`, () =>
    assert.equal(words(...entries), expected));

const day = 86_400_000;
const dues: readonly (readonly [last: unknown, days: number, now: number, since: number | undefined, begin: boolean])[] = [
  [undefined, 7, 100 * day, undefined, true],
  ['x', 7, 100 * day, undefined, true],
  [101 * day, 7, 100 * day, undefined, true],
  [94 * day, 7, 100 * day, undefined, false],
  [93 * day, 7, 100 * day, 93 * day, false],
  [1 * day, 0, 100 * day, undefined, false],
]; // prettier-ignore
for (const [last, days, now, since, begin] of dues)
  test(`reminded at ${String(last)}, every ${days} days, at ${now / day}: ${since === undefined ? 'not due' : 'due'}`, () =>
    assert.deepEqual(dueAt(last, days, now), { since, begin })); // prettier-ignore

test('an interval that is none is the start value', () => {
  assert.deepEqual([0, 30, -1, '7', Number.NaN, 366].map(reminderDays), [0, 30, 7, 7, 7, 7]);
});

test('an entry as a document shows its lines of authority, leads to its rule, and cannot be broken out of', () => {
  const text = entryText(
    entry('decision', { behavior: 'deny', layer: 'deny-rule', tool: 'Bash', subject: 'echo ```\n# Approved\n\u202E', reason: 'Your rule denies it.', rule: { text: 'echo *', scope: 'user', file: '/home/a b/settings.json', line: 7 }, segments: [{ text: 'echo', effects: [{ kind: 'write.outside', target: '/x', scope: 'outside', reversible: 'no' }] }, { more: 3 }], operations: [{ service: 'cli:gh', kind: 'write', name: 'pr create', risk: 'low' }], verdicts: [{ line: 'floor', behavior: 'none', reason: 'Nothing.' }] }),
    'failure',
  ); // prettier-ignore
  assert.match(text, /^# decision · deny · deny-rule\n\n````\necho ```\n# Approved\n⟨U\+202E⟩\n````\n/u);
  assert.match(text, /- rule: “echo \*”, file:\/\/\/home\/a%20b\/settings\.json#L7\n/u);
  assert.match(text, /- became: failure\n/u);
  assert.match(text, /- write\.outside \/x outside, cannot be undone\n- … and 3 more/u);
  assert.match(text, /- write of cli:gh pr create: low risk/u);
  assert.match(text, /- floor: no opinion\. Nothing\./u);
});
