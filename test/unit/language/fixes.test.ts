// Quick fixes: what the file is after one of them was chosen.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CodeAction } from 'vscode-languageserver/node';
import { parse, type ParseError } from 'jsonc-parser/lib/esm/main.js';
import * as fc from 'fast-check';
import { moveRule, removeEntries, replaceEntry } from '../../../src/language/edits.ts';
import { readSettingsFile } from '../../../src/language/settingsFile.ts';
import { writtenRules } from '../../../src/language/writtenRules.ts';
import type { WindowFacts } from '../../../src/protocol/language.ts';
import {
  applied,
  claudeFile,
  decided,
  edit,
  oneRule,
  userFile,
  workspaceFile,
  type Editor,
} from './editor.ts';

async function offered(editor: Editor): Promise<readonly CodeAction[]> {
  const { document, session, offset } = editor;
  while (await session.judgeSome(document));
  const at = document.positionAt(offset);
  return session.fixes(document, { start: at, end: at });
}

/** At the `|` there is a fix whose title begins so; afterwards the file is `expected`. */
function fixed(text: string, title: string, expected: string, file?: string, prepare?: (editor: Editor) => void): void {
  test(`${text}: ${title}`, async () => {
    const editor = edit(text, file);
    prepare?.(editor);
    const actions = await offered(editor);
    const action = actions.find((one) => one.title.startsWith(title));
    assert.ok(action, `offered are ${actions.map((one) => one.title).join('; ')}`);
    assert.equal(applied(editor.document, action.edit?.changes?.[editor.document.uri]), expected);
  });
} // prettier-ignore

function offersNot(text: string, title: string, file?: string): void {
  test(`${text} has no ${title}`, async () => {
    const titles = (await offered(edit(text, file))).map((one) => one.title);
    assert.ok(!titles.some((one) => one.startsWith(title)), titles.join('; '));
  });
}

const allow = (...rules: string[]): string => `{ "portcullis.permissions.allow": [${rules.map((rule) => `"${rule}"`).join(', ')}] }`; // prettier-ignore
const deny = (...rules: string[]): string => allow(...rules).replace('allow', 'deny');

// Mending.
fixed(allow('Bahs(npm run |x)'), 'Change to Bash(npm run x)', allow('Bash(npm run x)'));
fixed(deny('Webfetch(|domain:x.org)'), 'Change to WebFetch(domain:x.org)', deny('WebFetch(domain:x.org)'));
fixed(deny('WebFetch(|https://x.org/a)'), 'Change to WebFetch(domain:x.org)', deny('WebFetch(domain:x.org)'));
fixed(deny('git add . && git| commit *', 'b'), 'Change to 2 rules', deny('git add .', 'git commit *', 'b'));
fixed(deny('Bash(a; b| *)'), 'Change to 2 rules', deny('Bash(a)', 'Bash(b *)'));
fixed(deny('echo x > |y'), 'Change to 2 rules', deny('echo x', 'Edit(y)'));
fixed(allow('git push|*'), 'Change to git push *', allow('git push *'));
fixed(
  allow('cargo build |* --release'),
  'Change to cargo build',
  allow(String.raw`cargo build \\* --release`),
);
fixed(allow('Edi|t'), 'Change to Edit(./**)', allow('Edit(./**)'));
fixed('{ "portcullis.denyPrefixes": ["mcp__|*"] }', 'Change to mcp__', '{ "portcullis.denyPrefixes": ["mcp__"] }'); // prettier-ignore
fixed('{ "portcullis.floorExceptions": ["force-ps|h"] }', 'Change to force-push', '{ "portcullis.floorExceptions": ["force-push"] }'); // prettier-ignore

fixed(
  deny('Webfetch(|domain:x.org)', 'rm *', 'a && b', 'Bahs(c)'),
  'Mend all 3 entries',
  deny('WebFetch(domain:x.org)', 'rm *', 'a', 'b', 'Bash(c)'),
);
offersNot(deny('Webfetch(|domain:x.org)', 'rm *'), 'Mend all');
// How much a rule should allow is for the person to say, one by one.
offersNot(allow('git push|*', 'npm run*'), 'Mend all');

// Clearing away.
fixed(deny('a', 'rm *', 'rm |*', 'b'), 'Remove this rule, which changes nothing', deny('a', 'rm *', 'b'));
fixed(deny('rm *', 'rm |*'), 'Remove this rule', deny('rm *'));
fixed(deny('|a && b'), 'Remove this rule, which matches nothing', deny());
fixed('{\n  "portcullis.permissions.deny": [\n    "rm *", // all\n    "rm x",\n    "rm |y"\n  ]\n}', 'Remove all 2 rules', '{\n  "portcullis.permissions.deny": [\n    "rm *" // all\n  ]\n}'); // prettier-ignore
fixed('{ "portcullis.permissionMode": "plan", "portcullis.permissions.defaultMode": "au|to" }', 'Remove permissions.defaultMode', '{ "portcullis.permissionMode": "plan" }'); // prettier-ignore

// Stricter.
fixed(allow('python |*', 'b'), 'Ask about this instead', '{\n  "portcullis.permissions.allow": [\n    "b"\n  ],\n  "portcullis.permissions.ask": [\n    "python *"\n  ]\n}'); // prettier-ignore
fixed('{\n  "portcullis.permissions.allow": [\n    "npm run |x"\n  ],\n  "portcullis.permissions.deny": [\n    "b"\n  ]\n}', 'Deny this instead', '{\n  "portcullis.permissions.allow": [\n  ],\n  "portcullis.permissions.deny": [\n    "b",\n    "npm run x"\n  ]\n}'); // prettier-ignore
fixed('{ "permissions": { "allow": ["Bash(p|ython *)"], "ask": [] } }', 'Ask about this instead', '{\n  "permissions": {\n    "allow": [],\n    "ask": [\n      "Bash(python *)"\n    ]\n  }\n}', claudeFile); // prettier-ignore
offersNot(deny('rm| *'), 'Ask about this instead');
offersNot(deny('rm| *'), 'Deny this instead');

