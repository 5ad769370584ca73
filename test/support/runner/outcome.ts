// What came of a suite or a file, and how outcomes add up.

export type Outcome = {
  readonly passed: number;
  /** One line for each failure. */
  readonly failures: readonly string[];
  /** One line, with the reason, for each skip. */
  readonly skips: readonly string[];
  /** What a person should know, though it is no failure. */
  readonly notes: readonly string[];
  readonly seconds: number;
};

export const nothing: Outcome = { passed: 0, failures: [], skips: [], notes: [], seconds: 0 };

export function sum(outcomes: readonly Outcome[]): Outcome {
  return {
    passed: outcomes.reduce((total, one) => total + one.passed, 0),
    failures: outcomes.flatMap((one) => one.failures),
    skips: outcomes.flatMap((one) => one.skips),
    notes: outcomes.flatMap((one) => one.notes),
    seconds: outcomes.reduce((total, one) => total + one.seconds, 0),
  };
}

/** Where a skip hides what was to be proved, it is a failure. */
export function withoutSkips(outcome: Outcome): Outcome {
  const failures = [...outcome.failures, ...outcome.skips.map((skip) => `skipped in CI: ${skip}`)];
  return { ...outcome, failures, skips: [] };
}

export function hasRun(outcome: Outcome): boolean {
  return outcome.passed + outcome.failures.length + outcome.skips.length > 0;
}

/** One row a suite, in columns. */
export function table(rows: readonly (readonly [name: string, outcome: Outcome])[]): string {
  const cells = [
    ['suite', 'passed', 'failed', 'skipped', 'seconds'],
    ...rows.map(([name, one]) => [
      name,
      ...[one.passed, one.failures.length, one.skips.length].map(String),
      one.seconds.toFixed(1),
    ]),
  ];
  return cells
    .map(([name = '', ...numbers]) => name.padEnd(10) + numbers.map((cell) => cell.padStart(9)).join(''))
    .join('\n');
}

/** The last line of a run. */
export function lastLine(outcome: Outcome): string {
  const { passed, failures, skips } = outcome;
  const skipped = skips.length > 0 ? `, ${skips.length} skipped` : '';
  return `${passed} passed, ${failures.length} failed${skipped}`;
}
