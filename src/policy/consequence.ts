// Puts a decision into words: one sentence on what the call would change and what could not be undone, and for a
// denial what the agent could do instead. Made from effects alone, so that it cannot say more than was derived.
import type { CallReading } from './classifier/read.ts';
import type { Verdict } from './decision.ts';
import type { Effect, EffectKind } from './effects.ts';

export interface Words {
  readonly consequence: string;
  readonly advice?: string;
}

const verbs: Record<EffectKind, string> = {
  'read.workspace': 'reads files of the workspace',
  'read.outside': 'reads outside the workspace',
  'read.secret': 'reads secrets',
  'write.workspace': 'writes files of the workspace',
  'write.outside': 'writes outside the workspace',
  'write.persist': 'changes what runs at log-in or on a schedule',
  'write.policy': 'changes what governs agents, the editor or git',
  'write.autorun': 'changes what runs by itself',
  'delete.workspace': 'deletes files of the workspace',
  'delete.outside': 'deletes outside the workspace',
  irreversible: 'destroys data',
  perm: 'changes permissions',
  privilege: 'runs with other privileges',
  proc: 'controls other processes',
  system: 'changes the system',
  'security-off': 'switches protection off',
  'anti-forensic': 'removes traces',
  'net.fetch': 'fetches from the network',
  'net.send': 'sends data out',
  'net.listen': 'opens a port',
  'remote.exec': 'runs commands on another machine',
  'exec.project': 'runs code of the project',
  'exec.inline': 'runs code given on the line',
  'exec.fetched': 'runs code fetched from the network',
  'exec.decoded': 'runs decoded code',
  'shell.escape': 'runs a program through an option of another',
  'env.inject': 'changes what a program runs by its environment',
  'pkg.install': 'installs packages, whose scripts may run',
  publish: 'publishes',
  'vcs.write': 'changes the local repository',
  'vcs.discard': 'discards work that git does not keep',
  'vcs.remote': 'changes a remote repository',
  'vcs.remote.destroy': 'overwrites or deletes history of a remote',
  'db.write': 'changes a database',
  'db.destroy': 'destroys data of a database',
  'cloud.read': 'reads from a cloud service',
  'cloud.write': 'changes a cloud service',
  'cloud.destroy': 'destroys cloud resources',
  filter: 'filters what it is given',
};

const severity: readonly EffectKind[] = [
  'irreversible', 'db.destroy', 'cloud.destroy', 'vcs.remote.destroy', 'exec.fetched', 'exec.decoded', 'net.send',
  'delete.outside', 'write.persist', 'write.policy', 'write.autorun', 'security-off', 'anti-forensic', 'privilege', 'read.secret', 'vcs.discard',
  'delete.workspace', 'remote.exec', 'publish', 'vcs.remote', 'db.write', 'cloud.write', 'pkg.install', 'exec.inline', 'exec.project',
  'shell.escape', 'env.inject', 'system', 'net.fetch', 'write.outside', 'write.workspace', 'vcs.write',
]; // prettier-ignore

/** Words for one decision. `consequence` is empty for a call without effects and doubts. */
export function consequence(reading: CallReading, verdict: Verdict): Words {
  const { segments, doubts } = reading.analysis;
  const effects = segments.flatMap((segment) => segment.effects);
  const kinds = [...new Set([...effects].sort(bySeverity).map(({ kind }) => kind))];
  const clauses = clausesOf(effects, kinds.slice(0, 3));
  const doubt = [...doubts, ...segments.flatMap((segment) => segment.doubts)][0];
  const lost = effects.some((effect) => effect.reversible === 'no') ? ' This cannot be undone.' : '';
  // A denial rests on what was seen; what was not understood would only blur its reason.
  const unknown = doubt && verdict.behavior !== 'deny' ? ` Not certain: ${doubt.text}.` : '';
  const what = clauses.length > 0 ? `It ${list(clauses)}.` : '';
  const text = `${what}${lost}${unknown}`.trim();
  return verdict.behavior === 'deny' ? { consequence: text, advice: advice(verdict) } : { consequence: text };
}

/** Clauses for the effects of the line itself, and one for those of the code that it runs. */
function clausesOf(effects: readonly Effect[], kinds: readonly EffectKind[]): string[] {
  const of = (some: readonly Effect[]): string[] =>
    kinds.map((kind) => clause(some.filter((effect) => effect.kind === kind))).filter((text) => text !== '');
  const followed = effects.filter(({ via, kind }) => via !== undefined && kinds.includes(kind));
  const names = [...new Set(followed.map(({ via }) => via))];
  if (names.length === 0) return of(effects);
  const more = names.length > 2 ? ` and ${names.length - 2} more` : '';
  const own = of(
    effects.filter(({ via, kind }) => via === undefined && kind !== 'exec.project' && kind !== 'exec.inline'),
  );
  return [...own, `runs ${names.slice(0, 2).join(', ')}${more}, which ${list(of(followed))}`];
}

/** One clause for all effects of a kind: "deletes files of the workspace (a, b and 3 more)". */
function clause(effects: readonly Effect[]): string {
  const [first] = effects;
  if (first === undefined) return '';
  const targets = [
    ...new Set(effects.map(({ target, detail }) => target ?? detail ?? '').filter((text) => text !== '')),
  ];
  const shown = targets.slice(0, 2).join(', ');
  const more = targets.length > 2 ? ` and ${targets.length - 2} more` : '';
  const detail = first.target === undefined || first.detail === undefined ? '' : `, ${first.detail}`;
  return `${verbs[first.kind]}${shown === '' ? '' : ` (${shown}${more}${detail})`}`;
}

function bySeverity(a: Effect, b: Effect): number {
  const rank = (effect: Effect): number => {
    const at = severity.indexOf(effect.kind);
    return at < 0 ? severity.length : at;
  };
  return rank(a) - rank(b);
}

function list(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

function advice(verdict: Verdict): string {
  switch (verdict.line) {
    case 'stop':
      return 'Wait: the person stopped all agents. Do not try another way.';
    case 'deny-rule':
      return 'A rule of the person forbids this. Choose a way that does not need it, or tell the person what you need and why.';
    case 'mode':
      return 'Describe the step in your plan instead of running it.';
    case 'floor':
    case 'ask-rule':
    case 'allow-rule':
    case 'threat':
    case 'flow':
    case 'external':
    case 'safe':
      return 'Do not retry it in another spelling. Use a narrower command, or tell the person what you need and why.';
  }
}
