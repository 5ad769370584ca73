// Text of an agent, made safe to show in the editor. Knows nothing of VS Code beyond the one fact that its notifications
// turn `[text](address)` into a link.

import { redactShown } from '../policy/redact.ts';
import { visible } from '../policy/visible.ts';

export { visible, visibleLines } from '../policy/visible.ts';

/** What an agent wrote, in one line for a person: without secrets, and with stand-ins for what cannot be seen. */
export function shown(text: string): string {
  return visible(redactShown(text));
}

/**
 * At most about `max` characters: start and end are kept, since commands hide their sting at either, and the middle
 * says how much it leaves out. Counts whole characters, so that none is cut in two.
 */
export function shortened(text: string, max: number): string {
  const characters = Array.from(text);
  if (characters.length <= max) return text;
  const head = Math.ceil(max * 0.6);
  const tail = Math.floor(max * 0.4);
  const left = characters.length - head - tail;
  return `${characters.slice(0, head).join('')} […${left} more characters…] ${characters.slice(-tail).join('')}`;
}

/**
 * For notifications and modal messages: VS Code would render `[Allow](command:…)` inside a command line as a link
 * that runs a command. A word joiner between the brackets, which shows as nothing, takes that meaning away.
 */
export function inert(text: string): string {
  return text.replaceAll('](', ']\u2060(');
}
