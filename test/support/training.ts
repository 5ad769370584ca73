// What the model learns from, besides the packages of the lock file: fetched once into the cache, checked against the
// digests in the checkout, and never run.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { isRead, packagesOf, type Package } from '../../training/packages.ts';
import { installed, npm } from './cache.ts';
import { root } from './root.ts';

/** The folder with the files that are read of each package. Throws `Unavailable` when npm cannot give them. */
export async function trainingFolder(): Promise<string> {
  const packages = packagesOf(root);
  const name = createHash('sha256').update(JSON.stringify(packages)).digest('hex').slice(0, 12);
  return installed(`training-${name}`, (draft) => fetchPackages(packages, draft));
}

/** Fetches the tarballs of packages and leaves in a folder what is read of them, each below its name and version. */
export async function fetchPackages(packages: readonly Package[], folder: string): Promise<void> {
  const tarballs = await mkdtemp(join(folder, 'tarballs-'));
  const what = packages.length === 1 ? (packages[0]?.id ?? '') : `${packages.length} packages to learn from`;
  await npm(tarballs, ['pack', ...packages.map(({ id }) => id), '--silent'], what);
  for (const one of packages) await unpack(one, tarballs, folder);
  await rm(tarballs, { recursive: true });
}

async function unpack(one: Package, tarballs: string, folder: string): Promise<void> {
  const name = one.id.replace(/^@/u, '').replace('/', '-').replace(/@(?=[^@]*$)/u, '-');
  const tarball = join(tarballs, `${name}.tgz`);
  const digest = createHash('sha512').update(await readFile(tarball)).digest('base64');
  if (`sha512-${digest}` !== one.integrity) throw new Error(`${one.id} is not the one that was pinned`);
  const whole = await mkdtemp(join(tarballs, 'whole-'));
  // Whatever a package calls its top folder.
  await promisify(execFile)('tar', ['-xzf', tarball, '-C', whole, '--strip-components=1']);
  const wanted = join(folder, ...one.id.split('/'));
  await mkdir(wanted, { recursive: true });
  for (const path of await readdir(whole, { recursive: true })) {
    if (!isRead(one, path.replaceAll('\\', '/'))) continue;
    await mkdir(dirname(join(wanted, path)), { recursive: true });
    await cp(join(whole, path), join(wanted, path));
  }
  await rm(whole, { recursive: true });
} // prettier-ignore
