// `cp evil/AGENTS.md .` writes `./AGENTS.md`: a program that is given a folder to write into keeps the names of what it
// is given. The words show only the folder, so that a protected file below it would go unseen.
import { accessPath } from '../paths/access.ts';
import { absolute, nameOf, native } from '../paths/absolute.ts';
import { nothing, type Finding } from './finding.ts';
import type { Situation } from './kinds.ts';

const copying: ReadonlySet<string> = new Set('cp gcp mv gmv install ginstall ln gln'.split(' '));

/** What governs agents, the gate or what runs by itself among the files that end up in the folder; all else is known. */
export function intoFolder({ program, given, facts, cwd }: Situation): Finding {
  if (!copying.has(program)) return nothing;
  const option = given.options.find(({ option: { name } }) => name === '-t' || name === '--target-directory');
  const into = option?.value ?? given.operands.at(-1);
  const what = option === undefined ? given.operands.slice(0, -1) : given.operands;
  if (into === undefined || !into.literal || into.glob || what.length === 0) return nothing;
  const place = absolute(into.text, facts, cwd);
  if (place === undefined) return nothing;
  const isFolder = option !== undefined || /(?:^|\/)\.{0,2}\/?$/u.test(into.text) || (facts.names(native(place, facts.platform)) ?? []).length > 0;
  if (!isFolder) return nothing;
  const effects = what
    .filter(({ literal, glob }) => literal && !glob)
    .flatMap(({ text }) => accessPath('write', { text: `${place}/${nameOf(text.replace(/\/+$/u, ''))}` }, facts, cwd).effects)
    .filter(({ kind }) => kind === 'write.policy' || kind === 'write.persist');
  return { effects, doubts: [] };
} // prettier-ignore
