// The demo agent's program: it plays the script, asks the gate before each step, and really does what is allowed.
// It knows nothing of the gate but its address and token, like any agent.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { act } from './act.ts';
import { connect } from './hook.ts';
import { script, task, type Step } from './script.ts';
import * as say from './say.ts';

void main();

async function main(): Promise<void> {
  const { PORTCULLIS_URL: url, PORTCULLIS_TOKEN: token } = process.env;
  if (!url || !token) {
    say.line('The demo agent runs only behind the gate: start it with "Portcullis: Try the Demo Agent".');
    process.exitCode = 64;
    return;
  }
  const folder = process.cwd();
  const hook = connect({ url, token, folder, conversation: randomUUID() });
  // The script runs dangerous lines only if the gate lets them through. Even then `~` is this empty folder.
  const home = mkdtempSync(path.join(tmpdir(), 'portcullis-demo-home-'));
  say.title(folder);
  try {
    await hook.hello();
    say.task(task);
    const refused = await hook.told(task);
    if (refused === undefined) {
      const tally = await playAll();
      await hook.said(say.outcome(tally));
      say.summary(tally);
    } else say.refused(refused);
    await hook.bye();
  } catch (error) {
    say.lost(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
  if (process.stdin.isTTY) await enterPressed();

  async function playAll(): Promise<say.Tally> {
    let ran = 0;
    for (const [index, step] of script.entries()) {
      await sleep(pace());
      if (await play(step, `step-${index + 1}`)) ran += 1;
    }
    return { ran, denied: script.length - ran };
  }

  /** True when the step was allowed and done. */
  async function play(step: Step, id: string): Promise<boolean> {
    say.step(step);
    const answered = say.waiting();
    const answer = await hook.mayI(id, step.action).finally(answered);
    say.answer(answer);
    if (answer.verdict !== 'yes') return false;
    const started = Date.now();
    const result = await act(step.action, { folder, home });
    say.result(result);
    await hook.done(id, step.action, result.ok, Date.now() - started);
    return true;
  }
}

/** Milliseconds between two steps, so that a person can follow. */
function pace(): number {
  const wanted = Number(process.env['PORTCULLIS_DEMO_PACE'] ?? 700);
  return Number.isFinite(wanted) ? wanted : 700;
}

/** The terminal would close with the program, and with it all that there is to read. */
async function enterPressed(): Promise<void> {
  say.line('Press Enter to close this terminal.');
  await new Promise<void>((resolve) => process.stdin.once('data', () => resolve()));
  process.stdin.destroy();
}
