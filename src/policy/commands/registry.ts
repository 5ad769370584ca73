// All programs that the gate knows. A new family is one more file in `families/` and one more line here.
import { archives } from './families/archives.ts';
import { cloud } from './families/cloud.ts';
import { clusters } from './families/clusters.ts';
import { code } from './families/code.ts';
import { data } from './families/data.ts';
import { desktop } from './families/desktop.ts';
import { disks } from './families/disks.ts';
import { files } from './families/files.ts';
import { git } from './families/git.ts';
import { learning } from './families/learning.ts';
import { linters } from './families/linters.ts';
import { media } from './families/media.ts';
import { network } from './families/network.ts';
import { platforms } from './families/platforms.ts';
import { shell, wrappers } from './families/shell.ts';
import { services } from './families/services.ts';
import { system } from './families/system.ts';
import { text } from './families/text.ts';
import { versions } from './families/versions.ts';
import { compile, type CommandSpec, type ProgramRow } from './spec.ts';

/** Every row, for tests and documentation. */
export const programRows: readonly ProgramRow[] = [
  ...shell,
  ...text,
  ...files,
  ...archives,
  ...git,
  ...code,
  ...network,
  ...cloud,
  ...clusters,
  ...platforms,
  ...data,
  ...media,
  ...linters,
  ...versions,
  ...system,
  ...services,
  ...desktop,
  ...disks,
  ...learning,
];
export const wrapperRows: readonly ProgramRow[] = wrappers;

const programs = index(programRows);
const wrapping = index(wrapperRows);

/** The grammar of a program; undefined when it is not known. */
export function commandSpec(program: string): CommandSpec | undefined {
  return programs(program);
}

/** What a program adds when it only wraps another one. */
export function wrapperSpec(program: string): CommandSpec | undefined {
  return wrapping(program.slice(program.lastIndexOf('/') + 1));
}

/** Finds rows by name. A row is compiled when it is first asked for, so that loading the tables costs nothing. */
function index(rows: readonly ProgramRow[]): (name: string) => CommandSpec | undefined {
  const byName = new Map<string, ProgramRow>();
  for (const row of rows) {
    for (const name of row.names.split(' ')) {
      if (byName.has(name)) throw new Error(`two rows name ${name}`);
      byName.set(name, row);
    }
  }
  const specs = new Map<ProgramRow, CommandSpec>();
  return (name) => {
    const row = byName.get(name);
    if (row === undefined) return undefined;
    const before = specs.get(row);
    if (before !== undefined) return before;
    const spec = compile(row);
    specs.set(row, spec);
    return spec;
  };
}
