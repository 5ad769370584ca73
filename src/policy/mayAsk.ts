// Lines between the rules and the mode ask in order to be stricter than the mode, never looser.
import type { CallReading } from './classifier/read.ts';
import { safeVerdict } from './classifier/verdict.ts';
import type { CheckContext } from './context.ts';

/**
 * In `plan` what is not proved to read is denied by the mode, and a question would open that door; in
 * `bypassPermissions` the person chose that only stop, floor and rules hold calls back. `always` is for what they
 * asked to be asked about themselves, which is as strong as a rule.
 */
export function mayAsk(reading: CallReading, context: CheckContext, always = false): boolean {
  switch (context.mode) {
    case 'plan':
      return safeVerdict(reading, context).behavior === 'allow';
    case 'bypassPermissions':
      return always;
    case 'default':
    case 'acceptEdits':
    case 'auto':
    case 'dontAsk':
      return true;
  }
}
