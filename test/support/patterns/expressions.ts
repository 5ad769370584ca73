// A worker: expressions read the texts that are made to keep them busy.
import { workerData } from 'node:worker_threads';
import { attacks, textOf } from './attacks.ts';
import { goThrough, type Work } from './watched.ts';

export interface Reading {
  readonly source: string;
  readonly flags: string;
  /** Characters of the text. */
  readonly length: number;
}

const work: Work<Reading> = workerData;
await goThrough(work, ({ source, flags, length }, step) => {
  const expression = new RegExp(source, flags);
  for (const attack of attacks(source, flags)) {
    step();
    const text = textOf(attack, length);
    if (expression.sticky || !expression.global) {
      expression.lastIndex = 0;
      expression.exec(text);
    } else text.replaceAll(expression, '');
  }
});
