// Text of an agent, made safe to show: nothing in it may hide, reorder, break the line, or become a link. Knows
// nothing of VS Code beyond the one fact that its notifications turn `[text](address)` into a link.

/**
 * One line in which every character that a person cannot see, or that changes how others are seen, has a visible
 * stand-in: a line break becomes ⏎, a tab ⇥, any other control, format or odd blank character ⟨U+202E⟩.
 */
export function visible(text: string): string {
  return text
    .replaceAll(/\r\n|[\n\r]/gu, '⏎')
    .replaceAll('\t', '⇥')
    .replaceAll(unseen, standIn);
}

/** Like `visible`, but line breaks and tabs stay: for documents. */
export function visibleLines(text: string): string {
  return text
    .split(/\r\n|[\n\r]/u)
    .map((line) => line.split('\t').map(visible).join('\t'))
    .join('\n');
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

// All of Unicode's "other" and "separator" characters but the plain space, and the fillers and selectors that
// belong to letter classes but draw nothing.
const unseen =
  /(?! )(?:[\p{C}\p{Z}]|\u034F|\u115F|\u1160|\u17B4|\u17B5|[\u180B-\u180F]|\u3164|\uFFA0|[\uFE00-\uFE0F]|[\u{E0100}-\u{E01EF}])/gu;

function standIn(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
