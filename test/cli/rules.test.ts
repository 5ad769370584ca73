// Rules on the command line: lists of denied tools, always-allow-bash, rules of agents' files, advice, counts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../../src/cli/check.ts';
import { doctor } from '../../src/cli/doctor.ts';
import { journal } from '../../src/cli/journal.ts';
import { run } from '../../src/cli/run.ts';
import type { Command } from '../../src/cli/terminal.ts';
import { CommandError } from '../../src/cli/usage.ts';
import { makePlace, type Place } from '../support/place.ts';
import { demo, notBuilt } from './demo.ts';
import { runCommand, type Ran } from './support.ts';

/** Runs a command in the workspace of the place, whose home holds nothing that the test has not written. */
function command(place: Place, name: Command, args: readonly string[], input = ''): Promise<Ran> {
  return runCommand(place, name, args, input, {
    env: { PORTCULLIS_STATE_DIR: place.path('state'), PATH: '/usr/bin:/bin' },
  });
}

const checking = (place: Place, ...args: readonly string[]): Promise<Ran> =>
  command(place, check, ['--home', place.home, ...args]);

/** Arguments → verdict and layer. */
const verdicts: readonly [args: readonly string[], verdict: string, by: RegExp][] = [
  [['--deny-tool', 'BASH', '--', 'ls'], 'DENY', /deny-rule, session rule BASH \(the command line\)/],
  [['--deny-tool', 'WebFetch', '--deny-tool', 'bash', '--', 'ls'], 'DENY', /deny-rule/],
  [['--deny-prefix', 'ba', '--', 'ls'], 'DENY', /deny-rule/],
  [['--deny-tool', 'Ba', '--', 'ls'], 'ALLOW', /safe/],
  [['--deny-prefix', 'MCP__x', '--tool', 'mcp__x__y', '--input', '{}'], 'DENY', /deny-rule/],
  [['--mode', 'bypassPermissions', '--deny-tool', 'Bash', '--', 'ls'], 'DENY', /deny-rule/],
  [['--always-allow-bash', '--', 'frobnicate'], 'ALLOW', /mode/],
  [['--always-allow-bash', '--', 'rm -rf /'], 'DENY', /floor/],
  [['--always-allow-bash', '--deny-tool', 'Bash', '--', 'frobnicate'], 'DENY', /deny-rule/],
  [['--always-allow-bash', '--mode', 'plan', '--', 'frobnicate'], 'DENY', /mode/],
  [['--always-allow-bash', '--tool', 'Frobnicate', '--input', '{}'], 'ASK', /mode/],
  [['--', 'frobnicate'], 'ASK', /mode/],
];

for (const [args, verdict, by] of verdicts)
  test(`check ${args.join(' ')} says ${verdict}`, async (t) => {
    const { out } = await checking(makePlace(t), ...args);
    assert.ok(out.startsWith(`${verdict}  `), out);
    assert.match(/^ {2}by +(.*)$/m.exec(out)?.[1] ?? '', by);
  });

test('check follows the rules of Claude Code for its folder and home, and names file and line', async (t) => {
  const place = makePlace(t);
  place.write(
    'ws/.claude/settings.json',
    '{"permissions": {\n"deny": ["Bash(ls *)"], "allow": ["Bash(frob *)"]}}',
  );
  place.write('home/.claude/settings.json', '{"permissions": {"allow": ["Bash(grob *)"]}}');
  const denied = await checking(place, '--', 'ls -la');
  assert.equal(denied.code, 20);
  assert.match(denied.out, /workspace rule Bash\(ls \*\)\s+\(.*settings\.json:2\)/);
  assert.deepEqual(
    [(await checking(place, '--', 'frob x')).code, (await checking(place, '--', 'grob x')).code],
    [10, 10],
  );
  const all = place.write('all.json', '{"portcullis.readAgentRules": "all"}');
  const codes = ['frob x', 'grob x', 'ls -la'].map(
    async (line) => (await checking(place, '--settings', all, '--', line)).code,
  );
  assert.deepEqual(await Promise.all(codes), [10, 0, 20]);
});

test('a batch follows the rules of each folder and home that its calls name', async (t) => {
  const place = makePlace(t);
  place.write('ws/.claude/settings.json', '{"permissions": {"deny": ["Bash(ls *)"]}}');
  place.write('other/.claude/settings.json', '{"permissions": {"ask": ["Bash(ls *)"]}}');
  const line = (cwd: string): string =>
    JSON.stringify({ tool: 'Bash', input: { command: 'ls' }, cwd, home: place.home });
  const input = [place.workspace, place.path('other'), place.path('none'), place.workspace]
    .map(line)
    .join('\n');
  const { out } = await command(place, check, ['--batch'], input);
  assert.deepEqual(
    out
      .trim()
      .split('\n')
      .map((text) => JSON.parse(text).behavior),
    ['deny', 'ask', 'allow', 'deny'],
  );
});

