// What if: real decisions of a real gate, from its journal, judged again under rules that are only tried.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { rulesToTry, whatIf, type TriedRules } from '../../src/extension/panel/whatIf.ts';
import type { RuleHome } from '../../src/extension/panel/triedRules.ts';
import { indexJournal } from '../../src/gate/journalIndex.ts';
import type { RuleSource } from '../../src/policy/rules/rule.ts';
import { decodeSettings } from '../../src/protocol/settings.ts';
import { decodeNews } from '../../src/protocol/panel.ts';
import { startTestGate } from './support.ts';

const homes: readonly RuleHome[] = [{ name: 'user settings', scope: 'user', loosens: true }];
const values = {
  'portcullis.permissions.deny': ['git push *'],
  'portcullis.permissions.ask': ['npm publish'],
};
const inForce = decodeSettings([{ scope: 'user', values }]).rules;

type Parts = Awaited<ReturnType<typeof startTestGate>>;

async function journaled(
  t: Parameters<typeof startTestGate>[0],
  commands: readonly string[],
): Promise<Parts> {
  const parts = await startTestGate(t, {}, { settings: () => decodeSettings([{ scope: 'user', values: { ...values, permissionMode: 'default' } }]), personAvailable: false }); // prettier-ignore
  const { wants } = await parts.session();
  for (const command of commands) await wants({ command }, { tool: 'Bash' });
  return parts;
}

function compare({ gate, stateDir }: Parts, tried: TriedRules, wanted = () => true) {
  const index = indexJournal(join(stateDir, 'journal'));
  return whatIf(tried, { gate, index, wanted, looked: () => undefined });
}

const tried = (text: string, trying: 'edit' | 'add' = 'edit') => rulesToTry(text, trying, inForce, homes);

function changes(result: Awaited<ReturnType<typeof whatIf>>): readonly string[] {
  return (result?.groups ?? []).flatMap(({ title, changes: all }) => all.map(({ subject, before, after }) => `${title}: ${subject} (${before} → ${after})`)); // prettier-ignore
}

test('rules in force that are taken away or changed, and further ones, change decisions; what loosens stands first', async (t) => {
  const parts = await journaled(t, ['git push origin x', 'npm publish', 'git status', 'npm run build']);
  const edited = await compare(parts, tried('deny: git status\nallow: npm run *\nask: git push *'));
  assert.deepEqual(changes(edited), [
    'Newly allowed: npm run build (ask → allow)',
    'Asked about instead of denied: git push origin x (deny → ask)',
    'Newly denied: git status (allow → deny)',
  ]);
  assert.equal(edited?.looked, 4);
  assert.equal(edited?.groups[0]?.tone, 'danger');
  const news = { type: 'compared', request: 1, result: edited };
  assert.deepEqual(decodeNews(structuredClone(news)), news);
  assert.deepEqual(changes(await compare(parts, tried('allow: npm run *', 'add'))), ['Newly allowed: npm run build (ask → allow)']); // prettier-ignore
  const same = await compare(parts, tried('deny: git push *\nask: npm publish'));
  assert.equal(same?.changed, 0);
});

test('a pasted settings file is read as what it says: its deny rules deny', async (t) => {
  const parts = await journaled(t, ['git status', 'git push origin x']);
  const pasted = '// mine\n{ "portcullis.permissions.deny": [ "git push *", "git status", ], }';
  const result = await compare(parts, tried(pasted));
  assert.deepEqual(changes(result), ['Newly denied: git status (allow → deny)']);
  assert.ok(result?.groups.every(({ tone }) => tone === 'plain'), 'it only tightens');
}); // prettier-ignore

test('a comparison that nobody wants any more ends without an answer, and nothing of it is journaled', async (t) => {
  const parts = await journaled(t, ['git status', 'git log', 'ls']);
  const index = indexJournal(join(parts.stateDir, 'journal'));
  await index.refresh();
  const before = index.entries;
  let asked = 0;
  assert.equal(await compare(parts, tried('deny: ls'), () => (asked += 1) < 2), undefined);
  await index.refresh();
  assert.equal(index.entries, before);
});

