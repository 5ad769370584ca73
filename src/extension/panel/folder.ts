// The folder in which simulated calls are made: the first of the workspace, else the home folder.
import { homedir } from 'node:os';
import { localFolders } from '../localFolders.ts';

export function panelFolder(): string {
  return localFolders()[0] ?? homedir();
}
