// The host suite in a process of its own: `host-main.ts <base folder> <test files…>`. What the tests reported goes to
// the file that PORTCULLIS_HOST_RESULT names.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.ts';
import { runHostTests } from './host.ts';
import { isPass, resultVariable } from './result.ts';

const [base = '', ...tests] = process.argv.slice(2);
const models = join(root, 'test', 'support', 'vscode', 'models');
const result = await runHostTests({
  tests,
  base,
  out: join(root, 'out', 'host'),
  extension: root,
  beside: [models],
});
const file = process.env[resultVariable];
if (file) writeFileSync(file, JSON.stringify(result));
process.exitCode = isPass(result) ? 0 : 1;
