// What one part of a command was found to do. Findings are joined, never changed.
import type { Doubt, DoubtCode, Effect, EffectKind, Scope } from '../effects.ts';

export interface Finding {
  readonly effects: readonly Effect[];
  readonly doubts: readonly Doubt[];
}

export const nothing: Finding = { effects: [], doubts: [] };

export interface EffectExtra {
  readonly scope?: Scope;
  readonly reversible?: Effect['reversible'];
  readonly target?: string | undefined;
  readonly detail?: string | undefined;
}

export function found(kind: EffectKind, extra: EffectExtra = {}): Finding {
  return { effects: [effectOf(kind, extra)], doubts: [] };
}

export function effectOf(kind: EffectKind, { scope, reversible, target, detail }: EffectExtra = {}): Effect {
  return {
    kind,
    scope: scope ?? usualScope(kind),
    reversible: reversible ?? usualReversible[kind] ?? 'partly',
    ...(target === undefined ? {} : { target }),
    ...(detail === undefined ? {} : { detail }),
  };
}

export function doubtful(code: DoubtCode, text: string): Finding {
  return { effects: [], doubts: [{ code, text }] };
}

export function join(findings: readonly Finding[]): Finding {
  // Most parts of a command have nothing to say, and this runs for each part of each command.
  let only: Finding = nothing;
  let several = false;
  for (const finding of findings) {
    if (finding.effects.length === 0 && finding.doubts.length === 0) continue;
    several = only !== nothing;
    if (several) break;
    only = finding;
  }
  if (!several) return only;
  const effects: Effect[] = [];
  const doubts: Doubt[] = [];
  for (const finding of findings) {
    effects.push(...finding.effects);
    doubts.push(...finding.doubts);
  }
  return { effects, doubts };
}

function usualScope(kind: EffectKind): Scope {
  const ending = kind.split('.').at(-1);
  if (ending === 'workspace') return 'workspace';
  if (ending === 'outside') return 'outside';
  return /^(?:net|remote|cloud|db|publish|vcs\.remote)/u.test(kind) ? 'remote' : 'none';
}

const usualReversible: Partial<Record<EffectKind, Effect['reversible']>> = {
  'read.workspace': 'yes',
  'read.outside': 'yes',
  'cloud.read': 'yes',
  'net.fetch': 'yes',
  filter: 'yes',
  'write.workspace': 'partly',
  'vcs.write': 'yes',
  'net.send': 'no',
  publish: 'no',
  irreversible: 'no',
  'db.destroy': 'no',
  'cloud.destroy': 'no',
  'vcs.remote.destroy': 'no',
  'vcs.discard': 'no',
};
