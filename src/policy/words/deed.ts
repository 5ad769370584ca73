// One effect with where it came from, and how names of files are written for a person.
import type { CallReading } from '../classifier/read.ts';
import type { Effect } from '../effects.ts';
import type { Facts } from '../facts.ts';
import { canonical, within } from '../paths/absolute.ts';
import type { Segment } from '../shell/segment.ts';

export interface Deed {
  readonly effect: Effect;
  readonly program: string;
  /** What it lands on, as far as it is known. */
  readonly place: string | undefined;
  /** Undefined for a call that is no shell line. */
  readonly segment: Segment | undefined;
}

export function deedsOf({ analysis, shell }: CallReading): readonly Deed[] {
  return analysis.segments.flatMap(({ effects, program }, at) =>
    effects.map((effect) => ({
      effect,
      program,
      segment: shell?.segments[at],
      place: effect.target ?? effects.find(({ kind, target }) => target !== undefined && besides[effect.kind]?.test(kind) === true)?.target,
    })),
  );
} // prettier-ignore

/** Another effect of the same command may name the place that an effect leaves open. */
const besides: Readonly<Partial<Record<Effect['kind'], RegExp>>> = {
  'net.send': /^net\.fetch$/u,
  'remote.exec': /^net\.fetch$/u,
  irreversible: /^write\./u,
};

/** A path as a person would write it from the folder of the call; other targets as they are. */
export function nameOf(target: string, { cwd, home, platform }: Facts): string {
  const [here, own] = [canonical(cwd, platform), canonical(home, platform)];
  const short =
    target === here
      ? 'this folder'
      : within(target, here, platform) && here !== '/'
        ? target.slice(here.length + 1)
        : within(target, own, platform) && own !== '/'
          ? `~${target.slice(own.length)}`
          : target;
  return shortened(short, 60);
}

/** The middle goes, for names differ at their ends. */
export function shortened(text: string, most: number): string {
  return text.length <= most
    ? text
    : `${text.slice(0, Math.ceil(most / 2) - 1)}…${text.slice(-Math.floor(most / 2))}`;
}

/** `a`, `a and b`, `a, b and 3 more`. */
export function listed(names: readonly string[], most = 2): string {
  const all = [...new Set(names)];
  if (all.length > most) return `${all.slice(0, most).join(', ')} and ${all.length - most} more`;
  return joined(all);
}

export function joined(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** Clauses that may hold commas of their own: `a, x, and b`, `a, x; b; and c`. */
export function joinedClauses(clauses: readonly string[]): string {
  if (!clauses.slice(0, -1).some((clause) => clause.includes(','))) return joined(clauses);
  const before = clauses.slice(0, -1);
  return before.length === 1 ? `${before[0]}, and ${clauses.at(-1)}` : `${before.join('; ')}; and ${clauses.at(-1)}`;
} // prettier-ignore

/** `1 file`, `1,234 files`. */
export function counted(number: number, thing: string): string {
  const digits = String(number).replaceAll(/\B(?=(?:\d{3})+$)/gu, ',');
  return `${digits} ${thing}${number === 1 ? '' : 's'}`;
}
