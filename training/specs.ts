// The specs of @withfig/autocomplete: what thousands of sub-commands and options do, in the words of people.
import { spawnSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface ArgumentSpec {
  readonly name: string;
  readonly optional: boolean;
  /** Is it a file or a folder? */
  readonly path: boolean;
  readonly suggestions: readonly string[];
}

export interface OptionSpec {
  readonly names: readonly string[];
  readonly description: string;
  readonly dangerous: boolean;
  readonly args: readonly ArgumentSpec[];
}

export interface CommandSpec extends OptionSpec {
  readonly subcommands: readonly CommandSpec[];
  readonly options: readonly OptionSpec[];
}

export interface FileSpec {
  /** The path of the file in the package, with slashes. */
  readonly file: string;
  readonly spec: CommandSpec;
}

/** Reads the package in a process that may read it and do nothing else: loading a spec runs it. */
export function readSpecs(root: string): readonly FileSpec[] {
  const child = join(dirname(fileURLToPath(import.meta.url)), 'specs-child.mjs');
  const folder = realpathSync(join(root, 'node_modules', '@withfig', 'autocomplete', 'build'));
  const permission =
    Number(process.versions.node.split('.')[0]) < 23 ? '--experimental-permission' : '--permission';
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [
      '--no-warnings',
      permission,
      `--allow-fs-read=${dirname(folder)}`,
      `--allow-fs-read=${dirname(child)}`,
      child,
      folder,
    ],
    { encoding: 'utf8', maxBuffer: 2 ** 30, env: {} },
  );
  if (status !== 0) throw new Error(`the specs could not be read: ${stderr}`);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [file, spec]: [string, CommandSpec] = JSON.parse(line);
      return { file, spec };
    });
}
