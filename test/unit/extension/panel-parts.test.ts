// Parts of the panel that are told from state alone: containers, identity, the first minute, what the page keeps.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reachOf, type Signs } from '../../../src/extension/container.ts';
import { firstMinute } from '../../../src/extension/panel/firstMinute.ts';
import { folderChoices } from '../../../src/extension/panel/folderChoices.ts';
import { identityView, partsOf } from '../../../src/extension/panel/identityView.ts';
import { countingDecisions, together } from '../../../src/gate/journalTally.ts';

const machine: Signs = {
  platform: 'linux',
  env: {},
  remoteName: undefined,
  exists: () => false,
  read: () => '',
};
const contained: readonly (readonly [string, Partial<Signs>, string | undefined])[] = [
  ['a machine of the person', {}, undefined],
  ['a machine over SSH', { remoteName: 'ssh-remote' }, undefined],
  ['a dev container', { remoteName: 'dev-container' }, 'dev container'],
  ['Docker by its file', { exists: (file) => file === '/.dockerenv' }, 'Docker'],
  ['Podman by its file', { exists: (file) => file === '/run/.containerenv' }, 'Podman'],
  ['systemd-nspawn by its variable', { env: { container: 'systemd-nspawn' } }, 'systemd-nspawn'],
  ['a variable that is no name', { env: { container: 'x; <b>' } }, undefined],
  ['Kubernetes by its group', { read: () => '0::/kubepods/besteffort/pod1\n' }, 'Kubernetes'],
  ['a desktop under systemd', { read: () => '0::/init.scope\n' }, undefined],
  ['a Mac with a file of that name', { platform: 'darwin', exists: () => true }, undefined],
];
for (const [name, signs, kind] of contained)
  test(`what agents reach on ${name}: ${kind ?? 'no sandbox'}`, () => {
    const reach = reachOf({ ...machine, ...signs });
    assert.equal(reach.contained, kind !== undefined);
    assert.ok(reach.text.includes(kind === undefined ? 'No sandbox' : `(${kind})`), reach.text);
  });

test('the parts of an identity file are told by their headings; comments and empty parts are left out', () => {
  const text = '# Who you are\n\nYou are Wren.\n\n## Whom you work for\n\n<!-- nothing\nhere -->\nFor Ada.\n\n## Empty\n\n# Memory\n\n- The build is red.\n\n# Style\n\nShort.';
  assert.deepEqual(
    partsOf(text).map(({ kind, heading, text: words }) => [kind, heading, words]),
    [
      ['Identity', 'Who you are', 'You are Wren.'],
      ['Relationship', 'Whom you work for', 'For Ada.'],
      ['Memory', 'Memory', '- The build is red.'],
      ['', 'Style', 'Short.'],
    ],
  );
  assert.deepEqual(partsOf('You are Wren.'), [{ kind: 'Identity', heading: '', text: 'You are Wren.' }]);
  assert.equal(partsOf(Array.from({ length: 20 }, (_, at) => `# ${at}\n\nx`).join('\n')).length, 9);
  const [hostile] = partsOf(`# Who\u202e\n\n${'x'.repeat(100_000)}`);
  assert.ok(hostile && hostile.text.length < 300 && hostile.heading.includes('⟨U+202E⟩'));
}); // prettier-ignore

test('what changed of an identity file waits for a review; what is not known is not claimed', () => {
  const facts = { textOf: () => 'You are Wren.', folders: ['/w'], sessions: [] };
  assert.deepEqual(identityView({ ...facts, files: undefined }), { known: false, files: [], given: [] });
  const view = identityView({ ...facts, files: [{ path: '/w/AGENTS.md', state: 'changed' }, { path: '/w/CLAUDE.md', state: 'absent' }] });
  assert.deepEqual(view.files.map(({ name, changed, tone }) => [name, changed, tone]), [['AGENTS.md', true, 'warning']]);
}); // prettier-ignore

test('folders are told apart by as little of their paths as that takes', () => {
  const names = (...folders: readonly string[]) => folderChoices(folders).map(({ name }) => name);
  assert.deepEqual(names('/home/ada/weather'), ['/home/ada/weather']);
  assert.deepEqual(names('/home/ada/weather', '/home/ada/tides'), ['weather', 'tides']);
  assert.deepEqual(names('/ada/weather/app', '/ada/tides/app', '/ada/docs'), ['weather/app', 'tides/app', 'docs']);
  assert.deepEqual(names('C:\\ada\\weather', 'C:\\ada\\tides'), ['weather', 'tides']);
  assert.deepEqual(names('/app', '/ada/app'), ['/app', '/ada/app']);
  assert.deepEqual(names('/a/we\u202eather', '/a/tides'), ['we⟨U+202E⟩ather', 'tides']);
}); // prettier-ignore

test('the first minute names what was found, and rules for agents by their files', () => {
  const rule = { text: 'git push *', behavior: 'deny', scope: 'user' } as const;
  const file = '/w/.claude/settings.json';
  const agents = [
    { id: 'claude', name: 'Claude Code', program: '/usr/bin/claude', version: '2.1.329 (Claude Code)', problem: undefined },
    { id: 'claude', name: 'Other', program: undefined, version: '', problem: 'Not found on the PATH.' },
  ] as const;
  const view = firstMinute({ agents, rules: [rule, { ...rule, file }, { ...rule, file }], folders: ['/w'] });
  assert.deepEqual(view.agents.map(({ found, text }) => [found, text]), [[true, '2.1.329 · /usr/bin/claude'], [false, 'Not found on the PATH.']]);
  assert.deepEqual(view.rules, [{ name: '.claude/settings.json', count: 2 }]);
  assert.equal(firstMinute({ agents: undefined, rules: [], folders: [] }).looked, false);
}); // prettier-ignore

test('decisions are counted by day and by session, and days can be taken together', () => {
  const counting = countingDecisions();
  const row = { session: 's', behavior: 'allow', layer: 'safe', asked: false };
  for (const day of ['02', '01', '03']) counting.add({ ...row, time: `2026-11-${day}T00:00:00.000Z` });
  counting.add({ ...row, time: '2026-11-03T23:59:59.999Z', session: '', behavior: 'deny', layer: 'person', asked: true });
  assert.deepEqual(counting.days(2).map(({ day, calls, asked }) => [day, calls, asked]), [['2026-11-02', 1, 0], ['2026-11-03', 2, 1]]);
  const { calls, allowed, layers } = together(counting.days(9));
  assert.deepEqual([calls, allowed, layers.get('safe')?.all, layers.get('person')?.asked], [4, 3, 3, 1]);
  assert.equal(counting.session('s')?.calls, 3);
}); // prettier-ignore
