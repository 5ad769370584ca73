// What the gate does with the events beside a tool call: dialogs, results, prompts, commands, changes of settings.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { decodeSettings } from '../../src/protocol/settings.ts';
import { readEntries } from '../support/journal/entries.ts';
import { until } from '../support/until.ts';
import { startTestGate, type TestGate } from './support.ts';

const tool = { tool_name: 'Frobnicate', tool_input: { x: 1 } };
const dialog = { hook_event_name: 'PermissionRequest', ...tool };
const ran = { hook_event_name: 'PostToolUse', ...tool, tool_response: {}, duration_ms: 3 };
const failed = { ...ran, hook_event_name: 'PostToolUseFailure' };

async function allowed(
  t: Parameters<typeof startTestGate>[0],
): Promise<TestGate & Awaited<ReturnType<TestGate['session']>>> {
  const test = await startTestGate(t);
  test.mode('bypassPermissions');
  const session = await test.session();
  assert.equal(await session.wants({ x: 1 }, { callId: 'c1' }), 'allow');
  return { ...test, ...session };
}

test("the agent's second question is allowed for a call that was allowed, once", async (t) => {
  const { post } = await allowed(t);
  assert.equal((await post(dialog)).decision, 'allow');
  assert.equal((await post(dialog)).decision, 'deny', 'a second time is another call');
});

test("the agent's second question is denied for every other call", async (t) => {
  const { post, session } = await allowed(t);
  for (const other of [{ tool_input: { x: 2 } }, { tool_name: 'Other' }, { tool_input: { x: 1, y: 1 } }])
    assert.equal((await post({ ...dialog, ...other })).decision, 'deny');
  assert.equal((await (await session()).post(dialog)).decision, 'deny', 'of another session');
});

test('a second question that is denied stands in the journal', async (t) => {
  const { post, id, stateDir } = await allowed(t);
  await post({ ...dialog, tool_name: 'Other' });
  const entry = readEntries(join(stateDir, 'journal')).find(({ event }) => event === 'unvetted');
  assert.deepEqual([entry?.['session'], entry?.['tool']], [id, 'Other']);
  assert.match(String(entry?.['reason']), /has not vetted/);
});

test("the agent's second question is denied when the call was denied, has run, or all is stopped", async (t) => {
  const { post, wants, mode, gate } = await allowed(t);
  await post({ ...ran, tool_use_id: 'c1' });
  assert.equal((await post(dialog)).decision, 'deny');
  mode('plan');
  await wants({ x: 1 });
  assert.equal((await post(dialog)).decision, 'deny');
  mode('bypassPermissions');
  await wants({ x: 1 });
  await gate.stop.engage('the test');
  assert.equal((await post(dialog)).decision, 'deny');
});

for (const tool of ['AskUserQuestion', 'EnterPlanMode', 'ExitPlanMode'])
  test(`the dialog of ${tool} stays, for it is what the tool is for`, async (t) => {
    const { post } = await allowed(t);
    assert.equal((await post({ ...dialog, tool_name: tool })).text, '{}');
  });

test('in the plan mode of the agent nothing but reading is allowed, whatever the gate would allow', async (t) => {
  const { wants, post } = await allowed(t);
  const edit = {
    hook_event_name: 'PreToolUse',
    tool_name: 'Write',
    tool_input: { file_path: '/tmp/x', content: '' },
  };
  assert.equal((await post({ ...edit, tool_use_id: 'p1', permission_mode: 'plan' })).decision, 'deny');
  assert.equal((await post({ ...edit, tool_use_id: 'p2', permission_mode: 'default' })).decision, 'allow');
  assert.equal(await wants({ x: 3 }), 'allow');
});

test('an agent that goes into its plan mode brings no rule back that mode auto sets aside', async (t) => {
  const values = { permissionMode: 'auto', permissions: { allow: ['Bash(python3 *)'] } };
  const { session } = await startTestGate(t, {}, { personAvailable: false, settings: () => decodeSettings([{ scope: 'user', values }]) });
  const { post } = await session();
  const call = { hook_event_name: 'PreToolUse', tool_name: 'Bash', tool_input: { command: 'python3 -c "import os; os.remove(1)"' } };
  for (const permission_mode of ['default', 'plan'])
    assert.equal((await post({ ...call, tool_use_id: permission_mode, permission_mode })).decision, 'deny');
}); // prettier-ignore

