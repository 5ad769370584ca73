// Rules from the settings files of Claude Code, with real files: what counts, what waits, and what a broken file does.
import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { test, type TestContext } from 'node:test';
import { openAgentRules, type AgentRuleOptions } from '../../src/gate/agentRules.ts';
import type { AgentRuleChoice } from '../../src/protocol/settings.ts';
import { decodeSettings } from '../../src/protocol/settings.ts';
import { makePlace, type Place } from '../support/place.ts';
import { startTestGate, type TestGate } from './support.ts';

interface Rules {
  readonly place: Place;
  /** The rules as `behavior text`, and the counts of what waits and of faults. */
  readonly read: (choice?: AgentRuleChoice, folder?: string) => readonly string[];
  readonly open: (more?: Partial<AgentRuleOptions>) => ReturnType<typeof openAgentRules>;
}

function setUp(t: TestContext, more: Partial<AgentRuleOptions> = {}): Rules {
  const place = makePlace(t);
  const open = (extra: Partial<AgentRuleOptions> = {}) =>
    openAgentRules({ env: {}, approved: () => false, managed: [place.path('managed.json')], now: () => 0, ...more, ...extra }); // prettier-ignore
  const rules = open();
  return {
    place,
    open,
    read(choice = 'denyAndAsk', folder = place.workspace) {
      const set = rules.read({ home: place.home, folders: [folder] }, choice);
      return [
        ...set.rules.map(({ behavior, text, form }) => `${behavior} ${form === 'unreadable' ? '?' : text}`),
        ...set.unapproved.map(({ text }) => `waits ${text}`),
        ...set.problems.map(() => 'problem'),
      ];
    },
  };
}

const settings = (permissions: unknown, more: object = {}): string =>
  JSON.stringify({ permissions, ...more });

test('deny and ask rules of every file count; allow rules only where the person wants them', (t) => {
  const { place, read } = setUp(t);
  assert.deepEqual(read(), []);
  place.write('managed.json', settings({ deny: ['WebSearch'], allow: ['Bash(ls)'] }));
  place.write('home/.claude/settings.json', settings({ deny: ['Bash(rm *)'], allow: ['Bash(npm test)'] }));
  place.write('ws/.claude/settings.json', settings({ ask: ['Read(./.env)'], allow: ['Bash(make)'] }));
  place.write('ws/.claude/settings.local.json', settings({ deny: ['mcp__a'] }));
  const tight = ['deny WebSearch', 'deny Bash(rm *)', 'ask Read(./.env)', 'deny mcp__a'];
  assert.deepEqual(read(), tight);
  assert.deepEqual(read('all'), ['deny WebSearch', 'allow Bash(ls)', 'deny Bash(rm *)', 'allow Bash(npm test)', 'ask Read(./.env)', 'deny mcp__a', 'waits Bash(make)']); // prettier-ignore
});

test('allow rules of the workspace count as long as exactly they are approved', (t) => {
  const approvals = new Set<string>();
  const { place, read } = setUp(t, { approved: (file, rules) => approvals.has(file + rules.join('|')) });
  const file = place.write('ws/.claude/settings.json', settings({ allow: ['Bash(make)'] }));
  assert.deepEqual(read('all'), ['waits Bash(make)']);
  approvals.add(`${file}Bash(make)`);
  assert.deepEqual(read('all'), ['allow Bash(make)']);
  assert.deepEqual(read('denyAndAsk'), []);
  place.write('ws/.claude/settings.json', settings({ allow: ['Bash(make)', 'Bash(make *)'] }));
  assert.deepEqual(read('all'), ['waits Bash(make)', 'waits Bash(make *)']);
});

test('a saved change holds at once, and equal content is the same object', (t) => {
  const { place, open } = setUp(t);
  const rules = open();
  const where = { home: place.home, folders: [place.workspace] };
  place.write('ws/.claude/settings.json', settings({ deny: ['Bash(a)'] }));
  const first = rules.read(where, 'denyAndAsk');
  assert.equal(rules.read(where, 'denyAndAsk'), first);
  place.write('ws/.claude/settings.json', settings({ deny: ['Bash(b)'] }));
  assert.deepEqual(rules.read(where, 'denyAndAsk').rules.map(({ text }) => text), ['Bash(b)']); // prettier-ignore
  place.write('home/.claude/settings.json', settings({ ask: ['Bash(c)'] }));
  assert.equal(rules.read(where, 'denyAndAsk').rules.length, 2);
});

test('only rules are taken from such a file, never modes, folders or anything that loosens', (t) => {
  const { place, open } = setUp(t);
  const more = { permissionMode: 'bypassPermissions', 'portcullis.alwaysAllowBash': true, floorExceptions: ['delete-root'], 'portcullis.permissions.allow': ['*'], allow: ['ls'], deny: ['pwd'] }; // prettier-ignore
  place.write(
    'home/.claude/settings.json',
    settings({ defaultMode: 'bypassPermissions', additionalDirectories: ['/'], deny: ['Bash(x)'] }, more),
  );
  const set = open().read({ home: place.home, folders: [] }, 'all');
  assert.deepEqual([set.rules.map(({ text }) => text), set.problems], [['Bash(x)'], []]);
});

