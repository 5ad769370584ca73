// Bundles every program that ships: extension, language server, command line, hook client, demo agent, the panel's
// page; and packs the grammars and copies the model.
import { build, transform } from 'esbuild';
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { panelIcons } from './icons.mjs';
import { thirdParty } from './thirdParty.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = path.join(root, 'dist');

const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  // The modules of a package where it has both, so that what nobody uses stays out.
  mainFields: ['module', 'main'],
  minify: !process.argv.includes('--dev'),
  sourcemap: process.argv.includes('--dev') ? 'inline' : false,
  legalComments: 'linked',
  logLevel: 'warning',
  metafile: true,
  // The CommonJS build of web-tree-sitter: its ES build asks for import.meta.url, which a CommonJS bundle lacks.
  alias: { 'web-tree-sitter': path.join(root, 'node_modules/web-tree-sitter/web-tree-sitter.cjs') },
};

/**
 * Parser and grammars as they lie in dist/grammars, by the packages that bring them: compressed, for the size of the
 * package. That of the shell is loaded first.
 */
const grammars = [
  'web-tree-sitter/web-tree-sitter.wasm',
  ...['bash', 'python', 'javascript', 'ruby', 'php', 'typescript'].map(
    (language) => `@vscode/tree-sitter-wasm/wasm/tree-sitter-${language}.wasm`,
  ),
];

/** Every file that went into a bundle. */
const inputs = new Set();

await rm(dist, { recursive: true, force: true });
await mkdir(path.join(dist, 'grammars'), { recursive: true });
await mkdir(path.join(dist, 'panel'), { recursive: true });
await Promise.all([
  programs({
    extension: 'src/extension/extension.ts',
    language: 'src/language/main.ts',
    cli: 'src/cli/main.ts',
  }),
  bundle('webview/main.ts', 'panel/panel.js', {
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    conditions: ['production'],
  }),
  bundle('webview/panel.css', 'panel/panel.css', {}),
  icons(),
  bundle('src/hook/main.ts', 'hook.cjs', { format: 'cjs' }),
  bundle('src/demo/main.ts', 'demo.cjs', { format: 'cjs' }),
  ...grammars.map(compressed),
  copyFile(path.join(root, 'models/effect-verb.bin'), path.join(dist, 'effect-verb.bin')),
]);
const copied = ['web-tree-sitter', '@vscode/tree-sitter-wasm', '@vscode/codicons'];
await writeFile(path.join(dist, 'THIRD_PARTY.md'), thirdParty(root, inputs, copied));

async function icons() {
  const { css, font } = await panelIcons(root);
  await Promise.all([
    writeFile(path.join(dist, 'panel', 'codicon.css'), css),
    writeFile(path.join(dist, 'panel', 'codicon.woff2'), font),
  ]);
}

/** The best compression takes seconds, so that what it gave is kept beside the packages. */
async function compressed(file) {
  const bytes = await readFile(path.join(root, 'node_modules', file));
  const cache = path.join(root, 'node_modules', '.cache', 'portcullis');
  const kept = path.join(cache, `${createHash('sha256').update(bytes).digest('hex')}.br`);
  let packed = await readFile(kept).catch(() => undefined);
  if (packed === undefined) {
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22 };
    packed = await promisify(brotliCompress)(bytes, { params });
    // Another build may keep the same at this moment: whoever reads it sees all of it or nothing.
    await mkdir(cache, { recursive: true });
    await writeFile(`${kept}.${process.pid}`, packed);
    await rename(`${kept}.${process.pid}`, kept);
  }
  await writeFile(path.join(dist, 'grammars', `${path.basename(file)}.br`), packed);
}

/** Files of a folder, and their lines that are not empty. */
async function sizeOf(folder) {
  const names = (await readdir(path.join(root, folder), { recursive: true })).filter((name) =>
    name.endsWith('.ts'),
  );
  const texts = await Promise.all(names.map((name) => readFile(path.join(root, folder, name), 'utf8')));
  const lines = texts.reduce(
    (sum, text) => sum + text.split('\n').filter((line) => line.trim() !== '').length,
    0,
  );
  return { files: names.length, lines };
}

async function bundle(entry, outfile, options) {
  const exists = await stat(path.join(root, entry)).catch(() => undefined);
  if (!exists) throw new Error(`${entry} is missing`);
  note(await build({ ...shared, ...options, entryPoints: [entry], outfile: path.join(dist, outfile) }));
}

function note({ metafile }) {
  for (const input of Object.keys(metafile.inputs)) inputs.add(input);
}

/**
 * Bundles programs that have much in common: what they share lies once in the package, in chunks beside them, and
 * what they import only when they need it is a chunk of its own. esbuild splits modules alone, so that all but the
 * command line, which is one, become CommonJS afterwards.
 */
async function programs(entryPoints) {
  const built = await build({
    // The panel shows how large the permission module is.
    define: { PORTCULLIS_MODULE: JSON.stringify(await sizeOf('src/policy')) },
    ...shared,
    format: 'esm',
    splitting: true,
    entryPoints,
    outdir: dist,
    outExtension: { '.js': '.cjs' },
    chunkNames: '[name]-[hash]',
    external: ['vscode'],
    write: false,
  });
  note(built);
  await Promise.all(
    built.outputFiles.map(async ({ path: file, text }) => {
      if (!file.endsWith('.cjs')) return writeFile(file, text);
      const name = path.basename(file, '.cjs');
      return name === 'cli'
        ? writeFile(path.join(dist, 'cli.js'), `#!/usr/bin/env node\n${text}`)
        : writeFile(file, await commonJs(text));
    }),
  );
}

async function commonJs(text) {
  const { minify, target, platform, sourcemap } = shared;
  const here = '__moduleUrl';
  const banner = text.includes('import.meta.url')
    ? `const ${here}=require('node:url').pathToFileURL(__filename).href;`
    : '';
  const { code } = await transform(text, {
    format: 'cjs',
    minify,
    target,
    platform,
    sourcemap,
    banner,
    legalComments: 'inline',
    // A module that is imported late is required late: VS Code answers only a require with its own interface.
    supported: { 'dynamic-import': false },
    define: { 'import.meta.url': here },
  });
  return code;
}
