// The folders in which calls are simulated: those of the workspace, else the home folder.
import { homedir } from 'node:os';
import { localFolders } from '../localFolders.ts';

export function panelFolders(): readonly string[] {
  const folders = localFolders();
  return folders.length === 0 ? [homedir()] : folders;
}
