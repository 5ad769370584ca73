// The permission mode that all scopes together give: a workspace can only tighten it.
import { permissionModes, type PermissionMode } from '../policy/decision.ts';
import {
  mayLoosen,
  shown,
  type Scope,
  type SettingName,
  type SettingsFault,
  type SettingsSource,
  type Values,
} from './settingScopes.ts';

/** From the strictest to the loosest. */
const strictness: readonly PermissionMode[] = [
  'plan',
  'dontAsk',
  'default',
  'acceptEdits',
  'auto',
  'bypassPermissions',
];

export function modeOf(scopes: readonly Scope[], problems: SettingsFault[]): PermissionMode {
  let mode: PermissionMode = 'default';
  for (const { source, values } of [...scopes].sort((a, b) => rank(a.source) - rank(b.source))) {
    const said = saidMode(source, values, problems);
    if (said === undefined) continue;
    const own = source.scope === 'user' || source.scope === 'session' || source.scope === 'builtin';
    const handsOff = said === 'auto' || said === 'bypassPermissions';
    if (own && !(handsOff && source.scope !== 'user')) mode = said;
    else if (tightens(said, mode) || (mayLoosen(source) && !handsOff)) mode = said;
    else problems.push({ kind: 'ignored', source, name: values.has('permissionMode') ? 'permissionMode' : 'permissions.defaultMode', text: `the mode ${said} is ignored, for ${handsOff ? 'it counts only in user settings' : 'a workspace can only tighten'}.` });
  }
  return mode;
} // prettier-ignore

/** User settings first, so that what a workspace says is measured against them. */
function rank({ scope }: SettingsSource): number {
  return ['builtin', 'user', 'session', 'workspace', 'folder'].indexOf(scope);
}

function saidMode(source: SettingsSource, values: Values, problems: SettingsFault[]): PermissionMode | undefined {
  const read = (name: SettingName): PermissionMode | undefined => {
    const value = values.get(name);
    if (value === undefined) return undefined;
    const mode = permissionModes.find((one) => one === value);
    if (mode === undefined) problems.push({ kind: 'invalid', source, name, text: `${name} is ${shown(value)}, which is not a mode; the mode is default instead.` });
    return mode ?? 'default';
  };
  const [mode, second] = [read('permissionMode'), read('permissions.defaultMode')];
  if (mode === undefined || second === undefined || mode === second) return mode ?? second;
  const held = stricter(mode, second);
  problems.push({ kind: 'differ', source, name: 'permissions.defaultMode', text: `permissionMode says ${mode} and permissions.defaultMode says ${second}; the stricter one, ${held}, holds.` });
  return held;
} // prettier-ignore

/** In `auto` an edit that is not proved safe is denied, so letting edits pass is no tightening of that. */
function tightens(said: PermissionMode, mode: PermissionMode): boolean {
  return stricter(said, mode) === said && !(said === 'acceptEdits' && mode === 'auto');
}

function stricter(one: PermissionMode, other: PermissionMode): PermissionMode {
  return strictness.indexOf(one) <= strictness.indexOf(other) ? one : other;
}
