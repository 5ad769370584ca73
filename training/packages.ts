// The packages of npm that the training reads, one a line of `packages.txt`, and what it takes of them. Who fetches them is
// not decided here: they are read from a folder that holds each below its name and version.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { minimatch } from 'minimatch';
import { clientSpec } from './clients.ts';
import { manifestSpec } from './oclif.ts';
import type { FileSpec } from './specs.ts';

const readers = ['joined', 'spaced', 'client'] as const;

export interface Package {
  /** How its files are read, see `packages.txt`. */
  readonly reader: (typeof readers)[number];
  readonly program: string;
  /** Name and exact version, `@scope/name@1.2.3`; also the folder that its files are in. */
  readonly id: string;
  readonly licence: string;
  /** A pattern for the paths of the files that are read. */
  readonly files: string;
  /** Of the tarball, as npm writes it: `sha512-…`. */
  readonly integrity: string;
}

/** The packages of a checkout, in the order in which they are read. */
export function packagesOf(root: string): readonly Package[] {
  return readFileSync(join(root, 'training', 'packages.txt'), 'utf8')
    .split(/\r?\n/u)
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [said = '', program = '', id = '', licence = '', files = '', integrity = ''] = line.split(/\s+/u);
      const reader = readers.find((one) => one === said);
      if (reader === undefined || !integrity.startsWith('sha512-')) throw new Error(`no package: ${line}`);
      return { reader, program, id, licence, files, integrity };
    });
} // prettier-ignore

/** Is this file of a package, by its path with slashes, one that is read? */
export function isRead({ files }: Package, path: string): boolean {
  return minimatch(path, files);
}

/** What the packages in a folder say of their programs. */
export function readPackages(root: string, folder: string): readonly FileSpec[] {
  return packagesOf(root).map((one) => {
    const place = join(folder, ...one.id.split('/'));
    const texts = readdirSync(place, { recursive: true, encoding: 'utf8' })
      .map((path) => path.replaceAll('\\', '/'))
      .filter((path) => isRead(one, path))
      .sort((some, other) => (some < other ? -1 : 1))
      .map((path) => readFileSync(join(place, path), 'utf8'));
    if (texts.length === 0) throw new Error(`${one.id} has no ${one.files}`);
    if (one.reader === 'client') return clientSpec(one.program, texts);
    return manifestSpec(one.program, one.reader === 'spaced' ? ' ' : ':', texts.join('\n'));
  });
}
