// `portcullis pause` and `portcullis resume`: hold every call of a session, or of all, from the command line. The
// session's own gate does it, whichever program it lives in; these wait until it says so.
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { HumanError } from '../gate/humanError.ts';
import { giveOrder, type Order } from '../gate/orders.ts';
import { sessionFiles, type SessionFiles, type SessionRecord } from '../gate/sessionFiles.ts';
import { stateDirFor } from '../gate/stateDir.ts';
import { logTo } from './log.ts';
import type { Command, Terminal } from './terminal.ts';
import { painter, visible } from './text.ts';
import { CommandError, readArguments } from './usage.ts';

/** Milliseconds that a gate has to confirm. */
const patience = 5_000;

/** Exit code 1 when a gate has not confirmed. */
export const pause: Command = (args, terminal) =>
  order(args, terminal, { pause: true, reason: 'you paused it on the command line' });

export const resume: Command = (args, terminal) => {
  // Letting a session go on belongs to the person: a program that an agent started has its session in the environment.
  if (terminal.env['PORTCULLIS_SESSION'] !== undefined)
    throw new HumanError('an agent cannot resume a session: say it in a terminal of your own');
  return order(args, terminal, { pause: false, reason: '' });
};

async function order(args: readonly string[], terminal: Terminal, what: Order): Promise<number> {
  const { positionals } = readArguments({ args: [...args], allowPositionals: true, options: {} });
  const [name, ...more] = positionals;
  if (more.length > 0) throw new CommandError('name one session, or none for all');
  const stateDir = stateDirFor(terminal.env, process.platform, homedir());
  const files = sessionFiles(join(stateDir, 'sessions'), logTo(terminal));
  const chosen = live(files).filter(({ id }) => name === undefined || id.startsWith(name));
  if (chosen.length === 0)
    throw new HumanError(name === undefined ? 'no session runs' : `no session ${name} runs`);
  if (name !== undefined && chosen.length > 1)
    throw new CommandError(`${chosen.length} sessions begin with ${name}: say more of its id`, {
      showUsage: false,
    });
  // One that is so already needs no order, which its gate would take for a new one later.
  const open = chosen.filter(({ paused }) => (paused !== undefined) !== what.pause);
  for (const { id } of open) giveOrder(join(stateDir, 'orders'), id, what);
  const unconfirmed = await wait(files, open, what);
  const paint = painter(terminal.colors);
  for (const { id, agent } of chosen) {
    const silent = unconfirmed.includes(id);
    const state = what.pause ? 'paused: nothing of it runs until resumed' : 'goes on';
    const text = silent ? 'its gate has not confirmed; to be sure: portcullis stop' : state;
    await terminal.out(`${paint(silent ? 'red' : 'green', id)} ${visible(agent)}: ${text}\n`);
  }
  return unconfirmed.length > 0 ? 1 : 0;
}

function live(files: SessionFiles): readonly SessionRecord[] {
  return files.all().filter(({ ended }) => ended !== true);
}

/** The ids whose gates have not said that they did it. A session that ended needs no pause any more. */
async function wait(files: SessionFiles, asked: readonly SessionRecord[], { pause: wanted }: Order) {
  const until = performance.now() + patience;
  for (;;) {
    const now = new Map(live(files).map((one) => [one.id, one.paused !== undefined]));
    const left = asked.filter(({ id }) => now.has(id) && now.get(id) !== wanted).map(({ id }) => id);
    if (left.length === 0 || performance.now() > until) return left;
    await sleep(30);
  }
}
