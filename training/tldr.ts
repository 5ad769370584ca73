// Pages of tldr-pages as examples: a line "- Delete a branch:" and under it the command in backticks.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Example } from './examples.ts';
import { classOf } from './labels.ts';

/** All examples of the English pages below `pages` of a checkout, in the order of their names. */
export function pagesOf(checkout: string): readonly Example[] {
  const folder = join(checkout, 'pages');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.md'))
    .sort((one, other) => (one < other ? -1 : 1))
    .flatMap((file) => pageExamples(readFileSync(join(folder, file), 'utf8')));
}

export function pageExamples(page: string): readonly Example[] {
  return [...page.matchAll(/^- (.+):\s*\n\s*\n`(.+)`\s*$/gmu)].flatMap(
    ([, description = '', command = '']) => {
      const effect = classOf(description.replaceAll(/[[\]]/gu, ''));
      // `{{-f|--force}}` is one of two spellings; what stands behind a pipe is another command.
      const plain = command.replaceAll(
        /\{\{(.*?)\}\}/gu,
        (_, shown: string) => shown.split('|').at(-1) ?? '',
      );
      const [program = '', ...words] = plain.split(/\s+/u);
      const several = /[|;&<>$`]/u.test(plain) || program === 'sudo';
      return effect === undefined || several ? [] : [{ program, words, effect }];
    },
  );
}
