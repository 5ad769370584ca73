// PLACEHOLDER written by the scaffold: replaced by the rules' author.
import type { CallReading } from '../classifier/read.ts';
import type { CheckContext } from '../context.ts';
import type { Verdict } from '../decision.ts';

export function denyRuleVerdict(_reading: CallReading, _context: CheckContext): Verdict {
  return { line: 'deny-rule', behavior: 'none', reason: '' };
}
export function askRuleVerdict(_reading: CallReading, _context: CheckContext): Verdict {
  return { line: 'ask-rule', behavior: 'none', reason: '' };
}
export function allowRuleVerdict(_reading: CallReading, _context: CheckContext): Verdict {
  return { line: 'allow-rule', behavior: 'none', reason: '' };
}
