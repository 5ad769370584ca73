// A second look at text that the parser did not understand: every piece between separators is read as a command of
// its own. What it finds can only raise an alarm, because the line is in doubt already.
import { parseScript } from './parse.ts';
import type { Run, Scope } from './run.ts';
import { copyState } from './run.ts';

const mostPieces = 100;

export function readLeniently(run: Run, scope: Scope, from: number): void {
  const seen = new Set(run.segments.slice(from).map(({ text }) => text.trim()));
  const doubt = { code: 'parse', text: 'the gate does not see this part of the line as a command' } as const;
  const comments = scope.text.lastIndexOf('#>') + 2;
  const pieces = scope.text
    .slice(0, comments)
    .replaceAll(/<#[\s\S]*?#>/gu, ' ')
    .concat(scope.text.slice(comments))
    .split(/[;|&\r\n(){}]+/u)
    .flatMap((piece) => (/["']/u.test(piece) ? [piece, piece.replaceAll(/["']/gu, '')] : [piece]))
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '' && !piece.startsWith('#') && !seen.has(piece));
  for (const piece of [...new Set(pieces)].slice(0, mostPieces)) {
    const { script } = parseScript(piece);
    const within = scope.within ?? { start: 0, end: scope.text.length };
    run.walk(run, { ...scope, text: piece, within, state: copyState(scope.state), doubts: [...scope.doubts, doubt] }, script);
  }
} // prettier-ignore
