// Does the table know a command by its name, or only by what such names and options usually mean?
import type { Word } from '../shell/segment.ts';
import type { Arguments } from './arguments.ts';
import type { CommandSpec, SubSpec } from './spec.ts';

/**
 * So many of the first words of a sub-command did somebody look up in a manual. The next one fits a pattern of the row
 * (`describe-*`), or it is a group that the row does not name, before a verb (`gcloud GROUP… list`).
 */
export function namedWords(root: CommandSpec, path: readonly string[]): number {
  let spec: CommandSpec | undefined = root;
  const guessed = path.findIndex((name, at) => {
    const named: SubSpec | undefined =
      spec?.sub.find(({ exact }) => exact.has(name)) ??
      // A place where anything may stand, with sub-commands behind it (`iw dev NAME link`), or with just the options that
      // the row names (`dasel SELECTOR`).
      spec?.sub.find(
        ({ matches, spec: { style } }) => matches(' ') && (at < path.length - 1 || style !== 'loose'),
      );
    spec = named?.spec;
    return named === undefined;
  });
  return guessed < 0 ? path.length : guessed;
}

/** Options that the row takes as harmless without naming them. */
export function unnamedOptions({ spec }: Arguments, words: readonly Word[]): readonly string[] {
  if (spec.style !== 'loose') return [];
  return words
    .map(({ text }) => text.split('=', 1)[0] ?? text)
    .filter((name) => /^--./u.test(name) && !spec.options.has(name));
}
