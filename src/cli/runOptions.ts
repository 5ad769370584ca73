// The arguments of `portcullis run`.
import { resolve } from 'node:path';
import type { AgentId } from '../agents/agent.ts';
import { agents } from '../agents/agents.ts';
import { unattended } from '../agents/claude/launch.ts';
import { permissionModes, type PermissionMode } from '../policy/decision.ts';
import { foreignOptions, readForeign, type Foreign } from './foreign.ts';
import { givenSettings, settingsOptions, type GivenSettings } from './settings.ts';
import type { Terminal } from './terminal.ts';
import { CommandError, readArguments } from './usage.ts';

export type Asking = 'allow' | 'deny' | 'prompt';

export interface RunOptions {
  readonly agent: AgentId;
  readonly program: string | undefined;
  readonly settings: string | undefined;
  readonly cwd: string;
  readonly ask: Asking;
  readonly mode: PermissionMode | undefined;
  readonly handsOff: boolean;
  readonly given: GivenSettings;
  readonly yes: boolean;
  readonly acceptFindings: boolean;
  readonly foreign: Foreign;
  readonly acceptIdentity: boolean;
  readonly record: boolean;
  readonly reviewer: boolean;
  readonly args: readonly string[];
}

export function readOptions(words: readonly string[], terminal: Terminal): RunOptions {
  const at = words.indexOf('--');
  const { values, positionals } = readArguments({
    args: at < 0 ? [...words] : words.slice(0, at),
    allowPositionals: true,
    options: {
      'agent-bin': { type: 'string' },
      ...settingsOptions,
      cwd: { type: 'string' },
      ask: { type: 'string' },
      mode: { type: 'string' },
      'hands-off': { type: 'boolean', default: false },
      yes: { type: 'boolean', default: false },
      'accept-findings': { type: 'boolean', default: false },
      ...foreignOptions,
      'accept-identity': { type: 'boolean', default: false },
      record: { type: 'boolean', default: false },
      reviewer: { type: 'boolean', default: false },
    },
  });
  const [name = '', ...others] = positionals;
  const agent = Object.values(agents).find((one) => one.id === name);
  if (!agent) throw new CommandError(`the agent must be one of ${Object.keys(agents).join(', ')}`);
  if (others.length > 0)
    throw new CommandError(`arguments of the agent stand behind --: ${others.join(' ')}`);
  const mode = permissionModes.find((one) => one === values.mode);
  if (values.mode !== undefined && !mode) {
    throw new CommandError(`the mode must be one of ${permissionModes.join(', ')}`);
  }
  if (values['hands-off'] && !values.yes)
    throw new CommandError(`${handsOffText}\nSay --hands-off --yes if you want that.`, { showUsage: false });
  const args = at < 0 ? [] : words.slice(at + 1);
  return {
    agent: agent.id,
    program: values['agent-bin'],
    settings: values.settings,
    cwd: resolve(terminal.cwd, values.cwd ?? '.'),
    ask: askingOf(values.ask, args),
    mode,
    handsOff: values['hands-off'],
    given: givenSettings(values),
    yes: values.yes,
    acceptFindings: values['accept-findings'],
    foreign: readForeign(values),
    acceptIdentity: values['accept-identity'],
    record: values.record,
    reviewer: values.reviewer,
    args,
  };
}

/** What a person accepts with `--hands-off --yes`; the journal keeps it with the launch. */
export const handsOffText =
  'Hands-off switches the prompts of the agent itself off: the gate alone stands between it and everything that this account can read, write and run. What the gate does not settle is still asked or denied, and stop, floor, deny and ask rules hold.';

/** An agent that draws on the terminal leaves no room for questions there. */
function askingOf(word: string | undefined, args: readonly string[]): Asking {
  switch (word) {
    case undefined:
    case 'deny':
      return 'deny';
    case 'allow':
      return 'allow';
    case 'prompt':
      if (unattended(args) && process.stdin.isTTY) return 'prompt';
      throw new CommandError('--ask prompt needs a terminal and an agent that does not draw on it (-p)');
    default:
      throw new CommandError('--ask takes allow, deny or prompt');
  }
}
