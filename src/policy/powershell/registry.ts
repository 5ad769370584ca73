// All cmdlets, methods and programs of Windows that the gate knows. A new family is one more file in `tables/` and
// one more line here.
import type { CommandSpec } from '../commands/spec.ts';
import { compile, type ProgramRow } from '../commands/spec.ts';
import { compileCmdlet, type Cmdlet, type CmdletRow } from './cmdlet.ts';
import { builtins } from './tables/builtins.ts';
import { items } from './tables/items.ts';
import { machine } from './tables/machine.ts';
import { methods } from './tables/methods.ts';
import { network } from './tables/network.ts';
import { objects } from './tables/objects.ts';
import { windows } from './tables/windows.ts';

export const cmdletRows: readonly CmdletRow[] = [...items, ...objects, ...network, ...machine, ...methods];
/** Commands of cmd, and programs of Windows, whose options begin with a slash. */
export const slashRows: readonly ProgramRow[] = [...builtins, ...windows];

const cmdlets = index(cmdletRows, compileCmdlet);
const slashes = index(slashRows, (_, row) => compile({ ...row, style: row.style ?? 'single' }));

/** A cmdlet, or a method written `[Type]::Name` or `.Name`, in any case. */
export function cmdletOf(name: string): Cmdlet | undefined {
  return cmdlets(name);
}

/** The grammar of a command of cmd or a program of Windows, by its name in lower case. */
export function slashSpec(name: string): CommandSpec | undefined {
  return slashes(name);
}

/** Is it a program of Windows, rather than a command of cmd itself? */
export function isWindowsProgram(name: string): boolean {
  return programs.has(name.toLowerCase());
}

const programs = new Set(windows.flatMap(({ names }) => names.split(' ')));

/** Rows are compiled when they are first asked for. */
function index<Row extends ProgramRow, Spec>(
  rows: readonly Row[],
  make: (name: string, row: Row) => Spec,
): (name: string) => Spec | undefined {
  const byName = new Map<string, { readonly name: string; readonly row: Row }>();
  for (const row of rows) {
    for (const name of row.names.split(' ')) {
      if (byName.has(name.toLowerCase())) throw new Error(`two rows name ${name}`);
      byName.set(name.toLowerCase(), { name, row });
    }
  }
  const made = new Map<string, Spec>();
  return (given) => {
    const key = given.toLowerCase();
    const found = byName.get(key);
    if (found === undefined) return undefined;
    const before = made.get(key);
    if (before !== undefined) return before;
    const spec = make(found.name, found.row);
    made.set(key, spec);
    return spec;
  };
}
