// Text of an agent, made safe to show: nothing in it may hide, reorder, or break the line.

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

// All of Unicode's "other" and "separator" characters but the plain space, and the fillers and selectors that
// belong to letter classes but draw nothing.
const unseen =
  /(?! )(?:[\p{C}\p{Z}]|\u034F|\u115F|\u1160|\u17B4|\u17B5|[\u180B-\u180F]|\u3164|\uFFA0|[\uFE00-\uFE0F]|[\u{E0100}-\u{E01EF}])/gu;

function standIn(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
