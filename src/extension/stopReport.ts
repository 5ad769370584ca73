// The result of a stop, in words. Pure.
import type { StopReport } from '../gate/api.ts';

/** Never says more than was verified. `waiting` questions were open at that moment. */
export function reportText(
  { found, ended, alive, milliseconds }: StopReport,
  waiting = 0,
): {
  readonly text: string;
  readonly complete: boolean;
} {
  const seconds = (milliseconds / 1000).toFixed(1);
  const withdrawn =
    waiting === 0 ? '' : ' Open questions are withdrawn, and their notifications do nothing any more.';
  const closed = `Stopped. Every further call is denied.${withdrawn}`;
  if (alive.length > 0) {
    const names = alive.map(({ pid, name }) => `${name} (${pid})`).join(', ');
    return {
      complete: false,
      text: `${closed} But ${alive.length} of ${found} processes could not be ended: ${names}. End them yourself.`,
    };
  }
  const result =
    found === 0
      ? 'No process of an agent was found.'
      : `Ended ${ended} of ${found} ${found === 1 ? 'process' : 'processes'} in ${seconds} s.`;
  return { complete: true, text: `${closed} ${result}` };
}
