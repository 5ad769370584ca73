// A headless Chromium. In this order: CHROMIUM (a path, or `npm`), the system's, Playwright's own, the one that
// the npm package @sparticuz/chromium carries.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompressSync } from 'node:zlib';
import { chromium, type Browser } from 'playwright-core';
import { installed } from '../cache.ts';
import { root } from '../root.ts';
import { Unavailable } from '../unavailable.ts';

export type Chromium = {
  readonly executablePath: string;
  /** Variables that it needs besides those of this process. */
  readonly env: Readonly<Record<string, string>>;
};

/** `more` are further flags; of one that stands twice, the later counts. */
export async function openBrowser(more: readonly string[] = []): Promise<Browser> {
  const { executablePath, env } = await findChromium();
  const whole = { ...process.env, ...env };
  const launch = (): Promise<Browser> =>
    chromium.launch({ executablePath, args: [...flags, ...more], env: defined(whole) });
  // Seldom Chromium falls over its own feet while it starts; what we did wrong would happen again.
  return launch().catch((error: unknown) => {
    if (!/process did exit: .*signal=SIG(?:SEGV|ABRT|TRAP|ILL|BUS)/u.test(String(error))) throw error;
    return launch();
  });
}

/** Throws `Unavailable` when there is none on this machine and none can be unpacked. */
export async function findChromium(): Promise<Chromium> {
  const wanted = process.env.CHROMIUM;
  if (wanted === 'npm') return packagedChromium();
  if (wanted) return { executablePath: wanted, env: {} };
  const executablePath = [
    '/usr/bin/chromium',
    ...onPath(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']),
    ...(await playwrightsOwn()),
  ].find((file) => existsSync(file));
  return executablePath ? { executablePath, env: {} } : packagedChromium();
}

const flags = [
  '--no-sandbox', // Its sandbox refuses root.
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1', // No request leaves the machine.
  // A document handed in by page.route has no loopback address space, and its WebSocket would be blocked (1006).
  '--disable-features=LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets',
];

function onPath(names: readonly string[]): string[] {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

async function playwrightsOwn(): Promise<string[]> {
  const folder = process.env.PLAYWRIGHT_BROWSERS_PATH ?? join(homedir(), '.cache', 'ms-playwright');
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => name.startsWith('chromium'))
    .flatMap((name) =>
      [
        'chrome-linux/chrome',
        'chrome-linux64/chrome',
        'chrome-linux/headless_shell',
        'chrome-headless-shell-linux64/chrome-headless-shell',
      ].map((file) => join(folder, name, file)),
    );
}

async function packagedChromium(): Promise<Chromium> {
  const { platform, arch } = process;
  if (platform !== 'linux' || arch !== 'x64')
    throw new Unavailable(
      `no Chromium was found (the npm package has none for ${platform} ${arch}); set CHROMIUM to one`,
    );
  const source = join(root, 'node_modules', '@sparticuz', 'chromium');
  const folder = await installed(`chromium-${await versionOf(source)}`, (draft, final) =>
    unpack(source, draft, final),
  );
  const libraries = join(folder, 'lib');
  return {
    executablePath: join(folder, 'chromium'),
    env: {
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
      ...(existsSync(libraries) && { LD_LIBRARY_PATH: libraries }),
    },
  };
}

async function versionOf(packageFolder: string): Promise<string> {
  const text = await readFile(join(packageFolder, 'package.json'), 'utf8').catch(() => {
    throw new Unavailable('@sparticuz/chromium is not installed: npm ci');
  });
  const { version }: { version?: unknown } = JSON.parse(text);
  return String(version);
}

/** The package unpacks into the temporary folder of its process, so it gets a process whose temporary folder is `draft`. */
async function unpack(source: string, draft: string, final: string): Promise<void> {
  const code =
    "const { default: chromium } = await import('@sparticuz/chromium'); await chromium.executablePath();";
  await run(process.execPath, ['--input-type=module', '-e', code], {
    cwd: root,
    env: { ...process.env, TMPDIR: draft, NODE_OPTIONS: '' },
  });
  await rm(join(draft, 'fonts.conf'), { force: true });
  await writeFile(join(draft, 'fonts.conf'), fontsConf(final));
  // Where NSS, NSPR or expat are missing, the package's own set serves.
  const { stdout } = await run('ldd', [join(draft, 'chromium')]);
  if (!stdout.includes('not found')) return;
  const archive = await readFile(join(source, 'bin', 'al2023.tar.br'));
  await writeFile(join(draft, 'libraries.tar'), brotliDecompressSync(archive));
  await run('tar', ['-xf', 'libraries.tar'], { cwd: draft });
}

/** Without any font no text is drawn, and a drive of the window fails at the first list. */
function fontsConf(folder: string): string {
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${folder}/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`;
}

const run = promisify(execFile);

function defined(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
