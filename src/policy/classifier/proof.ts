// What the analysis proves harmless: it is complete, and its every effect is in the allowed set.
import type { Verdict } from '../decision.ts';
import { isHarmless } from './harmless.ts';
import type { CallReading } from './read.ts';

/** What the analysis alone says: allow, or no opinion. */
export function proofVerdict(reading: CallReading): Verdict {
  const { analysis, call } = reading;
  const none = (reason: string): Verdict => ({ line: 'safe', behavior: 'none', reason });
  const allow = (reason: string): Verdict => ({ line: 'safe', behavior: 'allow', reason });
  if (!analysis.complete) {
    const doubt = [...analysis.doubts, ...analysis.segments.flatMap((segment) => segment.doubts)][0];
    return none(`Not proved safe: ${doubt?.text ?? 'the analysis is not complete'}.`);
  }
  const effects = analysis.segments.flatMap((segment) => segment.effects);
  const open = effects.find((effect) => !isHarmless(effect));
  if (open !== undefined) {
    const where = open.target === undefined ? '' : ` (${open.target})`;
    return none(`Not in the set that passes by itself: ${open.kind}${where}.`);
  }
  // What a server does behind a name is not seen here, and trust in servers is not built yet.
  if (call.kind === 'mcp')
    return none(`What the MCP server ${call.server} does behind the name is not known.`);
  if (call.kind === 'internal') return allow('It touches only the conversation of the agent.');
  if (call.kind === 'agent') return allow('Each call of the sub-agent comes to the gate by itself.');
  return allow('It only reads, and everything it reads may be read.');
}
