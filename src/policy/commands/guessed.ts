// Does the table know a command by its name, or only by what such names and options usually mean?
import type { Word } from '../shell/segment.ts';
import type { Arguments } from './arguments.ts';
import type { CommandSpec, SubSpec } from './spec.ts';

/**
 * True when nobody looked up this very sub-command in a manual: it fits a pattern of the row (`describe-*`), or it is a
 * verb behind groups that the row does not name (`gcloud GROUP… list`).
 */
export function isGuessed(root: CommandSpec, path: readonly string[]): boolean {
  let spec: CommandSpec | undefined = root;
  return path.some((name) => {
    const named: SubSpec | undefined = spec?.sub.find(({ exact }) => exact.has(name));
    spec = named?.spec;
    return named === undefined;
  });
}

/** Options that the row takes as harmless without naming them. */
export function unnamedOptions({ spec }: Arguments, words: readonly Word[]): readonly string[] {
  if (spec.style !== 'loose') return [];
  return words
    .map(({ text }) => text.split('=', 1)[0] ?? text)
    .filter((name) => /^--./u.test(name) && !spec.options.has(name));
}
