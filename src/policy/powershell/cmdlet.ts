// The data format of a cmdlet, and how its parameters are found. A row is a row of the command tables in the style
// `single`; what PowerShell adds stands beside it. The binder writes every value behind the full name of its
// parameter, so that the row needs no operands.
import { compile, type CommandSpec, type OptionSpec, type ProgramRow } from '../commands/spec.ts';

export interface CmdletRow extends ProgramRow {
  /** Parameters that take values without a name, in order, without dashes. A last `…` takes all that are left. */
  readonly positions?: string;
  /** Other names of parameters: `LP=LiteralPath PSPath=LiteralPath`. */
  readonly aliases?: string;
  /** The parameter that takes the files which the pipeline brings. */
  readonly piped?: string;
  /** It knows -WhatIf and -Confirm. */
  readonly changes?: true;
}

export interface Cmdlet {
  readonly name: string;
  readonly spec: CommandSpec;
  readonly positions: readonly OptionSpec[];
  readonly rest: boolean;
  readonly piped: OptionSpec | undefined;
  /** The parameter that a name, an alias or a unique beginning means; all that a beginning may mean otherwise. */
  parameter(name: string): OptionSpec | readonly OptionSpec[];
}

/** Parameters of every cmdlet (about_CommonParameters); those that set variables are left out. */
const common =
  '-Verbose -Debug -ErrorAction:text -WarningAction:text -InformationAction:text -ProgressAction:text -OutBuffer:text';
const commonAliases = 'vb=Verbose db=Debug ea=ErrorAction wa=WarningAction infa=InformationAction proga=ProgressAction ob=OutBuffer wi=WhatIf cf=Confirm'; // prettier-ignore

export function compileCmdlet(name: string, row: CmdletRow): Cmdlet {
  const spec = compile({
    ...row,
    style: 'single',
    options: `${row.options ?? ''} ${common}${row.changes === undefined ? '' : ' -Confirm'}`,
    does: { ...row.does, ...(row.changes === undefined ? {} : { '-WhatIf': 'nothing' }) },
  });
  const option = (text: string): OptionSpec => {
    const found = spec.options.get(`-${text}`);
    if (found === undefined) throw new Error(`${name} has no parameter ${text}`);
    return found;
  };
  const words = (row.positions ?? '').split(' ').filter((word) => word !== '');
  const known = new Map([...spec.options.values()].map((one): [string, OptionSpec] => [one.name.slice(1).toLowerCase(), one]));
  const aliases = new Map(
    `${row.aliases ?? ''} ${commonAliases}`
      .split(' ')
      .map((pair) => pair.split('='))
      .filter(([, to = '']) => known.has(to.toLowerCase()))
      .map(([from = '', to = '']): [string, OptionSpec] => [from.toLowerCase(), option(to)]),
  );
  return {
    name,
    spec,
    positions: words.filter((word) => word !== '…').map(option),
    rest: words.at(-1) === '…',
    piped: row.piped === undefined ? undefined : option(row.piped),
    parameter(given) {
      const wanted = given.toLowerCase();
      const exact = known.get(wanted) ?? aliases.get(wanted);
      if (exact !== undefined) return exact;
      const all = [...known.entries()].filter(([full]) => wanted !== '' && full.startsWith(wanted)).map(([, one]) => one);
      return all.length === 1 && all[0] !== undefined ? all[0] : all;
    },
  };
} // prettier-ignore
