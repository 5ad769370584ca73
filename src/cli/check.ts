// `portcullis check`: one decision with its trace, or many of them line by line. Runs nothing, asks nobody, writes
// nothing.
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { permissionModes, type PermissionMode } from '../policy/decision.ts';
import { batch } from './batch.ts';
import { checker } from './judging.ts';
import { explain } from './explain.ts';
import { givenSettings, readSettings, settingsOptions } from './settings.ts';
import type { Command } from './terminal.ts';
import { CommandError, readArguments } from './usage.ts';

const exitCodes = { allow: 0, ask: 10, deny: 20 } as const;

export const check: Command = async (args, terminal) => {
  const { values, positionals } = readArguments({
    args: [...args],
    allowPositionals: true,
    options: {
      ...settingsOptions,
      cwd: { type: 'string' },
      home: { type: 'string' },
      mode: { type: 'string' },
      tool: { type: 'string' },
      input: { type: 'string' },
      json: { type: 'boolean' },
      batch: { type: 'boolean' },
    },
  });
  const home = resolve(terminal.cwd, values.home ?? homedir());
  const cwd = resolve(terminal.cwd, values.cwd ?? '.');
  const mode = values.mode === undefined ? {} : { mode: readMode(values.mode) };
  const settings = await readSettings(values.settings, terminal, givenSettings(values));
  const surroundings = { home, cwd, ...mode };
  if (values.batch) {
    if (positionals.length > 0) throw new CommandError('--batch takes its calls from the input');
    return batch(terminal, await checker(terminal, { home, settings }), surroundings);
  }
  const { tool, input } = callFrom(values, positionals);
  const permissions = await checker(terminal, { home, settings });
  const decision = await permissions(tool, input, { ...surroundings, agent: 'claude', roots: [cwd] });
  await terminal.out(
    values.json ? `${JSON.stringify(decision)}\n` : explain(decision, { tool, input }, terminal),
  );
  return exitCodes[decision.behavior];
};

function callFrom(
  { tool, input }: { readonly tool?: string | undefined; readonly input?: string | undefined },
  words: readonly string[],
): { readonly tool: string; readonly input: unknown } {
  if (input === undefined) {
    if (words.length === 0) throw new CommandError('there is no command to check');
    return { tool: tool ?? 'Bash', input: { command: words.join(' ') } };
  }
  if (tool === undefined || words.length > 0)
    throw new CommandError('--input goes with --tool, without a command');
  try {
    return { tool, input: JSON.parse(input) as unknown };
  } catch {
    throw new CommandError('--input is not JSON');
  }
}

function readMode(text: string): PermissionMode {
  const mode = permissionModes.find((one) => one === text);
  if (!mode) throw new CommandError(`there is no mode ${text}: ${permissionModes.join(', ')}`);
  return mode;
}
