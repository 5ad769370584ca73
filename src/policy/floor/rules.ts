// All classes of the floor, in the order in which they are looked at.
import { deleteRules } from './deletes.ts';
import { flowRules } from './flows.ts';
import { machineRules } from './machine.ts';
import { remoteRules } from './remote.ts';
import type { FloorRule } from './rule.ts';
import { windowsRules } from './windows.ts';

export const floorRules: readonly FloorRule[] = [
  ...machineRules,
  ...deleteRules,
  ...remoteRules,
  ...flowRules,
  ...windowsRules,
];
