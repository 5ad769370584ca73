// The last line of authority: what the permission mode says when no other line has spoken.
import type { CallReading } from './classifier/read.ts';
import { neverBelowAsk } from './classifier/verdict.ts';
import type { CheckContext } from './context.ts';
import type { PermissionMode, Verdict } from './decision.ts';
import { isUnnamed, type EffectKind } from './effects.ts';

/**
 * Speaks always, except in `default`, `auto` and `dontAsk`, where doubt is left to whoever answers questions.
 * `objected`: the analysis proved that the call only reads, and the model objects.
 */
export function modeVerdict(reading: CallReading, context: CheckContext, objected: boolean): Verdict {
  const { mode } = context;
  const law = mode === 'plan' ? undefined : neverBelowAsk(reading);
  if (law !== undefined) return { line: 'mode', behavior: 'ask', reason: `${law}.` };
  switch (mode) {
    case 'acceptEdits':
      return editsInside(reading)
        ? verdict('allow', mode, 'edits inside the workspace pass')
        : verdict('ask', mode, 'this is more than an edit inside the workspace');
    case 'plan':
      if (objected)
        return {
          line: 'mode',
          behavior: 'none',
          reason: 'In mode plan calls that are proved to read pass; the doubt is asked about.',
        };
      return verdict('deny', mode, 'only calls that are proved to read pass');
    case 'bypassPermissions':
      return verdict('allow', mode, 'whatever no stop, floor, deny or ask rule holds back passes');
    case 'default':
    case 'auto':
    case 'dontAsk':
      return {
        line: 'mode',
        behavior: 'ask',
        doubt: true,
        reason: 'No rule covers it, and it is not proved safe.',
      };
  }
}

const edits: ReadonlySet<EffectKind> = new Set(['read.workspace', 'write.workspace', 'filter']);

function editsInside({ analysis }: CallReading): boolean {
  const effects = analysis.segments.flatMap((segment) => segment.effects);
  return (
    analysis.complete &&
    effects.length > 0 &&
    effects.every((effect) => edits.has(effect.kind) && !isUnnamed(effect))
  );
}

function verdict(behavior: 'allow' | 'ask' | 'deny', mode: PermissionMode, why: string): Verdict {
  return { line: 'mode', behavior, reason: `In mode ${mode} ${why}.` };
}
