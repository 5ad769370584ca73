// Packs the extension into out/portcullis.vsix and holds it to its size.
import { execFileSync } from 'node:child_process';
import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const vsix = path.join(root, 'out', 'portcullis.vsix');
const limit = 1.5 * 1024 * 1024;

mkdirSync(path.dirname(vsix), { recursive: true });
execFileSync(
  process.execPath,
  [
    path.join(root, 'node_modules/@vscode/vsce/vsce'),
    'package',
    '--no-dependencies',
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
    '-o',
    vsix,
  ],
  {
    cwd: root,
    stdio: ['ignore', process.argv.includes('--quiet') ? 'ignore' : 'inherit', 'inherit'],
  },
);
const { size } = statSync(vsix);
console.log(`${path.relative(root, vsix)}: ${(size / 1024).toFixed(0)} KiB`);
if (size > limit) {
  console.error(`The package may have at most ${limit / 1024} KiB.`);
  process.exit(1);
}
