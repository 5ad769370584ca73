// What it means to read, list, write or delete one path: effects for every door alike, whether the path stands in a
// command, a redirect or the call of an edit tool.
import type { Doubt, Effect, EffectKind } from '../effects.ts';
import type { Facts } from '../facts.ts';
import { effectOf, found, nothing, type Finding } from '../commands/finding.ts';
import { runningOf, type Running } from '../edits/running.ts';
import { canonical, native } from './absolute.ts';
import { deviceOf } from './device.ts';
import { identityWhat, isIdentity } from './identity.ts';
import { protectedOf, type Protection } from './protected.ts';
import { scopeOf, type Place } from './scope.ts';
import { globExpression, globMayNameSecret, secretOf } from './secrets.ts';

/** `list` looks at names and attributes only; `perm` changes attributes. */
export type Access = 'read' | 'list' | 'write' | 'delete' | 'perm';

export interface PathWord {
  readonly text: string;
  /** Unquoted `*`, `?` or `[` in the text. */
  readonly glob?: boolean;
  /** Few words for the effect: "recursive". */
  readonly detail?: string;
}

/** The mark of a look at names and attributes. */
export const namesOnly = 'names only';

/** What the access does. `cwd` is the folder in force, undefined when it is not known. */
export function accessPath(access: Access, path: PathWord, facts: Facts, cwd: string | undefined): Finding {
  if (path.glob === true) return accessGlob(access, path, facts, cwd);
  const device = deviceOf(path.text);
  if (device === 'sink') return nothing;
  if (device === 'network') return networkPath(access, path.text);
  if ((device === 'raw' || device === 'alias') && access === 'read') {
    const detail = device === 'raw' ? 'a disk or the memory' : 'a file that another process holds';
    return found('read.secret', { scope: 'system', target: path.text, detail });
  }
  if (device === 'raw' && access !== 'read' && access !== 'list') {
    return found('irreversible', { scope: 'system', target: path.text, detail: 'raw device' });
  }
  const place = scopeOf(path.text, facts, cwd);
  const all = [place.path, ...(place.real === undefined || place.real === place.path ? [] : [place.real])];
  return { effects: effects(access, place, all, facts, path.detail), doubts: unknown(place) };
}

function effects(
  access: Access,
  place: Place,
  paths: readonly string[],
  facts: Facts,
  detail: string | undefined,
): Effect[] {
  const extra = { scope: place.scope, target: place.path, detail };
  const home = place.scope === 'workspace' ? 'workspace' : 'outside';
  const secret = first(paths, (path) => secretOf(path, facts));
  switch (access) {
    case 'list':
      return [
        effectOf(`read.${home}`, {
          ...extra,
          detail: detail ?? (secret === undefined ? namesOnly : `names of files: ${secret}`),
        }),
      ];
    case 'read':
      return [
        effectOf(secret === undefined ? `read.${home}` : 'read.secret', {
          ...extra,
          detail: secret ?? detail,
        }),
      ];
    case 'perm':
      return [effectOf('perm', extra), ...guarded(place, paths, facts)];
    case 'write':
      return writeEffects(place, paths, facts, extra, home, secret);
    case 'delete':
      return [
        home === 'workspace'
          ? effectOf('delete.workspace', extra)
          : effectOf('delete.outside', {
              ...extra,
              reversible: place.scope === 'temporary' ? 'partly' : 'no',
            }),
        ...guarded(place, paths, facts, true),
      ];
  }
}

function writeEffects(
  place: Place,
  paths: readonly string[],
  facts: Facts,
  extra: { scope: Place['scope']; target: string; detail: string | undefined },
  home: 'workspace' | 'outside',
  secret: string | undefined,
): Effect[] {
  // What is put into a folder for temporary files does not reach what others keep there.
  const shared =
    place.own && facts.temporary.some((folder) => canonical(folder, facts.platform) === place.path);
  const guards = guarded(shared ? { ...place, own: false } : place, paths, facts);
  if (guards.length > 0) return guards;
  const running = first(paths, (path) => runningOf(path, facts));
  if (running?.silent === true && home === 'workspace')
    return [effectOf('write.autorun', { ...extra, detail: runs(running) })];
  const config =
    running === undefined ? first(paths, (path) => protectedOf(path, facts)?.what) : runs(running);
  return [effectOf(`write.${home}`, { ...extra, detail: extra.detail ?? config ?? secret })];
}

