// The built server over a real connection, as the editor starts it.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { noWindow, type LanguageStart, type WindowFacts } from '../../src/protocol/language.ts';
import { removeFolder, temporaryFolder } from '../support/place.ts';
import { manyRules, startServer, type Server } from '../support/language/server.ts';
import { root } from '../support/root.ts';
import { until } from '../support/until.ts';

const dir = temporaryFolder('language-');
after(() => removeFolder(dir));
const file = join(dir, 'settings.json');
const journal = join(dir, 'journal');

const facts: WindowFacts = { ...noWindow, home: dir, roots: [dir], lenses: true, places: [{ file, scope: 'user' }] }; // prettier-ignore
const start: LanguageStart = {
  model: join(root, 'dist/effect-verb.bin'),
  grammar: {
    runtime: join(root, 'dist/grammars/web-tree-sitter.wasm.br'),
    bash: join(root, 'dist/grammars/tree-sitter-bash.wasm.br'),
  },
  documentation: join(root, 'docs/rules.md'),
  journal: { folder: journal, archive: join(journal, 'archive') },
};
const text = '{\n  "portcullis.permissions.allow": [\n    "git push*",\n    "python *"\n  ]\n}\n';

/** Asks about a place in the document. */
function ask<T>(
  { connection }: Server,
  what: string,
  uri: string,
  line: number,
  character: number,
): Promise<T> {
  return connection.sendRequest<T>(`textDocument/${what}`, {
    textDocument: { uri },
    position: { line, character },
  });
}

for (const transport of ['ipc', 'stdio'] as const)
  test(`findings, completion, hover and fixes over ${transport}`, async () => {
    const server = await startServer(facts, start, transport);
    try {
      const uri = await server.open(file, text);
      const found = await server.diagnostics(uri);
      assert.deepEqual(found.map(({ code }) => code), ['broad', 'frees']); // prettier-ignore
      assert.match(found[0]?.codeDescription?.href ?? '', /^file:.*\/docs\/rules\.md#L\d+$/u);
      const items = await ask<{ label: string }[]>(server, 'completion', uri, 2, 9);
      assert.ok(items.some(({ label }) => label === 'status'));
      const hover = await ask<{ contents: { value: string } }>(server, 'hover', uri, 3, 8);
      assert.match(hover.contents.value, /Matches: `python/u);
      const actions = await server.connection.sendRequest<{ title: string }[]>('textDocument/codeAction', {
        textDocument: { uri },
        range: { start: { line: 2, character: 6 }, end: { line: 2, character: 6 } },
        context: { diagnostics: [] },
      });
      assert.equal(actions[0]?.title, 'Change to git push *');
    } finally {
      await server.end();
    }
  });

test('a text that a newer one has overtaken gets no findings of its own', async () => {
  const server = await startServer(facts, start);
  try {
    const versions: (number | undefined)[] = [];
    server.connection.onNotification('textDocument/publishDiagnostics', ({ version }: { version?: number }) => {
      versions.push(version);
    }); // prettier-ignore
    const uri = await server.open(file, manyRules(2_000));
    for (let at = 0; at < 10; at++) await server.type(uri, 2, 5 + at, 'x');
    await until(() => versions.includes(11));
    assert.deepEqual([...new Set(versions)].filter((version) => version !== undefined && version < 11), []); // prettier-ignore
  } finally {
    await server.end();
  }
});

test('a lens follows the journal', async () => {
  const server = await startServer(facts, start);
  try {
    const uri = await server.open(file, text);
    const lenses = () =>
      server.connection.sendRequest<{ command?: { title: string } }[]>('textDocument/codeLens', {
        textDocument: { uri },
      });
    assert.deepEqual(await lenses(), []);
    mkdirSync(journal);
    const rule = { text: 'python *', behavior: 'allow', scope: 'user', file };
    const entry = { event: 'decision', kind: 'shell', subject: 'python x.py', behavior: 'allow', tool: 'Bash', rule, n: 0, prev: '', digest: '', time: new Date().toISOString() }; // prettier-ignore
    writeFileSync(join(journal, 'a.jsonl'), `${JSON.stringify(entry)}\n${JSON.stringify(entry)}\n`);
    await server.connection.sendNotification('portcullis/decided');
    await until(async () => (await lenses()).length > 0);
    assert.equal((await lenses())[0]?.command?.title, 'allowed 2 calls this week');
  } finally {
    await server.end();
  }
});

test('nothing that is sent to it ends it', async () => {
  const server = await startServer(facts, start);
  try {
    const { connection } = server;
    for (const wrong of [null, 7, { places: 7 }, { rules: [null] }])
      await connection.sendNotification('portcullis/window', wrong);
    const deep = `${'{"portcullis":'.repeat(5_000)}1${'}'.repeat(5_000)}`;
    const uri = await server.open(file, deep);
    await server.diagnostics(uri);
    for (const odd of [
      '{"portcullis.permissions.allow": ["',
      `["${'('.repeat(100_000)}`,
      '\u0000',
      '{"portcullis.permissions.deny": ["/(a*)*b/", "Read({a,b}{c,d}{e,f})", "\\ud800"]}',
    ]) {
      // prettier-ignore
      await server.type(uri, 0, 0, odd);
      await server.diagnostics(uri);
      await ask(server, 'completion', uri, 0, Math.min(odd.length, 30));
      await ask(server, 'hover', uri, 0, 3);
    }
    await assert.rejects(connection.sendRequest('portcullis/nothing'));
    assert.equal(server.process.exitCode, null);
  } finally {
    await server.end();
  }
});

test('it ends when its parent has gone', async () => {
  const server = await startServer(facts, start);
  server.process.disconnect();
  await until(() => server.process.exitCode !== null || server.process.signalCode !== null);
  server.connection.dispose();
});

test('without grammar, journal and page it still helps', async () => {
  const server = await startServer(facts, { grammar: { runtime: '/nowhere', bash: '/nowhere' } });
  try {
    const uri = await server.open(file, text);
    assert.deepEqual((await server.diagnostics(uri)).map(({ code }) => code), ['broad', 'frees']); // prettier-ignore
    const hover = await ask<{ contents: { value: string } }>(server, 'hover', uri, 3, 8);
    assert.match(hover.contents.value, /^Allows the command `python`/u);
  } finally {
    await server.end();
  }
});
