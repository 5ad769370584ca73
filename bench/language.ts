// The language server on a settings file of 2,000 rules: from a keystroke to the findings, and a completion. The built
// server over a real connection, so that the wire counts.
import { join } from 'node:path';
import { noWindow } from '../src/protocol/language.ts';
import { manyRules, startServer } from '../test/support/language/server.ts';
import { root } from '../test/support/root.ts';
import { timed, type Row } from './table.ts';

const rules = 2_000;
const rounds = 60;

export async function languageServer(): Promise<readonly Row[]> {
  const file = '/home/ann/settings.json';
  const grammars = join(root, 'dist', 'grammars');
  const server = await startServer(
    { ...noWindow, places: [{ file, scope: 'user' }] },
    {
      grammar: {
        runtime: join(grammars, 'tree-sitter.wasm'),
        bash: join(grammars, 'tree-sitter-bash.wasm.br'),
      },
    },
  );
  try {
    const uri = await server.open(file, manyRules(rules));
    await server.diagnostics(uri);
    const findings: number[] = [];
    const completions: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const line = 2 + round * 30;
      const typed = performance.now();
      await server.type(uri, line, 5, 'x');
      const position = { line, character: 6 };
      await server.connection.sendRequest('textDocument/completion', { textDocument: { uri }, position });
      completions.push(performance.now() - typed);
      await server.diagnostics(uri);
      findings.push(performance.now() - typed);
    }
    return [
      timed(`keystroke to findings, ${rules.toLocaleString('en')} rules`, findings, '≤ 200 ms'),
      timed(`completion, ${rules.toLocaleString('en')} rules`, completions, '≤ 50 ms'),
    ];
  } finally {
    await server.end();
  }
}
