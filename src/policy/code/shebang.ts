// The first line of a script: which program reads it. Source: execve(2), env(1).
import { plain, programOf } from '../shell/word.ts';
import { runnerOf } from './runner-table.ts';
import type { Language } from './program.ts';

export interface Interpreter {
  readonly language: Language;
  /** Nothing on the line changes what the script does. */
  readonly plain: boolean;
}

/** The interpreter of a script; a shell where it names none; undefined for one whose code is not followed. */
export function interpreterOf(text: string): Interpreter | undefined {
  const first = text.split('\n', 1)[0] ?? '';
  const words = first.startsWith('#!') ? first.slice(2).trim().split(/\s+/u) : ['/bin/sh'];
  const [path = '', ...rest] = words;
  const env = programOf(plain(path)) === 'env';
  if (!env && programOf(plain(path)) === path) return undefined;
  const split = env && rest[0] === '-S' ? rest.slice(1) : rest;
  const name = env ? split[0] : programOf(plain(path));
  const options = env ? split.slice(1) : split;
  const runner = name === undefined || name.includes('/') ? undefined : runnerOf(name, undefined);
  if (runner?.kind !== 'interpreter' || name === 'source' || name === '.') return undefined;
  const harmless = harmlessOptions[runner.language];
  return {
    language: runner.language,
    plain: runner.foreign !== true && options.every((option) => harmless?.test(option) === true),
  };
}

const harmlessOptions: Readonly<Partial<Record<Language, RegExp>>> = {
  shell: /^-[euxvf]+$/u,
  python: /^-[bBdEIOPqsSuv]+$/u,
  javascript: /^--no-warnings$/u,
};
