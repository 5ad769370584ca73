// Text of an agent inside Markdown: it stays text. No mark-up, no HTML, no image, no link that hides where it leads and no
// end of a table's cell can be made of it, in CommonMark, in GitHub's dialect and in the editor's preview.
import { visible } from '../visible.ts';

/** For a line, a list or a cell of a table. */
export function inertMarkdown(text: string, most = 400): string {
  const characters = Array.from(visible(text));
  const short = characters.length <= most ? characters.join('') : `${characters.slice(0, most).join('')} […]`;
  return short
    .replaceAll(/[&<>|\\`*_[\]#~!$]/gu, (sign) =>
      entities.has(sign) ? `&#${sign.codePointAt(0)};` : `\\${sign}`,
    )
    .replaceAll(/:\/\/|www\.|@|mailto:/giu, (start) => `${start.slice(0, -1)}${joiner}${start.slice(-1)}`);
}

/** What a backslash before it does not take the meaning from, in every dialect and in every place. */
const entities: ReadonlySet<string> = new Set('&<>|\\`');

/** Shows as nothing, and takes an address the meaning of one. */
const joiner = '\u2060';

/** Cells must be inert already. Empty without rows. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
