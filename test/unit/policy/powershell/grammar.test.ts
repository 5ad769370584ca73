// A second opinion: what the grammar of VS Code takes for a command, where it finds no error, must be a command for
// this reader too. The grammar is not part of the product: it takes `a,b` and `$HOME/x` for errors.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import fc from 'fast-check';
import { Language, Parser, type Node } from 'web-tree-sitter';
import { readPowerShell } from '../../../support/policy/powershell.ts';

const file = createRequire(import.meta.url).resolve(
  '@vscode/tree-sitter-wasm/wasm/tree-sitter-powershell.wasm',
);
const parser = new Parser().setLanguage(await Language.load(await readFile(file))); // prettier-ignore

/** Names of the commands that the grammar sees; undefined where it sees an error. */
function commandNames(line: string): string[] | undefined {
  const tree = parser.parse(line);
  assert.ok(tree);
  try {
    if (tree.rootNode.hasError) return undefined;
    return tree.rootNode
      .descendantsOfType('command_name')
      .flatMap((node: Node | null) => (node === null ? [] : [node.text]));
  } finally {
    tree.delete();
  }
}

/** Commands put into the places in which one may stand. */
const places = [
  '§', '§; §', '§ | §', '§ && §', '§ || §', '& { § }', '$(§)', '"a $(§) b"', '(§)', '@(§)', '@{ a = (§) }', '{ § }', 'if (§) { § } else { § }',
  'foreach ($f in §) { § }', 'while (§) { § }', 'do { § } while (§)', 'for ($i = 0; $i -lt 5; $i++) { § }', 'try { § } catch { § } finally { § }',
  'function f { § }', 'switch (§) { 1 { § } default { § } }', '$x = §', '$x = @(§)', '$x = if (1) { § }', 'echo (§)', 'echo $(§)', 'echo "$(§)"',
  'gci | % { § }', 'gci | ? { § }', '$a.b((§))', '$a[(§)]', '-not (§)', '(§) -replace "a", (§)', 'return §', '§ # x', '<# x #> §', '@"\n$(§)\n"@',
  '[int](§)', '§ > (§)', 'echo -a:(§)', '. { § }', '§ &', '"$($(§))"', '$(if (1) { § })',
]; // prettier-ignore

test('every command that the grammar sees is seen', () => {
  let compared = 0;
  fc.assert(
    fc.property(fc.constantFrom(...places), fc.array(fc.constantFrom(...places), { maxLength: 2 }), (outer, inner) => {
      let count = 0;
      const nested = inner.reduce((text, place) => text.replace('§', place), outer);
      const line = nested.replaceAll('§', () => `cmd-${count++} x`);
      const names = commandNames(line);
      if (names === undefined) return;
      compared++;
      const read = readPowerShell(line).segments.map(({ words }) => words[0]?.text);
      for (const name of names.filter((one) => one.startsWith('cmd-'))) assert.ok(read.includes(name), `${line}: ${name} is missing in ${read.join(' | ')}`);
    }),
    { numRuns: 1500 },
  );
  assert.ok(compared > 500, `only ${compared} lines could be compared`);
}); // prettier-ignore
