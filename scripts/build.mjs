// Bundles every program that ships: extension, command line, hook client, demo agent; and copies the grammars.
import { build } from 'esbuild';
import { copyFile, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

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
};

/** Grammars of other languages are loaded after those and lie there compressed, for the size of the package. */
const languages = ['python', 'javascript', 'ruby', 'php', 'typescript'];

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
  ...languages.map(compressed),
]);

async function compressed(language) {
  const name = `tree-sitter-${language}.wasm`;
  const bytes = await readFile(path.join(root, 'node_modules/@vscode/tree-sitter-wasm/wasm', name));
  // A higher quality takes seconds for a tenth less.
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 22 };
  const packed = await promisify(brotliCompress)(bytes, { params });
  await writeFile(path.join(dist, 'grammars', `${name}.br`), packed);
}

async function bundle(entry, outfile, options) {
  const exists = await stat(path.join(root, entry)).catch(() => undefined);
  if (!exists) throw new Error(`${entry} is missing`);
  await build({ ...shared, ...options, entryPoints: [entry], outfile: path.join(dist, outfile) });
}
