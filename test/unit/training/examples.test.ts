// From descriptions to examples, and from scores to percentages.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calibrated } from '../../../training/calibrate.ts';
import { examplesOf } from '../../../training/examples.ts';
import { classOf, type EffectClass } from '../../../training/labels.ts';
import { pageExamples } from '../../../training/tldr.ts';

const labels: readonly [description: string, effect: EffectClass | undefined][] = [
  ['List all pods', 'reads'],
  ['Lists the keys', 'reads'],
  ['(PREVIEW) Show a cluster', 'reads'],
  ['Permanently delete a vault', 'destroys'],
  ['This command removes a tag', 'destroys'],
  ['Used to create a site', 'changes'],
  ['Applies a patch', 'changes'],
  ['Manage clusters', undefined],
  ['', undefined],
];
for (const [description, effect] of labels)
  test(`"${description}" ${effect ?? 'says nothing'}`, () => {
    assert.equal(classOf(description), effect);
  });

const option = { dangerous: false, subcommands: [], options: [] };
const spec = {
  ...option,
  names: ['tool'],
  description: 'A tool',
  options: [
    { names: ['--purge'], description: 'Purge everything', dangerous: false },
    { names: ['--timeout'], description: 'Set the timeout', dangerous: false },
    { names: ['--help'], description: 'Show help', dangerous: false },
  ],
  subcommands: [
    { ...option, names: ['rm', 'remove'], description: 'Remove a thing' },
    { ...option, names: ['group'], description: 'Things', subcommands: [{ ...option, names: ['ls'], description: 'List things' }] },
    { ...option, names: ['dry'], description: 'Delete nothing', options: [{ names: ['--dry-run'], description: '', dangerous: false }] },
  ],
}; // prettier-ignore

test('examples are options that are verbs and sub-commands with all their names; off-flags are left out', () => {
  const examples = examplesOf([{ file: 'tool.js', spec }]);
  assert.deepEqual(
    examples.map(({ words, effect }) => `${words.join(' ')}: ${effect}`),
    ['--purge: destroys', 'rm: destroys', 'remove: destroys', 'group ls: reads', 'dry: destroys'],
  );
});

test('what lies in the folder of a program stands behind its name, and versions of it do not', () => {
  const programs = (file: string): string[] =>
    examplesOf([{ file, spec }]).map(({ program, words }) => [program, ...words].join(' '));
  assert.ok(programs('cloud/tool.js').includes('cloud tool rm'));
  assert.ok(programs('cloud/1.0.0.js').includes('cloud rm'));
});

test('a page of tldr gives one example for each plain command', () => {
  const page = [
    '# tool',
    '- [d]elete a branch:',
    '',
    '`tool branch {{-D|--delete}} {{name}}`',
    '',
    '- List and count:',
    '',
    '`tool ls | wc -l`',
    '',
  ].join('\n');
  assert.deepEqual(pageExamples(page), [
    { program: 'tool', words: ['branch', '--delete', 'name'], effect: 'destroys' },
  ]);
});

test('calibration finds the line from which scores were drawn', () => {
  const observed = [-4, -3, -2, -1, 0, 1, 2, 3, 4].flatMap((score) => {
    const p = 1 / (1 + Math.exp(-(0.5 * score - 1)));
    return [
      { score, happened: true, weight: p },
      { score, happened: false, weight: 1 - p },
    ];
  });
  const { slope, offset } = calibrated(observed);
  assert.ok(Math.abs(slope - 0.5) < 1e-4 && Math.abs(offset + 1) < 1e-4, `${slope} ${offset}`);
});
