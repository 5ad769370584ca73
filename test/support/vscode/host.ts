// Host tests: mocha inside the extension host of a real VS Code, by @vscode/test-electron as it is. The executable
// is a desktop VS Code, or the shim around the server from npm.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { cacheFolder } from '../cache.ts';
import { removeFolder, temporaryFolder } from '../place.ts';
import { root } from '../root.ts';
import { Unavailable } from '../unavailable.ts';
import { findChromium } from './browser.ts';
import { vscodeServer } from './install.ts';
import { readHostResult, resultVariable, type HostResult } from './result.ts';
import { quietSettings, type Settings } from './settings.ts';

export type HostOptions = {
  /** Absolute paths of the tests' sources. */
  readonly tests: readonly string[];
  /** Their common folder. */
  readonly base: string;
  /** Where the bundles go; emptied first. */
  readonly out: string;
  /** The folder of the extension under test. */
  readonly extension: string;
  /** Folders of further extensions that tests need beside it. */
  readonly beside?: readonly string[];
  /** The folder that is open; an empty one unless told. */
  readonly workspace?: string;
  readonly settings?: Settings;
  /** Only names that begin with PORTCULLIS_ reach the tests in the server. */
  readonly env?: Readonly<Record<string, string>>;
};

/** What the tests themselves reported. Throws when they did not, `Unavailable` when there is no VS Code. */
export async function runHostTests(options: HostOptions): Promise<HostResult> {
  const vscodeExecutablePath = await vscodeExecutable();
  await bundle(options);
  const profile = temporaryFolder('profile-');
  const resultFile = join(profile, 'result.json');
  const workspace = options.workspace ?? join(profile, 'workspace');
  mkdirSync(workspace, { recursive: true });
  const user = join(profile, 'data', 'User');
  mkdirSync(user, { recursive: true });
  const settings = { ...quietSettings, ...options.settings };
  writeFileSync(join(user, 'settings.json'), JSON.stringify(settings));
  try {
    const failure: unknown = await runTests({
      vscodeExecutablePath,
      extensionDevelopmentPath: [options.extension, ...(options.beside ?? [])],
      extensionTestsPath: join(options.out, 'index.cjs'),
      launchArgs: [
        workspace,
        '--disable-extensions',
        `--user-data-dir=${join(profile, 'data')}`,
        `--extensions-dir=${join(profile, 'extensions')}`,
      ],
      extensionTestsEnv: {
        ...options.env,
        PORTCULLIS_TEST_ROOT: root,
        PORTCULLIS_TEST_CACHE: cacheFolder(),
        [resultVariable]: resultFile,
      },
    }).then(
      () => undefined,
      (error: unknown) => error,
    );
    const result = readHostResult(resultFile);
    if (failure && !(result && result.failed > 0)) throw failure;
    if (!result) throw new Error('the extension host ended before the tests reported');
    return result;
  } finally {
    removeFolder(profile);
  }
}

/**
 * VSCODE_EXECUTABLE; or the desktop VS Code of VSCODE_VERSION, downloaded; or the shim around the server from npm;
 * or, where that cannot be had, the newest desktop VS Code.
 */
export async function vscodeExecutable(): Promise<string> {
  const { VSCODE_EXECUTABLE, VSCODE_VERSION } = process.env;
  if (VSCODE_EXECUTABLE) return VSCODE_EXECUTABLE;
  if (VSCODE_VERSION) return download(VSCODE_VERSION);
  try {
    await vscodeServer();
    await findChromium();
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    return download('stable').catch(() => Promise.reject(error));
  }
  return fileURLToPath(new URL('shim.mjs', import.meta.url));
}

async function download(version: string): Promise<string> {
  const cachePath = join(cacheFolder(), 'desktop');
  try {
    return await downloadAndUnzipVSCode({ version, cachePath, timeout: 15_000 });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Unavailable(
      `desktop VS Code ${version} could not be downloaded (${why}); set VSCODE_EXECUTABLE to one`,
    );
  }
}

/** Each test file becomes one .cjs file, with all it imports but VS Code's API and mocha. */
async function bundle({ tests, base, out }: HostOptions): Promise<void> {
  rmSync(out, { recursive: true, force: true });
  const entry = fileURLToPath(new URL('mocha.ts', import.meta.url));
  const mocha = createRequire(import.meta.url).resolve('mocha');
  const common = {
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    outdir: out,
    outExtension: { '.js': '.cjs' },
    alias: { mocha }, // By its path, so that bundles outside the repository find it too.
    external: ['vscode', mocha],
    logLevel: 'warning',
    logOverride: { 'empty-import-meta': 'silent' },
  } as const;
  await build({ ...common, external: [...common.external], entryPoints: { index: entry } });
  await build({ ...common, external: [...common.external], entryPoints: [...tests], outbase: base });
}
