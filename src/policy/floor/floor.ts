// PLACEHOLDER written by the scaffold: replaced by the floor's author.
import type { CallReading } from '../classifier/read.ts';
import type { CheckContext } from '../context.ts';
import type { Verdict } from '../decision.ts';

export function floorVerdict(_reading: CallReading, _context: CheckContext): Verdict {
  return { line: 'floor', behavior: 'none', reason: '' };
}
