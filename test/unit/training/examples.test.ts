// From descriptions to examples, and from scores to percentages.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calibrated } from '../../../training/calibrate.ts';
import { examplesOf } from '../../../training/examples.ts';
import { classOf, namesAVerb, type EffectClass } from '../../../training/labels.ts';
import type { ArgumentSpec, OptionSpec } from '../../../training/specs.ts';
import { pageExamples } from '../../../training/tldr.ts';
import { typed } from '../../../training/usage.ts';

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

test('a name with a verb in it is told', () => {
  for (const name of ['--delete-delay', '--autoRemove', 'purge']) assert.ok(namesAVerb(name), name);
  for (const name of ['--list', '--timeout', '-x']) assert.ok(!namesAVerb(name), name);
});

const option = { dangerous: false, subcommands: [], options: [], args: [] };
const spec = {
  ...option,
  names: ['tool'],
  description: 'A tool',
  options: [
    { names: ['--purge'], description: 'Purge everything', dangerous: false, args: [] },
    { names: ['--timeout'], description: 'Set the timeout', dangerous: false, args: [] },
    { names: ['--help'], description: 'Show help', dangerous: false, args: [] },
  ],
  subcommands: [
    { ...option, names: ['rm', 'remove'], description: 'Remove a thing' },
    { ...option, names: ['group'], description: 'Things', subcommands: [{ ...option, names: ['ls'], description: 'List things' }] },
    { ...option, names: ['dry'], description: 'Delete nothing', options: [{ names: ['--dry-run'], description: '', dangerous: false, args: [] }] },
  ],
}; // prettier-ignore

test('examples are options that are verbs, sub-commands with all their names, and groups; off-flags are left out', () => {
  const examples = examplesOf([{ file: 'tool.js', spec }]).filter(({ program }) => program === 'tool');
  assert.deepEqual(
    examples.map(({ words, effect }) => `${words.join(' ')}: ${effect}`),
    [
      '--purge: destroys',
      'rm: destroys',
      'remove: destroys',
      'group: reads',
      'group ls: reads',
      'dry: destroys',
    ],
  );
});

test('a verb is an example by itself, whatever the program', () => {
  const examples = examplesOf([]).map(({ words, effect }) => `${words.join(' ')}: ${effect}`);
  for (const one of ['show: reads', '--show: reads', 'create: changes', '--purge: destroys'])
    assert.ok(examples.includes(one), one);
});

const file = { name: 'file', optional: false, path: true, suggestions: [] };
const flag = (name: string, description = '', args: readonly ArgumentSpec[] = []): OptionSpec =>
  ({ names: [name], description, dangerous: false, args }); // prettier-ignore

test('a command as somebody would type it has values, operands, and no option that is a command of its own', () => {
  const options = [flag('--format', '', [file]), flag('--delete-delay'), flag('-D', 'Delete the branch'), flag('--help')];
  const verbs = ['list', 'show', 'create', 'describe', 'update', 'publish', 'rename', 'compare', 'archive', 'inspect'];
  const seen = verbs.map((word) => typed([word], { options, args: [file] }));
  assert.deepEqual(seen, verbs.map((word) => typed([word], { options, args: [file] })));
  const words = new Set(seen.flat());
  assert.ok(words.has('--format'));
  for (const word of ['--delete-delay', '-D', '--help']) assert.ok(!words.has(word), word);
  for (const [verb, ...rest] of seen) {
    assert.ok(verbs.includes(verb ?? ''));
    assert.equal(rest.length, rest.includes('--format') ? 3 : 1, rest.join(' '));
  }
}); // prettier-ignore

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
