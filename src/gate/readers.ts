// The readers of shell lines and of code, which load while the gate starts. Until they are there, and when they cannot
// be loaded, every such call is asked about.
import type { Languages } from '../policy/code/languages.ts';
import type { ShellReader } from '../policy/shell/segment.ts';
import type { Log } from './api.ts';
import { loadGrammar, loadLanguages } from './grammar.ts';
import { problemOf } from './signal.ts';

export interface Readers {
  shell(): ShellReader | undefined;
  languages(): Languages | undefined;
  /** Why shell lines cannot be read, in words for the person. */
  problem(): string | undefined;
  /** Settles when the reader of the shell is there, or has failed. Never rejects. */
  readonly ready: Promise<void>;
}

export function openReaders(programDir: string, log: Log, load = loadGrammar): Readers {
  let shell: ShellReader | undefined;
  let languages: Languages | undefined;
  let problem: string | undefined;
  const ready = load(programDir).then(
    (reader) => {
      shell = reader;
      languages = loadLanguages(programDir);
    },
    (error: unknown) => {
      problem = `Shell lines cannot be read, so every one is asked about: ${problemOf(error)}`;
      log.error(problem);
    },
  );
  return { shell: () => shell, languages: () => languages, problem: () => problem, ready };
}
