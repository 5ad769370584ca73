// The demo agent's wire, as the gate reads and answers it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { demo } from '../../../src/agents/demo.ts';
import { deferredStart } from '../../../src/agents/subsystems.ts';
import { script } from '../../../src/demo/script.ts';
import { decodeDemoAnswer, decodeDemoTool } from '../../../src/protocol/demo.ts';

const base = { conversation: 'c', folder: '/ws' };
const files = { home: '/h', cwd: '/ws', readText: () => undefined };

test('the sign of life starts a session', () => {
  assert.deepEqual(demo.read({ ...base, event: 'hello' }), {
    type: 'sessionStart',
    source: 'startup',
    agentSession: 'c',
    cwd: '/ws',
  });
});

test('what the person wants is a prompt, what the agent says at the end is the end of a turn', () => {
  const told = demo.read({ ...base, event: 'told', words: 'do it' });
  assert.equal(told?.type === 'prompt' && told.text, 'do it');
  const said = demo.read({ ...base, event: 'said', words: 'done' });
  assert.equal(said?.type === 'turnEnd' && said.reply, 'done');
});

test('a wish is a call before its tool', () => {
  const event = demo.read({ ...base, event: 'may-i', step: '1', tool: 'terminal', details: { line: 'ls' } });
  assert.equal(event?.type, 'preTool');
});

const malformed: readonly unknown[] = [
  undefined,
  null,
  [],
  'hello',
  {},
  { event: 'hello' },
  { ...base, event: 'other' },
  { ...base, event: 'told' },
  { ...base, event: 'said', words: 1 },
  { ...base, event: 'may-i', tool: 'terminal' },
  { ...base, event: 'done', step: '1', tool: 'terminal', ok: 'yes', milliseconds: 1 },
];
for (const message of malformed)
  test(`${JSON.stringify(message)} is no message`, () => assert.equal(demo.read(message), undefined));

test('a tool that is unknown, or whose details are wrong, is an unknown call', () => {
  assert.equal(demo.toolCall('terminal', { line: 1 }, files).kind, 'other');
  assert.equal(demo.toolCall('launch-missiles', {}, files).kind, 'other');
  assert.equal(demo.toolCall('terminal', undefined, files).kind, 'other');
});

test('only a clear answer is one', () => {
  assert.equal(decodeDemoAnswer({}), undefined);
  assert.equal(decodeDemoAnswer({ verdict: 'YES' }), undefined);
  assert.deepEqual(decodeDemoAnswer({ verdict: 'yes' }), { verdict: 'yes', because: '' });
});

test('every step of the script is a call that the agent knows', () => {
  for (const { action } of script) {
    assert.ok(decodeDemoTool(action.tool, action.details));
    assert.notEqual(demo.toolCall(action.tool, action.details, files).kind, 'other');
  }
});

test('the environment of the launch is small, and nothing in it changes how Node starts', () => {
  const plan = demo.launch({
    program: '/node',
    args: ['/demo.cjs'],
    profile: 'guarded',
    gateUrl: 'http://127.0.0.1:1',
    token: 't',
    sessionId: 's',
    canary: { file: '', args: [] },
    env: { PATH: '/bin', NODE_OPTIONS: '--require /evil.cjs', HOME: '/home/me', PORTCULLIS_TOKEN: 'old' },
    home: '/home/me',
    cwd: '/ws',
    mode: 'default',
    subsystems: deferredStart(true),
  });
  assert.ok(plan.ok);
  assert.deepEqual(plan.env, {
    TERM: 'xterm-256color',
    PATH: '/bin',
    ELECTRON_RUN_AS_NODE: '1',
    PORTCULLIS_URL: 'http://127.0.0.1:1/hook/demo',
    PORTCULLIS_TOKEN: 't',
    PORTCULLIS_SESSION: 's',
  });
});