/** A file's text → what is read of it. `?` stands for a fault that makes every tool ask. */
for (const [text, expected] of [
  ['{"permissions": {"deny": ["Bash(a)"], }, // mine\n}', ['deny Bash(a)']],
  ['{"permissions": {"deny": ["Bash(a)"', ['deny ?', 'deny Bash(a)', 'problem']],
  ['nonsense', ['deny ?', 'problem']],
  ['[]', ['deny ?', 'problem', 'problem']],
  ['{"permissions": 7}', ['deny ?', 'problem', 'problem']],
  ['{"permissions": {"deny": "Bash(a)"}}', ['deny Bash(a)', 'problem']],
  ['{"permissions": {"deny": ["Bash(a)", 7]}}', ['deny Bash(a)', 'deny ?', 'problem']],
  ['{"permissions": {"ask": {"a": 1}, "allow": 7}}', ['ask ?', 'problem', 'problem']],
  ['', []],
  ['{}', []],
  ['{"env": {"A": "b"}}', []],
] as const)
  test(`of ${JSON.stringify(text)} what can be read holds`, (t) => {
    const { place, read } = setUp(t);
    place.write('ws/.claude/settings.json', text);
    assert.deepEqual(read(), expected);
  });

test('a file that cannot be opened, a folder in its place and one that is too large make every tool ask', (t) => {
  const { place, read } = setUp(t);
  const file = place.write('ws/.claude/settings.json', settings({}));
  if (process.getuid?.() !== 0) {
    chmodSync(file, 0);
    assert.deepEqual(read(), ['deny ?', 'problem']);
  }
  mkdirSync(place.path('ws/.claude/settings.local.json'));
  assert.ok(read().includes('deny ?'));
  place.write('home/.claude/settings.json', ' '.repeat(2_000_000));
  assert.equal(read().filter((one) => one === 'problem').length, process.getuid?.() === 0 ? 2 : 3);
});

test('CLAUDE_CONFIG_DIR takes the place of the folder in the home', (t) => {
  const { place, open } = setUp(t);
  place.write('home/.claude/settings.json', settings({ deny: ['Bash(home)'] }));
  place.write('config/settings.json', settings({ deny: ['Bash(config)'] }));
  const texts = (env: Record<string, string>) =>
    open({ env })
      .read({ home: place.home, folders: [] }, 'denyAndAsk')
      .rules.map(({ text }) => text);
  assert.deepEqual(texts({ CLAUDE_CONFIG_DIR: place.path('config') }), ['Bash(config)']);
  assert.deepEqual(texts({ CLAUDE_CONFIG_DIR: 'config' }), ['Bash(home)']);
});

test('the files of the repository count in its subfolders, through links as well; the home is no project', (t) => {
  const { place, read } = setUp(t);
  mkdirSync(place.path('ws/.git'));
  mkdirSync(place.path('ws/a/b'), { recursive: true });
  place.write('ws/.claude/settings.json', settings({ deny: ['Bash(root)'] }));
  place.write('ws/a/b/.claude/settings.local.json', settings({ deny: ['Bash(inner)'] }));
  place.write('home/.claude/settings.local.json', settings({ deny: ['Bash(never)'] }));
  symlinkSync(place.path('ws/a/b'), place.path('link'));
  for (const folder of [place.path('ws/a/b'), place.path('link')])
    assert.deepEqual(read('denyAndAsk', folder), ['deny Bash(root)', 'deny Bash(inner)']);
  assert.deepEqual(read('denyAndAsk', place.home), []);
});

test('rules know file, line and the folder at which their paths start', (t) => {
  const { place, open } = setUp(t);
  const file = place.write(
    'ws/.claude/settings.json',
    '{\n "permissions": {\n  "deny": [\n   "Edit(/x)"\n]}}',
  );
  const [rule] = open().read({ home: place.home, folders: [place.workspace] }, 'denyAndAsk').rules;
  assert.deepEqual(rule, { text: 'Edit(/x)', behavior: 'deny', scope: 'workspace', file, line: 4, base: place.workspace, form: 'claude' }); // prettier-ignore
});

// Through a real gate.
const bash = (command: string) => ({ tool: 'Bash', input: { command } });
const decide = async (up: TestGate, { tool, input }: { tool: string; input: unknown }) => {
  const { behavior, layer, rule } = await up.gate.hasPermissionsToUseTool(tool, input, { agent: 'claude', cwd: up.place.workspace }); // prettier-ignore
  return `${behavior} ${layer} ${rule?.text ?? ''}`.trim();
};

