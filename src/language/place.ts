// Which settings file a document is, and what holds there. Known files come from the editor; a file that it does not
// name holds in no window, and says so.
import { fileURLToPath } from 'node:url';
import type { RuleScope } from '../policy/decision.ts';
import type { Uncounted } from '../policy/rules/findings.ts';
import type { WindowFacts } from '../protocol/language.ts';
import type { FileKind } from './settingsFile.ts';

export interface Place {
  readonly kind: FileKind;
  readonly scope: Extract<RuleScope, 'user' | 'workspace' | 'folder'>;
  readonly file: string | undefined;
  readonly base: string | undefined;
  /** Why allow rules of this file do not count; undefined where they do. */
  readonly uncounted: Uncounted | undefined;
}

/** The kind of a settings file by its address; undefined for all other documents. */
export function kindOf(uri: string): FileKind | undefined {
  const { protocol, pathname } = parsed(uri);
  if (protocol !== 'file:' && protocol !== 'vscode-userdata:') return undefined;
  if (/\/\.claude\/settings[^/]*\.json$/u.test(pathname)) return 'claude';
  if (pathname.endsWith('.code-workspace')) return 'workspace';
  return pathname.endsWith('/settings.json') ? 'settings' : undefined;
}

export function placeOf(uri: string, kind: FileKind, window: WindowFacts): Place {
  const users = kind === 'settings' && parsed(uri).protocol === 'vscode-userdata:';
  const file = users ? undefined : fileOf(uri);
  const known = window.places.find((one) =>
    users ? one.scope === 'user' && !one.file.includes('.claude') : file !== undefined && same(one.file, file, window),
  );
  return {
    kind,
    scope: known?.scope ?? (users ? 'user' : 'workspace'),
    file: known?.file ?? file,
    base: known?.base,
    uncounted: known === undefined && !users ? 'elsewhere' : known?.uncounted,
  };
} // prettier-ignore

function fileOf(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}

/** Case does not count where file systems do not tell it apart; a drive letter comes in both. */
function same(one: string, other: string, { platform }: WindowFacts): boolean {
  return platform === 'linux' ? one === other : one.toLowerCase() === other.toLowerCase();
}

function parsed(uri: string): { readonly protocol: string; readonly pathname: string } {
  try {
    const { protocol, pathname } = new URL(uri);
    return { protocol, pathname: decodeURIComponent(pathname) };
  } catch {
    return { protocol: '', pathname: '' };
  }
}
