// What the person does about trust: each act is journaled, holds from the next call on, and nobody else can do it.
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { TrustDeed, TrustEntry } from '../../src/gate/trustApi.ts';
import type { Proposal } from '../../src/policy/trust/trust.ts';
import { decodeSettings } from '../../src/protocol/settings.ts';
import { readEntries } from '../support/journal/entries.ts';
import { until } from '../support/until.ts';
import { post, startTestGate, type TestGate, type TestSession } from './support.ts';

const read = 'mcp__tracker__get_issue';
const write = 'mcp__tracker__create_issue';
const place = { service: 'mcp:tracker', kind: 'read' } as const;
const writes = { service: 'mcp:tracker', kind: 'write' } as const;
const person = { by: 'the test' };

interface Started extends TestGate {
  readonly own: TestSession;
  /** Wants a call, answers a question about it with an allow, and reports how it ended. True when it was asked. */
  readonly runs: (tool: string, outcome?: 'success' | 'failure', input?: object) => Promise<boolean>;
  readonly entry: (of?: typeof place | typeof writes) => TrustEntry | undefined;
}

async function started(t: TestContext, services: Readonly<Record<string, string>> = {}): Promise<Started> {
  const settings = () => decodeSettings([{ scope: 'user', values: { services } }]);
  const test = await startTestGate(t, {}, { settings });
  const own = await test.session();
  await own.post({ hook_event_name: 'SessionStart', source: 'startup' });
  const { gate } = test;
  let calls = 0;
  return {
    ...test,
    own,
    async runs(tool, outcome = 'success', input = { id: 1 }) {
      calls += 1;
      let asked = false;
      const listener = gate.approvals.asked.on(({ id }) => {
        asked = true;
        gate.approvals.answer(id, { behavior: 'allow' });
      });
      const callId = `c${calls}`;
      assert.equal(await own.wants(input, { tool, callId }), 'allow');
      listener.dispose();
      const event = outcome === 'success' ? 'PostToolUse' : 'PostToolUseFailure';
      await own.post({ hook_event_name: event, tool_name: tool, tool_input: input, tool_use_id: callId });
      return asked;
    },
    entry: (of = place) =>
      gate.trust.list().find((one) => one.service === of.service && one.kind === of.kind),
  };
}

/** A gate whose settings may block the service at any time. */
async function foreign(t: TestContext): Promise<TestGate & { readonly own: TestSession; readonly settings: { blocked: boolean } }> {
  const now = { blocked: false };
  const settings = () => decodeSettings([{ scope: 'user', values: { services: now.blocked ? { 'mcp:tracker': 'blocked' } : {} } }]);
  const test = await startTestGate(t, {}, { settings });
  return { ...test, own: await test.session(), settings: now };
} // prettier-ignore

async function times(count: number, run: () => Promise<unknown>): Promise<void> {
  for (let at = 0; at < count; at += 1) await run();
}

test('reads are asked about until the person accepts what five clean ones proposed', async (t) => {
  const { gate, runs, entry, stateDir } = await started(t);
  const proposed: Proposal[] = [];
  gate.trust.proposed.on((one) => void proposed.push(one));
  await times(4, async () => assert.ok(await runs(read)));
  assert.deepEqual([proposed, entry()?.proposal], [[], undefined]);
  assert.ok(await runs(read));
  assert.deepEqual(proposed.map(({ text }) => text), ['5 clean reads from mcp:tracker: stop asking for reads?']); // prettier-ignore
  assert.ok(await runs(read), 'a proposal alone lets nothing pass');
  assert.equal(proposed.length, 1, 'and is told once');
  gate.trust.act({ type: 'accept', ...place, to: 'log' }, person);
  assert.equal(await runs(read), false);
  assert.ok(await runs(write), 'trust in reads is none in writes');
  const noted = readEntries(join(stateDir, 'journal')).find((one) => one['type'] === 'level');
  assert.deepEqual([noted?.['by'], noted?.['source'], noted?.['level']], ['the test', 'proposal', 'log']);
});

test('a declined proposal comes again only after as many clean calls again', async (t) => {
  const { gate, runs, entry } = await started(t);
  let proposed = 0;
  gate.trust.proposed.on(() => void (proposed += 1));
  await times(5, () => runs(read));
  gate.trust.act({ type: 'decline', ...place }, person);
  assert.equal(entry()?.proposal, undefined);
  await times(4, () => runs(read));
  assert.equal(proposed, 1);
  await runs(read);
  assert.equal(proposed, 2);
});

test('an act that no longer fits is refused, and changes nothing', async (t) => {
  const { gate, runs, entry } = await started(t);
  await times(5, () => runs(read));
  await runs(read, 'failure');
  const before = entry()?.history.length;
  assert.throws(() => gate.trust.act({ type: 'accept', ...place, to: 'log' }, person), /no longer stands/);
  assert.deepEqual([entry()?.history.length, entry()?.level], [before, 'approveFirst']);
});

