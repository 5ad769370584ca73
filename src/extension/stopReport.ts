// The result of a stop, in words. Pure.
import type { StopReport } from '../gate/api.ts';
import { visible } from './visible.ts';

/** Never says more than was verified. `waiting` questions were open at that moment. */
export function reportText(
  { found, ended, alive, milliseconds, inFlight = [], problems = [] }: StopReport,
  waiting = 0,
): {
  readonly text: string;
  readonly complete: boolean;
} {
  const seconds = (milliseconds / 1000).toFixed(1);
  const withdrawn =
    waiting === 0 ? '' : ' Open questions are withdrawn, and their notifications do nothing any more.';
  const closed = `Stopped. Every further call is denied.${withdrawn}`;
  const more = [...problems, ...underWay(inFlight)].map((text) => ` ${text}`).join('');
  if (alive.length > 0) {
    const names = alive.map(({ pid, name }) => `${name} (${pid})`).join(', ');
    return {
      complete: false,
      text: `${closed} But ${alive.length} of ${found} processes could not be ended: ${names}. End them yourself.${more}`,
    };
  }
  const result =
    found === 0
      ? 'No process of an agent was found.'
      : `Ended ${ended} of ${found} ${found === 1 ? 'process' : 'processes'} in ${seconds} s.`;
  return {
    complete: problems.length === 0,
    text: `${closed} ${problems.length > 0 && found === 0 ? '' : result}${more}`,
  };
}

/** Nobody can take back what already left this machine. */
function underWay(inFlight: NonNullable<StopReport['inFlight']>): readonly string[] {
  if (inFlight.length === 0) return [];
  const shown = inFlight
    .slice(0, 3)
    .map(({ tool, text }) => visible(text === '' ? tool : text).slice(0, 120));
  const rest = inFlight.length > 3 ? ` and ${inFlight.length - 3} more` : '';
  return [`Calls to other systems were under way and may have completed: ${shown.join('; ')}${rest}.`];
}
