// Whatever the gate does wrong, in whatever mode the agent is: nothing runs. The real Claude Code, the project's
// own launch settings, and a gate that breaks at the moment of the decision.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { makePlace } from '../support/place.ts';
import { startModel, type Model } from '../support/model/server.ts';
import { faults, startFaultyGate, type Fault } from './support/faulty.ts';
import { runLaunched } from './support/launch.ts';
import { fourTools, mcpArguments, ran } from './support/tools.ts';

const modes = ['manual', 'acceptEdits', 'plan', 'auto', 'dontAsk', 'bypassPermissions'] as const;

let model: Model;
before(async () => {
  model = await startModel();
});
after(() => model.close());

for (const mode of modes) {
  describe(`a gate that fails, in mode ${mode}`, { concurrency: 2 }, () => {
    for (const fault of faults) test(`${fault}: nothing runs`, (t) => nothingRuns(t, mode, fault));
  });
}

describe('the hands-off profile, with a gate that fails', { concurrency: 2 }, () => {
  for (const fault of faults) test(`${fault}: nothing runs`, (t) => nothingRuns(t, undefined, fault));
});

async function nothingRuns(
  t: { after(end: () => void): void },
  mode: (typeof modes)[number] | undefined,
  fault: Fault,
): Promise<void> {
  const place = makePlace(t);
  const gate = await startFaultyGate(fault);
  t.after(gate.close);
  const script = `${mode ?? 'hands-off'}-${fault}`.replaceAll(' ', '-');
  model.scripts[script] = fourTools(place.workspace);
  const run = await runLaunched({
    gateUrl: gate.url,
    modelUrl: model.url,
    home: place.home,
    cwd: place.workspace,
    prompt: `SCRIPT:${script}`,
    args: mcpArguments(),
    hookTimeout: 2,
    ...(mode === undefined ? { profile: 'handsOff' } : { nativeMode: mode }),
  });
  assert.deepEqual(ran(place.workspace, model, script), [], `${run.stdout}\n${run.stderr}`);
  assert.ok(gate.asked() > 0, 'the gate was never asked, so the proof shows nothing');
  assert.ok(model.steps(script).length >= 2, 'the model was never told what became of its first call');
}
