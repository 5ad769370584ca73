// Bundles every program that ships: extension, command line, hook client, demo agent; and copies the grammars.
import { build } from 'esbuild';
import { copyFile, mkdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = path.join(root, 'dist');

const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  minify: !process.argv.includes('--dev'),
  sourcemap: process.argv.includes('--dev') ? 'inline' : false,
  legalComments: 'linked',
  logLevel: 'warning',
  // The CommonJS build of web-tree-sitter: its ES build asks for import.meta.url, which a CommonJS bundle lacks.
  alias: { 'web-tree-sitter': path.join(root, 'node_modules/web-tree-sitter/web-tree-sitter.cjs') },
};

/** Grammar files that the gate reads at run time, by the name that they have in dist/grammars. */
const grammars = {
  'tree-sitter.wasm': 'web-tree-sitter/web-tree-sitter.wasm',
  'tree-sitter-bash.wasm': '@vscode/tree-sitter-wasm/wasm/tree-sitter-bash.wasm',
  'tree-sitter-python.wasm': '@vscode/tree-sitter-wasm/wasm/tree-sitter-python.wasm',
  'tree-sitter-javascript.wasm': '@vscode/tree-sitter-wasm/wasm/tree-sitter-javascript.wasm',
  'tree-sitter-ruby.wasm': '@vscode/tree-sitter-wasm/wasm/tree-sitter-ruby.wasm',
  'tree-sitter-php.wasm': '@vscode/tree-sitter-wasm/wasm/tree-sitter-php.wasm',
};

await rm(dist, { recursive: true, force: true });
await mkdir(path.join(dist, 'grammars'), { recursive: true });
await Promise.all([
  bundle('src/extension/extension.ts', 'extension.cjs', { format: 'cjs', external: ['vscode'] }),
  bundle('src/hook/main.ts', 'hook.cjs', { format: 'cjs' }),
  bundle('src/demo/main.ts', 'demo.cjs', { format: 'cjs' }),
  bundle('src/cli/main.ts', 'cli.js', {
    format: 'esm',
    banner: {
      js: "#!/usr/bin/env node\nimport { createRequire as __createRequire } from 'node:module';\nimport { fileURLToPath as __fileURLToPath } from 'node:url';\nconst require = __createRequire(import.meta.url);\nconst __filename = __fileURLToPath(import.meta.url);\nconst __dirname = __fileURLToPath(new URL('.', import.meta.url));",
    },
  }),
  ...Object.entries(grammars).map(([name, source]) =>
    copyFile(path.join(root, 'node_modules', source), path.join(dist, 'grammars', name)),
  ),
]);

async function bundle(entry, outfile, options) {
  const exists = await stat(path.join(root, entry)).catch(() => undefined);
  if (!exists) throw new Error(`${entry} is missing`);
  await build({ ...shared, ...options, entryPoints: [entry], outfile: path.join(dist, outfile) });
}
