// Findings in settings files: one line a case.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Diagnostic } from 'vscode-languageserver/node';
import type { WindowFacts } from '../../../src/protocol/language.ts';
import { claudeFile, edit, oneRule, userFile, window, workspaceFile } from './editor.ts';

async function diagnose(
  text: string,
  file?: string,
  facts?: Partial<WindowFacts>,
): Promise<readonly Diagnostic[]> {
  const { document, session } = edit(text, file, facts);
  while (await session.judgeSome(document));
  return session.diagnostics(document);
}

/** Findings are sentences, no Markdown. */
function words(message: Diagnostic['message'] | undefined): string {
  assert.equal(typeof message, 'string');
  return typeof message === 'string' ? message : '';
}

/** The codes, each with the text that it stands under. */
function finds(
  text: string,
  expected: readonly (readonly [code: string, under: string])[],
  file?: string,
  facts?: Partial<WindowFacts>,
): void {
  test(`${text}${file === undefined ? '' : ` in ${file}`} → ${expected.map(([code]) => code).join(', ') || 'nothing'}`, async () => {
    const found = await diagnose(text, file, facts);
    const { document } = edit(text, file);
    assert.deepEqual(found.map(({ code, range }) => [code, document.getText(range)]), expected, JSON.stringify(found)); // prettier-ignore
    for (const { message, codeDescription, source } of found) {
      assert.match(words(message), /^(?:[A-Z]|permission|floorExceptions|denyTools|services).*\.$/u);
      assert.match(codeDescription?.href ?? '', /rules\.md#/u);
      assert.equal(source, 'Portcullis');
    }
  });
} // prettier-ignore

// Rules.
finds(oneRule('npm run build'), []);
finds(oneRule('Nonsense(x)'), [['unknown-tool', '"Nonsense(x)"']]);
finds(oneRule('Webfetch(domain:x.org)', 'deny'), [['unknown-tool', '"Webfetch(domain:x.org)"']]);
finds(oneRule('git add . && git commit *', 'deny'), [['never', '"git add . && git commit *"']]);
finds(oneRule('WebFetch(example.com)', 'deny'), [['invalid', '"WebFetch(example.com)"']]);
finds(oneRule('git push*'), [['broad', '"git push*"']]);
finds(oneRule('python *'), [['frees', '"python *"']]);
finds(oneRule('git *', 'deny'), []);
finds(oneRule('ls -la'), [['idle', '"ls -la"']]);
finds('{ "portcullis.permissions.allow": ["ls -la"], "portcullis.permissions.deny": ["ls -la"] }', [['shadowed', '"ls -la"'], ['idle', '"ls -la"'], ['narrow', '"ls -la"']]); // prettier-ignore
finds(oneRule('rm -rf /'), [['never', '"rm -rf /"']]);
finds('{ "portcullis.permissions.deny": ["rm *", "rm *"] }', [['duplicate', '"rm *"']]);
finds('{ "portcullis.permissions.deny": ["rm *"], "portcullis.permissions.allow": ["rm x"] }', [['shadowed', '"rm x"']]); // prettier-ignore
finds('{ "portcullis.denyPrefixes": ["mcp__*"] }', [['never', '"mcp__*"']]);
finds('{ "portcullis.permissions.allow": ["git \\u0061dd*"] }', [['broad', '"git \\u0061dd*"']]);

// Rules of other files.
const denied = { text: 'npm run *', behavior: 'deny', scope: 'user', file: userFile, line: 7 } as const;
finds('{ "portcullis.permissions.ask": ["npm run x"] }', [['shadowed', '"npm run x"']], workspaceFile, { rules: [denied] }); // prettier-ignore
finds('{ "portcullis.permissions.deny": ["npm run *"] }', [], userFile, { rules: [denied] });

// What does not count.
const of = (uncounted: 'unapproved' | 'untrusted'): Partial<WindowFacts> => ({
  places: [{ file: workspaceFile, scope: 'workspace', uncounted }],
});
finds(oneRule('npm run x'), [['uncounted', '"portcullis.permissions.allow"']], workspaceFile, of('unapproved')); // prettier-ignore
finds(oneRule('npm run x', 'deny'), [], workspaceFile, of('untrusted'));
finds(oneRule('npm run x'), [['uncounted', '"portcullis.permissions.allow"']], '/other/.vscode/settings.json'); // prettier-ignore
finds('{ "permissions": { "allow": ["Bash(npm run x)"] } }', [['uncounted', '"allow"']], claudeFile);
finds('{ "permissions": { "allow": ["Bash(npm run x)"] } }', [], claudeFile, {
  places: [{ file: claudeFile, scope: 'workspace', base: '/w' }],
});

test('why rules do not count is said in words', async () => {
  const said = async (uncounted: 'unapproved' | 'untrusted', text = oneRule('npm run x')) =>
    (await diagnose(text, workspaceFile, of(uncounted))).map(({ message }) => words(message)).join(' ');
  assert.match(await said('unapproved'), /until you approve it/u);
  assert.match(await said('untrusted'), /not trusted/u);
  assert.match(await said('unapproved', '{ "portcullis.permissions.allow": ["npm run x", "npm run y"] }'), /^These 2 allow rules of the workspace do not count until you approve them\.$/u); // prettier-ignore
});

// Other settings.
finds('{ "portcullis.permissionMode": "plan" }', []);
finds('{ "portcullis.permissionMode": "paln" }', [['setting-invalid', '"paln"']]);
finds('{ "portcullis.permissionMode": "bypassPermissions" }', [['setting-ignored', '"bypassPermissions"']], workspaceFile); // prettier-ignore
finds('{ "portcullis.permissionMode": "acceptEdits" }', [['setting-ignored', '"acceptEdits"']], workspaceFile, of('unapproved')); // prettier-ignore
finds('{ "portcullis.permissionMode": "dontAsk" }', [['setting-ignored', '"dontAsk"']], workspaceFile, { ...of('unapproved'), mode: 'plan' }); // prettier-ignore
finds('{ "portcullis.permissionMode": "plan", "portcullis.permissions.defaultMode": "auto" }', [['modes-differ', '"auto"']]); // prettier-ignore
finds('{ "portcullis.floorExceptions": ["force-psh", "force-push"] }', [['unknown-guard-rule', '"force-psh"']]); // prettier-ignore
finds('{ "portcullis.floorExceptions": ["force-push"] }', [['setting-ignored', '["force-push"]']], workspaceFile, of('unapproved')); // prettier-ignore
finds('{ "portcullis.denyTools": 7 }', [['setting-invalid', '7']]);
finds('{ "portcullis.permissions.deny": ["rm *", 7] }', [['setting-invalid', '["rm *", 7]']]);
finds('{ "portcullis.services": { "mcp:x": "no" } }', [['setting-invalid', '{ "mcp:x": "no" }']]);
finds('{ "portcullis.permissions.deny": ["a"], "portcullis": { "permissions": { "deny": ["b"] } } }', [['overridden', '"portcullis.permissions.deny"']]); // prettier-ignore

// Damaged and foreign files.
finds('{ "permissions": { "deny": ["Bash(rm *)" }', [['broken-file', '}']], claudeFile);
finds('{ "permissions": { "deny": 7 } }', [['setting-invalid', '7']], claudeFile);
finds('{ "portcullis.permissions.deny": ["rm * && x"', [['never', '"rm * && x"']]);
finds('[1, 2]', []);
finds('', []);
finds('{ "permissions.deny": ["a && b"], "deny": ["a && b"] }', []);
finds('{ "portcullis.permissions.deny": ["a && b"] }', [], '/w/package.json');

test('what only takes room is faded, and the other rule is named', async () => {
  const [one] = await diagnose('{ "portcullis.permissions.deny": ["rm *", "rm *"] }');
  assert.deepEqual(one?.tags, [1]);
  assert.match(words(one?.message), /says the same/u);
});

test('a change of the window is seen in the same text', () => {
  const { document, session } = edit(oneRule('npm run x'), workspaceFile);
  assert.deepEqual(session.diagnostics(document), []);
  session.setWindow({ ...window, places: [{ file: workspaceFile, scope: 'workspace', uncounted: 'untrusted' }] }); // prettier-ignore
  assert.deepEqual(session.diagnostics(document).map(({ code }) => code), ['uncounted']); // prettier-ignore
});
