// The risk of a call: a fixed function of its effects, for people to sort questions by. It decides nothing.
//
//   none        it only reads inside the workspace, or does nothing
//   low         it also reads names or files that every account may read, writes inside the workspace, changes the local
//               repository, or deletes and discards what git can bring back
//   mid         runs code of the project, installs, fetches, reads outside, changes permissions or processes, changes
//               what runs by itself, overwrites or deletes what git ignores or does not have in a temporary folder
//   high        everything else
//   incomplete  something of it was not understood; beside high, high is shown
//
// The risk of a line is the highest of its parts; a file that the line writes and runs is high, and so is whatever the
// floor or a threat names.
import type { Analysis, Effect, EffectKind } from './effects.ts';
import { namesOnly } from './paths/access.ts';

export const risks = ['none', 'low', 'mid', 'incomplete', 'high'] as const;
export type Risk = (typeof risks)[number];

/**
 * What an effect that deletes, overwrites or discards would cost: `nothing` where there is nothing or git can bring it
 * back, `ignored` where git leaves it out on purpose, `lost` where nothing has it.
 */
export type Worth = 'nothing' | 'ignored' | 'lost';

/** `worth` is what is known of the cost of an effect; without it the worst is assumed. */
export function risk(
  { segments, complete }: Analysis,
  worth: (effect: Effect) => Worth | undefined = () => undefined,
): Risk {
  let highest: Risk = complete ? 'none' : 'incomplete';
  const written = new Set<string>();
  for (const { effects } of segments) {
    for (const effect of effects) {
      const { kind, target } = effect;
      if (kind === 'write.workspace' && target !== undefined) written.add(target);
      const own = kind === 'exec.project' && target !== undefined && written.has(target) ? 'high' : ofEffect(effect, worth(effect)); // prettier-ignore
      if (risks.indexOf(own) > risks.indexOf(highest)) highest = own;
      if (highest === 'high') return highest;
    }
  }
  return highest;
}

const table: Readonly<Partial<Record<EffectKind, Risk>>> = {
  'read.workspace': 'none',
  filter: 'none',
  'cloud.read': 'low',
  'write.workspace': 'low',
  'vcs.write': 'low',
  'read.outside': 'mid',
  'write.autorun': 'mid',
  'exec.project': 'mid',
  'exec.inline': 'mid',
  'pkg.install': 'mid',
  'net.fetch': 'mid',
  proc: 'mid',
  perm: 'mid',
};

function ofEffect({ kind, scope, detail }: Effect, worth: Worth | undefined): Risk {
  if (kind === 'read.outside' && (detail === namesOnly || scope === 'system' || scope === 'temporary')) return 'low';
  if (kind === 'write.outside' && scope === 'temporary') return 'low';
  if (kind === 'write.workspace') return worth === 'lost' ? 'mid' : 'low';
  if (kind === 'delete.outside' && scope === 'temporary') return 'mid';
  if (kind === 'delete.workspace' || kind === 'delete.outside' || kind === 'vcs.discard')
    return worth === 'nothing' ? 'low' : worth === 'ignored' ? 'mid' : 'high';
  return table[kind] ?? 'high';
} // prettier-ignore
