// What a command name means to PowerShell: alias, cmdlet, function or program. Source: about_Command_Precedence.
import type { Doubt } from '../effects.ts';
import { aliasOf } from './aliases.ts';
import type { Cmdlet } from './cmdlet.ts';
import { cmdletOf } from './registry.ts';
import type { Run } from './run.ts';

export interface Resolved {
  readonly cmdlet: Cmdlet | undefined;
  /** The program that runs instead where there is no cmdlet, or on another system or version. */
  readonly program: string | undefined;
  readonly doubts: readonly Doubt[];
}

export function resolveName(run: Run, written: string): Resolved {
  const own = run.aliases.get(written.toLowerCase());
  if (own !== undefined && own !== written) {
    const { cmdlet, program } = resolved(run, own);
    return {
      cmdlet,
      program,
      doubts: [{ code: 'redefined', text: `${written} is defined on the line itself` }],
    };
  }
  const drive = /^[A-Za-z]:\\?$|^cd(?:\.\.|\\|\/)$/u.test(written);
  if (drive) return { cmdlet: cmdletOf('Set-Location'), program: undefined, doubts: [] };
  return { ...resolved(run, written), doubts: [] };
}

function resolved(run: Run, written: string): Omit<Resolved, 'doubts'> {
  // A module may stand before the name: Microsoft.PowerShell.Utility\Invoke-Expression.
  const name = /^[\w.]+\\([A-Za-z]+-\w+)$/u.exec(written)?.[1] ?? written;
  const direct = /^[[.]/u.test(name) ? undefined : cmdletOf(name);
  if (direct !== undefined) return { cmdlet: direct, program: undefined };
  const alias = aliasOf(name);
  const cmdlet = alias === undefined ? undefined : cmdletOf(alias.cmdlet);
  if (alias === undefined || cmdlet === undefined) return { cmdlet: undefined, program: written };
  const windows = run.platform === 'win32';
  switch (alias.where) {
    case 'everywhere':
      return { cmdlet, program: undefined };
    case 'windows':
      return { cmdlet, program: windows ? undefined : written };
    case 'old':
      return windows ? { cmdlet, program: written } : { cmdlet: undefined, program: written };
  }
}
