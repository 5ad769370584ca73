// Agents are given who they are at each boundary of a session, and before they send something; over the real socket,
// with real files.
import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { JournalEntry } from '../../src/policy/journal.ts';
import { sha256 } from '../../src/gate/digest.ts';
import { decodeSettings } from '../../src/protocol/settings.ts';
import { startTestGate, type Answer, type TestGate, type TestSession } from './support.ts';
import { readEntries } from '../support/journal/entries.ts';

const minute = 60_000;
const post = { channel: 'general', text: 'hello' };

interface Grounded extends TestGate {
  readonly own: TestSession;
  /** Lets time pass. */
  readonly later: (milliseconds: number) => void;
  readonly begins: (source: string, more?: object) => Promise<Answer>;
  /** Wants to post a message; the gate's whole answer. */
  readonly sends: (more?: object) => Promise<Answer>;
  readonly entries: (event: string) => readonly JournalEntry[];
  readonly set: (values: object) => void;
}

interface Sketch {
  readonly agents?: string;
  readonly trusted?: boolean;
  readonly personAvailable?: boolean;
}

/** A gate on which a rule allows every message, and a session in its workspace. */
async function grounded(t: TestContext, sketch: Sketch = {}): Promise<Grounded> {
  const { agents = 'You are Robin. Be kind.\n', trusted = true, personAvailable = true } = sketch;
  let skipped = 0;
  let values: object = {};
  let roots: readonly string[] = [];
  const gate = await startTestGate(
    t,
    { now: () => Date.now() + skipped },
    {
      settings: () => decodeSettings([{ scope: 'user', values: { 'permissions.allow': ['mcp__chat'], ...values } }]),
      workspace: () => ({ roots, trusted }),
      personAvailable,
    },
  );
  roots = [gate.place.workspace];
  gate.place.write('ws/AGENTS.md', agents);
  const own = await gate.session();
  let calls = 0;
  return {
    ...gate,
    own,
    later: (milliseconds) => void (skipped += milliseconds),
    set: (more) => void (values = more),
    begins: (source, more = {}) => own.post({ hook_event_name: 'SessionStart', source, ...more }),
    sends(more = {}) {
      calls += 1;
      const call = { tool_name: 'mcp__chat__post_message', tool_input: post, tool_use_id: `s${calls}` };
      return own.post({ hook_event_name: 'PreToolUse', ...call, ...more });
    },
    entries: (event) => readEntries(join(gate.stateDir, 'journal')).filter((entry) => entry.event === event),
  };
} // prettier-ignore

function contextOf({ text }: Answer): string {
  const { hookSpecificOutput } = JSON.parse(text);
  assert.equal(hookSpecificOutput.hookEventName, 'SessionStart');
  return hookSpecificOutput.additionalContext;
}

for (const source of ['startup', 'resume', 'clear', 'compact', 'fork'])
  test(`at ${source} the agent is given the content of the files, read anew`, async (t) => {
    const { begins, place, entries } = await grounded(t);
    place.write('ws/CLAUDE.md', 'Write tests first.');
    const text = contextOf(await begins(source));
    assert.match(text, /You are Robin\. Be kind\./);
    assert.match(text, /Write tests first\./);
    const [entry] = entries('grounding');
    assert.equal(entry?.['boundary'], source);
    assert.equal(entry?.['sha256'], sha256(text));
    assert.equal(entry?.['characters'], text.length);
  });

test('a send shortly after the start goes its usual way', async (t) => {
  const { begins, sends, later } = await grounded(t);
  await begins('startup');
  assert.equal((await sends()).decision, 'allow');
  later(29 * minute);
  assert.equal((await sends()).decision, 'allow');
});

test('a send long after it is denied once with the text; the same call then goes its usual way', async (t) => {
  const { begins, sends, later, entries, gate, own } = await grounded(t);
  await begins('startup');
  later(31 * minute);
  const first = await sends();
  assert.equal(first.decision, 'deny');
  assert.match(first.reason, /You are Robin\. Be kind\./);
  assert.match(first.reason, /make it again/);
  assert.equal((await sends()).decision, 'allow');
  assert.equal((await sends()).decision, 'allow');
  const decisions = entries('decision').map(({ behavior, layer }) => `${behavior as string} ${layer as string}`);
  assert.deepEqual(decisions, ['deny grounding', 'allow allow-rule', 'allow allow-rule']);
  assert.deepEqual(entries('grounding').map((entry) => entry['boundary']), ['startup', 'send']);
  const info = gate.sessions.list().find(({ id }) => id === own.id);
  assert.equal(info?.grounding?.boundary, 'send');
}); // prettier-ignore

