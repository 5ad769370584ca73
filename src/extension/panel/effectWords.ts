// Effects and segments in the few words that fit on a chip, and how grave each looks. Pure.
import path from 'node:path';
import type { Effect, EffectKind, SegmentReport } from '../../policy/effects.ts';
import type { SegmentView, Tone } from '../../protocol/panel.ts';
import { shortened, shown } from '../visible.ts';

/** What an effect does, and whether a person should look twice. */
const words: Readonly<Record<EffectKind, readonly [text: string, tone: Tone]>> = {
  'read.workspace': ['reads', 'plain'],
  'read.outside': ['reads outside', 'warning'],
  'read.secret': ['reads a secret', 'danger'],
  'write.workspace': ['writes', 'warning'],
  'write.outside': ['writes outside', 'danger'],
  'write.persist': ['runs by itself later', 'danger'],
  'write.policy': ['changes the gate', 'danger'],
  'write.autorun': ['changes what runs', 'danger'],
  'delete.workspace': ['deletes', 'danger'],
  'delete.outside': ['deletes outside', 'danger'],
  irreversible: ['cannot be undone', 'danger'],
  perm: ['changes permissions', 'warning'],
  privilege: ['becomes another user', 'danger'],
  proc: ['ends processes', 'warning'],
  system: ['changes the system', 'danger'],
  'security-off': ['switches protection off', 'danger'],
  'anti-forensic': ['removes traces', 'danger'],
  'net.fetch': ['fetches', 'warning'],
  'net.send': ['sends', 'danger'],
  'net.listen': ['opens a port', 'danger'],
  'remote.exec': ['runs on another machine', 'danger'],
  'exec.project': ['runs project code', 'warning'],
  'exec.inline': ['runs code', 'warning'],
  'exec.fetched': ['runs fetched code', 'danger'],
  'exec.decoded': ['runs decoded code', 'danger'],
  'shell.escape': ['starts a program', 'danger'],
  'env.inject': ['changes what programs do', 'danger'],
  'pkg.install': ['installs', 'warning'],
  publish: ['publishes', 'danger'],
  'vcs.write': ['changes the repository', 'warning'],
  'vcs.discard': ['discards work', 'danger'],
  'vcs.remote': ['changes the remote', 'warning'],
  'vcs.remote.destroy': ['destroys on the remote', 'danger'],
  'db.write': ['changes a database', 'warning'],
  'db.destroy': ['destroys data', 'danger'],
  'cloud.read': ['reads a service', 'plain'],
  'cloud.write': ['changes a service', 'warning'],
  'cloud.destroy': ['destroys in the cloud', 'danger'],
  filter: ['filters', 'plain'],
};

const grave: readonly Tone[] = ['dim', 'plain', 'ok', 'warning', 'danger'];

/** Segments as the page shows them; the gravest is marked where there are several. */
export function segmentViews(segments: readonly SegmentReport[], cwd: string): readonly SegmentView[] {
  const weights = segments.map(weightOf);
  const most = Math.max(0, ...weights);
  const strictest = segments.length > 1 && most > grave.indexOf('plain') ? weights.indexOf(most) : -1;
  return segments.slice(0, mostSegments).map((segment, at) => ({
    text: shortened(shown(segment.text), 400),
    ...(segment.via === undefined || segment.via === segment.text ? {} : { via: shortened(shown(segment.via), 120) }),
    effects: effectViews(segment.effects, cwd),
    doubts: segment.doubts.slice(0, 6).map((doubt) => shown(doubt.text)),
    strictest: at === strictest,
  }));
} // prettier-ignore

/** More than a person can look through. */
const mostSegments = 200;

/** The gravest segment; undefined where all look alike. One that runs other code is as grave as that code. */
export function gravest(segments: readonly SegmentReport[]): SegmentReport | undefined {
  const weights = segments.map(weightOf);
  const most = Math.max(0, ...weights);
  return most > grave.indexOf('plain') ? segments[weights.indexOf(most)] : undefined;
}

/** What a call would do as a whole, the gravest first: as much as can be taken in at once. */
export function chipsOf(segments: readonly SegmentReport[], cwd: string): SegmentView['effects'] {
  const all = effectViews(
    segments.flatMap(({ effects }) => effects),
    cwd,
    Number.POSITIVE_INFINITY,
  );
  const sorted = all.toSorted((one, other) => grave.indexOf(other.tone) - grave.indexOf(one.tone));
  const left = sorted.length - mostChips;
  return left <= 0 ? sorted : [...sorted.slice(0, mostChips), { text: `${left} more`, tone: 'dim' }];
}

const mostChips = 5;

function effectViews(effects: readonly Effect[], cwd: string, most = 12): SegmentView['effects'] {
  const seen = new Map<string, { text: string; tone: Tone }>();
  for (const { kind, target, scope } of effects) {
    const [verb, tone] = words[kind];
    const name = kind === 'filter' ? '' : target === undefined ? placeName(scope, kind) : nameOf(target, cwd);
    const text = `${verb}${name === '' ? '' : ` ${name}`}`;
    seen.set(text, { text, tone: kind === 'read.outside' && scope === 'system' ? 'plain' : tone });
  }
  return [...seen.values()].slice(0, most);
}

function placeName(scope: Effect['scope'], kind: EffectKind): string {
  if (scope !== 'workspace' || !/^(?:read|write|delete)\.workspace$/.test(kind)) return '';
  return 'in the workspace';
}

function nameOf(target: string, cwd: string): string {
  const base = cwd.endsWith('/') ? cwd : `${cwd}/`;
  const short = target === cwd ? 'this folder' : target.startsWith(base) ? target.slice(base.length) : target;
  return shortened(shown(tailOf(short)), 48);
}

/** Of a long path its end, which says what it is. */
function tailOf(target: string): string {
  const parts = target.split('/');
  return target.length > 32 && path.isAbsolute(target) && parts.length > 3
    ? `…/${parts.slice(-2).join('/')}`
    : target;
}

function weightOf({ effects, doubts }: SegmentReport): number {
  const tones = effects.map(({ kind }) => grave.indexOf(words[kind][1]));
  return Math.max(doubts.length > 0 ? grave.indexOf('warning') : 0, ...tones);
}