test('the gate follows them for the next call and counts what they decided', async (t) => {
  let readAgentRules: AgentRuleChoice = 'denyAndAsk';
  const up = await startTestGate(t, {}, { env: {}, settings: () => decodeSettings([{ scope: 'user', values: { readAgentRules } }]) }); // prettier-ignore
  assert.equal(await decide(up, bash('ls')), 'allow safe');
  const file = up.place.write('ws/.claude/settings.json', settings({ deny: ['Bash(ls *)'], ask: ['Bash(git push:*)'], allow: ['Bash(frob *)'] })); // prettier-ignore
  assert.equal(await decide(up, bash('ls -la')), 'deny deny-rule Bash(ls *)');
  assert.equal(await decide(up, bash('true && git push')), 'ask ask-rule Bash(git push:*)');
  assert.equal(await decide(up, bash('frob x')), 'ask mode');
  readAgentRules = 'all';
  assert.equal(await decide(up, bash('frob x')), 'ask mode');
  assert.deepEqual(up.gate.agentRules().unapproved.map(({ text }) => text), ['Bash(frob *)']); // prettier-ignore
  up.place.write('home/.claude/settings.json', settings({ allow: ['Bash(frob *)'] }));
  assert.equal(await decide(up, bash('frob x')), 'allow allow-rule Bash(frob *)');
  // Rules of an agent settle doubt, but no threat: they were written for another dialog.
  assert.match(await decide(up, bash('LD_PRELOAD=./x.so frob x')), /^(?:ask|deny)/u);
  assert.deepEqual(up.gate.ruleCounts(), []);

  const session = await up.session();
  await session.wants({ command: 'ls -la' }, { tool: 'Bash' });
  await session.wants({ command: 'frob 1' }, { tool: 'Bash' });
  await session.wants({ command: 'ls -l' }, { tool: 'Bash' });
  const counts = up.gate.ruleCounts().map(({ rule, decided }) => [rule.text, rule.file, rule.line, decided]);
  assert.deepEqual(counts, [
    ['Bash(ls *)', file, 1, 2],
    ['Bash(frob *)', up.place.path('home/.claude/settings.json'), 1, 1],
  ]);
});

test('a malformed file makes every tool ask until it is mended', async (t) => {
  const up = await startTestGate(t, {}, { env: {} });
  up.place.write('ws/.claude/settings.json', '{"permissions": {"deny": ["Bash(rm *)"], "ask": [');
  assert.match(await decide(up, bash('ls')), /^ask ask-rule the file /u);
  assert.equal(await decide(up, bash('rm x')), 'deny deny-rule Bash(rm *)');
  assert.equal(up.gate.agentRules().problems.length, 1);
  up.place.write('ws/.claude/settings.json', '{}');
  assert.equal(await decide(up, bash('ls')), 'allow safe');
});

test('an approval holds for exactly the rules of the file', async (t) => {
  const approved: string[] = [];
  const values = { readAgentRules: 'all' };
  const up = await startTestGate(t, {}, {
    env: {},
    settings: () => decodeSettings([{ scope: 'user', values }]),
    approvedAgentRules: (_file, rules) => approved.includes(rules.join()),
  }); // prettier-ignore
  up.place.write('ws/.claude/settings.json', settings({ allow: ['Bash(frob *)'] }));
  assert.equal(await decide(up, bash('frob x')), 'ask mode');
  approved.push('Bash(frob *)');
  assert.equal(await decide(up, bash('frob x')), 'allow allow-rule Bash(frob *)');
  up.place.write('ws/.claude/settings.json', settings({ allow: ['Bash(frob *)', 'Bash(grob *)'] }));
  assert.equal(await decide(up, bash('frob x')), 'ask mode');
});

test('a text that is tried counts as its file would, only where that file does, and leaves no trace', (t) => {
  const { place, open } = setUp(t);
  const file = place.write('ws/.claude/settings.json', settings({ deny: ['Bash(a)'] }));
  const rules = open();
  const read = (folder: string, instead?: string) =>
    rules.read({ home: place.home, folders: [folder] }, 'denyAndAsk', instead === undefined ? [] : [{ file, text: instead }]).rules.map(({ text, form }) => (form === 'unreadable' ? '?' : text)); // prettier-ignore
  assert.deepEqual(read(place.workspace, settings({ deny: ['Bash(b)'], allow: ['Bash(c)'] })), ['Bash(b)']);
  assert.deepEqual(read(place.workspace, settings({})), []);
  assert.deepEqual(read(place.workspace, '{ "permissions": { "deny": ["Bash(b)"]'), ['?', 'Bash(b)']);
  assert.deepEqual(read(place.home, settings({ deny: ['Bash(b)'] })), []);
  assert.deepEqual(read(place.workspace), ['Bash(a)']);
});
