// A file that is edited for long says the same as one that was just opened.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { readSettingsFile } from '../../../src/language/settingsFile.ts';
import type { WindowFacts } from '../../../src/protocol/language.ts';
import { edit, userFile, window, workspaceFile } from './editor.ts';

const begun = `{
  "portcullis.permissions.deny": ["rm *", "git push*", "Webfetch(domain:x.org)", "a && b"],
  "portcullis.permissions.allow": ["rm x", "npm run *", "npm run x", "ls -la", "python *"],
  "portcullis.denyTools": ["WebFetch"], "portcullis.floorExceptions": ["force-psh"]
}`;
const pieces = ['x', ' ', '*', '"', ',', '"rm *", ', '"npm *",', '"git push x", ', ']', '(', ' "Edit", ', ''];
const typing = fc.record({ at: fc.nat(), gone: fc.nat(12), text: fc.constantFrom(...pieces) });
const denied = { text: 'npm *', behavior: 'deny', scope: 'user', file: userFile, line: 7 } as const;
const windows = fc.constantFrom<Partial<WindowFacts>>(
  {},
  { rules: [denied] },
  { rules: [{ ...denied, line: 8 }] },
  { roots: ['/v'], floorExceptions: ['force-push'] },
  { places: [{ file: workspaceFile, scope: 'workspace', uncounted: 'untrusted' }] },
);

test('after any typing, and whatever changes in the window, the findings are those of a file just opened', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(typing, windows), { maxLength: 10 }), fc.boolean(), async (steps, judge) => {
      const { document, session } = edit(begun, workspaceFile);
      let facts: Partial<WindowFacts> = {};
      for (const [step, one] of steps.entries()) {
        if ('gone' in one) {
          const from = one.at % (document.getText().length + 1);
          const range = { start: document.positionAt(from), end: document.positionAt(from + one.gone) };
          TextDocument.update(document, [{ range, text: one.text }], step + 2);
        } else {
          facts = one;
          session.setWindow({ ...window, ...facts });
        }
        if (judge) while (await session.judgeSome(document));
        else session.findSome(document);
      }
      while (await session.judgeSome(document));
      const fresh = edit(document.getText(), workspaceFile, facts);
      while (await fresh.session.judgeSome(fresh.document));
      assert.deepEqual(session.diagnostics(document), fresh.session.diagnostics(fresh.document));
    }),
    { numRuns: 200 },
  ); // prettier-ignore
});

// One by one they were looked up in all that follow, which took minutes.
test('a file that repeats a setting without end is read, and the last one counts', () => {
  const text = `{${'"portcullis.permissions.allow":["ls"],'.repeat(100_000)}"portcullis.permissions.allow":["pwd"]}`;
  const { settings, values } = readSettingsFile(text, 'settings');
  assert.equal(settings.filter(({ overridden }) => !overridden).length, 1);
  assert.deepEqual(values, { 'permissions.allow': ['pwd'] });
});
