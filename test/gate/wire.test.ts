// Requests that a proxy, a browser or an attacker would shape otherwise than a hook does: each is answered, and none
// reaches a handler.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../support/until.ts';
import { heard, open, speak, wish as body } from './raw.ts';
import { startTestGate } from './support.ts';

const length = `Content-Length: ${body.length}`;

interface Parts {
  readonly host: string;
  readonly auth: string;
}

/** The head's lines, what follows them, and the status of the first answer. */
const shapes: Record<string, [status: number, lines: (parts: Parts) => readonly string[], rest?: string]> = {
  'as a hook sends it': [200, ({ host, auth }) => [line, host, auth, length]],
  'an address in the request line': [404, ({ host, auth }) => [
    `POST http://${host.slice(6)}/hook/claude HTTP/1.1`, host, auth, length,
  ]],
  'a foreign address in the request line': [404, ({ host, auth }) => [
    'POST http://evil.example/hook/claude HTTP/1.1', host, auth, length,
  ]],
  'no Host': [400, ({ auth }) => [line, auth, length]],
  'no Host in HTTP/1.0': [403, ({ auth }) => ['POST /hook/claude HTTP/1.0', auth, length]],
  'two Hosts, the first right': [400, ({ host, auth }) => [line, host, 'Host: evil.example', auth, length]],
  'two Hosts, the last right': [403, ({ host, auth }) => [line, 'Host: evil.example', host, auth, length]],
  'two tokens': [400, ({ host, auth }) => [line, host, auth, 'Authorization: Bearer x', length]],
  'two Origins, one empty': [403, ({ host, auth }) => [line, host, auth, 'Origin: ', 'Origin: a', length]],
  'an Origin without a value': [403, ({ host, auth }) => [line, host, auth, 'Origin:', length]],
  'an Origin behind 3,000 headers': [403, ({ host, auth }) => [
    line, host, auth, length, ...Array.from({ length: 3_000 }, () => 'a:'), 'Origin: https://evil.example',
  ]],
  'more headers than 16 KiB': [431, ({ host, auth }) => [line, host, auth, length, `X: ${'x'.repeat(20_000)}`]],
  'a length and chunks': [400, ({ host, auth }) => [line, host, auth, length, 'Transfer-Encoding: chunked']],
  'two lengths': [400, ({ host, auth }) => [line, host, auth, length, 'Content-Length: 0']],
  'two equal lengths': [400, ({ host, auth }) => [line, host, auth, length, length]],
  'a length with a sign': [400, ({ host, auth }) => [line, host, auth, `Content-Length: +${body.length}`]],
  'chunks under two names': [400, ({ host, auth }) => [
    line, host, auth, 'Transfer-Encoding: chunked', 'Transfer-Encoding: identity',
  ]],
  'a coding that nobody knows': [400, ({ host, auth }) => [line, host, auth, 'Transfer-Encoding: xchunked']],
  'a blank before the colon': [400, ({ host, auth }) => [line, host, auth, `Content-Length : ${body.length}`]],
  'a folded line': [400, ({ host, auth }) => [line, host, auth, 'X: a', ' Origin: b', length]],
  'a bare carriage return': [400, ({ host, auth }) => [line, host, auth, 'X: a\rOrigin: b', length]],
  'a zero byte in a header': [400, ({ host, auth }) => [line, host, auth, 'X: a\0b', length]],
  'a chunk whose size is none': [400, ({ host, auth }) => [line, host, auth, 'Transfer-Encoding: chunked'], 'xyz\r\n'],
  'an expectation that nobody knows': [417, ({ host, auth }) => [line, host, auth, 'Expect: magic', length]],
  'HTTP/2 without asking': [400, () => ['PRI * HTTP/2.0', '', 'SM', '']],
  'a star': [404, ({ host }) => ['OPTIONS * HTTP/1.1', host]],
  'a preflight': [403, ({ host }) => [
    'OPTIONS /hook/claude HTTP/1.1', host, 'Access-Control-Request-Method: POST', 'Access-Control-Request-Private-Network: true',
  ]],
}; // prettier-ignore

const line = 'POST /hook/claude HTTP/1.1';

