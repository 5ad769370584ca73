// The door of the gate: what must hold before any handler sees a request, and that everything is answered.
import assert from 'node:assert/strict';
import { networkInterfaces } from 'node:os';
import { test } from 'node:test';
import { until } from '../support/until.ts';
import { open, speak } from './raw.ts';
import { post, startTestGate, type PostOptions } from './support.ts';

const wish = {
  session_id: 's',
  cwd: '/',
  hook_event_name: 'PreToolUse',
  tool_name: 'Frob',
  tool_use_id: 'c',
};
const call = (input: unknown): string => JSON.stringify({ ...wish, tool_input: input });
const nested = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;

/** One request each: what is sent, the status that answers it. A function gets the session's token. */
const cases: Record<string, [status: number, request: (token: string, port: number) => PostOptions]> = {
  'a well-formed call gets a decision': [200, (token) => ({ token, body: call({}) })],
  'no token': [401, () => ({ body: call({}) })],
  'a wrong token': [401, () => ({ token: 'A'.repeat(43), body: call({}) })],
  'a token with one letter changed': [401, (token) => ({ token: flip(token), body: call({}) })],
  'a token cut short': [401, (token) => ({ token: token.slice(0, 30), body: call({}) })],
  'another scheme of authorization': [401, (token) => head({ authorization: `Basic ${token}` })],
  'the token in the address': [404, (token) => ({ path: `/hook/claude?token=${token}`, body: call({}) })],
  'the origin of a web page': [403, (token) => ({ token, ...head({ origin: 'https://example.com' }) })],
  'the origin null': [403, (token) => ({ token, ...head({ origin: 'null' }) })],
  'its own address as origin': [403, (token) => ({ token, ...head({ origin: 'http://127.0.0.1' }) })],
  'a foreign Host': [403, (token) => ({ token, ...head({ host: 'evil.example' }) })],
  'the right Host without port': [403, (token) => ({ token, ...head({ host: '127.0.0.1' }) })],
  'a Host that only starts right': [403, (token) => ({ token, ...head({ host: '127.0.0.1.evil.example' }) })],
  'an agent that nobody knows': [403, (token) => ({ token, path: '/hook/nobody', body: call({}) })],
  'the token of another agent': [403, (token) => ({ token, path: '/hook/demo', body: call({}) })],
  'what only browsers send': [403, (token) => ({ token, ...head({ 'sec-fetch-site': 'none' }) })],
  'a cookie': [403, (token) => ({ token, ...head({ cookie: 'a=b' }) })],
  'a forwarder before it': [403, (token) => ({ token, ...head({ 'x-forwarded-for': '127.0.0.1' }) })],
  'a proxy before it': [403, (token) => ({ token, ...head({ via: '1.1 proxy' }) })],
  'a Host with a dot behind it': [403, (token, port) => ({ token, ...head({ host: `127.0.0.1.:${port}` }) })],
  'a Host with a user': [403, (token, port) => ({ token, ...head({ host: `a@127.0.0.1:${port}` }) })],
  'a Host of IPv6': [403, (token, port) => ({ token, ...head({ host: `[::1]:${port}` }) })],
  'a Host in capitals': [403, (token, port) => ({ token, ...head({ host: `LOCALHOST:${port}` }) })],
  'a Host in other numbers': [403, (token, port) => ({ token, ...head({ host: `127.1:${port}` }) })],
  'another port in Host': [403, (token, port) => ({ token, ...head({ host: `127.0.0.1:${port + 1}` }) })],
  'the name localhost': [200, (token, port) => ({ token, ...head({ host: `localhost:${port}` }) })],
  'another path': [404, (token) => ({ token, path: '/', body: call({}) })],
  'a path with dots': [404, (token) => ({ token, path: '/hook/../hook/claude', body: call({}) })],
  'a deeper path': [404, (token) => ({ token, path: '/hook/claude/pretool', body: call({}) })],
  GET: [405, (token) => ({ token, method: 'GET' })],
  'OPTIONS, as before a cross-origin request': [405, (token) => ({ token, method: 'OPTIONS' })],
  DELETE: [405, (token) => ({ token, method: 'DELETE' })],
  'an empty body': [400, (token) => ({ token, body: '' })],
  'no JSON': [400, (token) => ({ token, body: 'allow' })],
  'JSON cut short': [400, (token) => ({ token, body: call({}).slice(0, -5) })],
  'a list': [400, (token) => ({ token, body: '[]' })],
  null: [400, (token) => ({ token, body: 'null' })],
  'text before the JSON': [400, (token) => ({ token, body: `x${call({})}` })],
  'bytes that are no UTF-8': [400, (token) => ({ token, body: Buffer.from([0x7b, 0xff, 0xfe, 0x7d]) })],
  'nested 100,000 deep': [400, (token) => ({ token, body: `{"a":${nested(100_000)}}` })],
  'nested 101 deep in the input': [400, (token) => ({ token, body: call(JSON.parse(nested(101))) })],
  'a call without a tool': [
    400,
    (token) => ({ token, body: JSON.stringify({ ...wish, tool_name: undefined }) }),
  ],
  'a tool that is a number': [
    400,
    (token) => ({ token, body: JSON.stringify({ ...wish, tool_name: 7, tool_input: {} }) }),
  ],
  'a call without an input': [400, (token) => ({ token, body: JSON.stringify(wish) })],
  'an event without a name': [400, (token) => ({ token, body: '{"session_id":"s","cwd":"/"}' })],
  'a folder that is a list': [
    400,
    (token) => ({ token, body: JSON.stringify({ ...wish, cwd: [], tool_input: {} }) }),
  ],
  'more than 8 MB': [413, (token) => ({ token, body: call('x'.repeat(8 * 1024 * 1024)) })],
  'more than 8 MB in chunks': [413, (token) => ({ token, body: call('x'.repeat(9_000_000)), ...chunked })],
  'a little less than 8 MB': [200, (token) => ({ token, body: call('x'.repeat(8_300_000)) })],
};

