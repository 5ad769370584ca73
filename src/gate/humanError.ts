// An error whose message a person may read as it is; every other error is a bug.

export class HumanError extends Error {
  override readonly name = 'HumanError';
}
