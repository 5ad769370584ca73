// Real MCP servers, called by the real Claude Code through the gate. What a server was asked is read from its own file.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { httpEntry, mcpConfig, stdioEntry } from '../support/mcp/config.ts';
import { startHttpMcp } from '../support/mcp/http.ts';
import { callsIn } from '../support/mcp/server.ts';
import { startGated } from './support/gated.ts';

const end = [{ text: 'FINISHED' }];

test('a tool of a server over stdio runs when the person allows it, and is denied when a rule says so', async (t) => {
  const gated = await startGated(t);
  const calls = gated.place.path('calls.jsonl');
  gated.settings({ 'permissions.deny': ['mcp__github__delete_repo'] });
  const asked: string[] = [];
  gated.answers(({ tool }) => (asked.push(tool), { behavior: 'allow' }));
  const { script } = await gated.run(
    [
      [{ tool: ['mcp__github__list_issues', { repo: 'a/b' }] }],
      [{ tool: ['mcp__github__delete_repo', { repo: 'a/b' }] }],
      end,
    ],
    { args: mcpConfig({ github: stdioEntry(['list_issues', 'delete_repo'], calls) }) },
  );
  assert.deepEqual(callsIn(calls), [{ tool: 'list_issues', args: { repo: 'a/b' } }], gated.log.join('\n'));
  assert.deepEqual(asked, ['mcp__github__list_issues']);
  assert.match(JSON.stringify(gated.model.results(script)), /opened by a stranger/);
});

test('a tool of a server over HTTP runs when the person allows it, and its error is an error', async (t) => {
  const gated = await startGated(t);
  const calls = gated.place.path('calls.jsonl');
  const { url } = await startHttpMcp(['create_issue', 'get_status'], calls, t);
  gated.answers(({ tool }) => ({ behavior: tool.endsWith('create_issue') ? 'deny' : 'allow' }));
  const { script } = await gated.run(
    [
      [{ tool: ['mcp__tracker__create_issue', { title: 'x' }] }],
      [{ tool: ['mcp__tracker__get_status', {}] }],
      end,
    ],
    { args: mcpConfig({ tracker: httpEntry(url) }) },
  );
  assert.deepEqual(callsIn(calls), [{ tool: 'get_status', args: {} }], gated.log.join('\n'));
  const [, failed] = gated.model.results(script);
  assert.ok(failed?.isError, JSON.stringify(failed));
});
