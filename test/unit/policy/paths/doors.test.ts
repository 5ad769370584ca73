// One file under every name that it can have: whatever the spelling and whatever the tool, secrets, protected files
// and files outside of the workspace are what they are.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ToolCall } from '../../../../src/policy/call.ts';
import type { Behavior } from '../../../../src/policy/decision.ts';
import { readRules } from '../../../../src/policy/rules/read.ts';
import { decide, shellCall } from '../../../support/policy/decide.ts';
import { memoryFacts, type FactsSketch } from '../../../support/policy/facts.ts';

const read = (path: string): ToolCall => ({ kind: 'read', tool: 'Read', paths: [path] });
const write = (path: string): ToolCall => ({ kind: 'edit', tool: 'Write', action: 'write', paths: [path] });

function are(behavior: Behavior, call: (path: string) => ToolCall, paths: readonly string[], sketch: FactsSketch = {}): void {
  for (const path of paths) {
    test(`${behavior}: ${JSON.stringify(call(path).tool)} ${JSON.stringify(path)}`, () => {
      const decision = decide(call(path), { facts: memoryFacts(sketch), mode: 'acceptEdits' });
      assert.equal(decision.behavior, behavior, decision.reason);
    });
  }
} // prettier-ignore

const cat = (path: string): ToolCall => shellCall(`cat ${path}`);
const tee = (path: string): ToolCall => shellCall(`echo x > ${path}`);

const links = {
  '/home/dev/project/config': '/home/dev/.ssh',
  '/home/dev/project/out': '/home/dev/other',
  '/home/dev/project/in': '/home/dev/project/src',
  '/home/dev/project/notes': '/home/dev/project/.git/hooks',
  '/home/dev/alias': '/home/dev/project',
  '/home/dev/project/far': '/home/dev/far',
};

describe('secrets under other names', () => {
  const names = ['.env', './.env', 'src/../.env', '~/project/.env', '/home/dev/project/.env', '/home/dev/../dev/project/.env', '~/alias/.env', '//home//dev/./project/.env', 'config/id_rsa', 'in/../.env'];
  are('deny', read, names, { links });
  are('deny', cat, [...names, '$HOME/project/.env', '"$PWD/.env"', '${HOME}/.ssh/id_rsa', '".e"nv', '$HOME/.ssh/../.ssh/id_rsa'], { links });
  are('deny', shellCall, ['cd /home/dev && cat project/.env', 'cd src; cat ../.env', 'pushd ~/.ssh; cat id_rsa', '(cd ~ && cat .netrc)'], { links });
}); // prettier-ignore

describe('the folder of a process is a way around', () => {
  const names = ['/proc/self/cwd/.env', '/proc/self/root/home/dev/.ssh/id_rsa', '/proc/1/root/etc/shadow', '/proc/thread-self/cwd/.env', '/dev/fd/3', '/proc/self/fd/5'];
  are('deny', read, names.slice(0, 4));
  are('deny', cat, names.slice(0, 4));
  are('ask', write, ['/proc/self/cwd/a', '/proc/self/root/home/dev/project/a', '/proc/self/fd/5']);
}); // prettier-ignore

describe('writes that leave the workspace ask, however they are spelled', () => {
  const names = ['../x', 'src/../../x', '~/x', '/home/dev/x', '/home/dev/project/../x', '/home/dev/project2/x', 'out/x', '/x', '~root/x', 'in/../../x', 'config/known_hosts', '/home/dev/alias/x'];
  are('ask', write, names, { links });
  for (const path of ['../x', 'out/x', '/home/dev/project2/x', '~/x'])
    test(`not allowed: echo x > ${path}`, () => assert.notEqual(decide(tee(path), { facts: memoryFacts({ links }), mode: 'acceptEdits' }).behavior, 'allow'));
  are('allow', write, ['x', 'src/x', './src/../x', 'in/x', '~/project/x', '/home/dev/project/x'], { links });
  are('allow', tee, ['x', 'in/x', '$PWD/x', '"$HOME"/project/x'], { links });
}); // prettier-ignore

describe('protected files ask through any name', () => {
  are('ask', write, ['.git/hooks/pre-commit', './.git/../.git/hooks/x', 'notes/pre-commit', '.GIT/hooks/x', '.vscode/settings.json', '~/.bashrc', '.claude/settings.json'], { links });
}); // prettier-ignore

