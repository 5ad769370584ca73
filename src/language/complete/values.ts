// Values of the settings that are no rules: modes, rules of the built-in guard, names of tools.
import { permissionModes, type PermissionMode } from '../../policy/decision.ts';
import { floorRules } from '../../policy/floor/rules.ts';
import { toolNames } from '../../policy/rules/tools.ts';
import type { SettingName } from '../../protocol/settingScopes.ts';
import type { FileKind } from '../settingsFile.ts';
import type { Uses } from '../uses.ts';
import type { Choice } from './choice.ts';
import { mcpChoices, times } from './tools.ts';

/** For VS Code's own files its schema offers the modes. */
export function valueChoices(name: SettingName, kind: FileKind, uses: Uses): readonly Choice[] {
  switch (name) {
    case 'permissionMode':
    case 'permissions.defaultMode':
      return kind === 'claude' ? permissionModes.map((mode) => ({ label: mode, insert: mode, kind: 'value', detail: modes[mode] })) : [];
    case 'floorExceptions':
      return floorRules.map(({ id, title, protects }) => ({ label: id, insert: id, kind: 'value', detail: title, text: protects }));
    case 'denyTools':
      return [...toolNames().map((tool): Choice => ({ label: tool, insert: tool, kind: 'tool' })), ...mcpChoices(uses).filter(({ label }) => /__.+__/u.test(label) && !label.includes('*'))];
    case 'denyPrefixes':
      return uses.names('servers').map(({ name: server }) => ({ label: `mcp__${server}__`, insert: `mcp__${server}__`, kind: 'server', detail: 'every tool of the server' }));
    case 'services':
      return [
        ...uses.names('servers').map(({ name: server, count }): Choice => ({ label: `mcp:${server}`, insert: `mcp:${server}`, kind: 'server', detail: times(count), rank: 3 })),
        ...uses.names('hosts').map(({ name: host, count }): Choice => ({ label: `web:${host}`, insert: `web:${host}`, kind: 'host', detail: times(count), rank: 4 })),
        ...whole.map(([label, detail]): Choice => ({ label, insert: label, kind: 'value', detail })),
      ];
    default:
      return [];
  }
} // prettier-ignore

/** Services of a kind, and one kind of operation on them. */
const whole: readonly (readonly [name: string, detail: string])[] = [
  ['mcp:*', 'every MCP server'],
  ['web:*', 'every host'],
  ['cli:*', 'what programs of cloud services do'],
  ['git:*', 'every remote repository'],
  ['delete *', 'whatever deletes, on every service'],
  ['publish *', 'whatever publishes, on every service'],
  ['send *', 'whatever sends, on every service'],
];

const modes: Readonly<Record<PermissionMode, string>> = {
  default: 'asks',
  acceptEdits: 'edits inside the workspace pass',
  plan: 'reads pass, all else is denied',
  auto: 'nobody is asked; counts only in user settings',
  dontAsk: 'every question is a denial',
  bypassPermissions: 'everything runs; counts only in user settings',
};
