// Finds, before a launch, what a workspace or the machine brings along that could disable, replace or outvote the
// gate's hooks: settings files, MCP servers, skills and commands of Claude Code.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { AgentId } from '../../agents/agent.ts';
import { isRecord, type Unknown } from '../../protocol/decode.ts';
import type { LaunchFinding } from '../api.ts';
import { settingKeys, type KeyRow } from './findingKeys.ts';

/** Findings in a fixed order; each id changes with the content that it speaks of. */
export async function scanFindings(
  agent: AgentId,
  cwd: string,
  home: string,
): Promise<readonly LaunchFinding[]> {
  if (agent !== 'claude') return [];
  const folders = workspaceFolders(cwd, home);
  return [
    ...managedSettings().flatMap((file) => inSettings(file, 'managed')),
    ...folders.flatMap((folder) =>
      ['settings.json', 'settings.local.json'].flatMap((name) =>
        inSettings(join(folder, '.claude', name), 'workspace'),
      ),
    ),
    ...folders.flatMap((folder) => inMcp(join(folder, '.mcp.json'))),
    ...folders.flatMap((folder) => inTexts(join(folder, '.claude'))),
  ];
}

/** From the working folder up to the root of its git repository (or only the folder itself); never the home. */
function workspaceFolders(cwd: string, home: string): readonly string[] {
  const found: string[] = [];
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (folder === home) break;
    found.push(folder);
    if (existsSync(join(folder, '.git'))) return found;
    if (dirname(folder) === folder) break;
  }
  return cwd === home ? [] : [cwd];
}

function managedSettings(): readonly string[] {
  switch (process.platform) {
    case 'darwin':
      return ['/Library/Application Support/ClaudeCode/managed-settings.json'];
    case 'win32':
      return [
        'C:\\Program Files\\ClaudeCode\\managed-settings.json',
        'C:\\ProgramData\\ClaudeCode\\managed-settings.json',
      ];
    default:
      return ['/etc/claude-code/managed-settings.json'];
  }
}

function inSettings(file: string, place: KeyRow['place']): readonly LaunchFinding[] {
  const settings = readJson(file);
  if (settings === undefined) return [];
  if (settings === 'unreadable') {
    const text = 'the file cannot be read, so nothing can be said about it';
    return [finding(file, text, 'ask', text)];
  }
  return settingKeys
    .filter((row) => row.place === place && row.key in settings)
    .flatMap((row) => {
      const value = settings[row.key];
      const text = row.tell(value);
      return text === undefined
        ? []
        : [finding(file, text, row.severity(value), JSON.stringify([row.key, value]))];
    });
}

function inMcp(file: string): readonly LaunchFinding[] {
  const config = readJson(file);
  if (config === undefined) return [];
  if (config === 'unreadable')
    return [finding(file, 'the list of MCP servers cannot be read', 'ask', 'unreadable')];
  const servers = isRecord(config['mcpServers']) ? Object.keys(config['mcpServers']) : [];
  if (servers.length === 0) return [];
  const text = `starts MCP servers, which are programs that no gate sees: ${servers.join(', ')}`;
  return [finding(file, text, 'ask', JSON.stringify(config['mcpServers']))];
}

/** Skills, commands and agents whose front matter brings hooks of its own. */
function inTexts(folder: string): readonly LaunchFinding[] {
  return ['skills', 'commands', 'agents']
    .flatMap((kind) => markdownBelow(join(folder, kind)))
    .flatMap((file) => {
      const content = readText(file);
      const front = content === undefined ? undefined : /^---\r?\n([\s\S]*?)\r?\n---/.exec(content)?.[1];
      if (front === undefined || !/^hooks\s*:/m.test(front)) return [];
      return [
        finding(file, 'brings hooks of its own, which are shell commands that no gate sees', 'ask', front),
      ];
    });
}

function markdownBelow(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md'))
      .slice(0, 1_000)
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

function finding(
  file: string,
  text: string,
  severity: LaunchFinding['severity'],
  content: string,
): LaunchFinding {
  const id = createHash('sha256')
    .update(JSON.stringify([file, content]))
    .digest('hex')
    .slice(0, 32);
  return { id, file, text, severity };
}

function readJson(file: string): Unknown | 'unreadable' | undefined {
  if (!existsSync(file)) return undefined;
  const text = readText(file);
  if (text === undefined) return 'unreadable';
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : 'unreadable';
  } catch {
    return 'unreadable';
  }
}

function readText(file: string): string | undefined {
  try {
    return statSync(file).size > 1_048_576 ? undefined : readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
