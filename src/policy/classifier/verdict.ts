// PLACEHOLDER written by the scaffold: replaced by the classifier's author.
import type { CheckContext } from '../context.ts';
import type { Verdict } from '../decision.ts';
import type { CallReading } from './read.ts';

export function threatVerdict(_reading: CallReading, _context: CheckContext): Verdict {
  return { line: 'threat', behavior: 'none', reason: '' };
}

export function safeVerdict(_reading: CallReading, _context: CheckContext): Verdict {
  return { line: 'safe', behavior: 'none', reason: '' };
}