describe('records of the gate in a workspace', () => {
  const names = ['.portcullis', '.portcullis/sessions/x.json', '.portcullis/sessions/.gitignore', './src/../.portcullis/new', '.PORTCULLIS/x'];
  are('ask', write, names.slice(0, -1));
  for (const line of [...names.slice(0, 4).flatMap((path) => [`echo x > ${path}`, `rm -rf ${path}`, `mv ${path} y`, `ln -sf /etc ${path}`]), 'mkdir -p .portcullis/sessions', 'git config core.excludesFile x; cp -r y .portcullis'])
    test(`never allowed: ${line}`, () => {
      const rules = readRules([{ behavior: 'allow', text: '*', scope: 'user' }, { behavior: 'allow', text: 'Edit(**)', scope: 'user' }]);
      for (const mode of ['acceptEdits', 'bypassPermissions'] as const)
        assert.notEqual(decide(shellCall(line), { facts: memoryFacts(), rules, mode }).behavior, 'allow');
    });
}); // prettier-ignore

describe('where case and form of letters do not count', () => {
  const mac: FactsSketch = { platform: 'darwin', home: '/Users/dev', cwd: '/Users/dev/Café', roots: ['/Users/dev/Café'], temporary: ['/private/tmp'], own: ['/Users/dev/.portcullis'] };
  are('deny', read, ['.ENV', '.Env', '/users/DEV/café/.env', '~/.SSH/id_rsa', '~/.Aws/Credentials', '/Users/dev/.SSH/ID_RSA'], mac);
  are('ask', write, ['.Git/hooks/pre-commit', '.GIT/config', '.VSCode/tasks.json', '.Claude/settings.json', '~/.BASHRC', '.HUSKY/pre-push'], mac);
  are('allow', write, ['/users/dev/CAFÉ/x', '/Users/dev/Cafe\u0301/x', '/Users/dev/Caf\u00e9/x'], mac);
  are('ask', write, ['/Users/dev/Cafe/x'], mac);
  test('the gate itself, in capitals', () => assert.equal(decide(write('/USERS/dev/.Portcullis/policy.json'), { facts: memoryFacts(mac) }).behavior, 'deny'));
  const linux: FactsSketch = { cwd: '/home/dev/Café', roots: ['/home/dev/Caf\u00e9'] };
  are('ask', write, ['/home/dev/Cafe\u0301/x', '/home/dev/café/x'], linux);
  const windows: FactsSketch = { platform: 'win32', home: 'C:\\Users\\dev', cwd: 'C:\\Users\\dev\\app', roots: ['C:\\Users\\dev\\app'], temporary: ['C:\\Temp'], own: ['C:\\Users\\dev\\.portcullis'] };
  are('deny', read, ['.ENV', 'C:\\USERS\\DEV\\.ssh\\ID_RSA', 'c:/users/dev/.aws/credentials', '..\\.SSH\\id_rsa'], windows);
  are('ask', write, ['.GIT\\hooks\\pre-commit', '.vscode\\TASKS.json', '..\\x', 'D:\\x', 'C:x', '\\\\host\\share\\x', 'a.txt:stream', 'src\\aux', '.git.\\config', 'GIT~1\\config'], windows);
  are('allow', write, ['SRC\\a.ts', 'C:/Users/DEV/APP/a.ts'], windows);
}); // prettier-ignore

describe('several roots, temporary folders and additional ones', () => {
  const many: FactsSketch = { roots: ['/home/dev/project', '/srv/lib', '/home/dev/extra'], temporary: ['/tmp', '/scratch'] };
  are('allow', write, ['/srv/lib/a', '../extra/a', 'a'], many);
  are('ask', write, ['/srv/library/a', '/srv/a', '/home/dev/extra2/a'], many);
  are('allow', read, ['/srv/lib/a', '/scratch/a', '/tmp/a'], many);
  are('ask', read, ['/srv/a', '/home/dev/other'], many);
  are('ask', write, ['/srv/lib/.git/hooks/pre-commit', '/srv/lib/.github/workflows/a.yml'], many);
  are('deny', read, ['/srv/lib/.env', '/tmp/id_rsa'], many);
  const linked: FactsSketch = { roots: ['/home/dev/project'], cwd: '/home/dev/project', links: { '/home/dev/project': '/data/project' } };
  are('allow', write, ['a', '/data/project/a'], linked);
  are('ask', write, ['/data/b'], linked);
}); // prettier-ignore

describe('rules hold for both ends of a link', () => {
  const rules = readRules([
    { behavior: 'deny', text: 'Read(~/other/**)', scope: 'user' },
    { behavior: 'deny', text: 'Edit(./in/**)', scope: 'user' },
    { behavior: 'allow', text: 'Edit(./far/**)', scope: 'user' },
  ]);
  const behavior = (call: ToolCall): Behavior =>
    decide(call, { rules, facts: memoryFacts({ links }) }).behavior;
  test('a denied folder is denied through a link', () => assert.equal(behavior(read('out/x')), 'deny'));
  test('a denied link is denied by its name', () => assert.equal(behavior(write('in/x')), 'deny'));
  test('an allowed link does not free where it leads', () => assert.equal(behavior(write('far/x')), 'ask'));
});
