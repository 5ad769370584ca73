// Trust in real MCP servers, moved by the real Claude Code: ratified proposals, failures, blocks, statements, and a stop
// while a call is on its way.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { TrustEntry } from '../../src/gate/trustApi.ts';
import type { Proposal } from '../../src/policy/trust/trust.ts';
import { httpEntry, mcpConfig, stdioEntry } from '../support/mcp/config.ts';
import { startHttpMcp } from '../support/mcp/http.ts';
import { callsIn } from '../support/mcp/server.ts';
import type { ToolName } from '../support/mcp/tools.ts';
import type { Step } from '../support/model/script.ts';
import { until } from '../support/until.ts';
import { startGated, type Gated } from './support/gated.ts';

const end: Step = [{ text: 'FINISHED' }];
const uses = (tool: ToolName, input: Readonly<Record<string, unknown>> = { repo: 'a/b' }): Step => [
  { tool: [`mcp__github__${tool}`, input] },
];
const times = (count: number, step: Step): readonly Step[] => Array.from({ length: count }, () => step);
const reads = { service: 'mcp:github', kind: 'read' } as const;
const person = { by: 'the test' };

interface Served extends Gated {
  /** The names of the tools that the server was asked for. */
  readonly served: () => readonly string[];
  /** The names of the tools that the person was asked about, and allowed. */
  readonly asked: readonly string[];
  readonly serve: (steps: readonly Step[]) => Promise<string>;
  readonly entry: (kind?: TrustEntry['kind']) => TrustEntry | undefined;
}

const servers = ['stdio', 'HTTP'] as const;

async function started(t: TestContext, over: (typeof servers)[number], tools: readonly ToolName[]): Promise<Served> {
  const gated = await startGated(t);
  const calls = gated.place.path('calls.jsonl');
  const github = over === 'stdio' ? stdioEntry(tools, calls) : httpEntry((await startHttpMcp(tools, calls, t)).url);
  const asked: string[] = [];
  gated.answers(({ tool }) => (asked.push(tool.replace('mcp__github__', '')), { behavior: 'allow' }));
  return {
    ...gated,
    asked,
    served: () => callsIn(calls).map(({ tool }) => tool),
    async serve(steps) {
      const { script, stderr } = await gated.run([...steps, end], { args: mcpConfig({ github }) });
      assert.ok(gated.model.steps(script).includes(steps.length), stderr);
      return script;
    },
    entry: (kind = 'read') => gated.gate.trust.list().find((one) => one.service === 'mcp:github' && one.kind === kind),
  };
} // prettier-ignore

for (const over of servers) {
  test(`over ${over}: reads become trusted only by a proposal that the person accepts`, async (t) => {
    const { gate, serve, served, asked } = await started(t, over, [
      'list_issues',
      'get_file',
      'create_issue',
    ]);
    const proposed: Proposal[] = [];
    gate.trust.proposed.on((one) => void proposed.push(one));
    await serve([...times(4, uses('list_issues')), uses('get_file')]);
    assert.equal(asked.length, 5);
    assert.deepEqual(proposed.map(({ text }) => text), ['5 clean reads from mcp:github: stop asking for reads?']); // prettier-ignore
    await serve([uses('list_issues')]);
    assert.equal(asked.length, 6, 'a proposal alone lets nothing pass');
    gate.trust.act({ type: 'accept', ...reads, to: 'log' }, person);
    await serve([uses('list_issues'), uses('create_issue')]);
    assert.deepEqual(asked.slice(6), ['create_issue'], 'the read passes, the write is asked about');
    assert.equal(served().length, 8);
  });

  test(`over ${over}: a tool that fails loses trust, and reads are asked about again`, async (t) => {
    const { gate, serve, asked, entry } = await started(t, over, ['list_issues', 'get_status']);
    await serve(times(5, uses('list_issues')));
    gate.trust.act({ type: 'accept', ...reads, to: 'log' }, person);
    const before = entry()?.score ?? 0;
    await serve([uses('get_status'), uses('get_status'), uses('list_issues')]);
    assert.deepEqual(asked.slice(5), ['list_issues']);
    assert.ok((entry()?.score ?? 100) < before);
    assert.equal(entry()?.history.filter(({ type }) => type === 'failure').length, 2);
  });
}

