// Lines that no reader understands, cut into pieces that may be commands. Proves nothing; it only lets deny and ask
// rules see what a parser does not, PowerShell lines included.
import type { CallReading } from '../classifier/read.ts';
import type { DoubtCode } from '../effects.ts';
import { aliasOf } from '../powershell/aliases.ts';
import { withoutGlobals } from './flags.ts';

const unread: ReadonlySet<DoubtCode> = new Set<DoubtCode>(['parse', 'cap', 'failure']);

/** The possible commands of a shell call as lists of words; none where the reader understood the whole line. */
export function rawCommands({ call, shell, analysis }: CallReading): readonly (readonly string[])[] {
  if (call.kind !== 'shell') return [];
  const doubts = [
    ...analysis.doubts,
    ...(shell?.doubts ?? []),
    ...(shell?.segments ?? []).flatMap((segment) => segment.doubts),
  ];
  if (shell !== undefined && !doubts.some(({ code }) => unread.has(code))) return [];
  const pieces = call.command
    .split(/&&|\|\||[;|&\n\r(){}`]|\$\(/u)
    .map((piece) => piece.trim().split(/\s+/u));
  return pieces
    .filter((words) => words[0] !== '')
    .flatMap((words) => spellings(words, call.shell === 'powershell'));
}

function spellings(words: readonly string[], powershell: boolean): readonly (readonly string[])[] {
  const plain = words.map((word) => word.replaceAll(/["'\\]/gu, ''));
  const command = plain.slice(
    plain.findIndex((word) => !/^(?:\w+=.*|do|then|else|if|while|until|!|&|\.)$/u.test(word)),
  );
  const [first = '', ...rest] = command;
  const name = first.slice(first.lastIndexOf('/') + 1);
  const base = [words, plain, command, [name, ...rest], withoutGlobals([name, ...rest])];
  if (!powershell) return base;
  const cmdlet = aliasOf(name)?.cmdlet.toLowerCase();
  const folded = [...base, ...(cmdlet === undefined ? [] : [[cmdlet, ...rest]])];
  return folded.map((spelling) => spelling.map((word) => word.toLowerCase()));
}
