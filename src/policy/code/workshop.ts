// What one decision has read so far: a counted door to the files of the project.
import type { CheckContext } from '../context.ts';
import type { SegmentReport } from '../effects.ts';
import { absolute, canonical, native } from '../paths/absolute.ts';
import { scopeOf } from '../paths/scope.ts';
import type { Segment } from '../shell/segment.ts';
import { caps } from './caps.ts';
import type { Languages } from './languages.ts';

/** The line with all code behind it, as far as it is read. `reports[i]` belongs to `segments[i]`. */
export interface Workshop {
  readonly context: CheckContext;
  readonly languages: Languages | undefined;
  readonly segments: Segment[];
  readonly reports: SegmentReport[];
  /** Files that were asked for and folders that were listed, by their paths without links. */
  readonly looked: { readonly path: string; readonly names: boolean }[];
  files: number;
  characters: number;
  /** Characters of code in other languages than the shell's. */
  taken: number;
}

export type Opened =
  | {
      readonly open: true;
      readonly path: string;
      readonly text: string;
      readonly cut: boolean;
      readonly near: boolean;
    }
  | { readonly open: false; readonly why: 'missing' | 'cap' };

/** Reads a file by its path. `near` is whether it lies in the workspace or among temporary files, links included. */
export function openFile(work: Workshop, path: string, cwd: string | undefined): Opened {
  const { facts } = work.context;
  const given = absolute(path, facts, cwd);
  const real = given === undefined ? undefined : facts.realPath(native(given, facts.platform));
  if (given !== undefined) work.looked.push({ path: real === undefined ? given : canonical(real, facts.platform), names: false }); // prettier-ignore
  if (given === undefined || real === undefined) return { open: false, why: 'missing' };
  if (work.files >= caps.files || work.characters >= caps.characters) return { open: false, why: 'cap' };
  const file = facts.readText(real);
  if (file === undefined) return { open: false, why: 'missing' };
  work.files += 1;
  const room = caps.characters - work.characters;
  work.characters += file.text.length;
  const { scope } = scopeOf(given, facts, undefined);
  return {
    open: true,
    path: canonical(real, facts.platform),
    text: file.text.slice(0, room),
    cut: file.cut || file.text.length > room,
    near: scope === 'workspace' || scope === 'temporary',
  };
}

/** The names in a folder; undefined where they cannot be known. */
export function namesIn(work: Workshop, folder: string): readonly string[] | undefined {
  const { facts } = work.context;
  const real = facts.realPath(native(folder, facts.platform));
  if (real === undefined) return undefined;
  work.looked.push({ path: canonical(real, facts.platform), names: true });
  return facts.names(real);
}

/** The folder and those above it, nearest first, up to the root of the file system. */
export function foldersUp(folder: string): readonly string[] {
  const all: string[] = [];
  for (let at = folder; all.length < 64; at = at.slice(0, at.lastIndexOf('/'))) {
    all.push(at === '' ? '/' : at);
    if (at === '' || at === '/' || !at.includes('/')) break;
  }
  return all;
}
