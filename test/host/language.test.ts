// Help with rules in the real editor: findings, completion, a hover, a fix that is applied, the way from a rule's name to
// its line; and a server that dies takes nothing with it.
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { until } from '../support/until.ts';
import { folder, gate, setting } from './window.ts';

suite('language', () => {
  // Not the settings of this workspace: VS Code holds those in a model of its own, which others of these tests change.
  const file = () => path.join(folder(), 'inner', '.vscode', 'settings.json');
  const show = async (lines: readonly string[]): Promise<vscode.TextDocument> => {
    mkdirSync(path.dirname(file()), { recursive: true });
    writeFileSync(file(), lines.join('\n'));
    const document = await vscode.workspace.openTextDocument(file());
    await vscode.window.showTextDocument(document);
    await until(() => document.getText() === lines.join('\n'));
    return document;
  };
  const own = (uri: vscode.Uri) => vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Portcullis'); // prettier-ignore
  const codes = (uri: vscode.Uri) => own(uri).map(({ code }) => (typeof code === 'object' ? String(code.value) : '')); // prettier-ignore
  const rules = (...texts: string[]): string[] => [
    '{',
    '  "portcullis.permissions.deny": [',
    ...texts.map((text, at) => `    "${text}"${at === texts.length - 1 ? '' : ','}`),
    '  ]',
    '}',
  ];

  teardown(async () => {
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    rmSync(path.join(folder(), 'inner'), { recursive: true, force: true });
    await setting('permissions.deny', undefined);
    await setting('permissions.allow', undefined, vscode.ConfigurationTarget.Workspace);
  });

  test('findings stand under the rules, with a way to the page that explains them', async () => {
    const { uri } = await show(rules('git add . && git commit *', 'rm -rf *'));
    await until(() => codes(uri).includes('never'));
    const [found] = own(uri);
    assert.equal(found?.range.start.line, 2);
    const target = typeof found?.code === 'object' ? found.code.target : undefined;
    assert.ok(target?.path.endsWith('/docs/rules.md'), String(target));
    const page = readFileSync(target?.fsPath ?? '', 'utf8').split('\n');
    assert.equal(page[Number(target?.fragment.slice(1)) - 1], '### never');
  });

  test('a word of a command is completed inside its string', async () => {
    const { uri } = await show(rules('git pu'));
    const place = new vscode.Position(2, 11);
    const list = await until(async () => {
      const found = await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', uri, place); // prettier-ignore
      return found.items.some(({ label }) => label === 'push') && found;
    });
    const push = list.items.find(({ label }) => label === 'push');
    const range = push?.range instanceof vscode.Range ? push.range : push?.range?.replacing;
    assert.deepEqual([range?.start.character, range?.end.character], [9, 11]);
  });

  test('a hover tells in words what a rule does', async () => {
    const { uri } = await show(rules('rm -rf *'));
    const text = await until(async () => {
      const found = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, new vscode.Position(2, 8)); // prettier-ignore
      const all = found.flatMap(({ contents }) => contents.map((one) => (typeof one === 'string' ? one : one.value))); // prettier-ignore
      return all.find((one) => one.includes('sudo rm -rf'));
    });
    assert.match(text, /Denies the command `rm -rf`/);
  });

  test('a fix is applied, and the finding goes', async () => {
    const document = await show(rules('Webfetch(domain:example.com)'));
    const { uri } = document;
    await until(() => codes(uri).includes('unknown-tool'));
    const [found] = own(uri);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', uri, found?.range); // prettier-ignore
    const fix = actions.find(({ title }) => title === 'Change to WebFetch(domain:example.com)');
    assert.ok(fix?.edit, actions.map(({ title }) => title).join('; '));
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    assert.match(document.lineAt(2).text, /"WebFetch\(domain:example\.com\)"/);
    await until(() => codes(uri).length === 0);
  });

  test('allow rules of the workspace say that they do not count, until they are approved', async () => {
    await setting('permissions.allow', ['npm run x'], vscode.ConfigurationTarget.Workspace);
    const { uri } = await vscode.workspace.openTextDocument(path.join(folder(), '.vscode', 'settings.json'));
    await until(() => codes(uri).includes('uncounted'));
    assert.match(own(uri)[0]?.message ?? '', /until you approve it/);
  });

  test('user settings are helped with as well', async () => {
    await setting('permissions.deny', ['a && b']);
    await vscode.commands.executeCommand('workbench.action.openSettingsJson');
    const uri = await until(() => vscode.window.activeTextEditor?.document.uri);
    await until(() => codes(uri).includes('never'));
  });

  test('from a rule that decided to the line where it stands', async () => {
    await setting('permissions.deny', ['npm install *']);
    const decision = await (await gate()).hasPermissionsToUseTool('terminal', { line: 'npm install x' }, { agent: 'demo', cwd: folder() }); // prettier-ignore
    assert.equal(decision.layer, 'deny-rule');
    await vscode.commands.executeCommand('portcullis.goToRule', { ...decision.rule, line: 1 });
    const editor = await until(() => vscode.window.activeTextEditor);
    assert.match(editor.document.lineAt(editor.selection.active.line).text, /npm install \*/);
    assert.match(editor.document.uri.path, /\/settings\.json$/);
  });

  test('names of services are offered where services are held back', async () => {
    const { uri } = await show(['{', '  "portcullis.services": { "cli" }', '}']);
    const list = await until(async () => {
      const place = new vscode.Position(1, 31);
      const found = await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', uri, place); // prettier-ignore
      return found.items.some(({ label }) => label === 'cli:*') && found;
    });
    assert.ok(!list.items.some(({ label }) => label === 'git'));
  });

  test('a server that is killed comes back, and the gate does not notice', async function () {
    if (process.platform !== 'linux') this.skip();
    const document = await show(rules('x && y'));
    const { uri } = document;
    await until(() => codes(uri).includes('never'));
    const [before] = servers();
    assert.ok(before !== undefined);
    process.kill(before, 'SIGKILL');
    const decision = await (await gate()).hasPermissionsToUseTool('terminal', { line: 'ls' }, { agent: 'demo', cwd: folder() }); // prettier-ignore
    assert.equal(decision.behavior, 'allow');
    // Changed in the editor: when VS Code notices a change on disk depends on its watcher, not on the server.
    const edit = new vscode.WorkspaceEdit();
    edit.replace(uri, document.lineAt(2).range, ['    "x && y",', '    "rm *",', '    "rm *"'].join('\n'));
    assert.ok(await vscode.workspace.applyEdit(edit));
    await until(() => servers().some((pid) => pid !== before), { what: 'another server' });
    await until(() => codes(uri).includes('duplicate'), { what: 'what it finds in the changed text' });
  });

  /** The language servers that this window started. */
  function servers(): readonly number[] {
    return readdirSync('/proc').flatMap((name) => {
      try {
        const line = readFileSync(`/proc/${name}/cmdline`, 'utf8');
        const parent = /^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1];
        return line.includes('language.cjs') && Number(parent) === process.pid ? [Number(name)] : [];
      } catch {
        return [];
      }
    });
  }
});
