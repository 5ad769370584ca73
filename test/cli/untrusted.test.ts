// Runs that are not trusted on the command line: the word of the person, a prompt from a file, a dry run.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { doctor } from '../../src/cli/doctor.ts';
import { run } from '../../src/cli/run.ts';
import { makePlace } from '../support/place.ts';
import { demo, notBuilt } from './demo.ts';
import { runCommand } from './support.ts';

const loose = {
  'portcullis.permissions.allow': ['*', 'ls *'],
  'portcullis.permissionMode': 'bypassPermissions',
};

test('an untrusted run says so, runs no shell commands, and keeps its cause in the journal', notBuilt, async (t) => {
  const { place, errors, of, entries } = await demo(t, loose, ['--untrusted', '--because', 'issue 7', '--ask', 'allow']);
  assert.match(errors, /not trusted: the workspace is not trusted, and its prompt comes from others \(issue 7\)/);
  assert.match(errors, /plugins, skills, MCP servers and hooks of the workspace are off/);
  assert.deepEqual([of('ls -la'), of('cat README.md')], ['deny lock', 'deny lock']);
  assert.ok(place.exists('ws/demo-plan.md'), 'what runs no commands is asked about as ever');
  const launch = entries.find(({ event }) => event === 'launch');
  assert.deepEqual(launch?.['causes'], ['the workspace is not trusted', 'its prompt comes from others (issue 7)']);
  const { out } = await runCommand(place, doctor, [], '', { env: { PORTCULLIS_STATE_DIR: place.path('state') } });
  assert.match(out, /prompts of others +1 conversation began/);
}); // prettier-ignore

test(
  'a dry run runs nothing with an effect and tells at its end what would have been',
  notBuilt,
  async (t) => {
    const settings = { 'portcullis.permissions.deny': ['ls *'] };
    const { place, errors, of, entries } = await demo(t, settings, ['--dry-run', '--ask', 'allow']);
    assert.ok(!place.exists('ws/demo-plan.md'));
    assert.deepEqual([of('demo-plan.md'), of('cat README.md')], ['deny lock', 'deny lock']);
    assert.match(errors, /dry run of 10 calls: \d+ would run, \d+ would ask, \d+ would be denied/);
    assert.match(errors, /would run +safe +cat README\.md/);
    assert.match(errors, /would ask +mode +save-file /);
    assert.match(errors, /would be denied +deny-rule +ls -la/);
    const would = entries.find(({ subject }) => subject === 'cat README.md')?.['would'];
    assert.match(JSON.stringify(would), /"behavior":"allow","layer":"safe"/);
  },
);

test('wrong words about trust are refused before anything starts', async (t) => {
  const place = makePlace(t);
  place.write('ws/empty.md', ' \n');
  place.write('ws/long.md', 'x'.repeat(9_000));
  const wrong: readonly [args: readonly string[], complaint: RegExp][] = [
    [['--because', ' '], /needs a text/],
    [['--prompt-from', 'nowhere.md'], /nowhere\.md cannot be read/],
    [['--prompt-from', 'empty.md'], /empty/],
    [['--prompt-from', 'long.md'], /more than the 8000/],
    [['--prompt-from', 'empty.md', '--untrusted', '--dry-run', '--nonsense'], /nonsense/],
  ];
  for (const [args, complaint] of wrong)
    await assert.rejects(runCommand(place, run, ['demo', ...args], '', { env: {} }), complaint);
});

test('an agent that takes no prompt is not started with one from standard input', async (t) => {
  const place = makePlace(t);
  const env = { PORTCULLIS_STATE_DIR: place.path('state') };
  await assert.rejects(
    runCommand(place, run, ['demo', '--prompt-from', '-'], 'do it', { env }),
    /plays a script/,
  );
});
