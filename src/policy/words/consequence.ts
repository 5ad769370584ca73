// Puts a decision into words: one sentence on what the call would change and what could not be undone, and for a
// denial what the agent could do instead. Made from effects and the facts about the disk, so that it cannot say more
// than was seen.
import type { CallReading } from '../classifier/read.ts';
import type { EditCall } from '../call.ts';
import type { Verdict } from '../decision.ts';
import type { Effect, EffectKind } from '../effects.ts';
import type { Facts } from '../facts.ts';
import type { Worth } from '../risk.ts';
import { advice } from './advice.ts';
import { deletionCost, discardCost, overwriteCost, type Cost } from './cost.ts';
import { deedsOf, joined, joinedClauses, listed, nameOf, type Deed } from './deed.ts';
import { phrases } from './phrases.ts';

export interface Words {
  readonly consequence: string;
  readonly advice?: string;
  /** What is known of the cost of each effect; the risk is made from it. */
  readonly worth: (effect: Effect) => Worth | undefined;
}

/** From the gravest to the slightest. */
const severity: readonly EffectKind[] = [
  'irreversible', 'db.destroy', 'cloud.destroy', 'vcs.remote.destroy', 'exec.fetched', 'exec.decoded', 'net.send',
  'delete.outside', 'write.persist', 'write.policy', 'write.autorun', 'security-off', 'anti-forensic', 'privilege', 'read.secret', 'vcs.discard',
  'delete.workspace', 'remote.exec', 'publish', 'vcs.remote', 'db.write', 'cloud.write', 'pkg.install', 'exec.inline', 'exec.project',
  'shell.escape', 'env.inject', 'system', 'net.fetch', 'write.outside', 'write.workspace', 'perm', 'proc', 'net.listen', 'read.outside',
  'vcs.write', 'cloud.read', 'read.workspace', 'filter',
]; // prettier-ignore

/** Kinds that say nothing new beside another one. */
const implied: readonly (readonly [kind: EffectKind, beside: RegExp])[] = [
  ['filter', /./u],
  ['read.workspace', /^(?!filter)/u],
  ['cloud.read', /./u],
  ['vcs.write', /^vcs\.(?:discard|remote)/u],
  ['exec.project', /^pkg\.install$/u],
  ['read.outside', /^(?:read\.secret|delete\.outside|remote\.exec)$/u],
  ['net.fetch', /^(?:net\.send|pkg\.install|exec\.fetched|remote\.exec)$/u],
  ['remote.exec', /^exec\.fetched$/u],
  ['shell.escape', /^write\.policy$/u],
  ['write.workspace', /^irreversible$/u],
  ['proc', /^remote\.exec$/u],
];

const most = 3;

/** Words for one decision. `consequence` is empty for a call without effects and doubts. */
export function consequence(reading: CallReading, verdict: Verdict, facts: Facts): Words {
  const { segments, doubts } = reading.analysis;
  const deeds = deedsOf(reading);
  const costs = new Map<Effect, Worth | undefined>();
  const say = (some: readonly Deed[]): readonly string[] => kindsOf(some).map((kind) => clause(some.filter(({ effect }) => effect.kind === kind), reading, facts, costs));
  // What a script does is said of the script, and not once more that it runs.
  const followed = deeds.filter(({ effect }) => viaOf(effect) !== undefined);
  const own = followed.length === 0 ? deeds : deeds.filter(({ effect: { kind, ...rest } }) => viaOf(rest) === undefined && kind !== 'exec.project' && kind !== 'exec.inline');
  const inner = followed.length === 0 ? [] : [`runs ${listed(followed.map(({ effect }) => nameOf(viaOf(effect) ?? '', facts)))}, which ${joined(say(followed).slice(0, 2))}`];
  const said = [...inner, ...say(own)];
  const clauses = said.slice(0, most);
  const more = said.length > most ? [`does ${said.length - most === 1 ? 'one more thing' : `${said.length - most} more things`}`] : [];
  const what = clauses.length > 0 ? `It ${joinedClauses([...clauses, ...more])}.` : '';
  const lost = deeds.some(({ effect }) => effect.reversible === 'no' && costs.get(effect) !== 'nothing') ? ' This cannot be undone.' : '';
  const doubt = [...doubts, ...segments.flatMap((segment) => segment.doubts)][0];
  // A denial rests on what was seen; what was not understood would only blur its reason.
  const unknown = doubt && verdict.behavior !== 'deny' ? ` Not certain: ${doubt.text}.` : '';
  const words = { consequence: `${what}${lost}${unknown}`.trim(), worth: (effect: Effect) => costs.get(effect) };
  return verdict.behavior === 'deny' ? { ...words, advice: advice(verdict) } : words;
} // prettier-ignore