test('the denial ends no streak and lengthens none', async (t) => {
  const { begins, sends, later, own, gate, set } = await grounded(t);
  set({ denyTools: ['Frobnicate'] });
  await begins('startup');
  for (const _ of [1, 2]) assert.equal(await own.wants({ x: 1 }), 'deny');
  later(31 * minute);
  assert.equal((await sends()).decision, 'deny');
  const paused = () => gate.sessions.list().find(({ id }) => id === own.id)?.paused;
  assert.equal(paused(), undefined);
  assert.equal(await own.wants({ x: 2 }), 'deny');
  assert.match(paused() ?? '', /3 denials in a row/);
});

for (const [what, event] of [
  ['a compaction that begins', { hook_event_name: 'PreCompact', trigger: 'auto' }],
  ['another conversation', undefined],
] as const)
  test(`${what} takes the text away`, async (t) => {
    const { begins, sends, own } = await grounded(t);
    await begins('startup');
    if (event) await own.post(event);
    const more = event ? {} : { session_id: 'other conversation' };
    assert.equal((await sends(more)).decision, 'deny');
    assert.equal((await sends(more)).decision, 'allow');
  });

test('after a compaction the text is given again, and counts', async (t) => {
  const { begins, sends, own } = await grounded(t);
  await begins('startup');
  await own.post({ hook_event_name: 'PreCompact', trigger: 'auto' });
  await begins('compact');
  assert.equal((await sends()).decision, 'allow');
});

test('a sub-agent has not read what its parent was given', async (t) => {
  const { begins, sends } = await grounded(t);
  await begins('startup');
  assert.equal((await sends({ agent_id: 'sub' })).decision, 'deny');
  assert.equal((await sends({ agent_id: 'other' })).decision, 'deny');
  assert.equal((await sends({ agent_id: 'sub' })).decision, 'allow');
  assert.equal((await sends()).decision, 'allow');
});

test('a call that is asked about is grounded first, and asked about when it is made again', async (t) => {
  const gate = await grounded(t);
  gate.set({ 'permissions.allow': [] });
  assert.match((await gate.sends()).reason, /You are Robin/);
  assert.deepEqual(gate.gate.approvals.pending(), []);
  const waiting = gate.sends();
  gate.gate.approvals.answer((await gate.question()).id, { behavior: 'allow' });
  assert.equal((await waiting).decision, 'allow');
});

test('a call that is denied anyway is not grounded', async (t) => {
  const gate = await grounded(t);
  gate.set({ 'permissions.deny': ['mcp__chat'] });
  const { decision, reason } = await gate.sends();
  assert.equal(decision, 'deny');
  assert.doesNotMatch(reason, /Robin/);
  gate.set({ permissionMode: 'dontAsk', 'permissions.allow': [] });
  assert.doesNotMatch((await gate.sends()).reason, /Robin/);
  await gate.gate.stop.engage('the test');
  assert.doesNotMatch((await gate.sends()).reason, /Robin/);
  assert.deepEqual(gate.entries('grounding'), []);
  gate.gate.stop.release('the test');
});

test('what is no message, and reading, is not grounded', async (t) => {
  const gate = await grounded(t);
  for (const tool_name of ['mcp__chat__list_channels', 'mcp__chat__get_thread'])
    assert.equal((await gate.sends({ tool_name })).decision, 'allow', tool_name);
});

test('publications are grounded, through the shell too', async (t) => {
  const gate = await grounded(t);
  gate.set({ 'permissions.allow': ['npm publish', 'gh *'] });
  for (const command of ['npm publish', 'gh issue comment 1 --body hi']) {
    const [own, post] = [await gate.session(), 'Bash'];
    const answer = await own.post({ hook_event_name: 'PreToolUse', tool_name: post, tool_input: { command }, tool_use_id: 'c' });
    assert.match(answer.reason, /You are Robin/, command);
  }
}); // prettier-ignore

test('with maxAge 0 no send needs it; the boundaries give it all the same', async (t) => {
  const gate = await grounded(t);
  gate.set({ 'grounding.maxAge': 0 });
  assert.equal((await gate.sends()).decision, 'allow');
  assert.match(contextOf(await gate.begins('startup')), /Robin/);
});

test('without an identity file the gate gives its own words', async (t) => {
  const gate = await grounded(t);
  const own = await gate.session();
  gate.set({ 'grounding.files': [] });
  writeFileSync(gate.place.path('ws', 'AGENTS.md'), '');
  assert.match(contextOf(await own.post({ hook_event_name: 'SessionStart', source: 'startup' })), /What you may expect/);
}); // prettier-ignore

test('files that the person names stand in place of the customary ones, in their order, with links and ~', async (t) => {
  const gate = await grounded(t);
  gate.place.write('home/me.md', 'I belong to Kim.');
  gate.place.write('ws/docs/team.md', 'Lee decides.');
  gate.place.write('elsewhere/far.md', 'Far away.');
  symlinkSync(gate.place.path('elsewhere', 'far.md'), gate.place.path('ws', 'far.md'));
  gate.set({ 'grounding.files': ['~/me.md', 'docs/team.md', 'far.md'] });
  const text = contextOf(await gate.begins('startup'));
  assert.match(text, /I belong to Kim[^]*Lee decides[^]*Far away/);
  assert.doesNotMatch(text, /Robin/);
});

