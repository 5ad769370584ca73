// Trust in services: moved by what really happened, kept in the journal, and never more after a loss.
import assert from 'node:assert/strict';
import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { verifyJournal } from '../../src/gate/journalFiles.ts';
import { journalFiles } from '../../src/gate/journalParts.ts';
import { decodeSettings } from '../../src/protocol/settings.ts';
import { loadTrust } from '../../src/gate/trustFile.ts';
import { trustLevels } from '../../src/policy/trust/levels.ts';
import { standingOf, trustScore, type TrustState } from '../../src/policy/trust/trust.ts';
import { readEntries } from '../support/journal/entries.ts';
import { makePlace, type Place } from '../support/place.ts';
import { until } from '../support/until.ts';
import { silentLog, startTestGate, type TestGate, type TestSession } from './support.ts';

const tool = 'mcp__tracker__get_issue';
const call = { tool_name: tool, tool_input: { id: 1 } };
const ran = { hook_event_name: 'PostToolUse', ...call, tool_response: {}, duration_ms: 3 };
const failed = { ...ran, hook_event_name: 'PostToolUseFailure' };

async function calls({ question, gate }: TestGate, { wants }: TestSession, callId: string, behavior: 'allow' | 'deny' = 'allow'): Promise<void> {
  const waiting = wants(call.tool_input, { tool, callId });
  gate.approvals.answer((await question()).id, { behavior });
  assert.equal(await waiting, behavior);
} // prettier-ignore

interface Run {
  readonly place: Place;
  readonly stateDir: string;
}

/** A gate that lived and was closed; in it a tool failed three times and worked once. */
async function run(t: Parameters<typeof startTestGate>[0] & { after(end: () => void): void }): Promise<Run> {
  const place = makePlace(t);
  const test = await startTestGate(t, {}, { place });
  const session = await test.session();
  for (const [id, report] of [['a', failed], ['b', failed], ['c', failed], ['d', ran]] as const) {
    await calls(test, session, id);
    await session.post({ ...report, tool_use_id: id });
  }
  await test.gate.close();
  return { place, stateDir: test.stateDir };
} // prettier-ignore

const reads = (state: TrustState) => standingOf(state, 'mcp:tracker', 'read');
const load = (stateDir: string) => loadTrust(stateDir, silentLog());

test('a tool that fails loses trust, one that works gains it, and each stands in the journal', async (t) => {
  const { stateDir } = await run(t);
  const { state, lost } = load(stateDir);
  const { evidence, streak, source } = reads(state);
  assert.deepEqual([lost, state.base, source, streak], [undefined, 'start', 'start', 1]);
  assert.ok(evidence.failures > 2.9 && evidence.failures <= 3);
  assert.ok(evidence.successes > 0.9 && evidence.successes <= 1);
  const types = readEntries(join(stateDir, 'journal')).flatMap((one) =>
    one.event === 'trust' ? [String(one['type'])] : [],
  );
  assert.deepEqual(
    types.toSorted((a, b) => a.localeCompare(b)),
    [...Array(4).fill('approval'), ...Array(3).fill('failure'), 'success'],
  );
});

test('what no decision was made on moves nothing, whatever an agent reports', async (t) => {
  const place = makePlace(t);
  const test = await startTestGate(t, {}, { place });
  const session = await test.session();
  await session.post({ ...failed, tool_use_id: 'x' });
  await calls(test, session, 'y');
  await session.post({ ...failed, tool_use_id: 'y', tool_input: { id: 2 } });
  await test.gate.close();
  const { evidence } = reads(load(test.stateDir).state);
  assert.deepEqual([evidence.successes, evidence.failures], [0, 0]);
});

