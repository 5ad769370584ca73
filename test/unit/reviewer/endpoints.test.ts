// The reviewers over HTTP, each against a real server: what they send, and that whatever comes instead of an answer is an
// error with plain words.
import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { test } from 'node:test';
import { readAddress } from '../../../src/reviewer/address.ts';
import { endpointKinds } from '../../../src/reviewer/endpoints.ts';
import { startReviewEndpoint } from '../../support/reviewer.ts';

const prompt = { system: 'You review.', user: 'The call.' };
const never = new AbortController().signal;

const keys = { openai: ['authorization', 'Bearer k'], anthropic: ['x-api-key', 'k'], ollama: ['authorization', 'Bearer k'] } as const; // prettier-ignore
const paths = { openai: '/chat/completions', anthropic: '/v1/messages', ollama: '/api/chat' } as const;

for (const kind of endpointKinds)
  test(`${kind}: the prompt and the key are sent, the model's words come back`, async (t) => {
    const endpoint = await startReviewEndpoint(t, kind);
    endpoint.says('the answer');
    assert.equal(await endpoint.reviewer('k').ask(prompt, never), 'the answer');
    assert.equal(endpoint.reviewer().name, `${kind}: scripted at ${new URL(endpoint.url).host}`);
    const [request] = endpoint.requests;
    assert.equal(request?.url, paths[kind]);
    const [header, value] = keys[kind];
    assert.equal(request.headers[header], value);
    assert.match(request.body, /"scripted"[^]*You review\.[^]*The call\./u);
    await endpoint.reviewer().ask(prompt, never);
    assert.equal(endpoint.requests[1]?.headers[header], undefined);
  });

const json = (value: unknown) => (response: ServerResponse) => void response.end(JSON.stringify(value));

const faults: Readonly<Record<string, readonly [answer: (response: ServerResponse) => void, problem: RegExp]>> = {
  'status 500': [(response) => void response.writeHead(500).end('no'), /^it answers with status 500$/u],
  'status 401': [(response) => void response.writeHead(401).end('bad key k'), /^it answers with status 401$/u],
  'status 201': [(response) => void response.writeHead(201).end('{}'), /status 201/u],
  'a redirect': [(response) => void response.writeHead(302, { location: '/elsewhere' }).end(), /not followed/u],
  'nothing': [(response) => void response.end(), /no JSON/u],
  'garbage': [(response) => void response.end('xx{'), /no JSON/u],
  'null': [json(null), /another form/u],
  'no choices': [json({ choices: [] }), /another form/u],
  'a message without text': [json({ choices: [{ message: { content: null } }] }), /another form/u],
  'ten megabytes': [(response) => void response.end(JSON.stringify({ choices: [{ message: { content: 'x'.repeat(10_000_000) } }] })), /too long/u],
  'half an answer': [(response) => void response.writeHead(200, { 'content-length': '100' }).write('{"cho', () => response.destroy()), /broke off/u],
  'a closed connection': [(response) => void response.destroy(), /cannot be reached/u],
}; // prettier-ignore

for (const [what, [answer, problem]] of Object.entries(faults))
  test(`an error in plain words: ${what}`, async (t) => {
    const endpoint = await startReviewEndpoint(t);
    endpoint.answers(answer);
    await assert.rejects(endpoint.reviewer('k').ask(prompt, never), { message: problem });
    assert.equal(endpoint.requests.length, 1, 'it is asked once');
  });

test('an endpoint that hangs is given up with the signal, before and after its first bytes', async (t) => {
  const endpoint = await startReviewEndpoint(t);
  for (const answer of [() => {}, (response: ServerResponse) => void response.writeHead(200).write('{')]) {
    const giveUp = new AbortController();
    endpoint.answers((response) => {
      answer(response);
      setImmediate(() => giveUp.abort());
    });
    await assert.rejects(endpoint.reviewer().ask(prompt, giveUp.signal), { message: 'it was given up' });
  }
});

test('where nothing listens that is said', async (t) => {
  const endpoint = await startReviewEndpoint(t);
  const reviewer = endpoint.reviewer();
  endpoint.close();
  await assert.rejects(reviewer.ask(prompt, never), { message: 'it cannot be reached (ECONNREFUSED)' });
});

const good = ['https://models.example/v1', 'https://models.example/v1/', 'http://127.0.0.1:11434', 'http://localhost:1', 'http://[::1]:1', 'http://127.8.9.1']; // prettier-ignore
for (const text of good) test(`an address: ${text}`, () => assert.ok(readAddress(text).ok));

const bad = ['', 'models', 'http://models.example', 'http://127.0.0.1.example', 'http://localhost.example', 'ftp://models.example', 'file:///etc/passwd', 'https://me:secret@models.example', 'https://models.example/?key=1', 'https://models.example/#a', 'http://0.0.0.0:1']; // prettier-ignore
for (const text of bad) test(`no address: ${text}`, () => assert.ok(!readAddress(text).ok));

test('what stays on this machine is told from what does not', () => {
  const local = (text: string): unknown =>
    Object.entries(readAddress(text)).find(([name]) => name === 'local')?.[1];
  assert.deepEqual([local('http://127.0.0.1:11434'), local('https://localhost'), local('https://models.example')], [true, true, false]); // prettier-ignore
});