test('a tool that ran as decided is no news; the order of its fields does not matter', async (t) => {
  const { post, gate } = await allowed(t);
  const answer = await post({ ...ran, tool_use_id: 'c1' });
  assert.deepEqual([answer.text, gate.sessions.list()[0]?.paused], ['{}', undefined]);
});

/** What is reported to have run after `c1` was allowed with {x: 1}; and what the gate says of it. */
const breaches: Record<string, [event: Readonly<Record<string, unknown>>, problem: RegExp]> = {
  'another input': [{ ...ran, tool_use_id: 'c1', tool_input: { x: 2 } }, /another input/],
  'another tool': [{ ...ran, tool_use_id: 'c1', tool_name: 'Bash' }, /another input/],
  'no decision': [{ ...ran, tool_use_id: 'never-seen' }, /without a decision/],
  'another input, and failed': [{ ...failed, tool_use_id: 'c1', tool_input: {} }, /another input/],
};

for (const [name, [event, problem]] of Object.entries(breaches))
  test(`a tool that ran with ${name} pauses the session`, async (t) => {
    const { post, gate, wants, question, log } = await allowed(t);
    const news: string[] = [];
    gate.breached.on((breach) => news.push(breach.problem));
    const answer = await post(event);
    assert.match(answer.text, /"continue":false/);
    assert.match(gate.sessions.list()[0]?.paused ?? '', problem);
    assert.match(news.join(), problem);
    assert.ok(log.some((line) => problem.test(line)));
    const next = wants({ y: 1 });
    gate.approvals.answer((await question()).id, { behavior: 'deny' });
    assert.equal(await next, 'deny');
  });

test('a tool that ran although it was denied pauses the session; one that failed for it does not', async (t) => {
  const { post, wants, mode, gate } = await allowed(t);
  mode('plan');
  await wants({ x: 1 }, { callId: 'c2' });
  await post({ ...failed, tool_use_id: 'c2' });
  assert.equal(gate.sessions.list()[0]?.paused, undefined);
  await post({ ...ran, tool_use_id: 'c2' });
  assert.match(gate.sessions.list()[0]?.paused ?? '', /although the gate had denied it/);
});

test('a prompt passes in silence', async (t) => {
  const { post } = await allowed(t);
  assert.equal((await post({ hook_event_name: 'UserPromptSubmit', prompt: 'hello' })).text, '{}');
});

test('an expansion is judged like the skill it runs: asked, then let through or blocked', async (t) => {
  const { session, question, gate } = await startTestGate(t);
  const { post } = await session();
  for (const behavior of ['allow', 'deny'] as const) {
    const answer = post({
      hook_event_name: 'UserPromptExpansion',
      command_name: 'nothing',
      command_args: '',
    });
    const pending = await Promise.race([question(), answer]);
    if ('id' in pending) gate.approvals.answer(pending.id, { behavior });
    const { text } = await answer;
    assert.ok('id' in pending ? text.includes('block') === (behavior === 'deny') : text === '{}', text);
  }
});

test('an expansion is blocked while all is stopped', async (t) => {
  const { post, gate } = await allowed(t);
  await gate.stop.engage('the test');
  const answer = await post({ hook_event_name: 'UserPromptExpansion', command_name: 'x', command_args: '' });
  assert.match(answer.text, /"decision":"block"/);
});

test('a change of settings is blocked unless the person accepts it; accepted content is not asked about again', async (t) => {
  const { session, question, gate, place } = await startTestGate(t);
  const { post } = await session();
  const file = place.write('ws/.claude/settings.json', '{"hooks":{}}');
  const change = { hook_event_name: 'ConfigChange', source: 'project_settings', file_path: file };
  const answered = async (behavior: 'allow' | 'deny'): Promise<string> => {
    const answer = post(change);
    gate.approvals.answer((await question()).id, { behavior });
    return (await answer).text;
  };
  assert.match(await answered('deny'), /"decision":"block"/);
  assert.equal(await answered('allow'), '{}');
  assert.equal((await post(change)).text, '{}');
  place.write('ws/.claude/settings.json', '{"disableAllHooks":true}');
  assert.match(await answered('deny'), /"decision":"block"/);
});

test('a change of settings is blocked where nobody can be asked', async (t) => {
  const { session } = await startTestGate(t, {}, { personAvailable: false });
  const answer = await (await session()).post({ hook_event_name: 'ConfigChange', source: 'user_settings' });
  assert.match(answer.text, /"decision":"block"/);
});

