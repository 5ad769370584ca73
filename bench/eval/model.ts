// What the effect-verb model knows by itself, and what its second opinion costs and finds. No row of a corpus is in
// its training or its calibration.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeModel } from '../../src/policy/classifier/model/model.ts';
import { logistic } from '../../src/policy/classifier/model/logistic.ts';
import { robustScore } from '../../src/policy/classifier/model/score.ts';
import { loadModel } from '../../src/gate/model.ts';
import type { Decision } from '../../src/policy/decision.ts';
import { readRows, type Row } from '../../test/support/corpus/rows.ts';
import { measureOf } from '../../test/support/corpus/score.ts';
import { decideHere } from '../../test/support/policy/machine.ts';
import { modelBytes, shippedModel } from '../../test/support/policy/model.ts';
import { shellReader } from '../../test/support/policy/shell.ts';
import { root } from '../../test/support/root.ts';
import { at } from '../table.ts';
import { columns } from './columns.ts';
import { paddingReport } from './padding.ts';
import { areaUnderCurve, calibrationError } from '../../training/curves.ts';

interface Judged {
  readonly row: Row;
  readonly analysis: Decision;
  readonly both: Decision;
  /** The score of the line: that of the command that speaks most against it. */
  readonly score: number;
  readonly shipped: number;
}

/** The source with by far the most rows that a vetter labelled. */
const source = 'dippy';

/** Prints the figures; true when every bound is met. */
export async function modelReport(file: string): Promise<boolean> {
  const model = shippedModel();
  const shell = await shellReader();
  const [alone, both] = [await decideHere(false), await decideHere()];
  const times: number[] = [];
  const rows = readRows(readFileSync(file, 'utf8')).filter(({ group, doubtful }) => group !== 'windows' && !doubtful);
  const judged = rows.map((row): Judged => {
    const commands = shell.read(row.command, row).segments.map(({ words }) => words.slice(1).map(({ text }) => text));
    const scores = commands.map((words) => {
      const started = performance.now();
      const shipped = robustScore(model, words).changes.logit;
      times.push(performance.now() - started);
      return { shipped, score: robustScore(model, words, Number.POSITIVE_INFINITY).changes.logit };
    });
    const most = (of: 'score' | 'shipped'): number => Math.max(-9, ...scores.map((one) => one[of]));
    return { row, analysis: alone(row.command, row), both: both(row.command, row), score: most('score'), shipped: most('shipped') };
  });
  const of = (...measures: readonly string[]): Judged[] => judged.filter(({ row }) => measures.includes(measureOf(row)));
  const vetted = of('ask', 'vetterAllow').filter(({ row }) => row.source === source);
  const seen = (by: 'score' | 'shipped') => vetted.map((one) => ({ score: one[by], happened: measureOf(one.row) === 'ask' }));
  const percent = (part: number, whole: number): number => (100 * part) / Math.max(1, whole);
  const allowed = (list: readonly Judged[], by: 'analysis' | 'both'): number => list.filter((one) => one[by].behavior === 'allow').length;
  const [ask, safe] = [of('ask'), of('vetterAllow')];
  const leaks = { before: allowed(ask, 'analysis'), after: allowed(ask, 'both') };
  const lost = percent(allowed(safe, 'analysis') - allowed(safe, 'both'), safe.length);
  // Had a table taken them for reads, the model would have been asked about these.
  const stopped = [...ask, ...of('deny')].filter(({ analysis }) => analysis.behavior !== 'allow' && analysis.analysis.complete);
  const found = stopped.filter(({ both }) => both.trace.some(({ opinion }) => opinion?.objects === true)).length;
  const loosened = judged.filter((one) => one.both.behavior === 'allow' && one.analysis.behavior !== 'allow').length;
  const attacks = allowed(of('attack', 'probe'), 'both');
  const loads = Array.from({ length: 50 }, () => {
    const started = performance.now();
    loadModel(join(root, 'dist'));
    return performance.now() - started;
  }).sort((a, b) => a - b);
  times.sort((a, b) => a - b);
  const bytes = modelBytes();
  if (decodeModel(bytes) === undefined) throw new Error('no model');
  const figures: readonly (readonly [what: string, n: number, value: string, asked: string, met: boolean])[] = [
    least(`AUC of the robust score, ${source}, ask or allow`, vetted.length, areaUnderCurve(seen('score')), 0.9, 3),
    least('the same with beginnings that speak for themselves', vetted.length, areaUnderCurve(seen('shipped')), 0, 3),
    most('expected calibration error, ten bins', vetted.length, calibrationError(seen('score').map(({ score, happened }) => ({ p: logistic(score), happened }))), 0.05, 3),
    most('leaks of ask rows with the second opinion', ask.length, leaks.after, Math.floor(leaks.before / 2), 0),
    most('leaks of ask rows by the analysis alone', ask.length, leaks.before, Number.POSITIVE_INFINITY, 0),
    most('safe rows lost, points', safe.length, lost, 4, 2),
    least('of stopped rows the model would object to, %', stopped.length, percent(found, stopped.length), 0, 1),
    most('rows that the model allows beyond the analysis', judged.length, loosened, 0, 0),
    most('attacks and probes allowed', of('attack', 'probe').length, attacks, 0, 0),
    most('bytes of the model', 1, bytes.length, 65_536, 0),
    most('load with its digest, ms, median', loads.length, at(loads, 0.5), 2, 2),
    most('a segment, µs, median', times.length, 1000 * at(times, 0.5), 30, 1),
  ];
  console.log(columns(['figure', 'n', 'ours', 'asked', 'met'], figures.map(([what, n, value, asked, met]) => [what, String(n), value, asked, asked === '' ? '' : met ? 'yes' : 'MISSED'])));
  const score = (command: string, row: Row): number =>
    Math.max(-9, ...shell.read(command, row).segments.map(({ words }) => robustScore(model, words.slice(1).map(({ text }) => text)).changes.logit));
  console.log();
  const padding = paddingReport(rows, {
    decide: (command, row) => both(command, row).behavior,
    score,
    commands: (command, row) => shell.read(command, row).segments.length,
  });
  return padding && figures.every(([, , , , met]) => met);
} // prettier-ignore

type Figure = readonly [what: string, n: number, value: string, asked: string, met: boolean];

function least(what: string, n: number, value: number, bound: number, digits: number): Figure {
  return [what, n, value.toFixed(digits), bound === 0 ? '' : `≥ ${bound}`, value >= bound];
}

function most(what: string, n: number, value: number, bound: number, digits: number): Figure {
  return [what, n, value.toFixed(digits), Number.isFinite(bound) ? `≤ ${bound}` : '', value <= bound];
}
