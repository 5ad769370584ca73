// What a variable holds where the line does not set it: the folders that every session has. Source:
// about_Automatic_Variables, about_Environment_Variables, and the default user environment of Windows.
import type { Doubt } from '../effects.ts';
import type { Run, Scope, Value } from './run.ts';

const automatic: Readonly<Record<string, string>> = { true: 'True', false: 'False', null: '' };

/** Places below the home folder, and of the machine, that Windows names by variables. */
const folders: Readonly<Record<string, string>> = {
  userprofile: '~', home: '~', appdata: '~/AppData/Roaming', localappdata: '~/AppData/Local', systemroot: 'C:/Windows', windir: 'C:/Windows',
  systemdrive: 'C:', homedrive: 'C:', programfiles: 'C:/Program Files', 'programfiles(x86)': 'C:/Program Files (x86)',
  programdata: 'C:/ProgramData', allusersprofile: 'C:/ProgramData', public: 'C:/Users/Public', onedrive: '~/OneDrive',
}; // prettier-ignore

const profile = '~/Documents/PowerShell/Microsoft.PowerShell_profile.ps1';

/** The value of `$name`; `unknown` is what stands for it where it is not known. */
export function variableValue(
  run: Run,
  { state, item }: Scope,
  written: string,
  unknown: Value,
): { readonly value: Value; readonly doubt?: Doubt } {
  const name = written.toLowerCase().replace(/^(?:global|script|local|private|using):/u, '');
  const set = state.variables.get(name);
  if (set !== undefined) return { value: set };
  const known = (text: string): { readonly value: Value } => ({
    value: { ...unknown, text: text.startsWith('~') ? run.home + text.slice(1) : text, literal: true },
  });
  if (name === '_' || name === 'psitem')
    return { value: item === undefined ? unknown : { ...unknown, ...item } };
  if (name === 'home') return known('~');
  if (name === 'pwd') return state.cwd === undefined ? { value: unknown } : known(state.cwd);
  if (name === 'profile') return known(profile);
  const fixed = automatic[name];
  if (fixed !== undefined) return known(fixed);
  if (name.startsWith('env:')) {
    const variable = name.slice(4);
    const place = folders[variable];
    if (state.environment.some((one) => one.name.toLowerCase() === variable)) return { value: unknown };
    return place === undefined ? { value: unknown } : known(place);
  }
  if (name.includes(':')) {
    const doubt = { code: 'unknown-operand', text: `\${${written}} reads another drive` } as const;
    return { value: unknown, doubt };
  }
  return { value: unknown };
}
