// How Claude Code starts in a session that is not trusted. Without setting sources it reads no settings file, no
// skill, command, agent, memory file or plugin, neither of the workspace nor of the person, and no MCP server; the
// launch settings still count, and with them the hooks of the gate. Source: measured with Claude Code 2.1.329.
import { isRecord, type Unknown } from '../../protocol/decode.ts';
import type { LaunchOptions } from '../agent.ts';
import { allStart } from '../subsystems.ts';

type Confinement = Pick<LaunchOptions, 'subsystems' | 'foreign' | 'ownSettings'>;

export function confinedArguments({ subsystems }: Confinement): readonly string[] {
  const { plugins, skills, workspaceHooks, mcpServers } = subsystems;
  return [
    ...(plugins && skills && workspaceHooks ? [] : ['--setting-sources=']),
    ...(mcpServers ? [] : ['--strict-mcp-config']),
  ];
}

/** Arguments with which a person would bring back what is off, and what they bring. */
const bringing: ReadonlyMap<string, string> = new Map([
  ['--mcp-config', 'MCP servers'],
  ['--plugin-dir', 'a plugin'],
  ['--plugin-url', 'a plugin'],
  ['--agents', 'agents with tools of their own'],
  ['--add-dir', 'the skills of another folder'],
  ['--ide', 'the tools of an editor'],
  ['--chrome', 'the tools of a browser'],
  ['--remote-control', 'prompts from elsewhere'],
]);

/** Why the agent cannot be started with this argument now; undefined when it can. */
export function confinedRefusal(argument: string, { subsystems }: Confinement): string | undefined {
  const brought = allStart(subsystems) ? undefined : bringing.get(argument);
  return brought === undefined ? undefined : `it brings ${brought}, and the session is not trusted`;
}

/** Variables through which plugins, skills and servers come in, whatever the setting sources are. */
const loading = /^CLAUDE_CODE_(?!SKIP_|DISABLE_).*(?:PLUGIN|SKILL|COWORK|MCP_SERVE)/u;

/** A prompt of others names no files by `@`, which would be read past the gate, and nothing runs later. */
export function confinedEnvironment(
  env: Readonly<Record<string, string>>,
  { subsystems, foreign = false }: Confinement,
): Readonly<Record<string, string>> {
  const kept = Object.entries(env).filter(([name]) => subsystems.plugins || !loading.test(name));
  return {
    ...Object.fromEntries(kept),
    ...(foreign ? { CLAUDE_CODE_DISABLE_FILE_MENTIONS: '1', CLAUDE_CODE_DISABLE_CRON: '1' } : {}),
  };
}

/** What the person's own settings say of log-in and model: without it the agent may not reach its maker. */
const carried = [
  'apiKeyHelper', 'awsAuthRefresh', 'awsCredentialExport', 'gcpAuthRefresh', 'proxyAuthHelper', 'forceLoginMethod', 'forceLoginOrgUUID',
  'model', 'availableModels', 'modelOverrides', 'effortLevel', 'language', 'cleanupPeriodDays',
]; // prettier-ignore

/** For the launch settings: what is off by a setting, and what of the person's own settings goes on to count. */
export function confinedSettings(confinement: Confinement): Readonly<Record<string, unknown>> {
  const { subsystems, ownSettings } = confinement;
  if (allStart(subsystems)) return {};
  const own = isRecord(ownSettings) ? ownSettings : {};
  return {
    ...Object.fromEntries(carried.filter((key) => key in own).map((key) => [key, own[key]])),
    disableSkillShellExecution: true,
    disableBundledSkills: true,
    disableWorkflows: true,
    disableClaudeAiConnectors: true,
    disableRemoteControl: true,
  };
}

/** Variables that the person's own settings set, as far as they may count here. */
export function ownEnvironment(confinement: Confinement): Readonly<Record<string, string>> {
  const { subsystems, ownSettings } = confinement;
  if (allStart(subsystems)) return {};
  const env: unknown = isRecord(ownSettings) ? ownSettings['env'] : undefined;
  return isRecord(env) ? confinedEnvironment(texts(env), confinement) : {};
}

function texts(values: Unknown): Readonly<Record<string, string>> {
  const entries = Object.entries(values).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return Object.fromEntries(entries);
}