for (const [name, [status, lines, rest = body]] of Object.entries(shapes))
  test(`${status} answers ${name}`, async (t) => {
    const { gate, session, mode } = await startTestGate(t);
    mode('plan');
    const { token } = await session();
    const parts = { host: `Host: 127.0.0.1:${gate.port}`, auth: `Authorization: Bearer ${token}` };
    const socket = await open(gate.port);
    socket.end(`${lines(parts).join('\r\n')}\r\n\r\n${rest}`);
    const answer = await heard(socket);
    assert.match(answer, new RegExp(`^HTTP/1\\.1 ${status} `), answer);
    assert.doesNotMatch(answer, /access-control-allow/i, 'no page is ever told that it may');
    assert.equal(gate.sessions.list()[0]?.calls, status === 200 ? 1 : 0);
  });

test('a request that is refused is the last one of its connection', async (t) => {
  const { gate, session } = await startTestGate(t);
  const { token } = await session();
  const host = `Host: 127.0.0.1:${gate.port}`;
  const good = `${line}\r\n${host}\r\nAuthorization: Bearer ${token}\r\n${length}\r\n\r\n${body}`;
  const answer = await speak(gate.port, `GET / HTTP/1.1\r\n${host}\r\n\r\n${good}${good}`);
  assert.equal(answer.match(/HTTP\/1\.1 /g)?.length, 1, answer);
  assert.match(answer, /^HTTP\/1\.1 404 [^]*connection: close/i);
});

test('a body that hides a request is no request', async (t) => {
  const { gate, session, mode } = await startTestGate(t);
  mode('plan');
  const { token } = await session();
  const host = `Host: 127.0.0.1:${gate.port}`;
  const hidden = `${line}\r\n${host}\r\nAuthorization: Bearer ${token}\r\n${length}\r\n\r\n${body}`;
  const outer = `POST / HTTP/1.1\r\n${host}\r\nContent-Length: ${hidden.length}\r\n\r\n${hidden}`;
  assert.match(await speak(gate.port, outer), /^HTTP\/1\.1 404 /);
  assert.equal(gate.sessions.list()[0]?.calls, 0);
});

test('several calls over one connection each get their decision, in order', async (t) => {
  const { gate, session, mode } = await startTestGate(t);
  mode('plan');
  const { token } = await session();
  const head = `${line}\r\nHost: 127.0.0.1:${gate.port}\r\nAuthorization: Bearer ${token}\r\n`;
  const one = `${head}${length}\r\n\r\n${body}`;
  const last = `${head}Connection: close\r\n${length}\r\n\r\n${body}`;
  const answer = await speak(gate.port, one + one + last);
  assert.equal(answer.match(/"permissionDecision":"deny"/g)?.length, 3, answer);
  assert.equal(gate.sessions.list()[0]?.calls, 3);
});

test('leave to send a body is given behind the door alone', async (t) => {
  const { gate, session, mode } = await startTestGate(t);
  mode('plan');
  const { token } = await session();
  const host = `Host: 127.0.0.1:${gate.port}\r\nExpect: 100-continue\r\nConnection: close\r\n${length}`;
  const stranger = await speak(gate.port, `${line}\r\n${host}\r\n\r\n`);
  assert.match(stranger, /^HTTP\/1\.1 401 /);
  const socket = await open(gate.port);
  socket.write(`${line}\r\n${host}\r\nAuthorization: Bearer ${token}\r\n\r\n`);
  await new Promise((resolve) => socket.once('data', resolve));
  socket.write(body);
  assert.match(await heard(socket), /^HTTP\/1\.1 200 /);
});

test('a connection on which nothing comes is cut off', async (t) => {
  const { gate } = await startTestGate(t, { server: { head: 200 } });
  const socket = await open(gate.port);
  assert.match(await heard(socket), /^(HTTP\/1\.1 408 [^]*)?$/);
});

test('a flood of connections takes nobody’s place', async (t) => {
  const { gate, session, mode } = await startTestGate(t);
  mode('plan');
  const { wants } = await session();
  const sockets = await Promise.all(Array.from({ length: 700 }, () => open(gate.port)));
  for (const socket of sockets) socket.on('error', () => {});
  await until(() => sockets.filter((one) => one.destroyed || one.closed).length >= 150, { every: 5 });
  assert.equal(await wants({}), 'deny');
  for (const socket of sockets) socket.destroy();
});