test('a blocked service is denied whatever a rule allows, and the model reads why', async (t) => {
  const { settings, serve, served, model } = await started(t, 'stdio', ['list_issues']);
  settings({ services: { 'mcp:github': 'blocked' }, 'permissions.allow': ['mcp__github'] });
  const script = await serve([uses('list_issues')]);
  assert.deepEqual(served(), []);
  assert.match(JSON.stringify(model.results(script)), /blocked every read of mcp:github/);
});

test('a statement does what it says: a select is a read, a drop is denied', async (t) => {
  const { gate, serve, served, asked, entry } = await started(t, 'stdio', ['execute_sql']);
  gate.trust.act({ type: 'level', ...reads, level: 'log' }, person);
  await serve([
    uses('execute_sql', { sql: 'SELECT name FROM users' }),
    uses('execute_sql', { sql: 'DROP TABLE users' }),
  ]);
  assert.deepEqual([served(), asked], [['execute_sql'], []]);
  assert.equal(entry('modify'), undefined);
});

test('a server that calls a deletion a read is not believed', async (t) => {
  const { gate, serve, asked, entry } = await started(t, 'stdio', ['delete_branch']);
  gate.trust.act({ type: 'level', ...reads, level: 'autonomous' }, person);
  await serve([uses('delete_branch')]);
  assert.deepEqual(asked, ['delete_branch']);
  assert.ok(entry('delete'));
});

test('messages are asked about whatever the level, until exactly this one is granted', async (t) => {
  const { gate, serve, asked } = await started(t, 'stdio', ['post_message']);
  const sends = { service: 'mcp:github', kind: 'send' } as const;
  gate.trust.act({ type: 'level', ...sends, level: 'autonomous' }, person);
  await serve([uses('post_message', { channel: 'x', text: 'hi' })]);
  assert.deepEqual(asked, ['post_message']);
  gate.trust.act({ type: 'grantExact', ...sends, name: 'post_message', risk: 'high' }, person);
  await serve([uses('post_message', { channel: 'x', text: 'hi' })]);
  assert.equal(asked.length, 1);
});

test('a server of the workspace earns its trust apart from one of the same name that the person has', async (t) => {
  const gated = await startGated(t);
  const calls = gated.place.path('calls.jsonl');
  gated.place.write(
    'ws/.mcp.json',
    JSON.stringify({ mcpServers: { github: stdioEntry(['list_issues'], calls) } }),
  );
  gated.gate.trust.act({ type: 'level', ...reads, level: 'autonomous' }, person);
  let asked = 0;
  gated.answers(() => ((asked += 1), { behavior: 'allow' }));
  await gated.run([uses('list_issues'), end], { acceptFindings: true });
  assert.equal(callsIn(calls).length, 1, gated.log.join('\n'));
  assert.equal(asked, 1);
  assert.ok(gated.gate.trust.list().some(({ service }) => service.startsWith('mcp:github in ws ')));
});

test('a stop while a call is on its way is an incident for its service, and is told as such', async (t) => {
  const { gate, served, run, place, entry } = await started(t, 'stdio', ['start_deploy']);
  const calls = place.path('calls.jsonl');
  const running = run([uses('start_deploy'), end], { args: mcpConfig({ github: stdioEntry(['start_deploy'], calls) }) });
  await until(() => served().length === 1, { what: 'the call reached the server', timeout: 30_000 });
  const { inFlight = [] } = await gate.stop.engage('the test');
  await running;
  assert.deepEqual(inFlight.map(({ tool }) => tool), ['mcp__github__start_deploy']);
  await until(() => entry('modify')?.source === 'incident', { what: 'the incident', every: 5 });
  assert.equal(entry('modify')?.history.at(-1)?.type, 'stop');
  gate.stop.release('the test');
}); // prettier-ignore
