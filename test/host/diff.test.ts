// "Show diff" of a waiting edit, in VS Code's own editors.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { patches, replaces } from '../../src/agents/edits.ts';
import { showDiff } from '../../src/extension/panel/intents.ts';
import { until } from '../support/until.ts';
import { folder } from './window.ts';

suite('the diff of an edit', () => {
  /** Of the extension's own scheme there is one provider already; here the texts are files. */
  const kept = mkdtempSync(path.join(tmpdir(), 'diff-'));
  const documents = {
    put(name: string, text: string) {
      const file = path.join(kept, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
      return vscode.Uri.file(file);
    },
  };
  suiteTeardown(() => rmSync(kept, { recursive: true }));

  const shown = (title: string) =>
    until(
      () => {
        const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
        return tab?.label.includes(title) === true ? tab : undefined;
      },
      { what: `the editor "${title}"` },
    );

  test('one file is compared in the diff editor, several in that of changes', async () => {
    writeFileSync(path.join(folder(), 'plan.md'), 'one two');
    const edit = replaces('file_path')('Edit', { file_path: 'plan.md', old_string: 'two', new_string: '2' });
    assert.ok(edit);
    await showDiff({ call: edit, cwd: folder(), id: '11111111' }, documents);
    const { input } = await shown('plan.md (as it is ↔ after the call)');
    assert.ok(input instanceof vscode.TabInputTextDiff);
    const texts = [input.original, input.modified].map((uri) => vscode.workspace.openTextDocument(uri));
    assert.deepEqual((await Promise.all(texts)).map((one) => one.getText()), ['one two', 'one 2']);

    const patch = '*** Begin Patch\n*** Delete File: plan.md\n*** Add File: new.md\n+new\n*** End Patch';
    const many = patches('apply_patch', { input: patch });
    assert.ok(many);
    await showDiff({ call: many, cwd: folder(), id: '22222222' }, documents);
    await shown('2 changes (as it is ↔ after the call)');
  }); // prettier-ignore
});
