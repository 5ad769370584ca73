// The list of the packages that others wrote and that ship in ours, with versions and licences, made from what the
// bundler has really put in.
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';

/** `inputs` are the paths of all bundled files, `copied` the packages of which files are copied as they are. */
export function thirdParty(root, inputs, copied) {
  const folders = [
    ...copied.map((name) => path.join('node_modules', name)),
    ...[...inputs].flatMap((input) => packageOf(input) ?? []),
  ];
  const real = new Set(folders.map((folder) => realpathSync(path.resolve(root, folder))));
  const packages = [...real].map(describe).sort(byName);
  const names = new Set(packages.map(({ name }) => name));
  if (names.size !== packages.length) throw new Error('a package is bundled in two versions');
  return [
    '# Third-party software',
    '',
    'Portcullis ships as one bundle and fetches nothing at run time. These packages are part of it; the list is made by the build.',
    '',
    '| package | version | licence |',
    '| --- | --- | --- |',
    ...packages.map(({ name, version, license }) => `| ${name} | ${version} | ${license} |`),
    ...packages.flatMap(({ name, version, text }) => [
      '',
      `## ${name} ${version}`,
      '',
      '```text',
      text,
      '```',
    ]),
    '',
  ].join('\n');
}

/** The innermost folder of a package in which the file lies; undefined for our own. */
function packageOf(file) {
  const parts = file.split(/[\\/]/);
  const at = parts.lastIndexOf('node_modules');
  if (at < 0) return undefined;
  const size = parts[at + 1]?.startsWith('@') ? 3 : 2;
  return parts.slice(0, at + size).join('/');
}

function describe(folder) {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const texts = readdirSync(folder)
    .filter((file) => /^licen[cs]e/i.test(file))
    .sort()
    .map((file) => readFileSync(path.join(folder, file), 'utf8').trim());
  if (typeof license !== 'string' || texts.length === 0) throw new Error(`${name} has no licence`);
  return { name, version, license, text: [...texts, ...grammarsOf(folder)].join('\n\n') };
}

/** The grammars inside a package of grammars, which have licences of their own. */
function grammarsOf(folder) {
  const manifest = path.join(folder, 'cgmanifest.json');
  if (!existsSync(manifest)) return [];
  const { registrations = [] } = JSON.parse(readFileSync(manifest, 'utf8'));
  return registrations.map(({ component, license = 'see its repository', version = '' }) => {
    const { name = '', repositoryUrl = '', commitHash = '' } = component.git ?? {};
    return `${name} ${version} (${license}): ${repositoryUrl} ${commitHash}`;
  });
}

function byName(one, other) {
  return one.name < other.name ? -1 : 1;
}
