// The extension comes up lazily, and everything it promises in package.json is there.
import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import { commands } from '../../src/extension/commands.ts';
import { extension } from './window.ts';

suite('activation', () => {
  test('no gate is started before it is needed', async () => {
    const { activatedIn, gate } = await extension();
    const { extensionPath } = vscode.extensions.getExtension('portcullis.portcullis') ?? {
      extensionPath: '',
    };
    const main = path.join(extensionPath, 'dist', 'extension.cjs');
    const dist = path.dirname(main) + path.sep;
    for (const file of Object.keys(require.cache)) if (file.startsWith(dist)) delete require.cache[file];
    const started = performance.now();
    require(main);
    const loadedIn = performance.now() - started;
    // A number to look at, not to test: a busy machine is no fault of the extension.
    console.log(`loaded in ${loadedIn.toFixed(0)} ms, activated in ${activatedIn.toFixed(0)} ms`);
    assert.equal(gate.current(), undefined);
  });

  test('every command is registered', async () => {
    const registered = await vscode.commands.getCommands(true);
    for (const id of Object.values(commands)) assert.ok(registered.includes(id), id);
  });

  test('the key of the stop is not one of the defaults', async () => {
    const uri = vscode.Uri.parse('vscode://defaultsettings/keybindings.json');
    const text = (await vscode.workspace.openTextDocument(uri)).getText();
    assert.match(text, /"ctrl\+shift\+p"/);
    const others = [...text.matchAll(/"key": "ctrl\+shift\+f8",\s*"command": "([^"]+)"/g)].map(
      (one) => one[1],
    );
    assert.deepEqual(
      others.filter((command) => command !== commands.stop),
      [],
    );
  });

  test('the stop key reaches the editor while a terminal has the focus', () => {
    const skipped = vscode.workspace
      .getConfiguration('terminal.integrated')
      .get<string[]>('commandsToSkipShell');
    assert.ok(skipped?.includes(commands.stop));
  });
});
