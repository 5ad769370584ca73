import type { Segment } from '../shell/segment.ts';
import type { Program } from './program.ts';
import type { Workshop } from './workshop.ts';

export function makeProgram(_work: Workshop, _segment: Segment): Program | undefined {
  return undefined;
}
