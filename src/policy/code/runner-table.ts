// Programs whose code is followed, as data.
import type { Arguments } from '../commands/arguments.ts';
import type { Language } from './program.ts';

export type PackageTool = 'npm' | 'pnpm' | 'yarn' | 'bun';

export type Runner =
  | {
      readonly kind: 'interpreter';
      readonly names: RegExp;
      readonly language: Language;
      readonly source: string;
      /** Options that change nothing of what the code does. With any other one the code is read, but not all there is. */
      readonly options: string;
      /** The code is read by the grammar of a language that is only close to its own. */
      readonly foreign?: true;
      /** A file of settings in the folder in force may name more code, which runs first. */
      readonly settings?: string;
    }
  | { readonly kind: 'package'; readonly names: RegExp; readonly tool: PackageTool; readonly source: string }
  | { readonly kind: 'make' | 'just'; readonly names: RegExp; readonly source: string };

export const runners: readonly Runner[] = [
  { kind: 'interpreter', names: /^(?:ba|da|a)?sh$/u, language: 'shell', source: 'bash(1)', options: '-e -u -x -v -f -h --norc --noprofile --posix --verbose -c' },
  // Their patterns can run code, which the grammar of bash does not see.
  { kind: 'interpreter', names: /^(?:z|k|mk)sh$/u, language: 'shell', source: 'zshexpn(1), ksh(1)', options: '', foreign: true },
  { kind: 'interpreter', names: /^(?:source|\.)$/u, language: 'shell', source: 'bash(1)', options: '' },
  // Python 2 means other things by the same words. -W and -X can name modules that are loaded; -m and -i run more than the file.
  { kind: 'interpreter', names: /^(?:python(?:3[\d.]*)?|pypy3)$/u, language: 'python', source: 'python(1)', options: '-b -B -d -E -I -O -P -q -R -s -S -u -v -c' },
  { kind: 'interpreter', names: /^(?:node|nodejs)$/u, language: 'javascript', source: 'node(1)', options: '-e -p -pe --eval --print --no-warnings --trace-warnings --trace-deprecation --max-old-space-size --stack-size --enable-source-maps' },
  { kind: 'interpreter', names: /^ruby[\d.]*$/u, language: 'ruby', source: 'ruby(1)', options: '-e -r -w -W' },
  { kind: 'interpreter', names: /^php[\d.]*$/u, language: 'php', source: 'php(1)', options: '-r -n -q' },
  { kind: 'package', names: /^npm$/u, tool: 'npm', source: 'npm-run(1)' },
  { kind: 'package', names: /^pnpm$/u, tool: 'pnpm', source: 'pnpm documentation, pnpm run' },
  { kind: 'package', names: /^yarn$/u, tool: 'yarn', source: 'yarn documentation, yarn run' },
  { kind: 'package', names: /^bun$/u, tool: 'bun', source: 'bun documentation, bun run' },
  { kind: 'make', names: /^g?make$/u, source: 'GNU make manual' },
  { kind: 'just', names: /^just$/u, source: 'just manual' },
]; // prettier-ignore

/** Bun runs code of the line like Node. Source: bun documentation, "bun run" and "bunfig.toml". */
const bunCode: Runner = {
  kind: 'interpreter',
  names: /^bun$/u,
  language: 'javascript',
  source: 'bun documentation',
  options: '-e --eval -p --print --silent',
  settings: 'bunfig.toml',
};

export function runnerOf(program: string, given: Arguments | undefined): Runner | undefined {
  if (program === 'bun' && given?.options.some(({ option }) => option.kind === 'code') === true)
    return bunCode;
  return runners.find(({ names }) => names.test(program));
}

const optionSets = new WeakMap<Runner, ReadonlySet<string>>();

/** Whether only options are given that change nothing of what the code does. */
export function optionsAllow(
  runner: Extract<Runner, { kind: 'interpreter' }>,
  { options }: Arguments,
): boolean {
  const known = optionSets.get(runner) ?? new Set(runner.options.split(' '));
  optionSets.set(runner, known);
  return options.every(({ option }) => known.has(option.name));
}
