// What Claude Code's own file of a conversation says about tokens, and what is no such line.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { transcript } from '../../../src/agents/claude/transcript.ts';

const usage = {
  input_tokens: 10,
  output_tokens: 7,
  cache_read_input_tokens: 3,
  cache_creation_input_tokens: 2,
  server_tool_use: { web_search_requests: 0 },
};
const line = (more: object, of: object = {}) => ({
  type: 'assistant',
  message: { id: 'msg_1', role: 'assistant', usage: { ...usage, ...more }, ...of },
});

test('an answer of the model says its id and what it has cost', () => {
  assert.deepEqual(transcript.tokens(line({})), {
    message: 'msg_1',
    tokens: { input: 10, output: 7, cacheRead: 3, cacheWrite: 2 },
  });
});

test('counts that are not there are 0', () => {
  const found = transcript.tokens({ type: 'assistant', message: { id: 'm', usage: { output_tokens: 4 } } });
  assert.deepEqual(found?.tokens, { input: 0, output: 4, cacheRead: 0, cacheWrite: 0 });
});

const others: readonly unknown[] = [
  undefined,
  null,
  7,
  'assistant',
  [],
  {},
  { type: 'user', message: { id: 'm', usage } },
  { type: 'assistant' },
  { type: 'assistant', message: 'm' },
  { type: 'assistant', message: { id: 'm' } },
  line({}, { id: 7 }),
  line({}, { model: '<synthetic>' }),
  line({ input_tokens: -1 }),
  line({ output_tokens: 1.5 }),
  line({ output_tokens: '7' }),
  line({ output_tokens: 1e12 }),
];
for (const other of others)
  test(`${JSON.stringify(other)} says nothing about tokens`, () =>
    assert.equal(transcript.tokens(other), undefined));

test('the files lie below the folder that the launch gives Claude Code, else below the home', () => {
  assert.equal(transcript.folder({}, '/h'), '/h/.claude/projects');
  assert.equal(transcript.folder({ CLAUDE_CONFIG_DIR: '' }, '/h'), '/h/.claude/projects');
  assert.equal(transcript.folder({ CLAUDE_CONFIG_DIR: '/c' }, '/h'), '/c/projects');
});
