// The guard as "Review Guard" and the panel show it: true examples, true states, the last hits, the way to change it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { guardView, type GuardClass, type GuardFacts } from '../../../src/extension/panel/guardView.ts';
import { threats } from '../../../src/policy/classifier/threats.ts';
import { defaultProtectedBranches } from '../../../src/policy/context.ts';
import { guardClassOf } from '../../../src/policy/export/fields.ts';
import { floorRules } from '../../../src/policy/floor/rules.ts';
import { readRules } from '../../../src/policy/rules/read.ts';
import { decide } from '../../support/policy/decide.ts';

const quiet: GuardFacts = { floorExceptions: [], unconfirmed: [], alwaysAllowBash: false, protectedBranches: defaultProtectedBranches, lifted: new Map(), hits: new Map() }; // prettier-ignore
const all = guardView(quiet);
const classIn = (facts: Partial<GuardFacts>, id: string): GuardClass => {
  const found = guardView({ ...quiet, ...facts }).find((one) => one.id === id);
  assert.ok(found, id);
  return found;
};
const decided = (line: string, more = {}) => {
  const { behavior, layer, reason, floor } = decide(line, more);
  const entry = { event: 'decision', n: 0, time: '', prev: '', digest: '', behavior, layer, reason, floor };
  return { behavior, layer, reason, guard: guardClassOf(entry) };
};

test('every class of the floor and every named threat stands in it, on where nothing is changed', () => {
  assert.deepEqual(
    all.map(({ id }) => id),
    [...floorRules, ...threats].map(({ id }) => id),
  );
  for (const one of all) assert.deepEqual([one.state, one.why], ['on', []], one.id);
});

const floorIds = floorRules.map(({ id }) => id);

for (const { id, kind, examples } of all)
  for (const line of examples)
    test(`${id} denies its example ${line}`, () => {
      const { behavior, layer, reason, guard } = decided(line);
      assert.equal(behavior, 'deny', reason);
      if (kind === 'threat') return assert.notEqual(guard, '', reason);
      // Another class may speak first, so the others are out of the way.
      assert.equal(layer, 'floor', reason);
      const alone = decided(line, { floorExceptions: floorIds.filter((one) => one !== id) });
      assert.deepEqual([alone.layer, alone.guard], ['floor', id], alone.reason);
    });

test('each threat is found as the one that denied one of its examples', () => {
  for (const { id, kind, examples } of all)
    if (kind === 'threat' && examples.length > 0)
      assert.ok(
        examples.some((line) => decided(line).guard === id),
        id,
      );
});

test('a class that is off stands first and says by what; its examples are then denied by it no more', () => {
  const [first] = guardView({ ...quiet, floorExceptions: ['force-push'] });
  assert.deepEqual([first?.id, first?.state], ['force-push', 'off']);
  assert.match(first?.why.join(' ') ?? '', /floorExceptions of the user settings/);
  assert.deepEqual(first?.settings, ['floorExceptions', 'protectedBranches']);
  for (const line of first?.examples ?? [])
    assert.notEqual(decided(line, { floorExceptions: ['force-push'] }).layer, 'floor', line);
});

test('what the settings switch off without a confirmation is on, and says that it waits', () => {
  const one = classIn({ unconfirmed: ['force-push'] }, 'force-push');
  assert.equal(one.state, 'on');
  assert.match(one.why.join(' '), /nobody has confirmed/);
});

test('a branch that the person took out weakens force-push alone', () => {
  const facts = { protectedBranches: ['main', 'mine'] };
  const one = classIn(facts, 'force-push');
  assert.equal(one.state, 'weakened');
  assert.match(one.why.join(' '), /leaves out master, develop, release\*\./);
  assert.equal(guardView({ ...quiet, ...facts }).filter(({ state }) => state !== 'on').length, 1);
});

test('always-allow-bash weakens every threat and no class of the floor', () => {
  const view = guardView({ ...quiet, alwaysAllowBash: true });
  for (const { id, kind, state } of view) assert.equal(state, kind === 'threat' ? 'weakened' : 'on', id);
});

test('an allow rule that lifts a threat is named with its scope and place', () => {
  const source = { behavior: 'allow', text: 'Bash(cat .env)', scope: 'user', file: '/h/settings.json', line: 7 } as const; // prettier-ignore
  const { layer, rule } = decide('cat .env', { rules: readRules([source]) });
  assert.equal(layer, 'allow-rule');
  assert.ok(rule);
  const one = classIn({ lifted: new Map([['secret-read', { example: 'cat .env', rule }]]) }, 'secret-read');
  assert.equal(one.state, 'weakened');
  assert.match(
    one.why.join(' '),
    /user rule “Bash\(cat \.env\)” \(\/h\/settings\.json:7\) lets cat \.env pass/,
  );
});

test('the last hits of a class are those of the journal', () => {
  const hit = { time: '2026-01-31T12:00:00.000Z', session: 's', agent: 'claude', text: 'rm -rf /', file: 'f', at: 0, bytes: 9 }; // prettier-ignore
  const facts = { hits: new Map([['delete-root', [hit]]]) };
  assert.deepEqual(classIn(facts, 'delete-root').hits, [hit]);
  assert.deepEqual(classIn(facts, 'open-root').hits, []);
});

test('what was not denied by the guard is no hit of it', () => {
  assert.equal(decided('ls').guard, '');
  assert.equal(decided('npm install x').guard, '');
  const rules = readRules([{ behavior: 'deny', text: 'ls', scope: 'user' }]);
  assert.deepEqual([decided('ls', { rules }).behavior, decided('ls', { rules }).guard], ['deny', '']);
});
