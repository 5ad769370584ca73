// What ships: one bundle within its size, nothing that is fetched later, and a true list of what is in it.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../support/root.ts';

const vsix = readFileSync(join(root, 'out', 'portcullis.vsix'));
const list = readFileSync(join(root, 'dist', 'THIRD_PARTY.md'), 'utf8');
const rows = [...list.matchAll(/^\| (?!package |---)(\S+) \| (\S+) \| (\S+) \|$/gmu)].map(([, name = '', version = '', license = '']) => ({ name, version, license })); // prettier-ignore

test('the package has at most 1.5 MB', () => {
  assert.ok(vsix.length <= 1.5 * 2 ** 20, `${vsix.length} bytes`);
});

test('the package holds bundles, grammars, pictures and documents, and nothing else', () => {
  const expected =
    /^(?:extension\.vsixmanifest|\[Content_Types\]\.xml|extension\/(?:package\.json|(?:readme|changelog|SECURITY|NOTICE)\.md|LICENSE\.txt|media\/(?:walkthrough\/)?[\w-]+\.(?:svg|png)|docs\/[\w-]+\.md|dist\/(?:cli\.js|effect-verb\.bin|[\w-]+\.cjs|THIRD_PARTY\.md|grammars\/[\w.-]+\.wasm(?:\.br)?|panel\/[\w.]+)))$/u;
  const names = namesIn(vsix);
  assert.deepEqual(names.filter((name) => !expected.test(name)), []);
  assert.ok(names.includes('extension/dist/THIRD_PARTY.md') && names.includes('extension/dist/extension.cjs'));
}); // prettier-ignore

test('the list names every package that our code imports, each with version and licence', () => {
  assert.ok(rows.length >= 8, list.slice(0, 600));
  const listed = new Set(rows.map(({ name }) => name));
  assert.deepEqual(
    [...imported()].filter((name) => !listed.has(name)),
    [],
  );
  for (const { name, version, license } of rows) {
    const { version: installed } = JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')) as { version: string }; // prettier-ignore
    assert.equal(version, installed, name);
    assert.match(license, /^(?:MIT|BSD-3-Clause|BlueOak-1\.0\.0|CC-BY-4\.0|Apache-2\.0|ISC|0BSD)$/u, name);
    assert.ok(list.includes(`## ${name} ${version}\n\n\`\`\`text\n`), `the text of the licence of ${name}`);
  }
});

test('the notice says why each package that our code imports is there', () => {
  const notice = readFileSync(join(root, 'NOTICE.md'), 'utf8');
  assert.deepEqual([...imported()].filter((name) => !notice.includes(`\`${name}\``)), []);
}); // prettier-ignore

test('the manifest asks for nothing to be fetched', () => {
  const manifest: Record<string, unknown> = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  for (const key of ['dependencies', 'optionalDependencies', 'extensionDependencies', 'extensionPack'])
    assert.equal(manifest[key], undefined, key);
});

/** Packages that the sources name, without Node's own and VS Code's. */
function imported(): ReadonlySet<string> {
  const names = ['src', 'webview'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) => [
        ...readFileSync(join(root, folder, name), 'utf8').matchAll(
          /(?:\bfrom|^import) ['"]((?:@[\w.-]+\/)?[\w-][\w.-]*)(?:\/[^'"]*)?['"];/gmu,
        ),
      ])
      .map(([, name = '']) => name),
  );
  return new Set(names.filter((name) => name !== 'vscode'));
}

/** The central directory at the end of a ZIP file. Source: APPNOTE.TXT, 4.3.12 and 4.3.16. */
function namesIn(zip: Buffer): readonly string[] {
  const end = zip.lastIndexOf('PK\x05\x06');
  const names: string[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [name, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
    names.push(zip.toString('utf8', at + 46, at + 46 + (name ?? 0)));
    at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return names;
}
