// What a test needs and this machine cannot give: no network for npm, no tmux, another platform.
// It is not a failure of the project, so a suite says "skipped: why" (and fails in CI, see runner/).

export class Unavailable extends Error {
  override readonly name = 'Unavailable';
}

/** Marks the test as skipped, with the reason, when what it waits for is unavailable; then the answer is undefined. */
export async function orSkip<T>(
  test: { skip(why: string): void },
  wanted: Promise<T>,
): Promise<T | undefined> {
  try {
    return await wanted;
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    test.skip(error.message);
    return undefined;
  }
}
