// Where the repository is. Bundled host tests have no import.meta.url and are told by the environment.
import { fileURLToPath } from 'node:url';

export const root: string =
  process.env.PORTCULLIS_TEST_ROOT ?? fileURLToPath(new URL('../..', import.meta.url));