test('a failing tool loses trust that was ratified, and is asked about again', async (t) => {
  const { gate, runs, entry } = await started(t);
  await times(5, () => runs(read));
  gate.trust.act({ type: 'accept', ...place, to: 'log' }, person);
  const score = entry()?.score ?? 0;
  await times(3, () => runs(read, 'failure'));
  assert.ok((entry()?.score ?? 100) < Math.min(score, 50));
  assert.ok(await runs(read));
});

test('a proposal must carry its threshold; a grant of the person holds below it until something speaks against it', async (t) => {
  const settings = () => decodeSettings([{ scope: 'user', values: { 'trust.threshold': 80 } }]);
  const { session, gate } = await startTestGate(t, {}, { settings });
  const own = await session();
  let asked = 0;
  gate.approvals.asked.on(({ id }) => {
    asked += 1;
    gate.approvals.answer(id, { behavior: 'allow' });
  });
  const runs = async (callId: string, tool = read, event = 'PostToolUse'): Promise<void> => {
    assert.equal(await own.wants({}, { tool, callId }), 'allow');
    await own.post({ hook_event_name: event, tool_name: tool, tool_input: {}, tool_use_id: callId });
  };
  for (let at = 0; at < 5; at += 1) await runs(`a${at}`);
  gate.trust.act({ type: 'accept', ...place, to: 'log' }, person);
  await runs('b');
  assert.equal(asked, 6, 'five clean reads make a score of 69');
  gate.trust.act({ type: 'level', ...writes, level: 'log' }, person);
  await runs('c', write);
  assert.equal(asked, 6);
  await runs('d', write, 'PostToolUseFailure');
  await runs('e', write, 'PostToolUseFailure');
  await runs('f', write);
  assert.equal(asked, 7);
});

test('levels: blocked is denied, approve first asks once a session, withdrawn and reset ask again', async (t) => {
  const { gate, own, runs, entry, session, question } = await started(t);
  gate.trust.act({ type: 'level', ...place, level: 'blocked' }, { by: 'the test', why: 'not needed' });
  assert.equal(await own.wants({}, { tool: read }), 'deny');
  assert.equal(entry()?.history.at(-1)?.reason, 'not needed');
  gate.trust.act({ type: 'level', ...place, level: 'approveFirst' }, person);
  assert.deepEqual([await runs(read), await runs(read)], [true, false]);
  const other = await session();
  const waiting = other.wants({}, { tool: read });
  gate.approvals.answer((await question()).id, { behavior: 'allow' });
  assert.equal(await waiting, 'allow');
  gate.trust.act({ type: 'withdraw', ...place }, person);
  assert.deepEqual([entry()?.level, entry()?.source, await runs(read)], ['approveFirst', 'start', true]);
  const score = entry()?.score ?? 0;
  gate.trust.act({ type: 'reset', ...place }, person);
  assert.ok((entry()?.score ?? 100) < score);
});

test('an exact grant lets that operation pass and no other, and an incident takes all of it', async (t) => {
  const { gate, runs, entry } = await started(t);
  gate.trust.act({ type: 'grantExact', ...writes, name: 'create_issue', risk: 'medium' }, person);
  assert.equal(await runs(write), false);
  assert.ok(await runs('mcp__tracker__add_comment'));
  assert.ok(await runs('mcp__tracker__create_project'));
  gate.trust.act({ type: 'incident', ...writes }, { by: 'the test', why: 'it opened 40 issues' });
  assert.deepEqual([entry(writes)?.level, entry(writes)?.source, entry(writes)?.exact], ['approveAlways', 'incident', []]); // prettier-ignore
  assert.ok(await runs(write));
});

test('what the settings hold back is not proposed, and its level says nothing', async (t) => {
  const { gate, runs, entry } = await started(t, { 'mcp:tracker': 'approveAlways' });
  let proposed = 0;
  gate.trust.proposed.on(() => void (proposed += 1));
  await times(5, () => runs(read));
  assert.deepEqual([proposed, entry()?.proposal, entry()?.held], [0, undefined, 'approveAlways']);
  gate.trust.act({ type: 'level', ...place, level: 'autonomous' }, person);
  assert.ok(await runs(read));
});

test('a grant is offered only where it would have let the pending call pass', async (t) => {
  const { gate, own, question } = await started(t);
  const deeds: readonly [tool: string, input: object, deed: TrustDeed, fits: boolean][] = [
    [read, {}, { type: 'level', ...place, level: 'log' }, true],
    [read, {}, { type: 'level', ...writes, level: 'log' }, false],
    [write, {}, { type: 'grantExact', ...writes, name: 'create_issue', risk: 'medium' }, true],
    [write, {}, { type: 'grantExact', ...writes, name: 'create_issue', risk: 'low' }, false],
    ['Bash', { command: 'frobnicate; git push' }, { type: 'level', service: 'git:origin', kind: 'write', level: 'log' }, false],
  ]; // prettier-ignore
  for (const [tool, input, deed, fits] of deeds) {
    const waiting = own.wants(input, { tool });
    const { id } = await question();
    assert.equal(gate.trust.wouldAllow(id, deed), fits, JSON.stringify(deed));
    gate.approvals.answer(id, { behavior: 'allow' });
    await waiting;
  }
  assert.equal(gate.trust.wouldAllow('gone', { type: 'level', ...place, level: 'log' }), false);
});

