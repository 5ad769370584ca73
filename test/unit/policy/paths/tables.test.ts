// Which paths are secrets, and which are protected.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessPath } from '../../../../src/policy/paths/access.ts';
import { protectedOf, type ProtectedGroup } from '../../../../src/policy/paths/protected.ts';
import { globMayNameSecret, secretOf } from '../../../../src/policy/paths/secrets.ts';
import { memoryFacts } from '../../../support/policy/facts.ts';

const facts = memoryFacts();

const secrets = [
  '/home/dev/.ssh/id_rsa', '/home/dev/.ssh/work', '/home/dev/project/.env', '/home/dev/project/.env.local', '/home/dev/project/deploy/id_ed25519.bak',
  '/home/dev/.aws/credentials', '/home/dev/.config/gh/hosts.yml', '/home/dev/.config/glab-cli/config.yml', '/home/dev/.config/containers/auth.json',
  '/home/dev/.config/pypoetry/auth.toml', '/etc/kubernetes/admin.conf', '/home/dev/.boto', '/etc/shadow', '/proc/self/environ', '/proc/123/mem',
  '/home/dev/.claude/.credentials.json', '/home/dev/.codex/auth.json', '/home/dev/.bash_history', '/home/dev/project/terraform.tfstate', '/x/server.key',
  '/home/dev/.docker/config.json', '/home/dev/.kube/config', '/home/dev/project/.npmrc', '/home/dev/.netrc', '/home/dev/project/.ENV',
]; // prettier-ignore
const open = [
  '/home/dev/.ssh/id_rsa.pub', '/home/dev/.ssh/known_hosts', '/home/dev/project/.env.example', '/home/dev/project/src/token.ts', '/home/dev/project/secrets.ts',
  '/home/dev/project/environment.ts', '/etc/passwd', '/home/dev/project/config.json', '/home/dev/project/keyboard.ts',
]; // prettier-ignore

for (const path of secrets)
  test(`${path} is a secret`, () => assert.notEqual(secretOf(path, facts), undefined));
for (const path of open) test(`${path} is no secret`, () => assert.equal(secretOf(path, facts), undefined));
for (const glob of [
  '/home/dev/project/.e*',
  '/home/dev/project/.env?',
  '/home/dev/project/*.pem',
  '/home/dev/.s*/id_*',
  '/etc/sh*',
  '/home/dev/.aws/c*',
]) {
  test(`${glob} may name a secret`, () => assert.notEqual(globMayNameSecret(glob, facts), undefined));
}
for (const glob of ['/home/dev/project/*.ts', '/home/dev/project/src/*', '/home/dev/project/*']) {
  test(`${glob} is not a search for secrets`, () => assert.equal(globMayNameSecret(glob, facts), undefined));
}

const guarded: readonly (readonly [string, ProtectedGroup])[] = [
  ['/home/dev/project/.vscode/settings.json', 'policy'], ['/home/dev/project/.devcontainer/devcontainer.json', 'policy'],
  ['/home/dev/project/.portcullis', 'policy'], ['/home/dev/project/.portcullis/sessions/x.json', 'policy'],
  ['/home/dev/project/.claude/settings.local.json', 'agents'], ['/home/dev/project/.claude', 'agents'], ['/home/dev/project/sub/CLAUDE.md', 'agents'],
  ['/home/dev/.codex/config.toml', 'agents'], ['/home/dev/project/.mcp.json', 'agents'], ['/home/dev/project/.github/hooks/x.json', 'agents'],
  ['/home/dev/project/.git/hooks/pre-commit', 'git'], ['/home/dev/project/.git/config', 'git'], ['/home/dev/.gitconfig', 'git'], ['/home/dev/project/.husky/pre-push', 'git'],
  ['/home/dev/.bashrc', 'shell-start'], ['/etc/profile.d/x.sh', 'shell-start'], ['/home/dev/.ssh/authorized_keys', 'persistence'], ['/etc/cron.d/x', 'persistence'],
  ['/home/dev/Library/LaunchAgents/x.plist', 'persistence'], ['/home/dev/project/package.json', 'tool-config'], ['/home/dev/project/Makefile', 'tool-config'],
]; // prettier-ignore
for (const [path, group] of guarded)
  test(`${path} is protected as ${group}`, () => assert.equal(protectedOf(path, facts)?.group, group));
for (const path of [
  '/home/dev/project/src/a.ts',
  '/home/dev/project/.gitignore',
  '/home/dev/project/claude.ts',
]) {
  test(`${path} is not protected`, () => assert.equal(protectedOf(path, facts), undefined));
}

test('a write through a link reaches the check of its target', () => {
  const linked = memoryFacts({ links: { '/home/dev/project/notes': '/home/dev/project/.claude' } });
  const { effects } = accessPath('write', { text: 'notes/settings.json' }, linked, linked.cwd);
  assert.deepEqual(
    effects.map(({ kind }) => kind),
    ['write.policy'],
  );
});
test("a write to the gate's own files says so", () => {
  const { effects } = accessPath('write', { text: '~/.portcullis/journal' }, facts, facts.cwd);
  assert.deepEqual(
    effects.map(({ kind, detail }) => [kind, detail]),
    [['write.policy', 'the gate itself']],
  );
});
test('a write to a file that tools run is a plain write with a detail', () => {
  const { effects } = accessPath('write', { text: 'pyproject.toml' }, facts, facts.cwd);
  assert.deepEqual(
    effects.map(({ kind, detail }) => [kind, detail]),
    [['write.workspace', 'a file whose content project tools run']],
  );
});

test('a write to a file that runs by itself is an effect of its own, and says when', () => {
  const { effects } = accessPath('write', { text: '.envrc' }, facts, facts.cwd);
  assert.deepEqual(
    effects.map(({ kind, detail }) => [kind, detail]),
    [['write.autorun', 'which runs by itself when a shell enters the folder']],
  );
});
