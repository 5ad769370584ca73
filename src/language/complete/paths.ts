// Paths in `Read(…)` and `Edit(…)`: what lies in the folder that was written so far, and patterns for all of it.
import type { WindowFacts } from '../../protocol/language.ts';
import type { Place } from '../place.ts';
import type { Machine } from '../ports.ts';
import type { Choice } from './choice.ts';

/** `typed` is the path up to the caret. */
export function pathChoices(
  typed: string,
  place: Place,
  window: WindowFacts,
  machine: Pick<Machine, 'entries'>,
): readonly Choice[] {
  const cut = typed.lastIndexOf('/') + 1;
  const folder = typed.slice(0, cut);
  if (/[*?[{]/u.test(folder)) return [];
  const starts: readonly Choice[] = typed === '' ? anchors : [];
  const all: readonly Choice[] = folder === '' ? [] : [{ label: `${folder}**`, insert: `${folder}**`, kind: 'folder', detail: 'all below this folder', rank: 2 }];
  const entries = foldersOf(folder, place, window).flatMap((base) => machine.entries(base));
  const seen = new Set<string>();
  const found = entries.flatMap(({ name, folder: isFolder }): Choice[] => {
    if (seen.has(name) || /[*?[\]{}()"\\]/u.test(name)) return [];
    seen.add(name);
    const rank = /^(?:node_modules|\.git)$/u.test(name) ? 9 : 5;
    return isFolder
      ? [{ label: `${name}/`, insert: `${folder}${name}/`, kind: 'folder', rank, goesOn: true }]
      : [{ label: name, insert: `${folder}${name}`, kind: 'file', rank }];
  });
  return [...starts, ...all, ...found];
} // prettier-ignore

const anchors: readonly Choice[] = [
  { label: './', insert: './', kind: 'folder', detail: 'the workspace folders', rank: 1, goesOn: true },
  { label: '~/', insert: '~/', kind: 'folder', detail: 'your home folder', rank: 2, goesOn: true },
  { label: '//', insert: '//', kind: 'folder', detail: 'the root of the file system', rank: 3, goesOn: true },
  {
    label: '/',
    insert: '/',
    kind: 'folder',
    detail: 'the folder that the rule belongs to',
    rank: 3,
    goesOn: true,
  },
];

/** Where the written folder lies on the machine; several in a workspace of several folders. */
function foldersOf(folder: string, { scope, base }: Place, { home, roots }: WindowFacts): readonly string[] {
  const below = (bases: readonly string[], rest: string): readonly string[] =>
    rest.split('/').includes('..') ? [] : bases.map((one) => `${one}/${rest}`);
  if (folder.startsWith('//')) return below([''], folder.slice(2));
  if (folder.startsWith('~/')) return below([home], folder.slice(2));
  const own = base === undefined ? (scope === 'user' ? [home] : roots) : [base];
  if (folder.startsWith('/')) return below(own, folder.slice(1));
  return below(scope === 'folder' ? own : roots, folder.replace(/^\.\//u, ''));
}
