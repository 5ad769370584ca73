// The result file of host tests: written by the suite inside the extension host, believed by nobody else's word.
import { existsSync, readFileSync } from 'node:fs';

/** Names the file in the environment. */
export const resultVariable = 'PORTCULLIS_HOST_RESULT';

export type HostResult = {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Titles of the tests that failed. */
  readonly failures: readonly string[];
};

/** Undefined when the suite did not get to its end. */
export function readHostResult(file: string): HostResult | undefined {
  if (!existsSync(file)) return undefined;
  const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const { passed, failed, skipped, failures } = Object(value);
  return {
    passed: Number(passed),
    failed: Number(failed),
    skipped: Number(skipped),
    failures: Array.isArray(failures) ? failures.map(String) : [],
  };
}

export function isPass(result: HostResult): boolean {
  return result.failed === 0 && result.passed > 0;
}
