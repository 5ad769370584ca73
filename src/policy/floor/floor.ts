// The floor: catastrophes that no rule, mode or trust lets pass. It speaks on a sighting only, also where the
// analysis is incomplete, and is silent about everything else.
import type { CallReading } from '../classifier/read.ts';
import type { CheckContext } from '../context.ts';
import type { Verdict } from '../decision.ts';
import { commandsOf } from './commands.ts';
import { floorRules } from './rules.ts';

/** Denies with the first rule that sees something; a rule that the person excepted is passed over. */
export function floorVerdict(reading: CallReading, context: CheckContext): Verdict {
  const seen = { reading, context, commands: commandsOf(reading, context) };
  const excepted: string[] = [];
  for (const rule of floorRules) {
    const sighting = rule.detect(seen);
    if (sighting === undefined) continue;
    if (context.floorExceptions.includes(rule.id)) {
      excepted.push(`${rule.id} (${sighting})`);
      continue;
    }
    return { line: 'floor', behavior: 'deny', reason: `${rule.title}: ${sighting}.`, floor: rule.id };
  }
  const reason =
    excepted.length > 0
      ? `The person has excepted these floor rules, which would have stopped it: ${excepted.join(', ')}.`
      : 'No catastrophe is seen.';
  return { line: 'floor', behavior: 'none', reason };
}
