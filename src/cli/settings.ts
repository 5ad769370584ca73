// Reads a settings file as VS Code does, JSON with comments and trailing commas, and adds what the command line says.
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { decodeSettings, type Settings } from '../protocol/settings.ts';
import type { SettingsSource } from '../protocol/settingScopes.ts';
import { readSettingsText } from '../protocol/settingsText.ts';
import { ToolPermissionContext } from '../policy/rules/toolContext.ts';
import type { Terminal } from './terminal.ts';
import { CommandError } from './usage.ts';

/** What stands beside the file on the command line. */
export interface GivenSettings {
  readonly denyTools?: readonly string[] | undefined;
  readonly denyPrefixes?: readonly string[] | undefined;
  readonly alwaysAllowBash?: boolean | undefined;
}

/** The arguments of that, for `parseArgs`. */
export const settingsOptions = {
  settings: { type: 'string' },
  'deny-tool': { type: 'string', multiple: true },
  'deny-prefix': { type: 'string', multiple: true },
  'always-allow-bash': { type: 'boolean', default: false },
} as const;

export function givenSettings(values: {
  readonly 'deny-tool'?: readonly string[] | undefined;
  readonly 'deny-prefix'?: readonly string[] | undefined;
  readonly 'always-allow-bash'?: boolean | undefined;
}): GivenSettings {
  return {
    denyTools: values['deny-tool'],
    denyPrefixes: values['deny-prefix'],
    alwaysAllowBash: values['always-allow-bash'],
  };
}

/** Start values without a file. A file that cannot be read or parsed is an error: a check with fewer rules would mislead. */
export async function readSettings(
  file: string | undefined,
  terminal: Terminal,
  given: GivenSettings = {},
): Promise<Settings> {
  const { denyTools = [], denyPrefixes = [] } = given;
  const [problem] = ToolPermissionContext.fromIterables(denyTools, denyPrefixes).problems;
  if (problem !== undefined) throw new CommandError(problem, { showUsage: false });
  const lists: SettingsSource = { scope: 'session', file: 'the command line', values: { denyTools, denyPrefixes } };
  const settings = decodeSettings([...(file === undefined ? [] : [await fileSource(file, terminal)]), lists]);
  for (const fault of settings.problems) terminal.error(fault);
  return { ...settings, alwaysAllowBash: settings.alwaysAllowBash || given.alwaysAllowBash === true };
} // prettier-ignore

async function fileSource(file: string, terminal: Terminal): Promise<SettingsSource> {
  const path = resolve(terminal.cwd, file);
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new CommandError(`${path} cannot be read: ${error.message}`, { showUsage: false });
  });
  const { values, lines, problem } = readSettingsText(text);
  if (problem !== undefined) throw new CommandError(`${path} is not JSON: ${problem}`, { showUsage: false });
  return { scope: 'user', file: path, values, lines };
}
