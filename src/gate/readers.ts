// The readers of shell lines and of code, which load while the gate starts, and the model, which is there at once. Until the
// readers are there, and when they cannot be loaded, every such call is asked about; without the model the analysis alone
// decides.
import type { EffectModel } from '../policy/classifier/model/model.ts';
import type { Languages } from '../policy/code/languages.ts';
import type { ShellReader } from '../policy/shell/segment.ts';
import type { Log } from './api.ts';
import { loadGrammar, loadLanguages } from './grammar.ts';
import { loadModel } from './model.ts';
import { problemOf } from './signal.ts';

export interface Readers {
  shell(): ShellReader | undefined;
  languages(): Languages | undefined;
  model(): EffectModel | undefined;
  /** What could not be loaded and what that means, in words for the person. */
  problems(): readonly string[];
  /** Settles when the reader of the shell is there, or has failed. Never rejects. */
  readonly ready: Promise<void>;
}

export function openReaders(programDir: string, log: Log, load = loadGrammar): Readers {
  let shell: ShellReader | undefined;
  let languages: Languages | undefined;
  const { model, problem: withoutModel } = loadModel(programDir);
  const problems = withoutModel === undefined ? [] : [withoutModel];
  for (const problem of problems) log.error(problem);
  const ready = load(programDir).then(
    (reader) => {
      shell = reader;
      languages = loadLanguages(programDir);
    },
    (error: unknown) => {
      const problem = `Shell lines cannot be read, so every one is asked about: ${problemOf(error)}`;
      problems.push(problem);
      log.error(problem);
    },
  );
  return {
    shell: () => shell,
    languages: () => languages,
    model: () => model,
    problems: () => problems,
    ready,
  };
}
