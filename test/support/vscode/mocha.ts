// The one entry of host tests, for desktop VS Code and for the server alike: VS Code calls run() inside the
// extension host. It is bundled to index.cjs beside the tests.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';
import { resultVariable, type HostResult } from './result.ts';

export async function run(): Promise<void> {
  const mocha = new Mocha({
    ui: 'tdd',
    color: false,
    timeout: 30_000,
    grep: process.env.PORTCULLIS_HOST_GREP ?? '',
    forbidOnly: process.env.CI !== undefined,
  });
  for (const name of readdirSync(__dirname, { recursive: true, encoding: 'utf8' }))
    if (name.endsWith('.test.cjs')) mocha.addFile(join(__dirname, name));
  const failures: string[] = [];
  const { stats } = await new Promise<Mocha.Runner>((resolve) => {
    const runner = mocha.run(() => resolve(runner));
    runner.on('fail', (test, error: unknown) => failures.push(`${test.fullTitle()}: ${String(error)}`));
  });
  const result: HostResult = {
    passed: stats?.passes ?? 0,
    failed: failures.length,
    skipped: stats?.pending ?? 0,
    failures,
  };
  const file = process.env[resultVariable];
  if (file) writeFileSync(file, JSON.stringify(result, null, 1));
  if (failures.length > 0) throw new Error(`${failures.length} host tests failed`);
}
