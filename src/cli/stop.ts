// `portcullis stop` and `portcullis release`: the emergency stop without an editor. Closes every gate of this account
// through the shared latch, then ends the processes of all gated agents.
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Stop } from '../gate/api.ts';
import { ensureFolder } from '../gate/files.ts';
import { HumanError } from '../gate/humanError.ts';
import { openJournal } from '../gate/journal.ts';
import { openLatch } from '../gate/latch.ts';
import { systemProcesses } from '../gate/processes/system.ts';
import { sessionFiles } from '../gate/sessionFiles.ts';
import { stateDirFor } from '../gate/stateDir.ts';
import { stopWith } from '../gate/stop.ts';
import { logTo } from './log.ts';
import type { Command, Terminal } from './terminal.ts';
import { painter } from './text.ts';
import { CommandError, readArguments } from './usage.ts';

/** Exit code 1 when something is still alive, or could not be done. */
export const stop: Command = async (args, terminal) => {
  readArguments({ args: [...args], options: {} });
  const paint = painter(terminal.colors);
  const {
    found,
    ended,
    alive,
    milliseconds,
    problems = [],
  } = await withStop(terminal, (latch) => latch.engage('the command line'));
  const left = alive.map(({ pid, name }) => `  still alive: ${pid} ${name}`);
  const head = `The gates are closed. Stopped ${ended} of ${found} processes in ${milliseconds} ms.`;
  const isWhole = alive.length === 0 && problems.length === 0;
  await terminal.out(`${[paint(isWhole ? 'green' : 'red', head), ...problems, ...left].join('\n')}\n`);
  if (found > 0)
    await terminal.out('Calls to other systems may have completed: journal show --event stopped\n');
  await terminal.out('Nothing runs until: portcullis release --yes\n');
  return isWhole ? 0 : 1;
};

export const release: Command = async (args, terminal) => {
  const { values } = readArguments({ args: [...args], options: { yes: { type: 'boolean' } } });
  if (!values.yes) throw new CommandError('agents may act again after this: say --yes if you want that');
  // The release belongs to the person: a program that an agent started has the agent's session in its environment.
  if (terminal.env['PORTCULLIS_SESSION'] !== undefined)
    throw new HumanError('an agent cannot release the stop: say it in a terminal of your own');
  const before = await withStop(terminal, async (latch) => {
    const state = latch.state();
    latch.release('the command line');
    return state;
  });
  await terminal.out(before.engaged ? 'The gates are open again.\n' : 'The stop was not engaged.\n');
  return 0;
};

async function withStop<T>(terminal: Terminal, act: (stop: Stop) => Promise<T>): Promise<T> {
  const stateDir = stateDirFor(terminal.env, process.platform, homedir());
  const log = logTo(terminal);
  ensureFolder(stateDir);
  const latch = openLatch(join(stateDir, 'stop.json'), log, Date.now);
  const journal = openJournal({ folder: join(stateDir, 'journal'), log, now: Date.now });
  const files = sessionFiles(join(stateDir, 'sessions'), log);
  const stop = stopWith({
    latch,
    journal,
    log,
    questions: { withdraw() {} },
    table: systemProcesses(),
    targets: () => files.targets(),
  });
  try {
    return await act(stop);
  } finally {
    stop.dispose();
    latch.dispose();
    journal.close();
  }
}