test('a denial of the person, and a stop while the call is on its way, take trust', async (t) => {
  const place = makePlace(t);
  const test = await startTestGate(t, {}, { place });
  const session = await test.session();
  await calls(test, session, 'a', 'deny');
  await calls(test, session, 'b');
  await test.gate.stop.engage('the test');
  const journal = join(test.stateDir, 'journal');
  await until(() => readEntries(journal).some((one) => one.event === 'trust' && one['type'] === 'stop'), {
    every: 5,
  });
  await test.gate.close();
  assert.ok(reads(load(test.stateDir).state).evidence.failures > 5.9);
});

test('the snapshot is for its owner alone, and the same as the journal', async (t) => {
  const { stateDir } = await run(t);
  const file = join(stateDir, 'trust.json');
  const first = load(stateDir).state;
  assert.ok(existsSync(file));
  if (process.platform !== 'win32') assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.deepEqual(load(stateDir).state, first);
  rmSync(file);
  assert.deepEqual(load(stateDir).state, first);
});

test('a damaged snapshot is made anew from the journal', async (t) => {
  const { stateDir } = await run(t);
  const file = join(stateDir, 'trust.json');
  const { state } = load(stateDir);
  for (const damage of [
    '',
    '{',
    readFileSync(file, 'utf8').replace('"failures":3', '"failures":1'),
    readFileSync(file, 'utf8').replace('approveFirst', 'autonomous'),
  ]) {
    writeFileSync(file, damage);
    const again = load(stateDir);
    assert.deepEqual([again.state, again.lost], [state, undefined]);
  }
});

test('no byte of the files can be lost, changed or doubled so that there is more trust', async (t) => {
  const { place, stateDir } = await run(t);
  const grants = await startTestGate(t, {}, { place });
  grants.gate.trust.act({ type: 'level', service: 'mcp:tracker', kind: 'read', level: 'approveFirst' }, { by: 'the test' });
  grants.gate.trust.act({ type: 'level', service: 'mcp:tracker', kind: 'delete', level: 'blocked' }, { by: 'the test' });
  await grants.gate.close();
  const whole = load(stateDir).state;
  const folder = join(stateDir, 'journal');
  const files = [join(stateDir, 'trust.json'), ...journalFiles(folder).map((name) => join(folder, name))];
  const texts = files.map((file) => readFileSync(file));
  const rank = (state: TrustState, kind: 'read' | 'delete'): number => trustLevels.indexOf(standingOf(state, 'mcp:tracker', kind).level);
  const score = (state: TrustState): number => trustScore(state, reads(state), Date.now());
  fc.assert(
    fc.property(fc.nat({ max: files.length - 1 }), fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom('cut', 'flip', 'drop', 'double'), (which, where, how) => {
      const text = texts[which] ?? Buffer.alloc(0);
      const at = Math.floor(where * (text.length - 1));
      const flipped = Buffer.from(text);
      flipped[at] = (flipped[at] ?? 0) ^ 1;
      const [head, tail] = [text.subarray(0, at), text.subarray(at + 1)];
      const damaged = { cut: head, flip: flipped, drop: Buffer.concat([head, tail]), double: Buffer.concat([text, tail]) }[how];
      for (const [index, file] of files.entries()) writeFileSync(file, index === which ? damaged : (texts[index] ?? ''));
      const { state } = load(stateDir);
      assert.ok(score(state) <= score(whole));
      assert.ok(rank(state, 'read') <= rank(whole, 'read'));
      for (const name of readdirSync(stateDir)) if (name.startsWith('trust.json.')) rmSync(join(stateDir, name));
    }),
    { numRuns: 60 },
  );
}); // prettier-ignore

test('without the journal trust is the lowest, also at the starts after it', async (t) => {
  const { place, stateDir } = await run(t);
  load(stateDir);
  for (const snapshot of [true, false]) {
    rmSync(join(stateDir, 'journal'), { recursive: true, force: true });
    if (!snapshot) rmSync(join(stateDir, 'trust.json'), { force: true });
    writeFileSync(join(stateDir, 'other'), '');
    const test = await startTestGate(t, {}, { place });
    assert.ok(readEntries(join(stateDir, 'journal')).some(({ event }) => event === 'trust-lost'));
    await test.gate.close();
    const { state, lost } = load(stateDir);
    assert.deepEqual([state.base, reads(state).evidence.successes, lost], ['lowest', 0, undefined]);
  }
});