test('an entry that cannot be judged again is not counted', async (t) => {
  const parts = await journaled(t, ['git status']);
  const real = indexJournal(join(parts.stateDir, 'journal'));
  await real.refresh();
  const [row] = real.decisions(1);
  assert.ok(row);
  const rows = [row, { ...row, agent: 'gone' }, { ...row, at: row.at + 1 }];
  const index = {
    refresh: () => Promise.resolve(),
    decisions: () => rows,
    entry: (one: typeof row) => real.entry(one),
  };
  const result = await whatIf(tried('deny: git status'), { gate: parts.gate, index, wanted: () => true, looked: () => undefined }); // prettier-ignore
  assert.deepEqual([result?.looked, result?.changed], [1, 1]);
});

test('a thousand decisions are looked at, and it is told how far it is', async (t) => {
  const parts = await journaled(t, ['git status']);
  const real = indexJournal(join(parts.stateDir, 'journal'));
  await real.refresh();
  const [row] = real.decisions(1);
  assert.ok(row);
  const told: string[] = [];
  const wanted: number[] = [];
  const index = { refresh: () => Promise.resolve(), decisions: (most: number) => { wanted.push(most); return Array.from({ length: 250 }, () => row); }, entry: () => real.entry(row) }; // prettier-ignore
  const result = await whatIf(tried('deny: git status'), { gate: parts.gate, index, wanted: () => true, looked: (done, all) => told.push(`${done}/${all}`) }); // prettier-ignore
  assert.deepEqual(wanted, [1_000]);
  assert.deepEqual(told, ['100/250', '200/250']);
  assert.deepEqual(
    [result?.changed, result?.groups[0]?.count, result?.groups[0]?.changes.length],
    [250, 250, 100],
  );
});

test('rules that are tried do not become rules in force', async (t) => {
  const { gate, place } = await journaled(t, []);
  const context = { agent: 'claude', cwd: place.workspace } as const;
  const deny: readonly RuleSource[] = [{ text: 'git status', behavior: 'deny', scope: 'user' }];
  const behaviorWith = (rules?: readonly RuleSource[]) => gate.tried('Bash', { command: 'git status' }, context, rules && { rules }).decision.behavior; // prettier-ignore
  assert.deepEqual([behaviorWith(), behaviorWith(deny), behaviorWith(), behaviorWith([])], ['allow', 'deny', 'allow', 'allow']); // prettier-ignore
});

test('the text of an agent’s file is tried on the calls where that file counts', async (t) => {
  const parts = await journaled(t, ['git status', 'npm run build']);
  const file = parts.place.write(
    'ws/.claude/settings.json',
    '{"permissions": {"deny": ["Bash(npm run *)"]}}',
  );
  const agents: RuleHome = { name: 'agent', scope: 'workspace', file, base: parts.place.workspace, loosens: true, form: 'claude' }; // prettier-ignore
  const all = [...homes, agents];
  const result = async (text: string) =>
    changes(await compare(parts, rulesToTry(text, 'edit', inForce, all)));
  const kept = 'deny: git push *\nask: npm publish';
  assert.deepEqual(await result(`${kept}\n[agent]\ndeny: Bash(git status)`), [
    'Asked about instead of denied: npm run build (deny → ask)',
    'Newly denied: git status (allow → deny)',
  ]);
  assert.deepEqual(await result(kept), []);
});

test('a call that the journal cut is not judged by its beginning, and that is said', async (t) => {
  const parts = await journaled(t, ['git status', `echo ${'x'.repeat(70_000)} && rm -rf src`]);
  const result = await compare(parts, tried('allow: echo *\nallow: git *'));
  assert.equal(result?.looked, 1);
  assert.deepEqual(result?.notes, ['1 call is cut in the journal and cannot be judged again.']);
});
