// Secrets of every kind come to a real gate through every door, and afterwards no file of its folder of state holds
// one: whatever store a later change adds lies in that folder, and is looked through with the others.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { RuleSource } from '../../src/policy/rules/rule.ts';
import { made, placed, shapes } from '../support/secrets.ts';
import { startTestGate, type TestGate, type TestSession, unlimited } from './support.ts';

/** Variables of the gate's own process, and of the agent that is launched. */
const own = {
  MY_SERVICE_TOKEN: 'plain-words-no-shape-7',
  DATABASE_URL: 'postgres://app:db-words-no-shape-8@db/x',
};
const launched = { AGENT_SIDE_SECRET: 'agent words no shape 9' };
const values = [own.MY_SERVICE_TOKEN, 'db-words-no-shape-8', launched.AGENT_SIDE_SECRET];

/** A text that holds a secret, with what must not be found of it. */
interface Planted {
  readonly text: string;
  readonly secret: string;
}

const planted: readonly Planted[] = [
  ...shapes.map((shape) => made(shape)).map((secret) => ({ text: `see ${secret} there`, secret })),
  ...placed.map((line) => made(line)).map((line) => ({
    text: line.replaceAll(/[⟪⟫]/gu, ''),
    secret: /⟪([^⟫]*)⟫/u.exec(line)?.[1] ?? '',
  })),
  ...values.map((secret) => ({ text: `it is ${secret}, I think`, secret })),
]; // prettier-ignore

test('no secret that came through any door stands in any file of the folder of state, nor in the log', async (t) => {
  const gate = await startTestGate(t, { server: { requests: unlimited } }, { env: { ...own, PATH: process.env['PATH'] } });
  gate.mode('bypassPermissions');
  const session = await gate.session('claude', { env: launched });
  for (const [index, { text }] of planted.entries()) await throughTools(session, text, index);
  for (const { text } of planted) await throughEvents(session, text);
  gate.mode('default');
  for (const { text } of planted.filter((_, index) => index % 9 === 0).concat(planted.slice(-3))) await throughAnswers(gate, session, text);
  for (const { text } of planted) throughPeople(gate, session, text);
  await gate.gate.stop.engage(`a word: ${values.join(' ')}`);
  await gate.gate.close();
  const files = everyFile(gate.stateDir);
  assert.ok(files.some((file) => file.includes('journal')) && statSync(files[0] ?? '').size > 0);
  const contents = [...files.map((file) => [file, readFileSync(file, 'utf8')] as const), ['the log', gate.log.join('\n')] as const];
  assert.ok(contents.some(([, text]) => text.includes('[redacted]')));
  const leaks = contents.flatMap(([file, text]) => planted.flatMap(({ secret }) => remains(secret).filter((rest) => text.includes(rest)).map((rest) => `${path.basename(file)}: ${rest}`)));
  assert.deepEqual([...new Set(leaks)].slice(0, 20), []);
}); // prettier-ignore

/** The secret as a text and as JSON spells it, and its halves: a password of twelve characters is guessed from ten. */
function remains(secret: string): readonly string[] {
  const pieces = secret
    .split(/[\s.@/:=-]+/u)
    .filter((piece) => piece.length >= 10 && !/^[A-Z ]+$/u.test(piece));
  return [secret, JSON.stringify(secret).slice(1, -1), ...pieces];
}

/** As a command, a file's content, an address, arguments of a server, a description, a name, a result. */
async function throughTools({ wants, post }: TestSession, text: string, index: number): Promise<void> {
  const calls: readonly (readonly [tool: string, input: Readonly<Record<string, unknown>>])[] = [
    ['Bash', { command: `echo '${text}' > a.txt`, description: `write ${text}` }],
    ['Write', { file_path: `/tmp/x/${text}.txt`, content: `# config\n${text}\n` }],
    ['Edit', { file_path: '/tmp/x/a.txt', old_string: text, new_string: `${text} and more` }],
    ['WebFetch', { url: 'https://example.com/', prompt: text }],
    ['WebSearch', { query: text }],
    ['Grep', { pattern: text, path: '.' }],
    ['Task', { prompt: text, description: text, subagent_type: 'general' }],
    ['mcp__web__create_item', { body: { deep: [{ note: text }] }, [text]: 1 }],
    ['Frobnicate', { text }],
  ];
  const [tool, input] = calls[index % calls.length] ?? ['Frobnicate', {}];
  const callId = `call-${index}`;
  assert.match(await wants(input, { tool, callId }), /^(?:allow|deny)$/u);
  const ran = { hook_event_name: index % 2 === 0 ? 'PostToolUse' : 'PostToolUseFailure', tool_name: tool, tool_input: input, tool_use_id: callId, tool_response: { stdout: text }, error: text };
  await post({ ...ran, duration_ms: 1 });
} // prettier-ignore

/** In everything else that an agent tells of: what it does not know it may refuse, but not keep. */
async function throughEvents({ post }: TestSession, text: string): Promise<void> {
  const events: readonly Readonly<Record<string, unknown>>[] = [
    { hook_event_name: 'UserPromptSubmit', prompt: `Please use ${text}` },
    { hook_event_name: 'Stop', stop_hook_active: false, last_assistant_message: `I used ${text}` },
    { hook_event_name: 'SubagentStop', agent_id: 'a1', last_assistant_message: text },
    { hook_event_name: 'StopFailure', error: text, error_details: text },
    { hook_event_name: 'Notification', message: text, title: text },
    { hook_event_name: 'PreCompact', trigger: 'manual', custom_instructions: text },
    { hook_event_name: 'SessionStart', source: text },
    { hook_event_name: 'SessionEnd', reason: text },
    { hook_event_name: text, prompt: text },
  ];
  for (const event of events) assert.notEqual((await post(event)).status, 429);
}

/** In what a person writes to a denial, and in rules that are saved with an answer. */
async function throughAnswers({ gate, question }: TestGate, { wants, id }: TestSession, text: string): Promise<void> {
  gate.sessions.resume(id);
  const waiting = wants({ text });
  const rule: RuleSource = { text: `Bash(echo ${text})`, behavior: 'deny', scope: 'session' };
  gate.approvals.answer((await question()).id, { behavior: 'deny', feedback: `not with ${text}`, rules: [rule] });
  await waiting;
} // prettier-ignore

/** In what people and the editor write down beside calls. */
function throughPeople({ gate }: TestGate, { id }: TestSession, text: string): void {
  gate.note('some-event', { reason: text, list: [{ text }] });
  gate.sessions.addRules(id, [{ text: `Bash(echo ${text})`, behavior: 'ask', scope: 'session' }]);
  gate.sessions.pause(id, text);
  gate.sessions.resume(id);
}

function everyFile(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}
