// Takes the flags of desktop VS Code, runs the same tests in the VS Code server with a headless Chromium as its
// window, and ends with the tests' code.
//
// Invariant: it ends with 0 only when the suite itself reported, in the file that PORTCULLIS_HOST_RESULT names, at
// least one pass and no failure. An extension host that is killed or calls process.exit(n) ends the window with 0.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { format } from 'node:util';
import type { Browser } from 'playwright-core';
import { temporaryFolder } from '../place.ts';
import { openBrowser } from './browser.ts';
import { isPass, readHostResult, resultVariable } from './result.ts';
import { startServer, type Server } from './server.ts';
import { openWorkbench } from './workbench.ts';

/** `words` are the executable's arguments; gives its exit code. */
export async function runShim(words: readonly string[]): Promise<number> {
  const resultFile = process.env[resultVariable] ?? join(temporaryFolder('result-'), 'result.json');
  rmSync(resultFile, { force: true });
  try {
    const code = await runTests(words, resultFile);
    if (code !== 0) return code;
    const result = readHostResult(resultFile);
    if (!result) throw new Error('the extension host ended before the tests reported');
    if (result.passed + result.failed === 0) throw new Error('no test ran');
    return isPass(result) ? 0 : 1;
  } catch (error) {
    console.error(`VS Code: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
}

/** Gives the code with which the window ended. */
async function runTests(words: readonly string[], resultFile: string): Promise<number> {
  const browser = await openBrowser();
  let server: Server | undefined;
  const stop = async () => {
    await browser.close().catch(() => undefined); // It may have crashed.
    await server?.stop();
  };
  for (const [signal, code] of signals)
    process.once(signal, () => void stop().finally(() => process.exit(code)));
  try {
    server = await startServer({
      env: { ...passedOn(), [resultVariable]: resultFile },
      workspaceTrust: process.env.PORTCULLIS_HOST_TRUST === '1',
      settings: settingsIn(flags(words, 'user-data-dir')[0]),
    });
    return await runInWindow(browser, server, words);
  } finally {
    await stop();
  }
}

/** The two functions that the page calls are VS Code's own way to tell how tests in a browser went. */
async function runInWindow(browser: Browser, server: Server, words: readonly string[]): Promise<number> {
  const folder = words.find((word) => !word.startsWith('-'));
  const [tests] = flags(words, 'extensionTestsPath');
  const seconds = Number(process.env.PORTCULLIS_HOST_SECONDS ?? 300);
  const { page, load } = await openWorkbench(browser, {
    server,
    folder: folder === undefined ? temporaryFolder('workspace-') : resolve(folder),
    develop: flags(words, 'extensionDevelopmentPath'),
    ...(tests !== undefined && { tests }),
  });
  await page.exposeFunction('codeAutomationLog', (type: string, args: unknown) => {
    const line = format(...[args].flat()); // Mocha prints with %s.
    if (!isChatter(line)) console[type === 'error' ? 'error' : 'log'](line);
  });
  return new Promise<number>((settle, fail) => {
    const late = () => fail(new Error(`no result of the tests within ${seconds} s`));
    setTimeout(late, seconds * 1000).unref();
    page.once('crash', () => fail(new Error('the page crashed')));
    void server.ended.then(() => fail(new Error('the server ended by itself')));
    page.exposeFunction('codeAutomationExit', settle).then(load).catch(fail);
  });
}

const signals = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const;

function flags(words: readonly string[], name: string): string[] {
  const start = `--${name}=`;
  return words.filter((word) => word.startsWith(start)).map((word) => resolve(word.slice(start.length)));
}

/** What the tests are told by the environment; nothing of npm's, Electron's or an outer VS Code's. */
function passedOn(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value !== undefined && (name.startsWith('PORTCULLIS_') || name === 'CI') ? [[name, value]] : [],
    ),
  );
}

/** Settings that the caller laid into the profile, as desktop VS Code would read them. */
function settingsIn(userDataDir: string | undefined): Record<string, unknown> {
  const file = userDataDir && join(userDataDir, 'User', 'settings.json');
  if (!file || !existsSync(file)) return {};
  const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return { ...Object(value) };
}

/** The workbench's own lines. PORTCULLIS_HOST_VERBOSE=1 shows them. */
function isChatter(line: string): boolean {
  if (process.env.PORTCULLIS_HOST_VERBOSE === '1') return false;
  return line.includes('/workbench.js:') || chatter.test(line);
}

const chatter = new RegExp(
  `^(${[
    'Creating a socket',
    'Resolv',
    'Invoking',
    'Getting extensions',
    '\\[(AgentHost|ChatModel|AccountPolicyGate|reconnection|Service Worker|DefaultAccount)',
    'Updating additional builtin',
    'Ignoring fetching additional builtin',
    'Creation of workbench contribution',
    'Error while fetching the extension under dev',
    'Timed out waiting for auth',
  ].join('|')})`,
);
