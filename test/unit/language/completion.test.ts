// Completion: one line a case, `|` is the caret.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CompletionItem } from 'vscode-languageserver/node';
import { applied, claudeFile, decided, edit, oneRule, workspaceFile, type Editor } from './editor.ts';

function items(text: string, file?: string, prepare?: (editor: Editor) => void): readonly CompletionItem[] {
  const editor = edit(text, file);
  prepare?.(editor);
  return editor.session.complete(editor.document, editor.offset);
}

/** These labels are among the offers, and those are not. */
function offers(
  text: string,
  labels: readonly string[],
  not: readonly string[] = [],
  file?: string,
  prepare?: (editor: Editor) => void,
): void {
  test(`${text} offers ${labels.join(', ')}`, () => {
    const found = items(text, file, prepare).map(({ label }) => label);
    assert.deepEqual(labels.filter((label) => !found.includes(label)), [], found.slice(0, 40).join(' ')); // prettier-ignore
    assert.deepEqual(not.filter((label) => found.includes(label)), []); // prettier-ignore
  });
}

/** Choosing the label gives this text; `$0` is where the caret then stands. */
function gives(text: string, label: string, expected: string, file?: string, prepare?: (editor: Editor) => void): void {
  test(`${text}, ${label} → ${expected}`, () => {
    const editor = edit(text, file);
    prepare?.(editor);
    const item = editor.session.complete(editor.document, editor.offset).find((one) => one.label === label);
    const change = item?.textEdit;
    assert.ok(change && 'range' in change, `${label} is not offered`);
    const plain = { range: change.range, newText: change.newText.replaceAll(/\\([\\$}])/gu, '$1') };
    assert.equal(applied(editor.document, [item?.insertTextFormat === 2 ? plain : change]), expected);
  });
} // prettier-ignore

const met = ({ uses }: Editor): void => {
  for (const subject of ['https://docs.example.com/a', 'https://docs.example.com/b', 'https://x.org/'])
    uses.add(decided({ kind: 'fetch', subject, tool: 'WebFetch' }));
  uses.add(decided({ kind: 'mcp', subject: 'github create_issue', tool: 'mcp__github__create_issue' }));
  uses.add(decided({ kind: 'mcp', subject: 'bad"name x', tool: 'mcp__bad"name__x' }));
};

// Tools, programs, words.
offers(oneRule('|'), ['Bash(…)', 'Read(./…)', 'WebFetch(domain:…)', 'WebSearch', 'git', 'npm', 'kubectl']);
offers(oneRule('gi|'), ['git'], ['npm']);
offers('{ "portcullis.permissions.deny": [|] }', ['Bash(…)', 'git']);
offers('{ "portcullis.permissions.deny": ["a", |] }', ['git']);
offers('{ "portcullis.permissions.deny": ["a" |] }', [], ['git']);
offers('{ "portcullis.permissions.deny": "|" }', ['git']);
offers('{ "portcullis.permissions.deny": |}', ['git']);
offers(oneRule('git |'), ['*', 'status', 'push', 'commit'], ['install']);
offers(oneRule('git pu|'), ['push']);
offers(oneRule('git stash |'), ['list', 'pop'], ['push --force']);
offers(oneRule('git push -|'), ['--force', '*']);
offers(oneRule('Bash(git |)'), ['status', '*']);
offers(oneRule('Bash(|)'), ['git'], ['Read(./…)']);
offers(oneRule('npm run |'), ['build', 'test:unit', '*']);
offers(oneRule('nosuchprogram |'), ['*'], ['status']);
offers(oneRule('Nonsense(|)'), []);

// What a person means.
offers(oneRule('|', 'deny'), ['never push by force'], ['allow: run the tests']);
offers(oneRule('|'), ['allow: run the tests'], ['never push by force']);
offers(oneRule('| *'), [], ['allow: run the tests']);
offers('{ "permissions": { "deny": ["|"] } }', ['never push by force'], [], claudeFile);
gives(oneRule('for|', 'deny'), 'never push by force', oneRule('Bash(git push --force *)', 'deny'));

test('a rule that stands for a meaning has no findings of its own, and is what it says', () => {
  for (const list of ['allow', 'ask', 'deny']) {
    const editor = edit(oneRule('|', list));
    const found = editor.session
      .complete(editor.document, editor.offset)
      .filter(({ sortText }) => sortText?.startsWith('9'));
    assert.ok(found.length >= 3);
    for (const { textEdit, label } of found) {
      const made = edit(oneRule(textEdit?.newText ?? '', list));
      assert.deepEqual(made.session.diagnostics(made.document), [], label);
    }
  }
});

// Paths.
offers(oneRule('Read(|)'), ['./', '~/', '//'], ['git']);
offers(oneRule('Read(./|)'), ['src/', '.env', './**'], ['etc/']);
offers(oneRule('Edit(src/|)'), ['a.ts', 'lib/', 'src/**'], ['odd "name".ts']);
offers(oneRule('Read(~/|)'), ['.ssh/', 'notes.txt']);
offers(oneRule('Read(//|)'), ['etc/']);
offers(oneRule('Read(/|)'), ['.ssh/'], ['src/']);
offers(oneRule('Read(/|)'), ['src/'], ['.ssh/'], workspaceFile);
offers(oneRule('Read(./*/|)'), [], ['src/']);
offers(oneRule('Read(../|)'), [], ['w/']);