/** Effects on what governs agents, editor, git, log-in and the gate itself; `whole` takes a folder with all in it. */
function guarded(place: Place, paths: readonly string[], facts: Facts, whole = false): Effect[] {
  const extra = { scope: place.scope, target: place.path };
  if (place.own) return [effectOf('write.policy', { ...extra, detail: ownDetail })];
  if (paths.some((path) => isIdentity(path, facts, whole)))
    return [effectOf('write.policy', { ...extra, detail: identityWhat })];
  const protection = first(paths, (path) => real(protectedOf(path, facts)));
  if (protection === undefined) return [];
  const running = first(paths, (path) => runningOf(path, facts));
  const detail = running === undefined ? protection.what : runs(running);
  return [effectOf(guardKinds[protection.group], { ...extra, detail })];
}

/** The words for a file that runs by itself. */
function runs({ when }: Running): string {
  return `which runs ${when}`;
}

/** The mark of a write to the gate's own files; the floor looks for it. */
export const ownDetail = 'the gate itself';

const guardKinds: Record<Exclude<Protection['group'], 'tool-config'>, EffectKind> = {
  policy: 'write.policy',
  agents: 'write.policy',
  git: 'write.policy',
  'shell-start': 'write.persist',
  persistence: 'write.persist',
};

function real(
  protection: Protection | undefined,
): { group: keyof typeof guardKinds; what: string } | undefined {
  if (protection === undefined || protection.group === 'tool-config') return undefined;
  return { group: protection.group, what: protection.what };
}

function unknown(place: Place): Doubt[] {
  return place.scope === 'unknown'
    ? [{ code: 'unknown-scope', text: `it cannot be told where ${place.path} is` }]
    : [];
}

function networkPath(access: Access, path: string): Finding {
  const [, , , host = '', port = ''] = path.split('/');
  return found(access === 'read' || access === 'list' ? 'net.fetch' : 'net.send', {
    target: `${host}:${port}`,
  });
}

/** A glob lies where the folder before its first wildcard lies, and may stand for every name that it matches. */
function accessGlob(
  access: Access,
  { text, detail }: PathWord,
  facts: Facts,
  cwd: string | undefined,
): Finding {
  const at = text.search(/[*?[]/u);
  const folder = text.slice(0, text.lastIndexOf('/', at) + 1);
  const rest = text.slice(folder.length);
  const base = accessPath(
    access === 'read' ? 'list' : access,
    { text: folder === '' ? '.' : folder },
    facts,
    cwd,
  );
  if (/(?:^|\/)\.\.?(?:\/|$)|(?:^|\/)\.[*?[]/u.test(rest)) {
    const doubt = { code: 'unknown-scope', text: `the pattern ${text} may reach beyond its folder` } as const;
    return { effects: base.effects, doubts: [...base.doubts, doubt] };
  }
  const place = scopeOf(folder === '' ? '.' : folder, facts, cwd);
  const whole = `${place.path.replace(/\/$/u, '')}/${rest}`;
  const secret = access === 'read' ? globMayNameSecret(canonical(whole, facts.platform), facts) : undefined;
  const target = { scope: place.scope, target: whole, detail };
  if (secret !== undefined)
    return { effects: [effectOf('read.secret', { ...target, detail: secret })], doubts: base.doubts };
  if (access === 'read')
    return { effects: base.effects.map((effect) => effectOf(effect.kind, target)), doubts: base.doubts };
  const guard = access === 'list' ? [] : globGuard(place, rest, whole, facts);
  return {
    effects: [
      ...base.effects.map((effect) => effectOf(effect.kind, { ...target, detail: detail ?? effect.detail })),
      ...guard,
    ],
    doubts: base.doubts,
  };
}

/** By its text, and by the names in the folder that it chooses now. */
function globGuard(place: Place, rest: string, whole: string, facts: Facts): Effect[] {
  const extra = { scope: place.scope, target: whole };
  const protection = real(protectedOf(whole, facts));
  if (protection !== undefined)
    return [effectOf(guardKinds[protection.group], { ...extra, detail: protection.what })];
  if (rest.includes('/')) return [];
  const folder = place.path.replace(/\/$/u, '');
  const chosen = globExpression(rest);
  const names = facts.names(native(place.path, facts.platform)) ?? [];
  const paths = names.filter((name) => chosen.test(name)).map((name) => `${folder}/${name}`);
  const guard = first(paths, (path) => guarded({ ...place, path, own: false }, [path], facts, true)[0]);
  return guard === undefined ? [] : [guard];
}

function first<T>(paths: readonly string[], test: (path: string) => T | undefined): T | undefined {
  for (const path of paths) {
    const hit = test(path);
    if (hit !== undefined) return hit;
  }
  return undefined;
}
