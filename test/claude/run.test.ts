// `portcullis run claude`: the real Claude Code behind the gate, without an editor, as the bundled program does it.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { claudeBinary, claudeEnvironment, type ClaudeRun } from '../support/claude.ts';
import { startModel } from '../support/model/server.ts';
import { makePlace, type Place } from '../support/place.ts';
import { opinion, startReviewEndpoint } from '../support/reviewer.ts';
import { root } from '../support/root.ts';
import { runToEnd } from './support/launch.ts';

type Ran = { readonly place: Place; readonly run: ClaudeRun; readonly told: string };

const steps = (place: Place) => [
  [{ tool: ['Bash', { command: 'cat file.txt', description: 'x' }] as const }],
  [{ tool: ['Bash', { command: 'echo ruled > ruled.txt', description: 'x' }] as const }],
  [{ tool: ['Bash', { command: 'touch asked.txt', description: 'x' }] as const }],
  [{ tool: ['Bash', { command: `rm -rf ${place.workspace}`, description: 'x' }] as const }],
  [{ text: 'FINISHED' }],
];

test('--ask deny: safe calls and allowed ones run, asked ones and catastrophes do not', async (t) => {
  const { place, run, told } = await ran(t, ['--ask', 'deny']);
  assert.equal(run.code, 0, run.stderr);
  assert.match(run.stdout, /FINISHED/);
  assert.match(told, /the text of the file/);
  assert.equal(place.read('ws/ruled.txt'), 'ruled\n');
  assert.ok(!place.exists('ws/asked.txt'));
  assert.ok(place.exists('ws/file.txt'));
});

test('--ask allow: asked calls run, catastrophes do not', async (t) => {
  const { place, run } = await ran(t, ['--ask', 'allow']);
  assert.equal(run.code, 0, run.stderr);
  assert.ok(place.exists('ws/asked.txt'));
  assert.ok(place.exists('ws/file.txt'));
});

test('--mode plan: what changes something is denied', async (t) => {
  const { place } = await ran(t, ['--ask', 'allow', '--mode', 'plan']);
  assert.ok(!place.exists('ws/asked.txt'));
});

test('--prompt-from: the prompt of others reaches the model as it is, and runs no commands', async (t) => {
  const { place, run } = await ran(t, ['--ask', 'allow', '--prompt-from', 'issue.md']);
  assert.match(run.stdout, /FINISHED/, run.stderr);
  assert.match(run.stderr, /its prompt comes from others \(the file issue\.md\)/);
  assert.ok(!place.exists('ws/ruled.txt') && !place.exists('ws/asked.txt'));
});

test('--dry-run: nothing with an effect runs, and the end tells what would have been decided', async (t) => {
  const { place, run, told } = await ran(t, ['--ask', 'allow', '--dry-run']);
  assert.match(run.stdout, /FINISHED/, run.stderr);
  assert.ok(!place.exists('ws/ruled.txt') && !place.exists('ws/asked.txt') && !/the text of/.test(told));
  assert.match(
    run.stderr,
    /dry run of 4 calls: 2 would run, 1 would ask, 1 would be denied; 0 only read and ran/,
  );
});

test('--reviewer: what it lets run runs, and its key reaches neither the agent nor what that starts', async (t) => {
  const endpoint = await startReviewEndpoint(t, 'ollama');
  endpoint.says(opinion('low', true));
  const named = { kind: 'ollama', model: 'scripted', endpoint: endpoint.url };
  const settings = { permissionMode: 'auto', ...Object.fromEntries(Object.entries(named).map(([name, value]) => [`reviewer.${name}`, value])) };
  const { place, run } = await ran(t, ['--reviewer', '--yes'], { settings, first: '[ -z "$PORTCULLIS_REVIEWER_KEY" ] && touch keyless.txt', env: { PORTCULLIS_REVIEWER_KEY: 'rk-0f3b77aa1c' } });
  assert.match(run.stdout, /FINISHED/, run.stderr);
  assert.ok(place.exists('ws/asked.txt') && place.exists('ws/file.txt'));
  assert.ok(place.exists('ws/keyless.txt'));
  assert.ok(endpoint.requests.every(({ headers }) => headers.authorization === 'Bearer rk-0f3b77aa1c'));
}); // prettier-ignore

test('a program that is not there is named, and nothing is started', async (t) => {
  const { run } = await ran(t, ['--agent-bin', '/nowhere/claude']);
  assert.equal(run.code, 69);
  assert.match(run.stderr, /\/nowhere\/claude/);
});

interface More {
  readonly settings?: object;
  readonly env?: Readonly<Record<string, string>>;
  /** A command before the others. */
  readonly first?: string;
}

async function ran(
  t: TestContext,
  options: readonly string[],
  { settings: own, env, first }: More = {},
): Promise<Ran> {
  const place = makePlace();
  const model = await startModel();
  t.after(async () => {
    await model.close();
    place.remove();
  });
  place.write('ws/file.txt', 'the text of the file');
  place.write('issue.md', 'SCRIPT:cli');
  const rules = { permissions: { allow: ['echo *', 'Edit(ruled.txt)'] } };
  const settings = place.write('settings.json', JSON.stringify(own ?? rules));
  const before =
    first === undefined ? [] : [[{ tool: ['Bash', { command: first, description: 'x' }] as const }]];
  model.scripts['cli'] = [...before, ...steps(place)];
  const program = options.includes('--agent-bin') ? [] : ['--agent-bin', await claudeBinary()];
  const run = await runToEnd(
    process.execPath,
    [`${root}/dist/cli.js`, 'run', 'claude', ...program, '--settings', settings, '--cwd', place.workspace, ...options, '--', '-p', ...(options.includes('--prompt-from') ? [] : ['SCRIPT:cli'])],
    { ...claudeEnvironment({ url: model.url, home: place.home }), PORTCULLIS_STATE_DIR: place.path('state'), ...env },
    place.dir,
  ); // prettier-ignore
  return { place, run, told: JSON.stringify(model.results('cli')) };
}
