// Which files say who an agent is, and what stands in them now. Reading them is where a workspace could do harm: it
// names files and holds links, and what is read goes to a model. So what is not named by the person must lie in the
// workspace, behind all links, and no credential store is read for anybody.
import { lstatSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { canonical, within } from '../../policy/paths/absolute.ts';
import { secretOf } from '../../policy/paths/secrets.ts';
import type { GroundingFile } from '../../protocol/groundingSettings.ts';
import { sha256 } from '../digest.ts';
import { platform, readText, realPath } from '../facts.ts';
import { isMissing } from '../files.ts';

export interface GroundingPlace {
  readonly home: string;
  /** The folders of the workspace, and those in which sessions were launched. Absolute. */
  readonly folders: readonly string[];
  readonly trusted: boolean;
  readonly files: readonly GroundingFile[];
}

export interface Source {
  /** Absolute. */
  readonly path: string;
  readonly by: GroundingFile['by'];
  /** The person named exactly this file, so that it has to be there. */
  readonly needed: boolean;
}

export type Content =
  /** `text` without secrets; `digest` is the SHA-256 of the file. */
  | { readonly type: 'text'; readonly text: string; readonly digest: string }
  | { readonly type: 'absent' }
  /** It belongs to a workspace that the person has not trusted. */
  | { readonly type: 'untrusted' }
  | { readonly type: 'refused'; readonly problem: string };

const customary = ['AGENTS.md', 'CLAUDE.md'];

/** The list of the person stands in place of the customary files; a workspace adds to either. */
export function sourcesOf({ home, folders, files }: GroundingPlace): readonly Source[] {
  const own = files.filter(({ by }) => by === 'person');
  const first = own.length > 0 ? own : customary.map((path) => ({ path, by: 'workspace' as const }));
  const added = files.filter(({ by }) => by === 'workspace');
  const all = [...first, ...added].flatMap(({ path, by, base }: GroundingFile): readonly Source[] => {
    if (by === 'person' && path.startsWith('~/')) return [{ path: join(home, path.slice(2)), by, needed: true }];
    if (by === 'person' && isAbsolute(path)) return [{ path, by, needed: true }];
    return (base === undefined ? folders : [base]).map((folder) => ({ path: join(folder, path), by, needed: false }));
  });
  return all.filter(({ path }, at) => all.findIndex((one) => one.path === path) === at);
} // prettier-ignore

/** Read anew each time; `clean` takes secrets out. Never throws. */
export function contentOf({ path, by }: Source, { home, folders, trusted }: GroundingPlace, clean: (text: string) => string): Content {
  const refused = (problem: string): Content => ({ type: 'refused', problem });
  try {
    if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return { type: 'absent' };
    const real = realPath(path);
    if (real === undefined) return refused('it cannot be told where it leads');
    const system = platform();
    const at = canonical(real, system);
    const inside = folders.some((folder) => within(at, canonical(realPath(folder) ?? folder, system), system));
    if (inside && !trusted) return { type: 'untrusted' };
    if (!inside && by === 'workspace') return refused('it leads out of the workspace; name the file in your own settings if you mean it');
    const secret = secretOf(at, { home, platform: system });
    if (secret !== undefined) return refused(`it is ${secret}`);
    const file = readText(real);
    if (file === undefined) return refused('it cannot be read as text');
    if (file.cut) return refused('it is too long to say who somebody is');
    return { type: 'text', text: clean(file.text), digest: sha256(file.text) };
  } catch (error) {
    return isMissing(error) ? { type: 'absent' } : refused('it cannot be read');
  }
} // prettier-ignore
