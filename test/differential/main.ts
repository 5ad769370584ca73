// More scripts than the suite runs: `npm run differential -- --count 2000 --seed 3`. Ends with 1 when one of them did
// what a complete analysis does not say.
import { parseArgs } from 'node:util';
import { randomFrom } from '../support/lines/random.ts';
import { differential } from './run.ts';
import { ensureSandbox } from './sandbox.ts';
import { randomScript } from './scripts.ts';

const { values } = parseArgs({
  options: { count: { type: 'string', default: '1000' }, seed: { type: 'string' } },
});
const count = Number(values.count);
const seed = Number(values.seed ?? Date.now() % 1_000_000);
console.log(`seed ${String(seed)}, ${String(count)} scripts`);
await ensureSandbox();
let [complete, allowed, wrong] = [0, 0, 0];
for (let from = 0; from < count; from += 200) {
  const scripts = Array.from({ length: Math.min(200, count - from) }, (_, i) =>
    randomScript(randomFrom(seed * 1_000_003 + from + i)),
  );
  const report = await differential(scripts);
  complete += report.complete;
  allowed += report.allowed;
  wrong += report.mismatches.length;
  for (const { script, missing } of report.mismatches)
    console.log(`${JSON.stringify(script)}\n  ${missing.join('; ')}`);
}
console.log(
  `${String(complete)} complete and run, ${String(allowed)} of them allowed, ${String(wrong)} did more than they say`,
);
process.exitCode = wrong > 0 ? 1 : 0;
