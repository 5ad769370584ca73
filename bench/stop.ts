// From the moment of the stop to a gate that denies: a call that asks right after it was engaged.
import { startGate } from '../src/gate/gate.ts';
import { decodeSettings } from '../src/protocol/settings.ts';
import { makePlace } from '../test/support/place.ts';
import { root } from '../test/support/root.ts';
import { timed, type Row } from './table.ts';

export async function stopDelay(): Promise<readonly Row[]> {
  const place = makePlace();
  const silent = (): void => undefined;
  const gate = await startGate({
    stateDir: place.path('state'),
    programDir: `${root}/dist`,
    home: place.home,
    settings: () => decodeSettings([]),
    workspace: () => ({ roots: [place.workspace], trusted: true }),
    personAvailable: false,
    log: { debug: silent, info: silent, warn: silent, error: silent },
  });
  const times: number[] = [];
  try {
    for (let round = 0; round < 50; round += 1) {
      const started = performance.now();
      const report = gate.stop.engage('the bench');
      const decision = await gate.hasPermissionsToUseTool(
        'Bash',
        { command: 'ls' },
        { agent: 'claude', cwd: place.workspace },
      );
      times.push(performance.now() - started);
      if (decision.layer !== 'stop')
        throw new Error(`the gate said ${decision.behavior} by ${decision.layer}`);
      await report;
      gate.stop.release('the bench');
    }
  } finally {
    await gate.close();
    place.remove();
  }
  return [timed('stop to a closed gate', times, '≤ 10 ms')];
}
