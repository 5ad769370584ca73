// Hovers and lenses: what a person learns about a rule where it stands.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WindowFacts } from '../../../src/protocol/language.ts';
import { decided, edit, now, oneRule, userFile, workspaceFile, type Editor } from './editor.ts';

async function hoverText(text: string, file?: string, facts?: Partial<WindowFacts>, prepare?: (editor: Editor) => void): Promise<string> {
  const editor = edit(text, file, facts);
  prepare?.(editor);
  const hover = await editor.session.hover(editor.document, editor.offset);
  const contents = hover?.contents;
  return typeof contents === 'object' && 'value' in contents ? contents.value : '';
} // prettier-ignore

/** The hover says each of these. */
function says(text: string, expected: readonly RegExp[], file?: string, facts?: Partial<WindowFacts>): void {
  test(`${text} says ${expected.map(String).join(' ')}`, async () => {
    const said = await hoverText(text, file, facts);
    for (const one of expected) assert.match(said, one);
  });
}

says(oneRule('git |*'), [/Allows the command `git`, alone or with any words/u, /Matches: `git status`/u, /Does not match: .*`gitx`/u]); // prettier-ignore
says(oneRule('rm -rf |*', 'deny'), [/Denies/u, /`sudo rm -rf x`/u, /`rm x --recursive --force`/u, /Does not match: `rm`/u]); // prettier-ignore
says(oneRule('Read(./|.env)', 'deny'), [/reading `\.\/\.env`/u, /`cat \.env`/u, /`read \.env\.bak`/u]);
says(oneRule('WebFetch(domain:|*.x.org)'), [/every subdomain of `x\.org`/u, /`fetch https:\/\/x\.org\/`/u]);
says(oneRule('Nonsense(|x)', 'deny'), [/^$/u]);
says('{ "portcullis.denyPrefixes": ["mcp|__x"] }', [/whose name begins with `mcp__x`/u]);
says('{ "portcullis.floorExceptions": ["force-|push"] }', [/It stops: `git push --force/u]);
says('{ "portcullis.permissions.allow": |["a"] }', [/^$/u]);
says('{ "other": ["gi|t *"] }', [/^$/u]);

// Does it hold?
const saved = { text: 'npm run x', behavior: 'allow', scope: 'workspace', file: workspaceFile } as const;
says(oneRule('npm |run x'), [/once the file is saved, its allow rules need your approval/u], workspaceFile);
says(oneRule('npm |run x'), [/holds as soon as the file is saved/u]);
says(oneRule('npm |run x'), [/In force, in every workspace/u], userFile, { rules: [{ ...saved, scope: 'user', file: userFile }] }); // prettier-ignore
says(oneRule('npm |run x'), [/In force in this workspace/u], workspaceFile, { rules: [saved] });
says(oneRule('npm |run x'), [/Not in force\..*until you approve it/u], workspaceFile, { places: [{ file: workspaceFile, scope: 'workspace', uncounted: 'unapproved' }] }); // prettier-ignore
says(oneRule('npm |run x', 'deny'), [/Not in force in this window/u], '/elsewhere/.vscode/settings.json');

const rule = { text: 'npm run *', behavior: 'allow', scope: 'user', file: userFile };
const used = ({ uses }: Editor): void => {
  uses.add(decided({ subject: 'npm run old', rule }, now - 30 * 24 * 3_600_000));
  for (const subject of ['npm run a', 'npm run b', 'npm run a', 'npm run `c`\n\u202e']) uses.add(decided({ subject, rule })); // prettier-ignore
  uses.add(decided({ subject: 'npm run x', rule: { ...rule, file: '/other.json' } }));
};

test('a hover tells how often the rule decided and on what, the newest first', async () => {
  const said = await hoverText(oneRule('npm |run *'), undefined, undefined, used);
  assert.match(said, /It decided 5 calls, 4 in the last seven days; the last one on 2026-11-20\./u);
  const shown = said.split('\n').filter((line) => line.startsWith('- '));
  assert.deepEqual(shown, [
    '- allowed `` npm run `c`⏎⟨U+202E⟩ ``',
    '- allowed `npm run a`',
    '- allowed `npm run b`',
  ]);
});

test('a rule that decided nothing says so', async () => {
  assert.match(await hoverText(oneRule('npm |run *')), /has not decided any call yet/u);
});

async function lensTexts(facts: Partial<WindowFacts>): Promise<readonly string[]> {
  const editor = edit('{ "portcullis.permissions.allow": ["npm run *", "git *"] }', userFile, facts);
  used(editor);
  const lenses = await editor.session.lenses(editor.document);
  return lenses.map(({ command }) => `${command?.title} ${command?.command} ${JSON.stringify(command?.arguments ?? [])}`); // prettier-ignore
}

test('a lens stands above each rule that decided something', async () => {
  assert.deepEqual(await lensTexts({}), ['allowed 4 calls this week  []']);
});

test('where there is a simulator, a lens opens the newest call in it', async () => {
  const command = { simulate: 'portcullis.simulate' };
  assert.deepEqual(await lensTexts({ commands: command }), [
    'allowed 4 calls this week  []',
    `simulate portcullis.simulate ${JSON.stringify([{ tool: 'shell', input: 'npm run `c`\n\u202e' }])}`,
  ]);
});

test('a lens opens a call as it was: its shell, its first file, and never one of which only the beginning is known', async () => {
  const opens = async (
    text: string,
    ...past: readonly Readonly<Record<string, unknown>>[]
  ): Promise<unknown> => {
    const editor = edit(oneRule(text), userFile, { commands: { simulate: 'x' } });
    const rule = { text, behavior: 'allow', scope: 'user', file: userFile };
    for (const one of past) editor.uses.add(decided({ ...one, rule }));
    const lenses = await editor.session.lenses(editor.document);
    return lenses.at(-1)?.command?.arguments?.[0];
  };
  const cut = { subject: `npm run ${'x'.repeat(492)}[… 40 more characters]` };
  assert.deepEqual(await opens('Get-Item *', { tool: 'PowerShell', subject: 'Get-Item x' }), { tool: 'powershell', input: 'Get-Item x' }); // prettier-ignore
  assert.deepEqual(await opens('PowerShell(Get-Item *)', { tool: 'shell', subject: 'Get-Item x' }), { tool: 'powershell', input: 'Get-Item x' }); // prettier-ignore
  assert.deepEqual(await opens('npm run *', { subject: 'npm run a' }, cut), { tool: 'shell', input: 'npm run a' }); // prettier-ignore
  assert.deepEqual(await opens('npm run *', cut), { tool: 'shell', input: 'npm run x' });
  assert.deepEqual(await opens('Edit(./**)', { kind: 'edit', subject: '/w/a.ts, /w/b.ts' }), { tool: 'write', input: '/w/a.ts' }); // prettier-ignore
});

test('of a call that the journal cut, lens and hover say that it cannot be simulated', async () => {
  const rule = { text: 'npm run *', behavior: 'allow', scope: 'user', file: userFile };
  const cut = decided({ subject: `npm run ${'x'.repeat(492)}[… 40 more characters]`, rule });
  const titles = async (...past: (typeof cut)[]): Promise<readonly (string | undefined)[]> => {
    const editor = edit(oneRule('npm run *'), userFile, { commands: { simulate: 'x' } });
    for (const one of past) editor.uses.add(one);
    return (await editor.session.lenses(editor.document)).map(({ command }) => command?.title).slice(1);
  };
  assert.deepEqual(await titles(decided({ subject: 'npm run a', rule })), ['simulate']);
  assert.deepEqual(await titles(cut), ['cut in the journal: cannot be simulated', 'simulate an example']);
  assert.deepEqual(await titles(decided({ subject: 'npm run a', rule }), cut), ['the newest call is cut in the journal: it cannot be simulated', 'simulate the one before']); // prettier-ignore
  assert.deepEqual(await titles(cut, decided({ subject: 'npm run a', rule })), ['simulate']);
  const said = await hoverText(oneRule('npm |run *'), undefined, undefined, ({ uses }) => uses.add(cut));
  assert.match(said, /- allowed `npm run x+…` \(cut in the journal: it cannot be simulated\)/u);
});

test('a rule of one folder of several says for which calls it holds, and where its paths start', async () => {
  const file = '/v/.vscode/settings.json';
  const folder = { roots: ['/w', '/v'], places: [{ file, scope: 'folder', base: '/v' }] } as const;
  const inFolder = (text: string, behavior: 'allow' | 'deny') => {
    const rules = [{ text: text.replace('|', ''), behavior, scope: 'folder', file, base: '/v' }] as const;
    return hoverText(oneRule(text, behavior), file, { ...folder, rules });
  };
  assert.match(
    await inFolder('make |x', 'allow'),
    /In force in this workspace, for calls in each of its folders\./u,
  );
  const own = await inFolder('Edit(./s|rc/**)', 'allow');
  assert.match(own, /In force in this workspace, for files of its own folder alone\./u);
  assert.match(own, /from the folder of the rule/u);
  assert.match(own, /Matches: `write src\/x\/file`|Matches: `write src\/x/u);
  assert.match(await inFolder('Edit(~/s|rc/**)', 'allow'), /for calls in each of its folders/u);
  const denied = await inFolder('Edit(./s|rc/**)', 'deny');
  assert.match(denied, /from the workspace folders/u);
  assert.match(denied, /for calls in each of its folders/u);
});

test('lenses can be switched off', async () => {
  assert.deepEqual(await lensTexts({ lenses: false }), []);
});
