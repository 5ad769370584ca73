// Makes the effect-verb model from what the makers of programs say of their sub-commands and options.
//
//   npm run train                  builds models/effect-verb.bin and pins its digest in the source
//   npm run train -- --check       ends with 1 when what is built differs from what is there
//   npm run train -- --cross       how well it does on programs that it does not learn from; to choose between variants
//   npm run train -- --tldr DIR    also learns from the pages of a checkout of tldr-pages (CC-BY 4.0, see NOTICE.md)
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../test/support/root.ts';
import { trainingFolder } from '../test/support/training.ts';
import { Unavailable } from '../test/support/unavailable.ts';
import { cross, train } from '../training/train.ts';

const { values } = parseArgs({
  options: { check: { type: 'boolean' }, cross: { type: 'boolean' }, tldr: { type: 'string' } },
});
const folder = await trainingFolder().catch((error: unknown) => {
  if (!(error instanceof Unavailable)) throw error;
  console.error(`The model cannot be trained here: ${error.message}`);
  process.exit(69);
});
if (values.cross === true) {
  console.log(`${cross(root, folder).toFixed(4)} area under the curve, on programs not trained on`);
  process.exit();
}
const started = performance.now();
const { bytes, digest, examples } = train(root, folder, values.tldr);
const counts = ['reads', 'changes', 'destroys'].map(
  (effect) => `${examples.filter((one) => one.effect === effect).length} ${effect}`,
);
const programs = new Set(examples.map(({ program }) => program)).size;
console.log(`${examples.length} examples of ${programs} programs: ${counts.join(', ')}`);
console.log(
  `${bytes.length} bytes, SHA-256 ${digest}, ${((performance.now() - started) / 1000).toFixed(1)} s`,
);

const file = join(root, 'models', 'effect-verb.bin');
const pin = join(root, 'src', 'policy', 'classifier', 'model', 'pinned.ts');
if (values.check === true) {
  const same = Buffer.compare(readFileSync(file), bytes) === 0 && readFileSync(pin, 'utf8').includes(digest);
  console.log(same ? 'It is the model that is there.' : 'It is not the model that is there.');
  process.exitCode = same ? 0 : 1;
} else {
  writeFileSync(file, bytes);
  const pinned = readFileSync(pin, 'utf8').replace(/'[0-9a-f]{64}'/u, `'${digest}'`);
  writeFileSync(pin, pinned);
}
