// What the check says of representative lines of each family of programs, and of what the shell reader knows. The
// files in `test/golden` hold both: `$ line`, and below it the decision, the effects of each part and the doubts.
// `GOLDEN=update node test/run.mjs unit golden` writes them anew; the diff is the review.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { visible } from '../../src/cli/text.ts';
import type { Effect } from '../../src/policy/effects.ts';
import { root } from '../support/root.ts';
import { decide } from '../support/policy/decide.ts';

const folder = join(root, 'test', 'golden');

for (const name of readdirSync(folder).filter((file) => file.endsWith('.txt'))) {
  test(`the lines of ${name} are decided as it says`, () => {
    const file = join(folder, name);
    const before = readFileSync(file, 'utf8');
    const now = before
      .split('\n')
      .filter((line) => line.startsWith('$ '))
      .map((line) => golden(line.slice(2)))
      .join('\n');
    if (process.env['GOLDEN'] === 'update') writeFileSync(file, now);
    else assert.equal(now, before);
  });
}

/** ⏎ stands for a line break. */
function golden(line: string): string {
  const { behavior, layer, floor, analysis } = decide(line.replaceAll('⏎', '\n'));
  const segments = analysis.segments.map(({ program, effects, doubts }) =>
    [
      `  ${visible(program) || '(no program)'}`,
      ...effects.map((effect) => `    ${effectText(effect)}`),
      ...doubts.map(({ text }) => `    ? ${visible(text)}`),
    ].join('\n'),
  );
  const doubts = analysis.doubts.map(({ text }) => `  ? ${visible(text)}`);
  const by = floor === undefined ? layer : `${layer}, ${floor}`;
  return [`$ ${line}`, `${behavior} by ${by}`, ...segments, ...doubts, ''].join('\n');
}

function effectText({ kind, scope, target, detail, reversible }: Effect): string {
  const where = visible(target ?? '').replace(/^\/home\/dev(?=\/|$)/u, '~');
  const lost = reversible === 'no' ? 'for good' : '';
  return [kind, `(${scope})`, where, detail === undefined ? '' : `: ${visible(detail)}`, lost]
    .filter((part) => part !== '')
    .join(' ');
}
