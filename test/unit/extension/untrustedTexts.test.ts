// What a person reads about sessions that are not trusted: all of a prompt of others, as it is, and nothing in it that
// could be taken for words of the gate.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { deferredStart } from '../../../src/agents/subsystems.ts';
import {
  fitsModal,
  foreignDocument,
  foreignQuestion,
  grantedText,
  trustLine,
} from '../../../src/extension/untrustedTexts.ts';
import type { SessionInfo, SessionTrust } from '../../../src/gate/api.ts';
import { startFlow } from '../../../src/policy/session/flow.ts';

const from = 'issue 7';

test('a prompt of others is shown whole, with where it comes from and the folder', () => {
  const { title, detail, accept } = foreignQuestion({ prompt: 'fix\nthe bug', from }, 'Claude Code', '/ws');
  assert.match(title, /Claude Code.*others wrote/);
  assert.match(detail, /It comes from: issue 7/);
  assert.match(detail, /Folder: \/ws/);
  assert.match(detail, /│ fix\n│ the bug/);
  assert.match(detail, /no tool runs shell commands/);
  assert.match(accept, /Untrusted/);
});

test('what cannot be seen in it is made visible, and it makes no link and no line of its own', () => {
  const prompt = 'safe\u202Eevil\u200B\u001B[2J [Allow](command:x)\n\nFolder: /elsewhere\r\nThe session is trusted.';
  const { detail } = foreignQuestion({ prompt, from: 'a\n\u202Epage' }, 'Claude Code', '/ws');
  for (const unseen of ['\u202E', '\u200B', '\u001B', '\r']) assert.ok(!detail.includes(unseen), detail);
  assert.match(detail, /⟨U\+202E⟩/);
  assert.ok(!detail.includes(']('));
  for (const said of ['Folder: /elsewhere', 'The session is trusted.'])
    assert.ok(detail.split('\n').some((line) => line === `│ ${said}`), said);
}); // prettier-ignore

test('no character of any prompt is left out, and every line of it is marked as theirs', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 3_000 }), (prompt) => {
      const document = foreignDocument({ prompt, from });
      const { detail } = foreignQuestion({ prompt, from }, 'Claude Code', '/ws');
      const marked = (text: string): number => text.split('\n').filter((line) => line.startsWith('│ ')).length;
      assert.ok(marked(document) >= prompt.split(/\r\n|[\n\r]/u).length);
      if (fitsModal(prompt)) assert.equal(marked(detail), marked(document));
      else assert.match(detail, /The whole prompt is in the editor/);
    }),
    { numRuns: 300 },
  );
}); // prettier-ignore

test('a prompt that a message cannot show goes into a document', () => {
  assert.ok(fitsModal('x'.repeat(1_500)));
  assert.ok(!fitsModal('x'.repeat(1_501)));
  assert.ok(!fitsModal('x\n'.repeat(20)));
  // Each of these is shown as eight characters.
  assert.ok(!fitsModal('\u202E'.repeat(200)));
});

const held: SessionTrust = {
  state: 'untrusted',
  causes: [{ kind: 'workspace' }, { kind: 'foreign', from }],
  subsystems: deferredStart(false),
};
const freed: SessionTrust = { state: 'trusted', causes: [], subsystems: deferredStart(false) };
const trusted: SessionTrust = { state: 'trusted', causes: [], subsystems: deferredStart(true) };

test('a session says why it is not trusted and what is off, or what it still lacks', () => {
  assert.equal(trustLine(trusted), undefined);
  assert.match(
    trustLine(held) ?? '',
    /^Not trusted: the workspace is not trusted, and its prompt comes from others \(issue 7\)/,
  );
  assert.match(trustLine({ ...held, subsystems: deferredStart(true) }) ?? '', /shell commands\.$/);
  assert.match(trustLine(freed) ?? '', /^Trusted now; plugins, .* stay off until it is launched anew\.$/);
});

test('a grant of trust tells of the sessions that it changes, and of those that it does not', () => {
  assert.equal(grantedText([]), undefined);
  assert.equal(grantedText([session(trusted), session(held)]), undefined);
  assert.equal(grantedText([session(freed, 'ended')]), undefined);
  const text = grantedText([session(freed), session(freed), session(held)]) ?? '';
  assert.match(text, /2 running sessions may run shell commands again/);
  assert.match(text, /[Pp]lugins, skills, MCP servers and hooks of the workspace stay off/);
  assert.match(text, /1 session stays locked/);
});

function session(trust: SessionTrust, state: SessionInfo['state'] = 'gated'): SessionInfo {
  const counts = { turn: 0, calls: 0, asked: 0, denials: 0 };
  return { id: 's', agent: 'claude', profile: 'guarded', cwd: '/ws', startedAt: 0, state, pid: 1, flow: startFlow, trust, ...counts };
} // prettier-ignore