test('a session is gated from its first event on, and ended by its launcher', async (t) => {
  const { session, gate } = await startTestGate(t);
  const { post, launch, wants } = await session();
  const state = (): unknown => gate.sessions.list()[0]?.state;
  assert.equal(state(), 'waiting');
  await post({ hook_event_name: 'SessionStart', source: 'startup' });
  assert.equal(state(), 'gated');
  launch.ended(0);
  assert.equal(state(), 'ended');
  assert.match(await wants({}), /^401 /, 'its token is worth nothing any more');
});

test('a session that ends takes its questions along', async (t) => {
  const { session, question, gate } = await startTestGate(t);
  const { wants, id } = await session();
  const waiting = wants({});
  await question();
  await gate.sessions.end(id);
  assert.equal(await waiting, 'deny');
});

test('launches are limited in number: so many a minute, so many at once', async (t) => {
  const many = await startTestGate(t, { sessions: { launchesPerMinute: 2, concurrent: 10 } });
  await many.session();
  await many.session();
  await assert.rejects(many.session(), /Try again in \d+ s/);
  const few = await startTestGate(t, { sessions: { launchesPerMinute: 10, concurrent: 1 } });
  const { launch } = await few.session();
  await assert.rejects(few.session(), /1 sessions run already/);
  launch.ended(0);
  await few.session();
});

test('a session stands in a private file without its token, until it is gone', async (t) => {
  const { session, place, stateDir } = await startTestGate(t);
  const { id, token, launch } = await session();
  const file = `state/sessions/${id}.json`;
  assert.ok(stateDir.startsWith(place.dir));
  assert.equal(place.read(file).includes(token), false);
  launch.ended(0);
  await until(() => !place.exists(file), { every: 5 });
});

test('listeners hear of questions, sessions and decisions, and a broken one stops no other', async (t) => {
  const { session, gate, mode, log } = await startTestGate(t);
  mode('plan');
  const heard: string[] = [];
  gate.decided.on(() => {
    throw new Error('a broken listener');
  });
  const second = gate.decided.on(({ decision }) => heard.push(decision.behavior));
  const { wants } = await session();
  await wants({});
  second.dispose();
  await wants({});
  assert.deepEqual(heard, ['deny']);
  assert.ok(log.some((line) => line.includes('a broken listener')));
});

test('a change of settings that changes again while it is asked about is blocked', async (t) => {
  const { session, question, gate, place } = await startTestGate(t);
  const { post } = await session();
  const file = place.write('ws/.claude/settings.json', '{}');
  const change = { hook_event_name: 'ConfigChange', source: 'project_settings', file_path: file };
  const answer = post(change);
  const { id } = await question();
  place.write('ws/.claude/settings.json', '{"disableAllHooks":true}');
  gate.approvals.answer(id, { behavior: 'allow' });
  assert.match((await answer).text, /"decision":"block"/);
});

test('a change of settings that cannot be read is asked about each time', async (t) => {
  const { session, question, gate } = await startTestGate(t);
  const { post } = await session();
  for (let time = 0; time < 2; time += 1) {
    const answer = post({ hook_event_name: 'ConfigChange', source: 'skills' });
    gate.approvals.answer((await question()).id, { behavior: 'allow' });
    assert.equal((await answer).text, '{}');
  }
});

test(
  'a file without end holds the gate up at no event',
  { skip: process.platform === 'win32' },
  async (t) => {
    const { session, place } = await startTestGate(t, {}, { personAvailable: false });
    const { post } = await session();
    execFileSync('mkfifo', [place.path('pipe')]);
    for (const file_path of [place.path('pipe'), '/dev/zero'])
      assert.match(
        (await post({ hook_event_name: 'ConfigChange', source: 'x', file_path })).text,
        /"decision":"block"/,
      );
  },
);

test("the agent's second question is denied while the session is paused, or when the last equal call was denied", async (t) => {
  const { post, wants, gate, id, mode } = await allowed(t);
  gate.sessions.pause(id, 'the test');
  assert.equal((await post(dialog)).decision, 'deny');
  gate.sessions.resume(id);
  mode('plan');
  assert.equal(await wants({ x: 1 }, { callId: 'c2' }), 'deny');
  assert.equal((await post(dialog)).decision, 'deny');
});
