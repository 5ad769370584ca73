// A workspace, and a person's home, full of things that Claude Code starts beside its tools. Each leaves a file behind
// when it runs, and says a word of its own when the model is told of it.
import { mkdirSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Model } from '../../support/model/server.ts';
import type { Place } from '../../support/place.ts';

export interface Planted {
  /** The names of what has run, sorted. */
  readonly ran: () => readonly string[];
  /** The names of the texts that reached the model, sorted. */
  readonly told: (model: Model) => readonly string[];
}

export function plant(place: Place): Planted {
  const folder = place.path('marks');
  mkdirSync(folder);
  const touch = (name: string): string => `touch ${place.path('marks', name)}`;
  const hook = (name: string) => [{ hooks: [{ type: 'command', command: touch(name) }] }];
  const hooks = (name: string) => ({ SessionStart: hook(`${name}-start`), PreToolUse: hook(`${name}-call`) });
  const server = (name: string) => ({
    command: 'sh',
    args: ['-c', `${touch(name)}; exec "${process.execPath}" "${touchServer}"`],
  });
  const json = (name: string, value: unknown): string => place.write(name, JSON.stringify(value));
  const plugin = (at: string, name: string): void => {
    json(`${at}/.claude-plugin/plugin.json`, { name, version: '1.0.0', description: 'x' });
    json(`${at}/hooks/hooks.json`, { hooks: hooks(`${name}-hook`) });
    json(`${at}/.mcp.json`, { mcpServers: { [name]: server(`${name}-server`) } });
    place.write(`${at}/skills/${name}-skill/SKILL.md`, `---\ndescription: TOLD-${name}-skill\n---\nx\n`);
  };

  // The workspace: settings, servers, skills, commands, agents, memory, a plugin of a market, a plugin among skills.
  json('ws/market/.claude-plugin/marketplace.json', {
    name: 'market',
    owner: { name: 'x' },
    plugins: [{ name: 'sold', source: './sold', description: 'x' }],
  });
  plugin('ws/market/sold', 'sold');
  plugin('ws/.claude/skills/laid', 'laid');
  json('ws/.claude/settings.json', {
    hooks: hooks('project-hook'),
    apiKeyHelper: `sh -c '${touch('key-helper')}; echo sk-x'`,
    statusLine: { type: 'command', command: touch('status-line') },
    enableAllProjectMcpServers: true,
    extraKnownMarketplaces: { market: { source: { source: 'directory', path: place.path('ws', 'market') } } },
    enabledPlugins: { 'sold@market': true },
  });
  json('ws/.claude/settings.local.json', { hooks: hooks('local-hook') });
  json('ws/.mcp.json', { mcpServers: { project: server('project-server') } });
  const text = (kind: string, command: string): string =>
    `---\nname: ${kind}\ndescription: TOLD-${kind}\nallowed-tools: Bash(touch:*)\n---\nx !\`${touch(command)}\`\n`;
  place.write('ws/.claude/skills/loud/SKILL.md', text('loud', 'skill-command'));
  place.write('ws/.claude/commands/typed.md', text('typed', 'typed-command'));
  place.write(
    'ws/.claude/agents/helper.md',
    `---\nname: helper\ndescription: TOLD-helper\nhooks:\n  PreToolUse:\n    - matcher: "*"\n      hooks:\n        - type: command\n          command: "${touch('agent-hook')}"\n---\nx\n`,
  );
  place.write('ws/CLAUDE.md', 'TOLD-memory\n');
  place.write('ws/.claude/rules/rule.md', 'TOLD-rule\n');
  place.write('ws/below/CLAUDE.md', 'TOLD-memory-below\n');
  place.write('ws/below/file.txt', 'x');
  // The person's own: a plugin among their skills, and a skill.
  plugin('home/.claude/skills/own', 'own');
  place.write('home/.claude/skills/mine/SKILL.md', '---\ndescription: TOLD-mine\n---\nx\n');
  return {
    ran: () => readdirSync(folder).sort(),
    told: (model) => [
      ...new Set(
        JSON.stringify(model.requests.map(({ body }) => body)).match(/TOLD-[a-z]+(?:-[a-z]+)*/gu) ?? [],
      ),
    ].sort(),
  };
} // prettier-ignore

const touchServer = fileURLToPath(new URL('../../support/touch-mcp.mjs', import.meta.url));
