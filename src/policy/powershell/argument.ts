// An argument of a command once its expressions have values.
import type { Word } from '../shell/segment.ts';
import type { Given } from './bind.ts';
import { itemsOf, wordOf } from './run.ts';
import type { Expression } from './syntax.ts';

/** An argument after evaluation, with its expression for those who look at blocks. */
export type Evaluated = Given & { readonly expression?: Expression; readonly verbatim?: string };

/** An argument as a program would get it. */
export function argumentWords(one: Evaluated): Word[] {
  if (one.name === undefined) return itemsOf(one.value).map(wordOf);
  const text = `-${one.name}${one.value === undefined ? '' : ':'}`;
  const word: Word = { text, literal: true, glob: false, quoted: false, start: one.start, end: one.end };
  return one.value === undefined ? [word] : [word, ...itemsOf(one.value).map(wordOf)];
}