test('a file that the person names and that is not there: the call asks, each time', async (t) => {
  const gate = await grounded(t);
  gate.set({ 'grounding.files': ['~/me.md', 'AGENTS.md'] });
  assert.match(contextOf(await gate.begins('startup')), /Robin/);
  for (const behavior of ['deny', 'allow'] as const) {
    const waiting = gate.sends();
    const { id, decision, suggestions } = await gate.question();
    assert.equal(decision.layer, 'grounding');
    assert.match(decision.reason, /me\.md is not there/);
    assert.deepEqual(suggestions, []);
    gate.gate.approvals.answer(id, { behavior });
    assert.equal((await waiting).decision, behavior);
  }
});

test('where nobody is there to be asked, that is a denial', async (t) => {
  const gate = await grounded(t, { personAvailable: false });
  gate.set({ 'grounding.files': ['~/me.md'] });
  assert.match((await gate.sends()).reason, /Nobody is here to be asked/);
});

test('what a workspace names or links to must lie in it, and no credential is read for anybody', async (t) => {
  const gate = await grounded(t);
  const secret = gate.place.write('home/.aws/credentials', 'aws_secret_access_key = TOP');
  gate.place.write('outside/notes.md', 'PRIVATE NOTES');
  symlinkSync(gate.place.path('outside', 'notes.md'), gate.place.path('ws', 'CLAUDE.md'));
  gate.set({});
  const linked = contextOf(await gate.begins('startup'));
  assert.doesNotMatch(linked, /PRIVATE NOTES/);
  assert.match(linked, /CLAUDE\.md is not given: it leads out of the workspace/);
  gate.set({ 'grounding.files': [secret, 'AGENTS.md'] });
  assert.doesNotMatch(contextOf(await gate.begins('startup')), /TOP/);
});

test('secrets that stand in an identity file are not passed on', async (t) => {
  const token = `ghp_${'a1B2'.repeat(9)}`;
  const gate = await grounded(t, { agents: `Push with ${token}.` });
  assert.doesNotMatch(contextOf(await gate.begins('startup')), new RegExp(token));
  assert.doesNotMatch(JSON.stringify(gate.entries('identity-accepted')), new RegExp(token));
});

test('of a workspace that is not trusted nothing is given but the gate’s own words, and files of the person', async (t) => {
  const gate = await grounded(t, { trusted: false });
  gate.place.write('home/me.md', 'I belong to Kim.');
  assert.match(contextOf(await gate.begins('startup')), /AGENTS\.md is not given, for the workspace is not trusted/);
  gate.set({ 'grounding.files': ['~/me.md', 'AGENTS.md'] });
  const text = contextOf(await gate.begins('startup'));
  assert.match(text, /I belong to Kim/);
  assert.doesNotMatch(text, /Robin/);
}); // prettier-ignore

test('what is no text file is not read, and the call asks', async (t) => {
  const gate = await grounded(t);
  mkdirSync(gate.place.path('ws', 'CLAUDE.md'));
  const waiting = gate.sends();
  const { id, decision } = await gate.question();
  assert.match(decision.reason, /CLAUDE\.md: it cannot be read as text/);
  gate.gate.approvals.answer(id, { behavior: 'deny' });
  assert.equal((await waiting).decision, 'deny');
});

test('a very long file is cut with an honest mark, within what the agent takes', async (t) => {
  const gate = await grounded(t, { agents: 'x'.repeat(60_000) });
  const text = contextOf(await gate.begins('startup'));
  assert.ok(text.length <= 10_000);
  assert.match(text, /first \d+ of 60000 characters/);
  gate.later(31 * minute);
  const { reason } = await gate.sends();
  assert.ok(reason.length <= 10_000 && reason.endsWith(`----- end of ${sha256('x'.repeat(60_000)).slice(0, 16)}`));
}); // prettier-ignore

test('an agent changes a file that the settings name only with the consent of the person', async (t) => {
  const gate = await grounded(t);
  gate.set({ 'grounding.files': ['docs/who.md'], 'permissions.allow': ['Edit', 'Bash'] });
  const file = gate.place.write('ws/docs/who.md', 'Robin');
  for (const [tool, input] of [
    ['Write', { file_path: file, content: 'x' }],
    ['Bash', { command: 'echo x > docs/who.md' }],
  ] as const) {
    const waiting = gate.own.wants(input, { tool });
    const { id, decision } = await gate.question();
    assert.match(decision.reason, /always needs the person/);
    gate.gate.approvals.answer(id, { behavior: 'deny' });
    assert.equal(await waiting, 'deny');
  }
  assert.equal(await gate.own.wants({ file_path: `${file}.txt`, content: 'x' }, { tool: 'Write' }), 'allow');
});
