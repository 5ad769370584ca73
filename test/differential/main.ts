// More scripts than the suite runs: `npm run differential -- --count 2000 --seed 3`. Ends with 1 when one of them did
// what a complete analysis does not say.
import { parseArgs } from 'node:util';
import { randomFrom } from '../support/lines/random.ts';
import { differential, structural } from './run.ts';
import { ensureSandbox } from './sandbox.ts';
import { randomScript } from './scripts.ts';
import { randomStructure } from './structures.ts';

const { values } = parseArgs({
  options: { count: { type: 'string', default: '1000' }, seed: { type: 'string' } },
});
const count = Number(values.count);
const seed = Number(values.seed ?? Date.now() % 1_000_000);
console.log(`seed ${String(seed)}, ${String(count)} scripts of each kind`);
await ensureSandbox();
let wrong = 0;
for (const [kind, make, run] of [
  ['traced', randomScript, differential],
  ['all structure', randomStructure, structural],
] as const) {
  let [complete, allowed] = [0, 0];
  for (let from = 0; from < count; from += 200) {
    const scripts = Array.from({ length: Math.min(200, count - from) }, (_, i) =>
      make(randomFrom(seed * 1_000_003 + from + i)),
    );
    const report = await run(scripts);
    complete += report.complete;
    allowed += report.allowed;
    wrong += report.mismatches.length;
    for (const { script, missing } of report.mismatches)
      console.log(`${JSON.stringify(script)}\n  ${missing.join('; ')}`);
  }
  console.log(`${kind}: ${String(complete)} complete and run, ${String(allowed)} of them allowed`);
}
console.log(`${String(wrong)} did more than they say`);
process.exitCode = wrong > 0 ? 1 : 0;
