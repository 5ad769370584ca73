// Line breaks that end a command for a shell, but not for the grammar: before a backslash it takes one into a word or
// for a blank, and behind a pipeline of three commands it takes the words of the next line for arguments, where `||`
// or `&&` follows them. All were tried with bash 5.2.
import type { Syntax } from './syntax.ts';

/** A line break inside a simple command of the tree. */
export interface Torn {
  readonly at: number;
  /** Where the comment starts that it ends, if it ends one. */
  readonly comment: number | undefined;
}

export function tornAt(root: Syntax, text: string): readonly Torn[] {
  const found: Torn[] = [];
  if (text.includes('\n')) look(root, text, false, { found, comment: undefined });
  return found;
}

/** The text with semicolons for those line breaks; undefined where a here-document before them needs its line breaks. */
export function mend(text: string, torn: readonly Torn[]): string | undefined {
  const heredoc = text.search(/(?<!<)<<(?!<)/);
  if (heredoc >= 0 && torn.some(({ at }) => at > heredoc)) return undefined;
  const letters = text.split('');
  for (const { at, comment } of torn) {
    if (comment !== undefined) letters.fill(' ', comment, at);
    // The break in front of a comment line has ended the command already.
    const ended =
      comment !== undefined && torn.some((one) => one.at < at && /^\s*$/.test(text.slice(one.at, comment)));
    letters[at] = ended ? ' ' : ';';
  }
  return letters.join('');
}

/** Nodes whose parts stand on one line. */
const flat = new Set(
  'command declaration_command unset_command variable_assignments redirected_statement file_redirect herestring_redirect negated_command'.split(
    ' ',
  ),
);

interface Search {
  readonly found: Torn[];
  /** The last comment that was met. */
  comment: Syntax | undefined;
}

function look(node: Syntax, text: string, inArray: boolean, search: Search): void {
  const { type, children } = node;
  if (type === 'comment') search.comment = node;
  if (children.length === 0) {
    if (type === 'word' && !inArray) addBreak(text, node.start, node.end, search);
    return;
  }
  let before: Syntax | undefined;
  for (const child of children) {
    const gap = before !== undefined && child.start > before.end && flat.has(type);
    if (gap && !child.type.startsWith('heredoc') && !before?.type.startsWith('heredoc'))
      addBreak(text, before?.end ?? child.start, child.start, search);
    look(child, text, type === 'array', search);
    before = child;
  }
}

/** The first line break between two offsets that no backslash takes away. */
function addBreak(text: string, start: number, end: number, { found, comment }: Search): void {
  for (let at = start; at < end; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '\n') {
      found.push({ at, comment: comment?.end === at ? comment.start : undefined });
      return;
    }
  }
}