test('a server that a workspace brings along has no part in the trust of its namesake, but in its blocks', async (t) => {
  const { gate, own, settings } = await foreign(t);
  let asked = false;
  gate.approvals.asked.on(({ id }) => {
    asked = true;
    gate.approvals.answer(id, { behavior: 'allow' });
  });
  /** True when it was asked about. */
  const wants = async (source: string): Promise<boolean> => {
    asked = false;
    const call = {
      tool_name: read,
      tool_input: {},
      tool_use_id: source,
      mcp_server: { name: 'tracker', source },
    };
    const { decision } = await own.post({ hook_event_name: 'PreToolUse', ...call });
    assert.equal(decision, settings.blocked ? 'deny' : 'allow');
    return asked;
  };
  gate.trust.act({ type: 'level', ...place, level: 'log' }, person);
  assert.deepEqual([await wants('user'), await wants('project')], [false, true]);
  const names = gate.trust.list().map(({ service }) => service);
  assert.match(names.find((name) => name !== 'mcp:tracker') ?? '', /^mcp:tracker in ws \([0-9a-f]{8}\)$/);
  settings.blocked = true;
  assert.deepEqual([await wants('user'), await wants('project')], [false, false]);
});

test('without a journal nothing gets looser, and a fall holds all the same', async (t) => {
  const { gate, runs, entry, stateDir } = await started(t);
  await times(5, () => runs(read));
  const folder = join(stateDir, 'journal');
  rmSync(folder, { recursive: true });
  // A file where the folder should be: also root cannot write the journal then.
  writeFileSync(folder, '');
  assert.throws(() => gate.trust.act({ type: 'accept', ...place, to: 'log' }, person), /journal|no longer/);
  gate.trust.act({ type: 'level', ...place, level: 'blocked' }, person);
  assert.equal(entry()?.level, 'blocked');
  rmSync(folder);
});

test('the gate has no address for any of it, whatever a session asks for', async (t) => {
  const { gate, own, entry, runs } = await started(t);
  await runs(read);
  const before = entry()?.history;
  for (const path of ['/trust', '/trust/grant', '/hook/trust', '/hook/claude/trust', '/trust/act'])
    assert.ok((await post(gate.port, { token: own.token, path, body: JSON.stringify({ type: 'level', ...place, level: 'autonomous' }) })).status >= 400, path); // prettier-ignore
  await own.post({ hook_event_name: 'TrustGrant', type: 'level', ...place, level: 'autonomous' });
  assert.deepEqual([entry()?.history, entry()?.level], [before, 'approveFirst']);
});

test('a stop is an incident for what is under way, and for nothing that an ended session left open', async (t) => {
  const { gate, own, session, entry } = await started(t);
  gate.approvals.asked.on(({ id }) => void gate.approvals.answer(id, { behavior: 'allow' }));
  await own.wants({}, { tool: read });
  own.launch.ended(0);
  await (await session()).wants({}, { tool: write });
  await gate.stop.engage('the test');
  await until(() => entry(writes)?.source === 'incident', { every: 5 });
  assert.deepEqual([entry(writes)?.level, entry(writes)?.incidents], ['approveAlways', 1]);
  assert.deepEqual([entry()?.source, entry()?.incidents], ['start', 0]);
});

test('success is what the report of the very call says: not the start of what runs on in the background', async (t) => {
  const { runs, gate } = await started(t);
  const fetches = (): TrustEntry | undefined =>
    gate.trust.list().find(({ service }) => service === 'web:example.com');
  const command = 'curl https://example.com/a';
  await runs('Bash', 'success', { command, run_in_background: true });
  assert.deepEqual([fetches()?.streak, fetches()?.successes], [0, 0]);
  await runs('Bash', 'success', { command });
  assert.equal(fetches()?.streak, 1);
  await runs('Bash', 'failure', { command, run_in_background: true });
  assert.equal(fetches()?.streak, 0);
});

test('an operation that takes back what the session did is a roll-back of that', async (t) => {
  const { runs, entry, gate } = await started(t);
  await runs('mcp__tracker__revert_release');
  assert.equal(entry(writes), undefined, 'nothing was done before');
  await runs(write);
  await runs('mcp__tracker__revert_release');
  assert.equal(entry(writes)?.history.at(-1)?.type, 'rollback');
  assert.equal(entry(writes)?.streak, 0);
  assert.ok(gate.trust.list().every(({ kind, history }) => kind !== 'read' || history.every(({ type }) => type !== 'rollback'))); // prettier-ignore
});
