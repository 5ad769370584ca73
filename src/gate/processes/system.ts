// The table of processes of this machine.
import { darwinProcesses } from './darwin.ts';
import { linuxProcesses } from './linux.ts';
import type { ProcessTable } from './process.ts';
import { windowsProcesses } from './windows.ts';

export function systemProcesses(platform: NodeJS.Platform = process.platform): ProcessTable {
  if (platform === 'win32') return windowsProcesses();
  return platform === 'darwin' ? darwinProcesses() : linuxProcesses();
}
