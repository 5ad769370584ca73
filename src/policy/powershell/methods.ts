// A call of a method that does more than compute, as a segment of its own: `[IO.File]::Delete('x')` is a command with
// one argument.
import type { Doubt } from '../effects.ts';
import { plain } from '../shell/word.ts';
import { bind } from './bind.ts';
import { emitCode } from './code.ts';
import { typeName } from './members.ts';
import { cmdletOf } from './registry.ts';
import { sideEffects } from './session.ts';
import { inherited, itemsOf, open, wordOf, type Run, type Scope, type Value } from './run.ts';

export function emitMethod(
  run: Run,
  scope: Scope,
  span: { readonly start: number; readonly end: number },
  type: string | undefined,
  method: string,
  values: readonly Value[],
  doubts: Doubt[],
): void {
  const name = type === undefined ? `.${method}` : `[${typeName(type)}]::${method}`;
  const draft = open(run, { ...scope, origin: 'substitution' }, span, inherited);
  const known = cmdletOf(name);
  const first = plain(known?.name ?? name, draft.start, draft.end);
  const written = [first, ...values.flatMap(itemsOf).map(wordOf)];
  if (known === undefined) {
    draft.words = written;
    draft.forms = [written];
    return;
  }
  const bound = bind(known, values.map((value) => ({ name: undefined, value })), undefined);
  draft.words = [first, ...bound.words];
  draft.forms = [written, draft.words];
  draft.doubts.push(...bound.doubts);
  sideEffects(run, scope, draft, known.name, bound);
  for (const { option, value } of bound.values) if (option.kind === 'code') emitCode(run, scope, draft, value, doubts);
} // prettier-ignore
