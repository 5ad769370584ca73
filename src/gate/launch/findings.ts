// Finds, before a launch, what a workspace or the machine brings along that could disable, replace or outvote the
// gate's hooks: settings files, MCP servers, skills and commands of Claude Code.
import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { AgentId } from '../../agents/agent.ts';
import { isRecord, type Unknown } from '../../protocol/decode.ts';
import type { LaunchFinding } from '../api.ts';
import { foldersAbove, managedSettings, namesIn, projectFolders } from '../claudePlaces.ts';
import { realPath } from '../facts.ts';
import { readIfThere } from '../files.ts';
import { settingKeys, type KeyRow } from './findingKeys.ts';

export interface FindingsRequest {
  readonly agent: AgentId;
  readonly cwd: string;
  readonly home: string;
  /** Whether the session will be. */
  readonly trusted: boolean;
}

/** Where the session is not trusted, nothing starts that the workspace brings along: nobody needs to accept it. */
export async function findingsFor(request: FindingsRequest): Promise<readonly LaunchFinding[]> {
  const findings = await scanFindings(request.agent, request.cwd, request.home);
  if (request.trusted) return findings;
  return findings.map((one) => (one.severity === 'ask' ? { ...one, severity: 'neutralised' } : one));
}

/** Findings in a fixed order; each id changes with the content that it speaks of. */
export async function scanFindings(
  agent: AgentId,
  cwd: string,
  home: string,
): Promise<readonly LaunchFinding[]> {
  if (agent !== 'claude') return [];
  // Claude Code works in the folder behind all links, and goes up from there.
  const here = realPath(cwd) ?? cwd;
  const folders = projectFolders(here, realPath(home) ?? home);
  return [
    ...managedSettings().flatMap((file) => inSettings(file, 'managed')),
    ...folders.flatMap((folder) =>
      ['settings.json', 'settings.local.json'].flatMap((name) =>
        inSettings(join(folder, '.claude', name), 'workspace'),
      ),
    ),
    // MCP servers are taken from each folder above. Tried with Claude Code 2.1.329.
    ...foldersAbove(here).flatMap((folder) => inMcp(join(folder, '.mcp.json'))),
    ...folders.flatMap((folder) => inTexts(join(folder, '.claude'))),
  ];
}

function inSettings(file: string, place: KeyRow['place']): readonly LaunchFinding[] {
  const settings = readJson(file);
  if (settings === undefined) return [];
  if (settings === 'unreadable') {
    return [unreadable(file)];
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
  if (config === 'unreadable') return [unreadable(file)];
  const servers = isRecord(config['mcpServers']) ? Object.keys(config['mcpServers']) : [];
  if (servers.length === 0) return [];
  const text = `starts MCP servers, which are programs that no gate sees: ${servers.join(', ')}`;
  return [finding(file, text, 'ask', JSON.stringify(config['mcpServers']))];
}

/** Skills, commands and agents whose front matter brings hooks or servers of its own, and plugins among them. */
function inTexts(folder: string): readonly LaunchFinding[] {
  return ['skills', 'commands', 'agents'].flatMap((kind) => {
    const files = filesBelow(join(folder, kind));
    if (files === undefined) return [unreadable(join(folder, kind))];
    return [...files.filter((file) => /\.md$/iu.test(file)).flatMap(inText), ...inPlugins(files)];
  });
}

/** A folder with a manifest is a plugin, which Claude Code loads by itself. Tried with Claude Code 2.1.329. */
function inPlugins(files: readonly string[]): readonly LaunchFinding[] {
  const mark = `${sep}.claude-plugin${sep}`;
  const roots = files.filter((file) => file.includes(mark)).map((file) => file.slice(0, file.indexOf(mark)));
  return [...new Set(roots)].map((root) => {
    const own = files.filter((file) => file.startsWith(root + sep));
    const text = 'is a plugin, whose hooks and servers no gate sees';
    return finding(root, text, 'ask', JSON.stringify(own.map((file) => [file, contentOf(file)])));
  });
}

/** What is too long to be read is known by what can be seen of it. */
function contentOf(file: string): string {
  const info = statSync(file, { throwIfNoEntry: false });
  return readText(file) ?? (info ? `${info.ino}:${info.size}:${info.mtimeMs}` : '');
}

function inText(file: string): readonly LaunchFinding[] {
  const content = readText(file);
  if (content === undefined) return [unreadable(file)];
  // YAML spells a key in many ways: quoted, escaped, in braces. Rather one finding too many.
  const key = /(?:^|[{,?])[ \t]*["']?(?:hooks|mcpServers)["']?[ \t]*:|"[^"\n]*\\[xuU][^"\n]*"[ \t]*:/m;
  if (!/^\uFEFF?\s*---/.test(content) || !key.test(content)) return [];
  const text = 'brings hooks or MCP servers of its own, which are programs that no gate sees';
  return [finding(file, text, 'ask', content)];
}

const most = { files: 2_000, depth: 12 };

/** Links are followed, as Claude Code does. Undefined when there is more than can be looked through. */
function filesBelow(folder: string): readonly string[] | undefined {
  const found: string[] = [];
  let seen = 0;
  const look = (at: string, depth: number): boolean =>
    (namesIn(at) ?? []).every((name) => {
      seen += 1;
      if (seen > most.files || depth > most.depth) return false;
      const path = join(at, name);
      const info = statSync(path, { throwIfNoEntry: false });
      if (info?.isDirectory()) return look(path, depth + 1);
      if (info) found.push(path);
      return true;
    });
  try {
    return look(folder, 0) ? found : undefined;
  } catch {
    return undefined; // A loop of links, for instance.
  }
}

/** What cannot be read is known by what can be seen of it, so that another content asks again. */
function unreadable(file: string): LaunchFinding {
  const text = 'it cannot be read, so nothing can be said about it';
  return finding(file, text, 'ask', `unreadable ${contentOf(file)}`);
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
    return readIfThere(file);
  } catch {
    return undefined;
  }
}
