// Who else than the owner may look into the gate's files, and the repair: modes where there are such, on Windows lists
// of access read and written by icacls.
import { chmodSync, lstatSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, win32 } from 'node:path';
import { loosePaths } from './files.ts';
import { run as runProgram, type Run } from './processes/run.ts';
import { problemOf } from './signal.ts';

export interface Loose {
  readonly path: string;
  /** In a few words. */
  readonly how: string;
}

export interface Looseness {
  /** Nothing for a folder that is not there. Rejects when it cannot be found out. */
  find(folders: readonly string[]): Promise<readonly Loose[]>;
  /** One sentence for each that could not be repaired. */
  repair(loose: readonly Loose[]): Promise<readonly string[]>;
}

export interface LoosenessParts {
  readonly platform?: NodeJS.Platform;
  readonly run?: Run;
  /** `SystemRoot` of Windows. */
  readonly root?: string | undefined;
}

export function looseness({ platform = process.platform, run = runProgram, root }: LoosenessParts = {}): Looseness {
  return platform === 'win32' ? onWindows(run, `${root ?? process.env['SystemRoot'] ?? 'C:\\Windows'}\\System32`) : byMode;
} // prettier-ignore

/** Nothing on Windows, where files have no modes. */
export function looseModes(folders: readonly string[]): readonly Loose[] {
  return folders.flatMap(loosePaths).map(({ path, mode }) => ({ path, how: `mode ${mode.toString(8)}` }));
}

const byMode: Looseness = {
  find: (folders) => Promise.resolve(looseModes(folders)),
  repair: (loose) =>
    Promise.resolve(
      loose.flatMap(({ path }) => {
        try {
          const info = lstatSync(path);
          // What was a file a moment ago may be a link now, and the mode of a link is that of another file.
          if (!info.isSymbolicLink()) chmodSync(path, info.isDirectory() ? 0o700 : 0o600);
          return [];
        } catch (error) {
          return [`${path} could not be mended: ${problemOf(error)}`];
        }
      }),
    ),
};

function onWindows(run: Run, system: string): Looseness {
  const icacls = (...args: readonly string[]): Promise<string> => run(`${system}\\icacls.exe`, args);
  const self = async (): Promise<string> => {
    const sid = /"(S-1-[\d-]+)"/u.exec(await run(`${system}\\whoami.exe`, ['/user', '/fo', 'csv', '/nh']))?.[1];
    if (sid === undefined) throw new Error('the account of this process could not be found out');
    return sid;
  };
  return {
    async find(folders) {
      const own = await self();
      const found: Loose[] = [];
      for (const folder of folders) {
        if (!lstatSync(folder, { throwIfNoEntry: false })) continue;
        const scratch = mkdtempSync(join(tmpdir(), 'portcullis-'));
        const file = join(scratch, 'access.acl');
        try {
          await icacls(folder, '/save', file, '/t', '/c', '/q', '/l');
          found.push(...looseAcls(readFileSync(file, 'utf16le'), dirname(folder), own));
        } finally {
          rmSync(scratch, { recursive: true, force: true });
        }
      }
      return found;
    },
    async repair(loose) {
      const own = await self();
      const problems: string[] = [];
      for (const { path } of loose) {
        const inherited = lstatSync(path, { throwIfNoEntry: false })?.isDirectory() ? '(OI)(CI)F' : 'F';
        try {
          // First without entries of its own, then without inherited ones: only the owner and the system stay.
          await icacls(path, '/reset', '/q', '/l');
          await icacls(path, '/inheritance:r', '/grant:r', `*${own}:${inherited}`, `*S-1-5-18:${inherited}`, '/q', '/l');
        } catch (error) {
          problems.push(`${path} could not be mended: ${problemOf(error)}`);
        }
      }
      return problems;
    },
  };
} // prettier-ignore

/**
 * Reads what `icacls /save` writes: lines in pairs, a path relative to `above` and its list of access in SDDL.
 * Source: the documentation of icacls and of the security descriptor definition language.
 */
export function looseAcls(text: string, above: string, own: string): readonly Loose[] {
  const lines = text.replace(/^\uFEFF/u, '').split(/\r?\n/u).filter((line) => line !== '');
  return lines.flatMap((path, at) => {
    const list = lines[at + 1];
    if (at % 2 === 1 || list === undefined) return [];
    const others = [...list.matchAll(/\((X?A|OA);[^;()]*;[^;()]*;[^;()]*;[^;()]*;([^;()]+)/gu)]
      .map(([, , account = '']) => account)
      .filter((account) => !mayLook(account, own));
    // Without a list of its own an object lets everybody in.
    const open = !list.startsWith('D:') || /^D:[A-Z]*NO_ACCESS_CONTROL/u.test(list) ? ['everybody'] : others;
    const names = [...new Set(open)].map((account) => accounts[account] ?? account);
    return names.length === 0 ? [] : [{ path: win32.join(above, path), how: `open to ${names.join(', ')}` }];
  });
} // prettier-ignore

/** The owner, the system and the administrators, who may take every file anyway. */
function mayLook(account: string, own: string): boolean {
  if (account === own || (account === 'LA' && own.endsWith('-500'))) return true;
  return ['SY', 'BA', 'CO', 'OW', 'S-1-5-18', 'S-1-5-32-544', 'S-1-3-0', 'S-1-3-4'].includes(account);
}

const accounts: Readonly<Record<string, string>> = {
  WD: 'everybody',
  BU: 'all users',
  AU: 'whoever is logged in',
  IU: 'whoever is logged in here',
  BG: 'guests',
  AN: 'anonymous visitors',
  NU: 'visitors over the network',
};
