// How well the check decides on a corpus of commands with labels. The corpus is no part of the project: its path is
// an argument. Ends with 1 when a bound is missed.
//
//   npm run eval -- FILE                 the figures beside what they must reach, by source, and the shares
//   npm run eval -- FILE --failures 20   also the rows that count against each figure, or `all` of them
//   npm run eval -- FILE --layer model   what the effect-verb model knows, and what its second opinion is worth
//   npm run eval -- FILE --json          the same for a machine
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readRows } from '../../test/support/corpus/rows.ts';
import { score, type Decided } from '../../test/support/corpus/score.ts';
import { decideHere } from '../../test/support/policy/machine.ts';
import { at } from '../table.ts';
import { disagreements } from './disagreements.ts';
import { failuresOf, figures, outcomes } from './figures.ts';
import { modelReport } from './model.ts';
import { failureList, figureTable, shareTable, sourceTable } from './report.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { failures: { type: 'string' }, json: { type: 'boolean' }, layer: { type: 'string' } },
});
const [file] = positionals;
const most = values.failures === 'all' ? Number.POSITIVE_INFINITY : Number(values.failures ?? 0);
if (file === undefined || positionals.length > 1 || !(most >= 0) || (values.layer ?? 'model') !== 'model') {
  console.error('usage: npm run eval -- FILE [--layer model] [--failures N|all] [--json]');
  process.exit(64);
}

if (values.layer === 'model') process.exit((await modelReport(file)) ? 0 : 1);

const decide = await decideHere();
const times: number[] = [];
const all = readRows(readFileSync(file, 'utf8'));
const scored = all.filter(({ group, doubtful }) => group !== 'windows' && !doubtful);
const decided: readonly Decided[] = scored.map((row) => {
  const started = performance.now();
  const { behavior } = decide(row.command, row);
  times.push(performance.now() - started);
  return { row, behavior };
});
const listed = disagreements();
const known = all.filter(({ id }) => listed.has(id)).length;
const total = score(decided);
const reached = outcomes(total);
const agreed = outcomes(score(decided.filter(({ row }) => !listed.has(row.id))));
times.sort((a, b) => a - b);
const speed = { p50: at(times, 0.5), p99: at(times, 0.99), max: at(times, 1) };

if (values.json === true) {
  const shown = reached.map(({ figure, count, value, met }, i) => ({
    figure: figure.name,
    rows: count.n,
    value,
    withoutDisagreements: agreed[i]?.value,
    least: figure.least,
    most: figure.most,
    met,
  }));
  const failing = figures.map((figure) => ({
    figure: figure.name,
    rows: failuresOf(figure, decided)
      .slice(0, most)
      .map(({ row, behavior }) => ({ id: row.id, behavior, expected: row.expected, command: row.command })),
  }));
  const rows = { read: all.length, scored: scored.length, disagreements: known };
  console.log(
    JSON.stringify(
      { rows, figures: shown, ...total, milliseconds: speed, ...(most > 0 && { failing }) },
      null,
      2,
    ),
  );
} else {
  const leftOut = all.length - scored.length;
  const share = ((100 * known) / Math.max(1, all.length)).toFixed(2);
  console.log(
    `${String(scored.length)} rows scored, ${String(leftOut)} left out (label in doubt, other shells).`,
  );
  console.log(
    `${String(known)} of them (${share} %) are listed in test/corpus/disagreements.md; the bounds count them too.\n`,
  );
  console.log(`${figureTable(reached, agreed)}\n`);
  console.log(`${sourceTable(total)}\n`);
  console.log(`${shareTable(total)}\n`);
  const microseconds = (time: number): string => `${Math.round(time * 1000).toString()} µs`;
  console.log(
    `A decision took ${microseconds(speed.p50)} (median), ${microseconds(speed.p99)} (p99), ${microseconds(speed.max)} (most).`,
  );
  if (most > 0) console.log(`\n${failureList(decided, most)}`);
}
process.exitCode = reached.every(({ met }) => met) ? 0 : 1;