test('the doctor says what is odd about the rules, and that a broken deny rule must be mended', async (t) => {
  const place = makePlace(t);
  const examined = (...args: readonly string[]): Promise<Ran> =>
    command(place, doctor, ['--home', place.home, ...args]);
  const file = place.write(
    'settings.json',
    '{"portcullis.permissions.allow": [\n"python *", "git*",\n"rm x",\n"ls -la", "rm -rf /"], "portcullis.permissions.deny": ["rm *"]}',
  );
  assert.match((await examined()).out, /ok +rules +none/);
  const { out, code } = await examined('--settings', file);
  assert.match(out, /weak +rules +allow python \* \(.*settings\.json:2\): .*interpreter python.*\[frees\]/);
  assert.match(out, /weak +rules +allow git\* .*Perhaps meant: “git \*”\. \[broad\]/);
  assert.match(out, /weak +rules +allow ls -la .*runs without any rule.*\[idle\]/);
  assert.match(out, /weak +rules +allow rm -rf \/ .*built-in guard denies.*\[never\]/);
  assert.match(
    out,
    /weak +rules +allow rm x \(.*settings\.json:3\): It changes nothing: the deny rule “rm \*” .*\[shadowed\]/,
  );
  assert.equal(code, 0);
  place.write(
    'ws/.claude/settings.local.json',
    '{"permissions": {"deny": ["Read({1..9999})"], "allow": ["Bash(make)"]}}',
  );
  const bad = await examined(
    '--settings',
    place.write(
      'all.json',
      '{"readAgentRules": "all", "alwaysAllowBash": true, "floorExceptions": ["force-push"]}',
    ),
  );
  assert.equal(bad.code, 1);
  assert.match(bad.out, /weak +settings +always-allow-bash/);
  assert.match(bad.out, /weak +settings +the rule force-push of the built-in guard is switched off/);
  assert.match(bad.out, /bad +rules +deny Read\(\{1\.\.9999\}\) .*\[invalid\]/);
  assert.match(
    bad.out,
    /weak +rules +allow Bash\(make\) .*does not count until you approve it\. \[uncounted\]/,
  );
  place.write('ws/.claude/settings.local.json', '{"permissions": {"deny": [');
  assert.match(
    (await examined()).out,
    /bad +rules +.*settings\.local\.json cannot be read .*every tool asks/,
  );
});

test('always-allow-bash starts nothing without --yes, whether an argument or the settings say so', async (t) => {
  const place = makePlace(t);
  const file = place.write('settings.json', '{"portcullis.alwaysAllowBash": true}');
  for (const args of [['--always-allow-bash'], ['--settings', file]])
    await assert.rejects(command(place, run, ['demo', ...args]), (error) => {
      assert.ok(error instanceof CommandError);
      assert.match(error.message, /ALWAYS-ALLOW-BASH/);
      return true;
    });
  assert.ok(!place.exists('state/journal'));
});

test('a class of the built-in guard that the settings switch off starts nothing without --yes, and says what it protects', async (t) => {
  const place = makePlace(t);
  const file = place.write(
    'settings.json',
    '{"portcullis.floorExceptions": ["force-push", "no-such-class"]}',
  );
  await assert.rejects(command(place, run, ['demo', '--settings', file]), (error) => {
    assert.ok(error instanceof CommandError);
    assert.match(
      error.message,
      /^THE CLASS force-push OF THE BUILT-IN GUARD IS OFF\. It protects: Commits .*\nSay --yes/,
    );
    return true;
  });
  assert.ok(!place.exists('state/journal'));
});

test('accepted with --yes, the loss stands in the journal', notBuilt, async (t) => {
  const { entries } = await demo(t, { 'portcullis.floorExceptions': ['force-push'] }, ['--yes']);
  const consents = entries.filter(({ event }) => event === 'consent');
  assert.deepEqual(
    consents.map((entry) => entry['to']),
    ['guard.force-push'],
  );
});

test('run keeps denied tools from the agent, and the journal counts the rules', notBuilt, async (t) => {
  const settings = {
    'portcullis.permissions.allow': ['cat README.md'],
    'portcullis.permissions.deny': ['ls *'],
    'portcullis.permissions.ask': ['cat *', 'grep *'],
  };
  const { place, of, entries } = await demo(t, settings, [
    '--deny-tool',
    'SAVE-FILE',
    '--deny-prefix',
    'down',
  ]);
  assert.deepEqual(
    [of('demo-plan.md'), of('lodash.com'), of('ls -la'), of('cat README.md')],
    ['deny deny-rule', 'deny deny-rule', 'deny deny-rule', 'deny person'],
  );
  assert.ok(!place.exists('ws/demo-plan.md'));
  const launched = entries.find(({ event }) => event === 'launch');
  assert.deepEqual(
    [launched?.['denyTools'], launched?.['denyPrefixes'], launched?.['alwaysAllowBash']],
    [['SAVE-FILE'], ['down'], false],
  );
  const { out } = await command(place, journal, ['rules']);
  assert.match(out, /^1 +\S+ \S+ +deny +ls \* +.*settings\.json:1$/m);
  assert.match(out, /^1 .* ask +cat \* /m);
  assert.match(out, /^1 .* deny +SAVE-FILE +the command line$/m);
  const counts = (await command(place, journal, ['rules', '--json'])).out
    .trim()
    .split('\n')
    .map((text) => JSON.parse(text));
  assert.ok(
    counts.every(({ decided, last, rule }) => decided > 0 && last > 0 && typeof rule.text === 'string'),
  );
});

test(
  'run --always-allow-bash --yes is loud, is journaled, and lifts neither floor nor rules',
  notBuilt,
  async (t) => {
    const settings = { 'portcullis.permissions.deny': ['npm *'], 'portcullis.permissions.ask': ['grep *'] };
    const { errors, entries, of } = await demo(t, settings, ['--always-allow-bash', '--yes']);
    assert.match(errors, /ALWAYS-ALLOW-BASH IS ON/);
    assert.ok(entries.some((one) => one['event'] === 'consent' && one['to'] === 'alwaysAllowBash'));
    assert.equal(entries.find(({ event }) => event === 'launch')?.['alwaysAllowBash'], true);
    assert.deepEqual(
      [of('rm -rf ~'), of('setup.sh'), of('npm install'), of('grep -n')],
      ['deny floor', 'deny floor', 'deny deny-rule', 'deny person'],
    );
  },
);
