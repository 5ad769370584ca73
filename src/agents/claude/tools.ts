// Claude Code's tools by name. A row says what kind of call a tool is and which fields of its input matter; a name
// that has no row is not known, and the gate asks about it.
// Source: the tool list of Claude Code 2.1.329 and the types of @anthropic-ai/claude-agent-sdk 0.3.329.
import type { AgentCall, ToolCall } from '../../policy/call.ts';
import { runsByName } from '../../policy/lock.ts';
import { ToolPermissionContext } from '../../policy/rules/toolContext.ts';
import { sameTools } from '../../policy/rules/tools.ts';
import { isRecord, text, type Unknown } from '../../protocol/decode.ts';
import type { AgentFiles } from '../agent.ts';
import { patches, replaces, writes } from '../edits.ts';
import { features } from './features.ts';
import { inlineCommands } from './skills.ts';

type Reader = (tool: string, input: Unknown, files: AgentFiles) => ToolCall | undefined;

/** Undefined from a reader means that the input lacks what the tool's name promises. */
const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['Bash', shell('posix')],
  ['Monitor', shell('posix')],
  ['PowerShell', shell('powershell')],
  ['Write', writes('file_path', 'content')],
  ['Edit', replaces('file_path')],
  ['MultiEdit', replaces('file_path')],
  ['NotebookEdit', replaces('notebook_path')],
  // Not a tool of Claude Code: the same shape as in other agents, so that a patch can be checked from the command line.
  ['apply_patch', patches],
  ['Read', read('file_path')],
  ['NotebookRead', read('notebook_path')],
  ['LSP', read('filePath')],
  ['Glob', glob],
  ['Grep', search],
  ['LS', (tool, input) => search(tool, { ...input, pattern: '*' })],
  ['WebFetch', (tool, input) => withText(input, 'url', (url) => ({ kind: 'fetch', tool, url }))],
  ['WebSearch', (tool, input) => withText(input, 'query', (query) => ({ kind: 'webSearch', tool, query }))],
  ['ListMcpResourcesTool', resources('list resources')],
  ['ReadMcpResourceTool', resources('read resource')],
  ['ReadMcpResourceDirTool', resources('list resources')],
  ['Agent', agent],
  ['Task', agent],
  ['Skill', skill],
  ['SlashCommand', skill],
  ...features,
  ...internal(),
]);

/** Tools that the gate does not read, and asks about. */
const unread = [
  'Artifact', 'BashOutput', 'ClaudeDesign', 'CronCreate', 'CronDelete', 'CronList', 'EnterWorktree', 'ExitWorktree', 'KillShell', 'LSP',
  'ListMcpResourcesTool', 'OfferChromeSetup', 'Projects', 'PushNotification', 'ReadMcpResourceDirTool', 'ReadMcpResourceTool',
  'RemoteTrigger', 'ScheduleWakeup', 'SendFeedback', 'SendMessage', 'SendUserFile', 'SendUserMessage', 'ShareOnboardingGuide',
  'ShowOnboardingRolePicker', 'Workflow', 'propose_skills',
]; // prettier-ignore

/** Tools that touch only the conversation, its to-do list, its own background tasks or the question to the person. */
function internal(): readonly (readonly [string, Reader])[] {
  const names = [
    'AskUserQuestion', 'BashOutput', 'CronDelete', 'CronList', 'EndConversation', 'EnterPlanMode', 'ExitPlanMode', 'KillShell',
    'ListAgents', 'PushNotification', 'ReadNotifications', 'ReportFindings', 'SendUserMessage', 'SetGoal', 'SubagentHandback',
    'TaskCreate', 'TaskGet', 'TaskList', 'TaskOutput', 'TaskStop', 'TaskUpdate', 'TodoRead', 'TodoWrite', 'ToolSearch', 'WaitForMcpServers',
  ]; // prettier-ignore
  return names.map((name) => [name, (tool) => ({ kind: 'internal', tool })] as const);
}

/**
 * Rules that take denied tools out of what Claude Code shows its model. Its rules tell case apart, so the tools that
 * are known by name are named as it spells them; those of MCP servers as the person wrote them. What slips through
 * for its case is listed, and denied by the gate when it is called. A tool that is hidden cannot come back while the
 * session runs, so those of the shell lock are hidden only where it holds to the end (`locked`).
 */
export function hiddenTools(
  { blocks, written: { names, prefixes } }: ToolPermissionContext = nothingDenied,
  locked = false,
): readonly string[] {
  const hides = (name: string): boolean => blocks(name) || (locked && runsByName(name) !== undefined);
  const known = [...readers.keys(), ...unread].filter((name) => sameTools(name).some(hides));
  const servers = [...names.filter(isMcp), ...prefixes.filter(isMcp).map((prefix) => `${prefix}*`)];
  return [...new Set([...known, ...servers])];
}

