// What the code of the product may do at all: which files start programs, write files, open connections, and how. A
// new place is a new row here, with its reason.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../support/root.ts';

interface Ban {
  readonly what: string;
  readonly pattern: RegExp;
  /** Files in which it may stand, and why. */
  readonly but: Readonly<Record<string, string>>;
}

const bans: readonly Ban[] = [
  {
    what: 'programs are started where it is meant, from a list of arguments',
    pattern: /['"](?:node:)?child_process['"]/u,
    but: {
      'src/gate/processes/run.ts': 'asks ps and PowerShell about processes',
      'src/gate/launch/prepare.ts': 'asks the agent for its version',
      'src/cli/runAgent.ts': 'starts the agent',
      'src/extension/demoFolder.ts': 'git init in a folder of its own',
      'src/extension/journal/verify.ts': 'verifies the journal in a process of its own, which a person can cancel',
      'src/demo/act.ts': 'the demo agent does what its script says once the gate has allowed it',
    },
  },
  {
    what: 'no program is started through a shell',
    pattern: /\b(?:exec|execSync)\s*[,}].*child_process|\bshell:\s*true|\bpromisify\(exec\)|['"]\/c['"]|['"]-c['"]/u,
    but: {
      'src/demo/act.ts': 'a shell line is what the demo agent was allowed to run; the gate has seen the very same',
      'src/gate/launch/prepare.ts': 'the canary on Windows: a variable and two quoted paths of this program',
      'src/gate/looseness.ts': 'an option of icacls, which is no shell',
    },
  },
  {
    what: 'no line is typed into a terminal',
    pattern: /\bsendText\(/u,
    but: {},
  },
  {
    what: 'no text becomes code',
    pattern: /\beval\(|\bnew Function\(|from ['"]node:vm['"]/u,
    but: {},
  },
  {
    what: 'temporary folders have random names and a mode of 0700',
    pattern: /\btmpdir\(\)/u,
    but: {
      'src/gate/facts.ts': 'which folders are temporary: nothing is written',
      'src/gate/looseness.ts': 'mkdtemp',
      'src/extension/demoFolder.ts': 'mkdtemp',
      'src/demo/main.ts': 'mkdtemp',
    },
  },
  {
    what: 'chance comes from the cryptographic source',
    pattern: /\bMath\.random\b|\bpseudoRandomBytes\b/u,
    but: {},
  },
  {
    what: 'digests are SHA-256',
    pattern: /createHash\(['"](?!sha256['"])/u,
    but: { 'src/gate/losses.ts': 'git names its objects by SHA-1' },
  },
  {
    what: 'files are written in few places, the state of the gate atomically and 0600',
    pattern: /\b(?:writeFile|writeFileSync|appendFile|appendFileSync|createWriteStream|truncateSync|copyFile|cpSync)\(|openSync\(.*['"](?:w|a|wx|ax|w\+|a\+|r\+)['"]/u,
    but: {
      'src/gate/files.ts': 'where that is done',
      'src/gate/journal.ts': 'appends, 0600',
      'src/gate/journalArchive.ts': 'packs a part that is done into a draft, 0600, and renames it',
      'src/gate/journalEnds.ts': 'moves a torn line into a file of its own, 0600',
      'src/gate/journalExport.ts': 'an export that the person asked for, 0600, never over another file',
      'src/cli/sessions.ts': 'a report that the person asked for, 0600',
      'src/extension/sessionRecords.ts': 'a report, where the person says in a dialog',
      'src/gate/launchLimits.ts': 'empty files whose names count launches, 0600',
      'src/extension/demoFolder.ts': 'the demo workspace, in its own folder',
      'src/demo/act.ts': 'the demo agent does what its script says once the gate has allowed it',
    },
  },
  {
    what: 'connections are opened by the clients of the gate alone, to the gate, and by the two ways out',
    pattern: /['"]node:(?:http|https|http2|net|tls|dgram|dns)(?:\/promises)?['"]|@opentelemetry|\bfetch\(|\bWebSocket\b|\bEventSource\b|\bXMLHttpRequest\b/u,
    but: {
      'src/gate/server.ts': 'listens on 127.0.0.1',
      'src/gate/telemetry/otlp.ts': 'sends the journal to the collector that a person named and accepted; off by default',
      'src/reviewer/post.ts': 'asks the language model that a person set up and accepted about a call; off by default',
      'src/gate/recorder/pipe.ts': 'reads a named pipe of its own by the stream of a socket; it connects to nothing',
      'src/hook/main.ts': 'the hook’s client; refuses every address but 127.0.0.1',
      'src/demo/hook.ts': 'the demo agent’s hook, to the gate',
      'webview/journalPages.ts': 'a function of that name, which asks the extension; the page’s policy forbids connections',
      'src/demo/act.ts': 'the demo agent does what its script says once the gate has allowed it',
    },
  },
  {
    what: 'nothing reads a keychain or what an administrator manages for devices',
    pattern: /\bkeytar\b|security\s+find-(?:generic|internet)-password|secret-tool|\bCredRead|\blibsecret\b|\/Library\/Managed Preferences|\bdefaults\s+read\b/iu,
    but: {},
  },
  {
    what: 'no port is opened to the outside',
    pattern: /\basExternalUri\b|0\.0\.0\.0|\bopenTunnel\b/u,
    but: {},
  },
]; // prettier-ignore

const sources = ['src', 'webview'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    // Tables of what others do; lint keeps this room from every module of Node.
    .filter((file) => !file.startsWith('src/policy/')),
);

/** Lines without those that are comments or types, which do nothing. */
const code = new Map(
  sources.map((file) => {
    const lines = readFileSync(join(root, file), 'utf8').split('\n');
    return [file, lines.map((line) => (/^\s*(?:\/\/|\/?\*|import type)/u.test(line) ? '' : line))] as const;
  }),
);

for (const { what, pattern, but } of bans)
  test(what, () => {
    const found = [...code].flatMap(([file, lines]) =>
      lines.some((line) => pattern.test(line)) ? [file] : [],
    );
    assert.deepEqual(found.filter((file) => !Object.hasOwn(but, file)), [], 'stands where it is not known to be needed');
    const needless = Object.keys(but).filter((file) => !found.includes(file));
    assert.deepEqual(needless, [], 'a reason without its place');
  }); // prettier-ignore

test('the places that start programs import nothing that takes a line of text for a shell', () => {
  for (const file of ['src/gate/processes/run.ts', 'src/gate/launch/prepare.ts', 'src/cli/runAgent.ts', 'src/extension/demoFolder.ts', 'src/demo/act.ts']) {
    const line = code.get(file)?.find((one) => one.includes('child_process')) ?? '';
    assert.match(line, /import \{ (?:execFile|spawn) \} from/u, file);
  }
}); // prettier-ignore
