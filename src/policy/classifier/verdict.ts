// What the classifier says: safe, an obvious threat, or nothing. Safe needs a complete analysis whose every effect
// is in the allowed set; a threat needs a sighting with a name. A score or a suspicion is neither.
import type { CheckContext } from '../context.ts';
import type { Verdict } from '../decision.ts';
import type { EffectKind } from '../effects.ts';
import { commandsOf } from '../floor/commands.ts';
import { floorVerdict } from '../floor/floor.ts';
import { opinionOf, opinionWords } from './opinion.ts';
import { lineCall, plantedThreat, type Sighted } from './planted.ts';
import { proofVerdict } from './proof.ts';
import { readCall, type CallReading } from './read.ts';
import type { Threat } from './threat.ts';
import { threats } from './threats.ts';

/**
 * Allows what is proved to read only, and calls whose own steps come to the gate one by one. The model may object to
 * such an allow of a shell line, and then it is asked about; it has no say where the analysis is not sure.
 */
export function safeVerdict(reading: CallReading, context: CheckContext): Verdict {
  const verdict = proofVerdict(reading);
  const opinion = opinionOf(reading, context.model);
  if (opinion === undefined) return verdict;
  if (verdict.behavior !== 'allow' || !opinion.objects) return { ...verdict, opinion };
  const reason = `The analysis finds that it only reads, but ${opinionWords(opinion)}.`;
  return { line: 'safe', behavior: 'ask', doubt: true, reason, opinion };
}

/** Denies the first threat that is seen, in the call itself or in the code that it leaves to run by itself. */
export function threatVerdict(reading: CallReading, context: CheckContext): Verdict {
  const threat = threatSeen(reading, context);
  if (threat !== undefined) return { line: 'threat', behavior: 'deny', reason: `${threat.what}.` };
  const planted = leavesCode(reading)
    ? plantedThreat(reading, context, (line) => {
        const inner = readCall(lineCall(line), context);
        const floor = floorVerdict(inner, context);
        return floor.behavior === 'deny'
          ? { id: floor.floor ?? '', what: floor.reason.replace(/\.$/u, '') }
          : threatSeen(inner, context);
      })
    : undefined;
  return planted === undefined
    ? { line: 'threat', behavior: 'none', reason: 'No obvious threat is seen.' }
    : {
        line: 'threat',
        behavior: 'deny',
        reason: `Dangerous code would run by itself later [planted-code]: ${planted}.`,
      };
}

/** Does the call write to a file that runs by itself? */
function leavesCode({ call, analysis }: CallReading): boolean {
  if (call.kind === 'edit') return call.changes !== undefined;
  return analysis.segments.some(({ effects }) =>
    effects.some(
      ({ kind, detail }) => kind.startsWith('write.') && detail?.startsWith('which runs ') === true,
    ),
  );
}

function threatSeen(reading: CallReading, context: CheckContext): Sighted | undefined {
  const seen = { reading, context, commands: commandsOf(reading, context) };
  const programs = seen.commands.map(({ program }) => program).join(' ');
  const sources = reading.shell === undefined ? reading.analysis.segments : seen.commands;
  const effects = sources.flatMap((source) => source.effects.map(({ kind }) => kind)).join(' ');
  for (const threat of candidates(programs, effects)) {
    const sighting = threat.detect(seen);
    if (sighting === undefined) continue;
    return { id: threat.id, what: `${threat.title} [${threat.id}]: ${sighting}` };
  }
  return undefined;
}

/** The threats whose programs and effects are there. Few combinations make up most calls, so they are remembered. */
function candidates(programs: string, effects: string): readonly Threat[] {
  const key = `${programs}\n${effects}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const fresh = threats.filter((one) => one.programs?.test(programs) !== false && one.effects?.test(effects) !== false);
  if (known.size >= mostKnown) known.clear();
  if (key.length < 200) known.set(key, fresh);
  return fresh;
} // prettier-ignore

const mostKnown = 1000;
const known = new Map<string, readonly Threat[]>();

const guarded: ReadonlySet<EffectKind> = new Set(['write.policy', 'write.persist']);

/**
 * The law that the agent cannot change its gate: why this call always reaches the person, whatever rule or mode
 * says; undefined when the law does not touch it. Allow rules and permissive modes ask here before they allow.
 */
export function neverBelowAsk({ analysis }: CallReading): string | undefined {
  const effect = analysis.segments
    .flatMap((segment) => segment.effects)
    .find(({ kind }) => guarded.has(kind));
  if (effect === undefined) return undefined;
  const target = effect.target ?? effect.detail ?? 'a protected file';
  const what =
    effect.kind === 'write.policy'
      ? 'what governs agents, the editor or git'
      : 'what runs by itself or who may log in';
  return `It changes ${what} (${target}), which always needs the person`;
}