test('a changed line of the journal is a loss, and is told once', async (t) => {
  const { place, stateDir } = await run(t);
  const folder = join(stateDir, 'journal');
  const [file = ''] = journalFiles(folder);
  const text = readFileSync(join(folder, file), 'utf8');
  writeFileSync(join(folder, file), text.replace('"type":"failure"', '"type":"success"'));
  assert.ok(verifyJournal(folder).problems.length > 0);
  for (const times of [1, 1]) {
    const test = await startTestGate(t, {}, { place });
    await test.gate.close();
    const told = readEntries(folder).filter(({ event }) => event === 'trust-lost');
    assert.deepEqual([told.length, load(stateDir).state.base], [times, 'lowest']);
  }
});

test('who only looks leaves a loss to be told by the gate that starts next', async (t) => {
  const { place, stateDir } = await run(t);
  load(stateDir);
  rmSync(join(stateDir, 'journal'), { recursive: true, force: true });
  assert.notEqual(loadTrust(stateDir, silentLog(), { looksOnly: true }).lost, undefined);
  await (await startTestGate(t, {}, { place })).gate.close();
  assert.equal(
    readEntries(join(stateDir, 'journal')).filter(({ event }) => event === 'trust-lost').length,
    1,
  );
});

test('an incident in a file that was damaged afterwards counts once, however often a gate starts', async (t) => {
  const { place, stateDir } = await run(t);
  const window = await startTestGate(t, {}, { place });
  window.gate.trust.act({ type: 'incident', service: 'mcp:tracker', kind: 'read' }, { by: 'the test' });
  await window.gate.close();
  const file = join(stateDir, 'journal', journalFiles(join(stateDir, 'journal')).at(-1) ?? '');
  appendFileSync(file, 'damage\n');
  for (const start of [1, 2, 3]) assert.equal(reads(load(stateDir).state).incidents, 1, `start ${start}`);
  rmSync(join(stateDir, 'trust.json'));
  for (const start of [1, 2]) assert.equal(reads(load(stateDir).state).incidents, 1, `anew, start ${start}`);
});

test('events of several windows are folded together', async (t) => {
  const { place, stateDir } = await run(t);
  load(stateDir);
  const [one, other] = [await startTestGate(t, {}, { place }), await startTestGate(t, {}, { place })];
  for (const window of [one, other]) {
    const session = await window.session();
    await calls(window, session, 'w');
    await session.post({ ...failed, tool_use_id: 'w' });
  }
  await Promise.all([one.gate.close(), other.gate.close()]);
  appendFileSync(join(stateDir, 'journal', journalFiles(join(stateDir, 'journal')).at(-1) ?? ''), '{"event":"tr');
  assert.ok(reads(load(stateDir).state).evidence.failures > 4.9);
}); // prettier-ignore

test('a service that the settings block is denied in every mode, one to be asked about is asked', async (t) => {
  const services = { 'mcp:tracker': 'blocked', 'read mcp:wiki': 'approveAlways' };
  const values = { permissionMode: 'bypassPermissions', services };
  const settings = () => decodeSettings([{ scope: 'user', values }]);
  const { session, question, gate } = await startTestGate(t, {}, { settings });
  const { wants } = await session();
  assert.equal(await wants({ id: 1 }, { tool }), 'deny');
  const waiting = wants({ id: 1 }, { tool: 'mcp__wiki__get_page' });
  gate.approvals.answer((await question()).id, { behavior: 'allow' });
  assert.equal(await waiting, 'allow');
  assert.equal(await wants({ id: 1 }, { tool: 'mcp__other__get_page' }), 'allow');
});
