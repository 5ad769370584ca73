// The grammar of a segment's command, from the tables of the language that the segment was read in.
import { commandSpec } from '../commands/registry.ts';
import type { CommandSpec } from '../commands/spec.ts';
import type { Segment } from '../shell/segment.ts';
import { cmdletOf, slashSpec } from './registry.ts';

export function specOf({ language }: Pick<Segment, 'language'>, program: string): CommandSpec | undefined {
  if (language === undefined) return commandSpec(program);
  return language === 'powershell' ? cmdletOf(program)?.spec : slashSpec(program);
}
