// `npm start`: builds, and opens a real VS Code window with the extension and a demo workspace. A desktop `code` is
// used where there is one; else the npm-installed VS Code server, whose address is printed and opened in a browser.
import { execFile, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { parseArgs } from 'node:util';
import { cacheFolder } from '../test/support/cache.ts';
import { root } from '../test/support/root.ts';
import { installVsix, startServer } from '../test/support/vscode/server.ts';

const { values } = parseArgs({
  options: {
    /** Uses the server even where a desktop VS Code is installed. */
    server: { type: 'boolean', default: false },
    /** Prints the address and opens no browser. */
    'no-open': { type: 'boolean', default: false },
    folder: { type: 'string' },
    /** Where the server keeps settings and state, and the demo workspace is made; below the cache unless told. */
    data: { type: 'string' },
  },
});

const data = values.data ?? join(cacheFolder(), 'start');

run('scripts/build.mjs');
const folder = values.folder ?? (await demoWorkspace());
const code = values.server ? undefined : desktopCode();
if (code === undefined) await openInServer(folder);
else openOnDesktop(code, folder);

function openOnDesktop(program: string, workspace: string): void {
  console.log(`Opening ${workspace} in ${program}.`);
  hint();
  spawn(program, ['--new-window', `--extensionDevelopmentPath=${root}`, workspace], {
    stdio: 'ignore',
    detached: true,
    shell: process.platform === 'win32',
  }).unref();
}

async function openInServer(workspace: string): Promise<void> {
  run('scripts/package.mjs', '--quiet');
  const dir = join(data, 'vscode');
  await installVsix(join(root, 'out', 'portcullis.vsix'), { dir });
  const server = await startServer({
    dir,
    connectionToken: randomBytes(16).toString('hex'),
    workspaceTrust: true,
    // As in a desktop VS Code: the person is asked, instead of finding out in Restricted Mode.
    settings: { 'security.workspace.trust.startupPrompt': 'always' },
    env: personsOwn(),
  });
  const address = server.address(workspace);
  console.log(`\nVS Code is open at\n\n    ${address}\n`);
  hint();
  console.log('End it with Ctrl+C.');
  if (!values['no-open']) openBrowser(address);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void server.stop());
  await server.ended;
}

function hint(): void {
  console.log(
    'Press F1 and choose "Portcullis: Try the Demo Agent" (no account needed), or "Portcullis: Launch Agent".',
  );
}

/** Agents are logged in at the person's own home, and their programs are on the person's own path. */
function personsOwn(): Record<string, string> {
  const kept = [
    'HOME',
    'PATH',
    'LANG',
    'SHELL',
    'USER',
    'LOGNAME',
    'XDG_CONFIG_HOME',
    'XDG_STATE_HOME',
    'PORTCULLIS_STATE_DIR',
  ];
  return Object.fromEntries(kept.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

/** The same folder every time, so that what a person tried there is still there. */
async function demoWorkspace(): Promise<string> {
  const workspace = join(data, 'demo-workspace');
  if (existsSync(workspace)) return workspace;
  await mkdir(join(workspace, 'src'), { recursive: true });
  await writeFile(
    join(workspace, 'README.md'),
    '# Demo\n\nA small project to try Portcullis in. Nothing here matters.\n',
  );
  await writeFile(join(workspace, 'src', 'main.js'), "console.log('hello');\n");
  await writeFile(
    join(workspace, 'package.json'),
    `${JSON.stringify({ name: 'demo', private: true, scripts: { start: 'node src/main.js' } }, null, 2)}\n`,
  );
  execFile('git', ['init', '--quiet'], { cwd: workspace }, () => undefined);
  return workspace;
}

/** The command line of a desktop VS Code on PATH. Inside a remote window, `code` is another program. */
function desktopCode(): string | undefined {
  if (process.env['VSCODE_IPC_HOOK_CLI'] !== undefined) return undefined;
  const headless = process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'];
  return headless ? undefined : onPath(process.platform === 'win32' ? ['code.cmd'] : ['code', 'codium']);
}

function openBrowser(address: string): void {
  const [program, ...args] =
    process.platform === 'darwin'
      ? ['open']
      : process.platform === 'win32'
        ? ['rundll32', 'url.dll,FileProtocolHandler']
        : [process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'] ? onPath(['xdg-open']) : undefined];
  if (program === undefined) {
    console.log('No browser was found to open it: open the address yourself.');
    return;
  }
  execFile(program, [...args, address], (error) => {
    if (error) console.log('The browser could not be opened: open the address yourself.');
  });
}

function onPath(names: readonly string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.flatMap((one) => names.map((name) => join(one, name))).find((file) => existsSync(file));
}

function run(script: string, ...args: readonly string[]): void {
  execFileSync(process.execPath, [join(root, script), ...args], { stdio: 'inherit' });
}
