// The rows whose label contradicts our principles, as `test/corpus/disagreements.md` lists them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../test/support/root.ts';

/** Each row of a table there starts with the id of a row in backticks. */
export function disagreements(): ReadonlySet<string> {
  const text = readFileSync(join(root, 'test', 'corpus', 'disagreements.md'), 'utf8');
  return new Set([...text.matchAll(/^\| `([^`]+)` +\|/gmu)].map((match) => match[1] ?? ''));
}
