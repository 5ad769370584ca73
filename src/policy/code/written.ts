// Files that the line itself writes: code in them is not what stands on the disk now.
import { outputText } from '../commands/source.ts';
import type { Effect } from '../effects.ts';
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
  const around = ancestors(work, runner);
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
  const around = ancestors(work, runner);
  return work.segments.some((segment) => writes(work, segment, path, around));
}

/** The segment itself and those that run the code in which it stands. */
function ancestors(work: Workshop, runner: Segment): ReadonlySet<number> {
  const all = new Set<number>();
  for (let at: number | undefined = runner.index; at !== undefined && !all.has(at);) {
    all.add(at);
    at = work.segments[at]?.parent;
  }
  return all;
}

function writes(work: Workshop, { index }: Segment, path: string, around: ReadonlySet<number>): boolean {
  const effects = work.reports[index]?.effects ?? [];
  // That the segments around run code says no more than the segments of that code do.
  return effects.some(
    (effect) => !(around.has(index) && runs.test(effect.kind)) && mayWrite(effect, path, work),
  );
}

const runs = /^exec\.(?:project|inline)$/u;

/** Effects whose target is all that changes. */
const aimed = /^(?:write|delete)\.|^irreversible$/u;
const harmless = /^(?:perm$|filter$|read\.|cloud\.|net\.|db\.|publish$|proc$|vcs\.remote)/u;

function mayWrite({ kind, target }: Effect, path: string, { context: { facts } }: Workshop): boolean {
  if (harmless.test(kind)) return false;
  if (!aimed.test(kind) || target === undefined || /[*?[]/u.test(target)) return true;
  const place = scopeOf(target, facts, undefined);
  return [place.path, place.real ?? place.path].some((one) => within(path, one, facts.platform));
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
