// The scripted model, asked as an agent asks.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { startModel, type Model, type ModelOptions } from '../support/model/server.ts';

const block = ['content_block_start', 'content_block_delta', 'content_block_stop'];
const bash = ['Bash', { command: 'ls' }] as const;
const user = (text: string) => ({ role: 'user', content: [{ type: 'text', text }] });
const assistant = (text: string) => ({ role: 'assistant', content: [{ type: 'text', text }] });
const result = (id: string, text: string) => ({
  role: 'user',
  content: [{ type: 'tool_result', tool_use_id: id, is_error: true, content: [{ type: 'text', text }] }],
});

test('a turn is streamed, block by block', async (t) => {
  const model = await started(t, { scripts: { go: [[{ text: 'Hej' }, { tool: bash }]] } });
  const response = await ask(model, [user('SCRIPT:go')]);
  assert.equal(response.headers.get('content-type'), 'text/event-stream');
  const events = (await response.text())
    .split('\n\n')
    .filter(Boolean)
    .map((text) => JSON.parse(text.slice(text.indexOf('data: ') + 6)));
  assert.deepEqual(
    events.map((event) => event.type),
    ['message_start', ...block, ...block, 'message_delta', 'message_stop'],
  );
  assert.equal(events[2].delta.text, 'Hej');
  assert.equal(events[4].content_block.name, 'Bash');
  assert.deepEqual(JSON.parse(events[5].delta.partial_json), { command: 'ls' });
  assert.equal(events[7].delta.stop_reason, 'tool_use');
});

test('the first block arrives before a delay that follows it is over', async (t) => {
  const model = await started(t, {
    scripts: { slow: [[{ text: 'now' }, { delay: 60_000 }, { text: 'late' }]] },
  });
  const response = await ask(model, [user('SCRIPT:slow')]);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let seen = '';
  while (!seen.includes('now')) seen += (await reader?.read())?.value ?? '';
  assert.ok(!seen.includes('late'));
  await reader?.cancel();
});

test('the step follows from the conversation alone', async (t) => {
  const model = await started(t, {
    scripts: { a: [[{ text: 'a0' }], [{ text: 'a1' }]], b: [[{ text: 'b0' }]] },
  });
  const say = (...messages: object[]) => text(model, messages);
  assert.equal(await say(user('SCRIPT:a')), 'a0');
  assert.equal(await say(user('SCRIPT:a'), assistant('x'), result('1', 'SCRIPT:b')), 'a1');
  assert.equal(await say(user('SCRIPT:a'), assistant('x'), user('SCRIPT:b')), 'b0');
  assert.equal(await say(user('SCRIPT:b'), assistant('x'), result('1', 'r')), 'SCRIPT-END');
  assert.equal(await say(user('hello')), 'ok');
  assert.deepEqual(model.steps('a'), [0, 1]);
});

test('what the agent told of its calls is kept, each once', async (t) => {
  const model = await started(t);
  const conversation = [user('SCRIPT:a'), assistant('x'), result('call', 'denied by the gate')];
  await text(model, conversation);
  await text(model, [...conversation, assistant('y')]);
  assert.deepEqual(model.results('a'), [{ id: 'call', isError: true, text: 'denied by the gate' }]);
});

test('a step can be an error, and scripts can be added later', async (t) => {
  const model = await started(t);
  await post(`${model.url}/__script`, { down: [[{ status: 529 }]] });
  assert.equal((await ask(model, [user('SCRIPT:down')])).status, 529);
});

test('requests of the agent’s own are answered', async (t) => {
  const { url } = await started(t);
  assert.equal((await fetch(url, { method: 'HEAD' })).status, 200);
  assert.equal((await fetch(`${url}/elsewhere`)).status, 404);
  assert.deepEqual(await (await post(`${url}/v1/messages/count_tokens`, {})).json(), { input_tokens: 100 });
  const titled = await post(`${url}/v1/messages`, { system: 'Write a title', messages: [user('SCRIPT:a')] });
  assert.match(await titled.text(), /\{\\"title\\":\\"t\\"\}/);
});

async function started(t: TestContext, options?: ModelOptions): Promise<Model> {
  const model = await startModel(options);
  t.after(model.close);
  return model;
}

function ask(model: Model, messages: readonly object[], stream = true): Promise<Response> {
  return post(`${model.url}/v1/messages?beta=true`, {
    model: 'm',
    stream,
    tools: [{ name: 'Bash' }],
    messages,
  });
}

/** The text of an answer that is not streamed. */
async function text(model: Model, messages: readonly object[]): Promise<string> {
  const { content } = Object(await (await ask(model, messages, false)).json());
  return content[0].text;
}

function post(url: string, body: object): Promise<Response> {
  return fetch(url, { method: 'POST', body: JSON.stringify(body) });
}
