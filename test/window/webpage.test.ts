// A web page in a real browser on this machine, which has learned the port and even the token of a session: nothing
// that it can send reaches a handler of the gate, from its own address or from a name that it points at this machine.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import { wish } from '../gate/raw.ts';
import { startTestGate } from '../gate/support.ts';
import { readEntries } from '../support/journal/entries.ts';
import { openBrowser } from '../support/vscode/browser.ts';

const rebound = '--host-resolver-rules=MAP rebound.example 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1';

test('a page of another address gets nothing from the gate', async (t) => {
  const { page, gate, token, handled } = await opened(t);
  const attacker = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<!doctype html><title>x</title><body></body>');
  });
  await new Promise<void>((resolve) => attacker.listen(0, '127.0.0.1', resolve));
  t.after(() => attacker.close());
  const { port } = attacker.address() as AddressInfo;
  await page.goto(`http://127.0.0.1:${port}/`);
  const told = await attempts(page, `http://127.0.0.1:${gate.port}/hook/claude`, token);
  // An opaque answer tells the page no more than that somebody listens.
  for (const [how, what] of Object.entries(told)) assert.match(what, /^(?:failed|opaque|sent)$/u, how);
  assert.deepEqual(handled(), { calls: 0, state: 'waiting', events: ['outsider'] });
});

test('a page whose name was pointed at this machine gets refusals alone', async (t) => {
  const { page, gate, token, handled } = await opened(t);
  const base = `http://rebound.example:${gate.port}`;
  assert.equal((await page.goto(`${base}/`))?.status(), 403);
  const told = await attempts(page, `${base}/hook/claude`, token);
  for (const [how, what] of Object.entries(told)) assert.match(what, /^(?:failed|opaque|sent|403)$/u, how);
  assert.equal(
    told['a request with everything'],
    '403',
    'the page reads that it was refused, and nothing else',
  );
  const { calls, state, events } = handled();
  assert.deepEqual([calls, state, [...new Set(events)]], [0, 'waiting', ['outsider']]);
});

async function opened(t: TestContext) {
  const { gate, session, mode, stateDir } = await startTestGate(t);
  mode('bypassPermissions');
  const { token } = await session();
  const browser = await openBrowser([rebound]);
  t.after(() => browser.close());
  const page = await browser.newPage();
  // The tests' compiler names functions by a helper that the page does not have.
  await page.addInitScript('globalThis.__name = (one) => one');
  const before = new Set(readEntries(join(stateDir, 'journal')).map(({ digest }) => digest));
  const handled = () => {
    const { calls, state } = gate.sessions.list()[0] ?? {};
    const entries = readEntries(join(stateDir, 'journal')).filter(({ digest }) => !before.has(digest));
    return { calls, state, events: entries.map(({ event }) => event) };
  };
  return { page, gate, token, handled };
}

/** All ways in which a page can send something; what it learns from each. */
function attempts(page: Page, url: string, token: string): Promise<Record<string, string>> {
  return page.evaluate(
    async ({ url: address, token: secret, body: text }) => {
      const authorization = `Bearer ${secret}`;
      const told: Record<string, string> = {};
      const fetched = async (how: string, options: RequestInit): Promise<void> => {
        told[how] = await fetch(address, options).then(
          (answer) => (answer.type === 'opaque' ? 'opaque' : String(answer.status)),
          () => 'failed',
        );
      };
      const loaded = (how: string, element: HTMLElement): Promise<void> =>
        new Promise((resolve) => {
          const end = (what: string) => () => {
            told[how] = what;
            resolve();
          };
          element.addEventListener('load', end('sent'));
          element.addEventListener('error', end('failed'));
          setTimeout(end('sent'), 3_000);
          document.body.append(element);
        });
      await fetched('a simple request', { method: 'POST', mode: 'no-cors', body: text });
      await fetched('a request with everything', { method: 'POST', headers: { authorization, 'content-type': 'application/json' }, body: text });
      await fetched('a request without cors', { method: 'POST', mode: 'no-cors', headers: { authorization }, body: text });
      await fetched('a look', { mode: 'no-cors' });
      await fetched('another method', { method: 'PUT', headers: { authorization }, body: text });
      told['a beacon'] = navigator.sendBeacon(address, text) ? 'sent' : 'failed';
      await loaded('an image', Object.assign(document.createElement('img'), { src: address }));
      await loaded('a script', Object.assign(document.createElement('script'), { src: address }));
      const frame = Object.assign(document.createElement('iframe'), { name: 'inner' });
      document.body.append(frame);
      const form = Object.assign(document.createElement('form'), { action: address, method: 'POST', enctype: 'text/plain', target: 'inner' });
      form.append(Object.assign(document.createElement('input'), { name: text, value: '' }));
      document.body.append(form);
      await new Promise<void>((resolve) => {
        frame.addEventListener('load', () => resolve());
        setTimeout(resolve, 3_000);
        form.submit();
      });
      told['a form'] = 'sent';
      told['a web socket'] = await new Promise((resolve) => {
        const socket = new WebSocket(address.replace('http', 'ws'));
        socket.addEventListener('open', () => resolve('open'));
        socket.addEventListener('error', () => resolve('failed'));
      });
      told['a stream of events'] = await new Promise((resolve) => {
        const source = new EventSource(address);
        source.addEventListener('open', () => resolve('open'));
        source.addEventListener('error', () => {
          source.close();
          resolve('failed');
        });
      });
      return told;
    },
    { url, token, body: wish },
  ); // prettier-ignore
}