const chunked = { headers: { 'transfer-encoding': 'chunked' } };

function head(headers: Readonly<Record<string, string>>): PostOptions {
  return { headers, body: call({}) };
}

function flip(token: string): string {
  return `${token.startsWith('A') ? 'B' : 'A'}${token.slice(1)}`;
}

for (const [name, [status, request]] of Object.entries(cases))
  test(`the door answers ${status}: ${name}`, async (t) => {
    const { gate, session, mode } = await startTestGate(t);
    mode('plan');
    const answer = await post(gate.port, request((await session()).token, gate.port));
    assert.equal(answer.status, status, answer.text);
    assert.equal(answer.decision, status === 200 ? 'deny' : undefined, 'no refusal looks like a decision');
    assert.notEqual(answer.text, '', 'no answer is empty');
    assert.equal(gate.sessions.list()[0]?.calls, status === 200 ? 1 : 0);
  });

test('an input that is wrongly typed gets an explicit decision, never a pass', async (t) => {
  const { session, mode } = await startTestGate(t);
  mode('plan');
  const { wants } = await session();
  for (const tool of [
    'Bash',
    'Write',
    'Edit',
    'Read',
    'WebFetch',
    'Agent',
    'Skill',
    'NotebookEdit',
    '',
    'mcp__',
  ])
    for (const input of [null, 7, 'x', [], {}, { command: 7 }, { file_path: null }, { url: {} }])
      assert.equal(await wants(input, { tool }), 'deny', `${tool} ${JSON.stringify(input)}`);
});

test('strange texts get an explicit decision', async (t) => {
  const { session, mode } = await startTestGate(t);
  mode('plan');
  const { wants } = await session();
  const texts = [
    'x'.repeat(1_000_000),
    'rm\0 -rf /',
    '\ud800',
    'a\udfffb',
    '\u202e',
    "'".repeat(50_000),
    '$('.repeat(20_000),
  ];
  for (const command of texts)
    assert.equal(await wants({ command }, { tool: 'Bash' }), 'deny', command.slice(0, 20));
  for (const file_path of texts)
    assert.equal(await wants({ file_path, content: '' }, { tool: 'Write' }), 'deny', file_path.slice(0, 20));
});

test('an unknown event is noted and gets no opinion', async (t) => {
  const { session } = await startTestGate(t);
  const answer = await (await session()).post({ hook_event_name: 'SomethingNew' });
  assert.deepEqual([answer.status, answer.text], [200, '{}']);
});

test('the gate listens on the loopback interface alone', async (t) => {
  const { gate } = await startTestGate(t);
  const others = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4');
  for (const { address } of others)
    await assert.rejects(open(gate.port, address), /ECONNREFUSED/, `${address} is not listened on`);
  (await open(gate.port)).destroy();
});

test('a client that sends its head or body slowly is answered and cut off', async (t) => {
  const { gate, session } = await startTestGate(t, {
    server: { head: 300, body: { bytes: 1024, milliseconds: 300, together: 1024 } },
  });
  const { token } = await session();
  const lines = [
    'POST /hook/claude HTTP/1.1',
    `Host: 127.0.0.1:${gate.port}`,
    `Authorization: Bearer ${token}`,
  ];
  for (const text of [lines.join('\r\n'), `${lines.join('\r\n')}\r\nContent-Length: 100\r\n\r\n{`])
    assert.match(await speak(gate.port, text), /^HTTP\/1\.1 408 /);
});

test('what is not HTTP, and what wants another protocol, is answered', async (t) => {
  const { gate } = await startTestGate(t);
  const host = `Host: 127.0.0.1:${gate.port}\r\n`;
  assert.match(await speak(gate.port, 'hello\r\n\r\n'), /^HTTP\/1\.1 400 /);
  assert.match(
    await speak(gate.port, `CONNECT evil.example:443 HTTP/1.1\r\n${host}\r\n`),
    /^HTTP\/1\.1 405 /,
  );
  const upgrade = `GET /hook/claude HTTP/1.1\r\n${host}Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n`;
  assert.match(await speak(gate.port, upgrade), /^HTTP\/1\.1 405 /);
});

test('a body that is cut off by a close is no call', async (t) => {
  const { gate, session, log } = await startTestGate(t);
  const { token } = await session();
  const socket = await open(gate.port);
  const text = `POST /hook/claude HTTP/1.1\r\nHost: 127.0.0.1:${gate.port}\r\nAuthorization: Bearer ${token}\r\n`;
  socket.write(`${text}Content-Length: 500\r\n\r\n${call({}).slice(0, 40)}`);
  socket.end();
  await until(() => log.some((line) => line.includes('cut off')), { every: 5 });
  assert.equal(gate.sessions.list()[0]?.calls, 0);
});