/** The gravest first, without those that say nothing new. */
function kindsOf(deeds: readonly Deed[]): readonly EffectKind[] {
  const kinds = [...new Set(deeds.map(({ effect }) => effect.kind))].sort((a, b) => rank(a) - rank(b));
  return kinds.filter((kind) => !implied.some(([one, beside]) => one === kind && kinds.some((other) => other !== kind && beside.test(other))));
} // prettier-ignore

/** The script through which an effect comes about, where the reader followed one. */
function viaOf(effect: object): string | undefined {
  return 'via' in effect && typeof effect.via === 'string' ? effect.via : undefined;
}

/** One clause for all deeds of a kind; notes what each effect would cost. */
function clause(deeds: readonly Deed[], reading: CallReading, facts: Facts, costs: Map<Effect, Worth | undefined>): string {
  const [first] = deeds;
  if (first === undefined) return '';
  const note = ({ text, worth }: Cost, all: readonly Deed[] = deeds): string => {
    for (const { effect } of all) costs.set(effect, worth);
    return text;
  };
  const { call } = reading;
  const { kind, target, detail } = first.effect;
  switch (kind) {
    case 'delete.workspace':
    case 'delete.outside':
      if (detail === 'moved away') return phrases['write.workspace'](deeds, facts);
      return target === undefined ? phrases[kind](deeds, facts) : note(deletionCost(deeds, facts));
    case 'vcs.discard':
      return joined([...new Set(deeds.map((deed) => note(discardCost(deed, facts), [deed])))]);
    case 'write.workspace':
      if (target === undefined) return phrases[kind](deeds, facts);
      if (deeds.some(isMove) && !deeds.every(isMove))
        return joined([deeds.filter((deed) => !isMove(deed)), deeds.filter(isMove)].map((part) => clause(part, reading, facts, costs)));
      if (call.kind === 'edit' && !replaces(call)) return `changes ${phrases[kind](deeds, facts).replace(/^writes /u, '')}`;
      return call.kind === 'edit' || overwrites(deeds) ? note(overwriteCost(deeds, facts)) + tail(deeds) : phrases[kind](deeds, facts);
    default:
      return phrases[kind](deeds, facts);
  }
} // prettier-ignore

const isMove = ({ effect }: Deed): boolean => effect.detail === 'moved away';

/** Does the edit put whole files in the place of others? */
function replaces({ action, changes }: EditCall): boolean {
  return changes?.every((change) => change.action !== 'edit') ?? action === 'write';
}

/** Do the commands replace what the files hold? */
function overwrites(deeds: readonly Deed[]): boolean {
  return deeds.every(
    ({ effect, program, segment }) =>
      effect.detail === 'overwritten' ||
      (/^(?:cp|mv|install)$/u.test(program) && effect.detail !== 'moved away') ||
      (program === 'tee' && segment?.words.some(({ text }) => /^-\w*a|^--append$/u.test(text)) === false),
  );
}

/** What the file is, where the table of files says so. */
function tail([first]: readonly Deed[]): string {
  const { detail } = first?.effect ?? {};
  return detail === undefined || !/^(?:which runs|a file whose)\b/u.test(detail) ? '' : `, ${detail}`;
}

function rank(kind: EffectKind): number {
  const at = severity.indexOf(kind);
  return at < 0 ? severity.length : at;
}
