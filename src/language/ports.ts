// What the language server may ask of the machine. The rest of this room gets it as arguments, so that tests can give
// a machine in memory.
import type { EffectModel } from '../policy/classifier/model/model.ts';
import type { ShellReader } from '../policy/shell/segment.ts';

export interface Entry {
  readonly name: string;
  readonly folder: boolean;
}

export interface Machine {
  /** What lies in a folder; empty where there is none or it may not be looked into. */
  entries(folder: string): readonly Entry[];
  /** The text of a small file; undefined where there is none. */
  text(file: string): string | undefined;
  /** The path behind all links; undefined where it cannot be told. */
  realPath(path: string): string | undefined;
  /** Reads shell lines; undefined where the grammar cannot be loaded. */
  shell(): Promise<ShellReader | undefined>;
  /** The second opinion of the check; undefined where it cannot be loaded. */
  model(): EffectModel | undefined;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}