// What agents met.
offers(oneRule('WebFetch(|)'), ['domain:', 'docs.example.com', '*.example.com', 'x.org'], [], undefined, met);
offers(oneRule('WebFetch(domain:|)'), ['docs.example.com'], ['domain:'], undefined, met);
offers(oneRule('mcp__|'), ['mcp__github', 'mcp__github__create_issue', 'mcp__github__*'], ['mcp__bad"name'], undefined, met); // prettier-ignore
offers(oneRule('Agent(|)'), ['reviewer']);

// Other settings.
offers('{ "portcullis.floorExceptions": ["|"] }', ['force-push'], ['git']);
offers('{ "portcullis.denyTools": ["|"] }', ['WebFetch', 'mcp__github__create_issue'], ['git', 'mcp__github'], undefined, met); // prettier-ignore
offers('{ "portcullis.denyPrefixes": ["|"] }', ['mcp__github__'], ['WebFetch'], undefined, met);
offers('{ "permissions": { "defaultMode": "|" } }', ['plan', 'dontAsk'], [], claudeFile);
offers('{ "portcullis.services": { "|" } }', ['mcp:github', 'web:x.org', 'cli:*'], ['git'], undefined, met);
offers('{ "portcullis.services": { | } }', ['mcp:github'], [], undefined, met);
offers('{ "portcullis.services": { "mcp:a": "blocked", "m|" } }', ['mcp:github'], [], undefined, met);
offers('{ "portcullis.services": { "mcp:a": "|" } }', [], ['mcp:github'], undefined, met);
offers('{ "portcullis.services": | }', [], ['mcp:github'], undefined, met);
// VS Code's own schema offers these.
offers('{ "portcullis.permissionMode": "|" }', [], ['plan']);

// Every way in which settings are written.
offers('{ "portcullis": { "permissions": { "allow": ["git |"] } } }', ['status']);
offers('{ "portcullis.permissions": { "allow": ["git |"] } }', ['status']);
offers(
  '{ "settings": { "portcullis.permissions.allow": ["git |"] } }',
  ['status'],
  [],
  '/w/a.code-workspace',
);
offers('{ "portcullis.permissions.allow": ["git |"] }', [], ['status'], '/w/a.code-workspace');
offers('{ "permissions": { "allow": ["Bash(git |)"] } }', ['status'], [], claudeFile);
offers('{ "permissions": { "allow": ["|"] } }', ['Bash(…)'], ['git'], claudeFile);
offers('{ "permissions": { "allow": ["|"] } }', [], ['Bash(…)']);
offers('{ // a comment\n "portcullis.permissions.allow": ["git |", /* x */ "b",],\n}', ['status']);
offers('{ "portcullis.permissions.allow": ["git |', ['status']);
offers('{ "portcullis.permissions.allow": [ // |\n "a"] }', [], ['git']);
offers('{ "other": ["git |"] }', [], ['status']);

// The edits.
gives(oneRule('gi|'), 'git', oneRule('git'));
gives(oneRule('git st|'), 'status', oneRule('git status'));
gives(oneRule('git st| *'), 'status', oneRule('git status *'));
gives(oneRule('|'), 'Bash(…)', oneRule('Bash($0)'));
gives(oneRule('Ba|(git *)'), 'Bash', oneRule('Bash(git *)'));
gives(oneRule('|'), 'Read(./…)', oneRule('Read(./$0)'));
gives(
  '{ "portcullis.services": { | } }',
  'mcp:github',
  '{ "portcullis.services": { "mcp:github" } }',
  undefined,
  met,
);
gives(
  '{ "portcullis.services": { "m|": "blocked" } }',
  'mcp:github',
  '{ "portcullis.services": { "mcp:github": "blocked" } }',
  undefined,
  met,
);
gives('{ "portcullis.permissions.allow": [|] }', 'git', '{ "portcullis.permissions.allow": ["git"] }');
gives(
  '{ "portcullis.permissions.allow": [|] }',
  'Bash(…)',
  '{ "portcullis.permissions.allow": ["Bash($0)"] }',
);
gives(oneRule('Read(./s|)'), 'src/', oneRule('Read(./src/)'));
gives(oneRule('Read(./|)'), './**', oneRule('Read(./**)'));
gives(oneRule('WebFetch(d|)'), 'x.org', oneRule('WebFetch(domain:x.org)'), undefined, met);
gives(oneRule('WebFetch(domain:x|)'), 'x.org', oneRule('WebFetch(domain:x.org)'), undefined, met);
gives(oneRule('mcp__|'), 'mcp__github__*', oneRule('mcp__github__$0*'), undefined, met);
// A blank, a quote and a tab in front are written as JSON has them, and the place is found all the same.
gives(oneRule('git \\u0073t|'), 'status', oneRule('git status'));

test('a completion in a rule replaces nothing outside of its string', () => {
  const text = '{ "portcullis.permissions.allow": ["git |", "npm test"] }';
  for (const item of items(text)) {
    const change = item.textEdit;
    assert.ok(change && 'range' in change);
    assert.ok(change.range.start.character >= 40 && change.range.end.character <= 40);
  }
});

test('nothing that an agent named is offered as anything but plain text', () => {
  const odd = ({ uses }: Editor): void => {
    uses.add(decided({ kind: 'mcp', subject: 'a$1}\\ b', tool: 'mcp__a$1}__b' }));
    uses.add(decided({ kind: 'fetch', subject: 'https://evil.example"]/' }));
  };
  const labels = [...items(oneRule('mcp__|'), undefined, odd), ...items(oneRule('WebFetch(|)'), undefined, odd)].map(({ label }) => label); // prettier-ignore
  assert.deepEqual(labels.filter((label) => /[$"\\}]/u.test(label)), []); // prettier-ignore
});
