// A million generated lines, or as many as are asked for, and the memory that 20,000 decisions leave behind. Ends with
// 1 when anything failed, took too long, or was decided more loosely in another spelling.
//
//   npm run fuzz                          a million lines with a new seed, which is printed
//   npm run fuzz -- --seed 7 --count 1000
//   npm run fuzz -- --corpus FILE         also mutates the commands of a corpus (JSON lines)
//   npm run fuzz -- --slow 300 --count 0  looks for texts that keep the check busy, trying so many of each kind
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readRows } from '../support/corpus/rows.ts';
import { randomFrom } from '../support/lines/random.ts';
import { root } from '../support/root.ts';
import { memoryGrowth } from './memory.ts';
import { fuzz } from './run.ts';
import { searchSlow } from './slow.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    count: { type: 'string', default: '1000000' },
    corpus: { type: 'string', default: join(root, 'test', 'corpus', 'guard.jsonl') },
    bound: { type: 'string', default: '25' },
    slow: { type: 'string', default: '0' },
  },
});
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const count = Number(values.count);
const bound = Number(values.bound);
if (![seed, count, bound].every((number) => Number.isFinite(number) && number >= 0)) {
  console.error(
    'usage: npm run fuzz -- [--seed N] [--count N] [--corpus FILE] [--bound MILLISECONDS] [--slow N]',
  );
  process.exit(64);
}
console.log(`seed ${String(seed)}, ${String(count)} lines`);

const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MB`;
const { heap, resident } = memoryGrowth(20_000, seed);
console.log(
  `20,000 decisions left ${megabytes(heap)} more on the heap, ${megabytes(resident)} in the process.`,
);

const started = performance.now();
const lines = readRows(readFileSync(values.corpus, 'utf8')).map(({ command }) => command);
const report = fuzz({
  seed,
  count,
  lines,
  bound,
  progress: (done) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${String(done)}`);
  },
});
const seconds = (performance.now() - started) / 1000;
const at = (share: number): string =>
  `${((report.times[Math.min(count - 1, Math.floor(count * share))] ?? 0) * 1000).toFixed(0)} µs`;
const { allow, ask, deny } = report.behaviors;
console.log(
  `${String(report.decided)} lines in ${seconds.toFixed(0)} s: ${String(allow)} allowed, ${String(ask)} asked, ${String(deny)} denied; ${String(report.compared)} compared with another spelling.`,
);
console.log(`A decision took ${at(0.5)} (median), ${at(0.99)} (p99), ${at(0.999)} (p99.9), ${at(1)} (most).`);
for (const what of ['threw', 'failed', 'slow', 'loosened'] as const) {
  const faults = report.faults.filter((fault) => fault.what === what);
  console.log(`${what}: ${String(faults.length)}`);
  for (const { line, note } of faults.sort((a, b) => a.line.length - b.line.length).slice(0, 20))
    console.log(`  ${JSON.stringify(line).slice(0, 400)}\n    ${note.slice(0, 400)}`);
}
for (const { milliseconds, form, text, unit } of searchSlow(randomFrom(seed), Number(values.slow)).slice(
  0,
  20,
))
  console.log(
    `${milliseconds.toFixed(0)} ms: ${form}, ${String(text.length)} characters of ${JSON.stringify(unit)} from ${JSON.stringify(text.slice(0, 40))}`,
  );
const grew = heap > 4 * 2 ** 20;
process.exitCode = report.faults.length > 0 || grew ? 1 : 0;
