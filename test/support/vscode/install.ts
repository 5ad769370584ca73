// The VS Code server that the npm package code-server carries, with a Node of the version it wants. npm alone
// brings it, nothing is compiled; code-server's own wrapper is not used.
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installed, npm, npmInstall, versions } from '../cache.ts';
import { Unavailable } from '../unavailable.ts';

export type VscodeServer = {
  /** The Node to run it with. */
  readonly node: string;
  readonly serverMain: string;
  /** The folder of the whole VS Code. */
  readonly folder: string;
};

/** Fetched on first use, about half a minute. Throws `Unavailable` where it cannot be had. */
export async function vscodeServer(): Promise<VscodeServer> {
  const { platform, arch } = process;
  if (platform !== 'linux')
    throw new Unavailable(
      `the VS Code server from npm runs on Linux, not on ${platform}; set VSCODE_EXECUTABLE to a desktop VS Code`,
    );
  const nodePackage = `node-linux-${arch}`;
  const { codeServer, serverNode } = versions;
  const name = `vscode-server-${codeServer}-node-${serverNode}`;
  const root = await installed(name, async (draft) => {
    await npmInstall(draft, {
      'code-server': codeServer,
      [nodePackage]: serverNode,
    });
    const { folder } = within(draft, nodePackage);
    // Not `npm ci`: the lock file there lacks an entry; the shrinkwrap beside it still pins.
    await npm(folder, ['install', '--omit=dev'], 'the modules of the VS Code server');
    await prune(folder);
    await remove(draft, 'node_modules', nodePackage, 'include');
    for (const [module, text] of Object.entries(standIns))
      await writeFile(join(folder, 'node_modules', module, 'index.js'), text);
  });
  return within(root, nodePackage);
}

function within(root: string, nodePackage: string): VscodeServer {
  const folder = join(root, 'node_modules', 'code-server', 'lib', 'vscode');
  return {
    folder,
    node: join(root, 'node_modules', nodePackage, 'bin', 'node'),
    serverMain: join(folder, 'out', 'server-main.js'),
  };
}

async function prune(folder: string): Promise<void> {
  const modules = join(folder, 'node_modules');
  for (const name of droppedExtensions) await remove(folder, 'extensions', name);
  for (const name of droppedModules) await remove(modules, name);
  for (const kept of platformBinaries)
    for (const name of await readdir(join(modules, kept)))
      if (name !== `linux-${process.arch}`) await remove(modules, kept, name);
}

function remove(...path: string[]): Promise<void> {
  return rm(join(...path), { recursive: true, force: true });
}

// An extension whose package.json has a `browser` entry must stay: the workbench carries the list of those and
// shows an error toast for each that is missing.
const droppedExtensions = [
  'copilot',
  'debug-auto-launch',
  'debug-server-ready',
  'github',
  'grunt',
  'gulp',
  'jake',
  'microsoft-authentication',
  'ms-vscode.js-debug',
  'ms-vscode.js-debug-companion',
  'php-language-features',
  'terminal-suggest',
  'tunnel-forwarding',
];

const droppedModules = ['@github', '@microsoft/mxc-sdk', 'kerberos', 'node-pty/deps', 'node-pty/third_party'];

/** Each holds one folder per platform. */
const platformBinaries = ['@vscode/ripgrep-universal/bin', 'node-pty/prebuilds'];

// Two addons in C++ whose absence only makes noise. They are imported as ES modules, which see a name only when
// it is assigned to `exports`.
const standIns: Readonly<Record<string, string>> = {
  '@vscode/native-watchdog': 'exports.start = () => {};\n',
  '@vscode/spdlog': `const fs = require("fs"), path = require("path");
class Logger {
  constructor(name, file) { this.file = file; this.level = 2; }
  log(level, text) {
    if (level < this.level) return;
    try { fs.appendFileSync(this.file, new Date().toISOString() + " " + text + "\\n"); } catch {}
  }
  getLevel() { return this.level; }
  setLevel(level) { this.level = level; }
}
["trace", "debug", "info", "warn", "error", "critical"].forEach((name, level) => {
  Logger.prototype[name] = function (text) { this.log(level, text); };
});
for (const name of ["clearFormatters", "setPattern", "flush", "drop"]) Logger.prototype[name] = () => {};
exports.Logger = Logger;
exports.version = 0;
exports.setLevel = exports.setFlushOn = exports.shutdown = () => {};
exports.createRotatingLogger = exports.createAsyncRotatingLogger = async (name, file) => {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  return new Logger(name, file);
};
`,
};