const nothingDenied = ToolPermissionContext.fromIterables([], []);

/** Claude Code takes a rule that it does not understand for a mistake, and leaves it out. */
function isMcp(name: string): boolean {
  return /^mcp__[\w.-]+$/.test(name);
}

/** Never throws: a name or an input that is not understood becomes an `other` call, which is asked about. */
export function toolCall(tool: string, input: unknown, files: AgentFiles): ToolCall {
  const mcp = mcpCall(tool, input);
  if (mcp) return mcp;
  const reader = readers.get(tool);
  if (!reader) return { kind: 'other', tool, problem: `${tool} is not a tool that the gate knows` };
  const call = isRecord(input) ? reader(tool, input, files) : undefined;
  return (
    call ?? { kind: 'other', tool, problem: `the input of ${tool} does not have the shape of that tool` }
  );
}

/** `mcp__<server>__<tool>`; the server's name may itself hold single underscores. */
function mcpCall(tool: string, input: unknown): ToolCall | undefined {
  const end = tool.indexOf('__', 'mcp__'.length + 1);
  if (!tool.startsWith('mcp__') || end < 0 || end + 2 === tool.length || /[\n\r\u2028\u2029]/u.test(tool))
    return undefined;
  const server = tool.slice('mcp__'.length, end);
  const name = tool.slice(end + 2);
  return { kind: 'mcp', tool, server, name, input };
}

function shell(kind: 'posix' | 'powershell'): Reader {
  return (tool, input) =>
    withText(input, 'command', (command) => ({
      kind: 'shell',
      tool,
      command,
      shell: kind,
      background: input['run_in_background'] === true || tool === 'Monitor',
    }));
}

function read(field: string): Reader {
  return (tool, input) => withText(input, field, (path) => ({ kind: 'read', tool, paths: [path] }));
}

function search(tool: string, input: Unknown): ToolCall | undefined {
  const path = text(input, 'path');
  const files = tool === 'Grep' ? text(input, 'glob') : undefined;
  return withText(input, 'pattern', (pattern) => ({
    kind: 'search',
    tool,
    path,
    pattern,
    ...(files === undefined ? {} : { files }),
  }));
}

/** A pattern may lead out of the folder that it is given with: it looks where its part before the first wildcard lies. */
function glob(tool: string, input: Unknown, files: AgentFiles): ToolCall | undefined {
  const pattern = text(input, 'pattern') ?? '';
  if (!/^(?:[/~\\]|[A-Za-z]:)|\.\./.test(pattern)) return search(tool, input);
  const stem = pattern.slice(0, /[*?[{]|$/.exec(pattern)?.index).replace(/[^/\\]*$/, '');
  const absolute = /^(?:[/~\\]|[A-Za-z]:)/.test(stem);
  // Behind a wildcard `..` may lead anywhere: then the root is what is searched.
  const path = pattern.slice(stem.length).includes('..')
    ? '/'
    : absolute
      ? stem
      : `${text(input, 'path') ?? files.cwd}/${stem}`;
  return search(tool, { ...input, path });
}

/** What a server gives out as a resource is content of that server, as if one of its tools had read it. */
function resources(name: string): Reader {
  return (tool, input) => ({
    kind: 'mcp',
    tool,
    server: text(input, 'server') ?? 'every server',
    name,
    input,
  });
}

function agent(tool: string, input: Unknown): ToolCall | undefined {
  return withText(input, 'prompt', (prompt) => ({
    kind: 'agent',
    tool,
    name: text(input, 'subagent_type') ?? 'general-purpose',
    prompt,
    ...isolation(input),
  }));
}

/** Claude Code knows `worktree` and `remote`; a kind that is not known may be anywhere. */
function isolation(input: Unknown): Pick<AgentCall, 'isolation'> {
  const value = input['isolation'];
  if (value === undefined) return {};
  return { isolation: value === 'worktree' ? 'work-tree' : 'elsewhere' };
}

function skill(tool: string, input: Unknown, files: AgentFiles): ToolCall | undefined {
  const name = text(input, 'skill') ?? text(input, 'command');
  if (name === undefined) return undefined;
  return { kind: 'skill', tool, name, commands: inlineCommands(name, files) };
}

function withText(input: Unknown, field: string, make: (value: string) => ToolCall): ToolCall | undefined {
  const value = text(input, field);
  return value === undefined ? undefined : make(value);
}
