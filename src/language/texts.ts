// Text for Markdown. What an agent wrote is shown as what it is: nothing in it hides, breaks the line or is markup.

import { visible } from '../policy/visible.ts';
import { codeSpan } from '../policy/words/codeSpan.ts';

/** A code span of any text, on one line. */
export function code(text: string, most = 160): string {
  return codeSpan(visible(text.length > most ? `${text.slice(0, most)}…` : text));
}

export function calls(count: number): string {
  return count === 1 ? '1 call' : `${count} calls`;
}

export function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