// From what the rule allowed.
fixed(allow('npm |*'), 'Narrow to what it allowed so far: npm install lodash, npm run build *', allow('npm install lodash', 'npm run build *'), userFile, ({ uses }) => {
  const rule = { text: 'npm *', behavior: 'allow', scope: 'user', file: userFile };
  for (const subject of ['npm run build', 'npm install lodash']) uses.add(decided({ subject, rule }));
  uses.add(decided({ subject: 'git push', rule: { ...rule, text: 'git *' } }));
}); // prettier-ignore
offersNot(allow('npm |*'), 'Narrow');

test('the rules of the workspace are approved by the editor’s own command', async () => {
  const facts: Partial<WindowFacts> = { places: [{ file: workspaceFile, scope: 'workspace', uncounted: 'unapproved' }] }; // prettier-ignore
  const [action] = await offered(edit('{ "portcullis.permissions.a|llow": ["npm run x"] }', workspaceFile, facts)); // prettier-ignore
  assert.equal(action?.command?.command, 'portcullis.approveWorkspaceRules');
});

test('a finding is gone after its preferred fix, and no fix lets more pass', async () => {
  for (const rule of ['Bahs(x y)', 'git push*', 'Edit', 'a && b *']) {
    const editor = edit(oneRule(rule).replace(rule, `|${rule}`));
    const action = (await offered(editor)).find((one) => one.isPreferred === true);
    const [shown] = action?.diagnostics ?? [];
    const after = edit(applied(editor.document, action?.edit?.changes?.[editor.document.uri]));
    assert.ok(!after.session.diagnostics(after.document).some(({ code }) => code === shown?.code), rule);
  }
});

test('whatever is taken out, put elsewhere or replaced, the file stays one, with the rest of its rules', () => {
  const rules = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 5 });
  const layouts = fc.constantFrom<(list: string[]) => string>(
    (list) => `{"portcullis.permissions.allow":[${list.join(',')}]}`,
    (list) => `{\n\t"a": 1, // x\n\t"portcullis.permissions.allow": [\n\t\t${list.join(',\n\t\t')},\n\t],\n}\n`,
    (list) => `{\r\n  "portcullis": { "permissions": { "deny": ["z"], "allow": [ /* c */ ${list.join(' , // d\r\n')} ] } }\r\n}`,
  ); // prettier-ignore
  fc.assert(
    fc.property(rules, layouts, fc.nat(), fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 3 }), (texts, layout, pick, others) => {
      const text = layout(texts.map((one) => JSON.stringify(one)));
      const file = readSettingsFile(text, 'settings');
      const place = { kind: 'settings', scope: 'user', file: userFile, base: undefined, uncounted: undefined } as const;
      const written = writtenRules(file, place).filter(({ source }) => source.behavior === 'allow');
      assert.deepEqual(written.map(({ source }) => source.text), texts);
      const rule = written[pick % written.length];
      assert.ok(rule);
      const read = (edits: ReturnType<typeof removeEntries>, list: string): readonly string[] => {
        const { document } = edit('');
        const changed = [...edits].sort((a, b) => b.offset - a.offset).reduce((now, one) => now.slice(0, one.offset) + one.content + now.slice(one.offset + one.length), text);
        assert.ok(document);
        const errors: ParseError[] = [];
        parse(changed, errors, { allowTrailingComma: true });
        assert.deepEqual(errors, [], changed);
        return writtenRules(readSettingsFile(changed, 'settings'), place).filter(({ source }) => source.behavior === list).map(({ source }) => source.text);
      };
      const rest = texts.filter((_, at) => at !== rule.index);
      assert.deepEqual(read(removeEntries(file, rule.setting, [rule.index]), 'allow'), rest);
      assert.deepEqual(read(removeEntries(file, rule.setting, written.map(({ index }) => index)), 'allow'), []);
      assert.deepEqual(read(moveRule(file, rule, 'deny'), 'allow'), rest);
      assert.equal(read(moveRule(file, rule, 'deny'), 'deny').at(-1), rule.source.text);
      assert.deepEqual(read(replaceEntry(file, rule, others), 'allow'), texts.flatMap((one, at) => (at === rule.index ? others : [one])));
    }),
  ); // prettier-ignore
});

test('at any place of a file with rules they can be compared with the last decisions, as they stand there now', async () => {
  const commands = { compare: 'portcullis.compareRules' };
  const compare = async (text: string, file?: string) => {
    const found = (await offered(edit(text, file, { commands }))).find(({ title }) =>
      title.startsWith('Compare'),
    );
    return found && [found.kind, found.command?.command, found.edit];
  };
  const expected = ['portcullis.compare', 'portcullis.compareRules', undefined];
  assert.deepEqual(await compare(deny('rm |*')), expected);
  assert.deepEqual(await compare('{ "permissions": { "deny": [] } |}', claudeFile), expected);
  assert.equal(await compare('{ "editor.fontSize": 1|2 }'), undefined);
  assert.ok(!(await offered(edit(deny('rm |*')))).some(({ title }) => title.startsWith('Compare')));
});
