// Text that PowerShell is told to run: Invoke-Expression, [scriptblock]::Create and their kin.
import type { Doubt } from '../effects.ts';
import { readLeniently } from './lenient.ts';
import { parseScript } from './parse.ts';
import type { Draft, Run, Scope, Value } from './run.ts';

/** Texts that are read as code on one line. */
const mostTexts = 16;

/** Reads a known text as code of the segment; an unknown one is what the row of its parameter says it is. */
export function emitCode(run: Run, scope: Scope, draft: Draft, value: Value, doubts: Doubt[]): void {
  if (!value.literal) return;
  if (value.made === true) {
    const doubt = { code: 'disguise', text: 'code is put together from pieces' } as const;
    draft.doubts.push(doubt);
    doubts.push(doubt);
  }
  readText(run, { ...scope, origin: 'shell-string', parent: draft.index, doubts: [...scope.doubts, ...draft.doubts] }, value.text, { start: draft.start, end: draft.end });
} // prettier-ignore

/** Parses and walks a text; what does not parse is looked through for danger. */
export function readText(run: Run, scope: Scope, text: string, within: Scope['within']): void {
  if (run.texts++ >= mostTexts) {
    run.doubts.push({ code: 'cap', text: 'too many texts are run as code' });
    return;
  }
  const { script, problems } = parseScript(text);
  const from = run.segments.length;
  run.walk(run, { ...scope, text, within }, script);
  if (problems.length === 0) return;
  for (const { text: problem, cap } of problems)
    run.doubts.push({ code: cap ? 'cap' : 'parse', text: problem });
  readLeniently(run, { ...scope, text, within }, from);
}
