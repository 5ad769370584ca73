// Files that the line itself writes: code in them is not what stands on the disk now.
import { outputText } from '../commands/source.ts';
import type { Effect, SegmentReport } from '../effects.ts';
import type { Facts } from '../facts.ts';
import { absolute, within } from '../paths/absolute.ts';
import { scopeOf } from '../paths/scope.ts';
import type { Segment } from '../shell/segment.ts';
import { programName } from '../shell/word.ts';
import type { Workshop } from './workshop.ts';

/** `disk`: nothing that was read so far writes the file; `text`: the line writes this; `unknown`: it writes something. */
export type Content =
  { readonly from: 'disk' } | { readonly from: 'text'; readonly text: string } | { readonly from: 'unknown' };

/** What a file, by its path without links, holds when a segment runs. */
export function contentAt(work: Workshop, path: string, runner: Segment): Content {
  const around = ancestors(work.segments, runner.index);
  let content: Content = { from: 'disk' };
  for (const segment of work.segments.slice(0, runner.index)) {
    if (writes(work, segment, path, around)) content = after(content, segment, path, work);
    // Whatever comes then, it is not known what it is written into.
    if (content.from === 'unknown') break;
  }
  return content;
}

/** Whether any segment may change a file that another one runs. */
export function isWritten(work: Workshop, path: string, runner: Segment): boolean {
  const around = ancestors(work.segments, runner.index);
  return work.segments.some((segment) => writes(work, segment, path, around));
}

/** What was looked at on the disk for a segment, by its path without links: a file, or the names in a folder. */
export interface Looked {
  readonly by: number;
  readonly path: string;
  readonly names: boolean;
}

/** The reports, with a doubt where another command of the line may change what was looked at before it counts. */
export function doubtChanged(
  segments: readonly Segment[],
  reports: readonly SegmentReport[],
  looked: readonly Looked[],
  facts: Facts,
): readonly SegmentReport[] {
  if (looked.length === 0) return reports;
  const changes = reports.flatMap((report, index) => changesOf(report, index, facts));
  if (changes.length === 0) return reports;
  const of = (index: number): ReadonlySet<number> => ancestors(segments, index);
  const changed = new Map<number, Looked>();
  for (const one of looked) {
    const around = of(one.by);
    // What a command does itself comes after it looked.
    if (changes.some(({ index, places }) => !around.has(index) && reaches(places, one, facts) && !of(index).has(one.by)))
      changed.set(one.by, one);
  }
  return reports.map((report, index) => {
    const one = changed.get(index);
    if (one === undefined) return report;
    const text = `the line itself may change ${one.names ? `what lies in ${one.path}` : one.path} before that counts`;
    return { ...report, doubts: [...report.doubts, { code: 'opaque-code', text }] };
  });
} // prettier-ignore

interface Change {
  readonly index: number;
  /** Undefined where it is not known what changes. */
  readonly places: readonly string[] | undefined;
}

function changesOf({ doubts, effects }: SegmentReport, index: number, facts: Facts): readonly Change[] {
  if (doubts.some(({ code }) => code === 'unknown-program')) return [{ index, places: undefined }];
  return effects.filter(({ kind }) => !harmless.test(kind)).map((effect) => ({ index, places: placesOf(effect, facts) }));
} // prettier-ignore

function reaches(places: Change['places'], { path, names }: Pick<Looked, 'path' | 'names'>, { platform }: Facts): boolean {
  return places === undefined || places.some((one) => within(path, one, platform) || (names && within(one, path, platform)));
} // prettier-ignore

/** The segment itself and those that run the code in which it stands. */
function ancestors(segments: readonly Segment[], index: number): ReadonlySet<number> {
  const all = new Set<number>();
  for (let at: number | undefined = index; at !== undefined && !all.has(at);) {
    all.add(at);
    at = segments[at]?.parent;
  }
  return all;
}

function writes(work: Workshop, { index }: Segment, path: string, around: ReadonlySet<number>): boolean {
  const effects = work.reports[index]?.effects ?? [];
  // That the segments around run code says no more than the segments of that code do.
  return effects.some(
    (effect) => !(around.has(index) && runs.test(effect.kind)) && mayWrite(effect, path, work.context.facts),
  );
}

const runs = /^exec\.(?:project|inline)$/u;

/** Effects whose target is all that changes. */
const aimed = /^(?:write|delete)\.|^irreversible$/u;
const harmless = /^(?:perm$|filter$|read\.|cloud\.|net\.|db\.|publish$|proc$|vcs\.remote)/u;

function mayWrite(effect: Effect, path: string, facts: Facts): boolean {
  return !harmless.test(effect.kind) && reaches(placesOf(effect, facts), { path, names: false }, facts);
}

/** Where an effect that is not harmless changes something; undefined where that is not known. */
function placesOf({ kind, target }: Effect, facts: Facts): Change['places'] {
  if (!aimed.test(kind) || target === undefined || /[*?[]/u.test(target)) return undefined;
  const place = scopeOf(target, facts, undefined);
  return [place.path, place.real ?? place.path];
}

function after(content: Content, segment: Segment, path: string, work: Workshop): Content {
  const { facts } = work.context;
  const shell = { segments: work.segments, doubts: [], defined: [] };
  const names = (text: string): boolean => {
    const given = absolute(text, facts, segment.cwd);
    return given !== undefined && (scopeOf(given, facts, undefined).real ?? given) === path;
  };
  const redirects = segment.redirects.filter(({ target }) => target !== undefined && names(target.text));
  const teed = programName(segment) === 'tee' && segment.words.slice(1).some(({ text }) => names(text));
  const appends = teed
    ? segment.words.some(({ text }) => /^-a|^--append$/u.test(text))
    : redirects.some(({ kind }) => kind === 'append');
  const text = teed || redirects.length === 1 ? outputText(segment, shell) : undefined;
  if (text === undefined || content.from === 'unknown') return { from: 'unknown' };
  if (!appends) return { from: 'text', text };
  const old = content.from === 'text' ? content.text : facts.readText(path)?.text;
  return { from: 'text', text: `${old ?? ''}${text}` };
}
