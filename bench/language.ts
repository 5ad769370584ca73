// The language server on a settings file of 2,000 rules, of which many decided calls: from a keystroke to the findings,
// and a completion. The built server over a real connection, so that the wire counts, and asked all that an editor asks
// when a person types: completions, quick fixes and lenses at once, each time.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noWindow } from '../src/protocol/language.ts';
import { manyRules, startServer } from '../test/support/language/server.ts';
import { root } from '../test/support/root.ts';
import { timed, type Row } from './table.ts';

const rules = 2_000;
const rounds = 200;

export async function languageServer(): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'portcullis-bench-'));
  const file = '/home/ann/settings.json';
  const text = manyRules(rules);
  const journal = { folder: join(folder, 'journal'), archive: join(folder, 'journal', 'archive') };
  writeJournal(journal.folder, file, text);
  const grammars = join(root, 'dist', 'grammars');
  const saved = written(text).map((rule) => ({ text: rule, behavior: 'allow', scope: 'user', file }) as const);
  const server = await startServer(
    { ...noWindow, lenses: true, places: [{ file, scope: 'user' }], rules: saved, commands: { simulate: 'x' } },
    {
      journal,
      grammar: {
        runtime: join(grammars, 'web-tree-sitter.wasm.br'),
        bash: join(grammars, 'tree-sitter-bash.wasm.br'),
      },
    },
  );
  try {
    const began = performance.now();
    const uri = await server.open(file, text);
    const textDocument = { uri };
    await server.diagnostics(uri);
    const opened = performance.now() - began;
    const ask = (what: string, more: object): Promise<unknown> => server.connection.sendRequest(`textDocument/${what}`, { textDocument, ...more });
    const [findings, completions, fixes, lenses]: number[][] = [[], [], [], []];
    for (let round = 0; round < rounds; round++) {
      const line = 2 + ((round * 30) % rules);
      const position = { line, character: 6 };
      const typed = performance.now();
      const timedIn = (list: number[] | undefined) => () => void list?.push(performance.now() - typed);
      await server.type(uri, line, 5, 'x');
      await Promise.all([
        ask('completion', { position }).then(timedIn(completions)),
        ask('codeAction', { range: { start: position, end: position }, context: { diagnostics: [] } }).then(timedIn(fixes)),
        ask('codeLens', {}).then(timedIn(lenses)),
        server.diagnostics(uri).then(timedIn(findings)),
      ]);
    }
    const of = `${rules.toLocaleString('en')} rules`;
    return [
      timed(`keystroke to findings, ${of}`, findings ?? [], '≤ 200 ms'),
      timed(`completion, ${of}`, completions ?? [], '≤ 50 ms'),
      timed(`quick fixes, ${of}`, fixes ?? [], 'not asked'),
      timed(`lenses, ${of}`, lenses ?? [], 'not asked'),
      timed(`a file of ${of} opened, to its first findings`, [opened], 'not asked'),
    ];
  } finally {
    await server.end();
    rmSync(folder, { recursive: true, force: true });
  }
} // prettier-ignore

/** Each third rule decided a few calls. */
function writeJournal(folder: string, file: string, text: string): void {
  mkdirSync(folder, { recursive: true });
  const time = new Date().toISOString();
  const entries = written(text).flatMap((rule, at) =>
    Array.from({ length: at % 3 === 0 ? 4 : 0 }, (_, call) => ({
      event: 'decision', kind: 'shell', subject: `git status # ${at} ${call}`, behavior: 'allow', tool: 'Bash',
      rule: { text: rule, behavior: 'allow', scope: 'user', file }, n: 0, prev: '', digest: '', time,
    })),
  ); // prettier-ignore
  writeFileSync(join(folder, 'a.jsonl'), entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
}

function written(text: string): readonly string[] {
  return Array.from(text.matchAll(/^ {4}"(.*?)",?$/gmu), ([, rule = '']) => rule);
}
