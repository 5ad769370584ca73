// `--always-allow-bash`: every shell command passes the classifier and the person. It lifts the line of threats and
// replaces what the mode says; all other lines of authority speak as ever, and the strictest of them wins.
import type { CallReading } from './classifier/read.ts';
import { neverBelowAsk } from './classifier/verdict.ts';
import type { CheckContext } from './context.ts';
import type { Verdict } from './decision.ts';
import type { DoubtCode } from './effects.ts';
import { mayBeForbidden } from './rules/cover.ts';

/** What the classifier saw stays readable in the trace. */
export function liftedThreat(verdict: Verdict, reading: CallReading, context: CheckContext): Verdict {
  if (verdict.behavior === 'none' || !lifts(reading, context)) return verdict;
  return { line: verdict.line, behavior: 'none', reason: `Lifted by always-allow-bash: ${verdict.reason}` };
}

/** Whoever chose that everything passes is not asked because of a guess. */
export function liftedObjection(verdict: Verdict, reading: CallReading, context: CheckContext): Verdict {
  if (verdict.behavior !== 'ask') return verdict;
  const by = lifts(reading, context)
    ? 'always-allow-bash'
    : context.mode === 'bypassPermissions'
      ? `mode ${context.mode}`
      : undefined;
  return by === undefined
    ? verdict
    : { ...verdict, behavior: 'none', reason: `Lifted by ${by}: ${verdict.reason}` };
}

/** What holds in place of the mode; undefined where the mode speaks for itself. */
export function shellVerdict(reading: CallReading, context: CheckContext): Verdict | undefined {
  if (!lifts(reading, context)) return undefined;
  const law = neverBelowAsk(reading);
  if (law !== undefined) return { line: 'mode', behavior: 'ask', reason: `${law}.` };
  return {
    line: 'mode',
    behavior: 'allow',
    reason: 'All shell commands pass, because always-allow-bash is on.',
  };
}

/**
 * Only what the gate has read: a line that it could not read, or with a word of unknown value where a deny or ask rule
 * looks, may be just what that forbids. And a person who chose the mode `plan` wants no changes, whatever else is on.
 */
function lifts({ call, shell, analysis }: CallReading, context: CheckContext): boolean {
  if (context.alwaysAllowShell !== true || context.mode === 'plan') return false;
  if (call.kind !== 'shell' || shell === undefined) return false;
  const doubts = [
    ...analysis.doubts,
    ...shell.doubts,
    ...analysis.segments.flatMap((segment) => segment.doubts),
  ];
  if (doubts.some(({ code }) => unread.has(code))) return false;
  return mayBeForbidden(shell.segments, context) === undefined;
}

const unread: ReadonlySet<DoubtCode> = new Set(['parse', 'cap', 'failure']);
