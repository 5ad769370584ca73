// Starts a gate on each folder of state that its arguments name, asks it for one call, launches, stops, and tells in one
// line of JSON what came of it. A process of its own, for a file that blocks would hold the test too.
import { readdirSync } from 'node:fs';
import { makePlace } from '../support/place.ts';
import { silentLog, startTestGate } from './support.ts';

for (const stateDir of process.argv.slice(2))
  console.log(JSON.stringify({ stateDir, ...(await tried(stateDir)) }));

async function tried(stateDir: string): Promise<object> {
  const ends: (() => unknown)[] = [];
  const after = (end: () => unknown): void => void ends.unshift(end);
  const lines: string[] = [];
  try {
    const place = makePlace({ after });
    const options = { place, stateDir, log: silentLog(lines), personAvailable: false };
    const { gate, mode } = await startTestGate({ after }, {}, options);
    mode('bypassPermissions');
    const stopped = gate.stop.state().engaged;
    const request = { agent: 'claude', program: process.execPath, args: [], profile: 'guarded', cwd: place.workspace, env: {} } as const; // prettier-ignore
    const launched = await gate.launch(request).then(({ session }) => ({ session }), (error: Error) => ({ refused: error.message })); // prettier-ignore
    const call =
      'session' in launched &&
      (await gate.hasPermissionsToUseTool('Frobnicate', {}, { agent: 'claude', cwd: place.workspace, session: launched.session })); // prettier-ignore
    const { alive } = await gate.stop.engage('the test');
    const aside = readdirSync(stateDir, { recursive: true, encoding: 'utf8' }).filter((name) => /\.damaged-\w+$/.test(name)); // prettier-ignore
    return { stopped, ...launched, ...(call ? { call: call.behavior } : {}), alive, aside, lines };
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error), lines };
  } finally {
    for (const end of ends) await end();
  }
}
