// The folders in which a call can be simulated, as choices: by the last part of their paths, which is all that a narrow
// drop-down has room for, and by more of them where that would be the same. Pure.
import type { Slices } from '../../protocol/panel.ts';
import { shown } from '../visible.ts';

export function folderChoices(folders: readonly string[]): Slices['presets']['folders'] {
  return folders.map((folder) => ({ path: folder, name: shown(folders.length === 1 ? folder : shortest(folder, folders)) }));
} // prettier-ignore

/** The fewest last parts that no other folder ends in. */
function shortest(folder: string, all: readonly string[]): string {
  const parts = folder.split(/[\\/]/u).filter((part) => part !== '');
  const others = all.filter((one) => one !== folder);
  for (let count = 1; count < parts.length; count += 1) {
    const end = parts.slice(-count);
    if (!others.some((one) => one.split(/[\\/]/u).slice(-count).join('/') === end.join('/'))) return end.join('/');
  }
  return folder;
} // prettier-ignore
