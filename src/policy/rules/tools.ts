// The names by which rules speak of tools. The names are Claude Code's; a family holds for the tools of every agent
// that do the same, whatever the agent calls them.
import type { ToolCall } from '../call.ts';

export type ToolFamily =
  'posix' | 'powershell' | 'read' | 'search' | 'edit' | 'fetch' | 'webSearch' | 'agent' | 'skill';

/** What may stand in the brackets of a rule. */
export type Specifier = 'command' | 'read-path' | 'edit-path' | 'domain' | 'agent' | 'skill' | 'none';

interface ToolName {
  readonly family: ToolFamily | undefined;
  readonly specifier: Specifier;
}

/**
 * `Write`, `MultiEdit` and `NotebookEdit` are spellings of `Edit`, as `Glob` and `Grep` with a path are spellings of
 * `Read`. Claude Code accepts paths on them and never looks at them; here they hold.
 */
const names: ReadonlyMap<string, ToolName> = new Map<string, ToolName>([
  ['Bash', { family: 'posix', specifier: 'command' }],
  ['Monitor', { family: 'posix', specifier: 'command' }],
  ['PowerShell', { family: 'powershell', specifier: 'command' }],
  ['Read', { family: 'read', specifier: 'read-path' }],
  ['NotebookRead', { family: 'read', specifier: 'read-path' }],
  ['Glob', { family: 'search', specifier: 'read-path' }],
  ['Grep', { family: 'search', specifier: 'read-path' }],
  ['LS', { family: 'search', specifier: 'read-path' }],
  ['Edit', { family: 'edit', specifier: 'edit-path' }],
  ['Write', { family: 'edit', specifier: 'edit-path' }],
  ['MultiEdit', { family: 'edit', specifier: 'edit-path' }],
  ['NotebookEdit', { family: 'edit', specifier: 'edit-path' }],
  ['WebFetch', { family: 'fetch', specifier: 'domain' }],
  ['WebSearch', { family: 'webSearch', specifier: 'none' }],
  ['Agent', { family: 'agent', specifier: 'agent' }],
  ['Task', { family: 'agent', specifier: 'agent' }],
  ['Skill', { family: 'skill', specifier: 'skill' }],
  ['SlashCommand', { family: 'skill', specifier: 'skill' }],
  ...[
    'AskUserQuestion', 'BashOutput', 'CronCreate', 'CronDelete', 'CronList', 'EnterPlanMode', 'EnterWorktree', 'ExitPlanMode',
    'ExitWorktree', 'KillShell', 'ListMcpResourcesTool', 'LSP', 'ReadMcpResourceTool', 'RemoteTrigger', 'ScheduleWakeup',
    'SendMessage', 'SendUserFile', 'TaskCreate', 'TaskGet', 'TaskList', 'TaskOutput', 'TaskStop', 'TaskUpdate', 'TodoRead',
    'TodoWrite', 'ToolSearch', 'Workflow',
  ].map((name): [string, ToolName] => [name, { family: undefined, specifier: 'none' }]),
]); // prettier-ignore

/** All names that rules know. */
export function toolNames(): readonly string[] {
  return [...names.keys()];
}

/** What is known of a tool name as a rule spells it; case counts, for `bash` is a program and `Bash` a tool. */
export function toolNamed(name: string): ToolName | undefined {
  return names.get(name);
}

/** The same, however the name is spelled: for the deny lists, where case does not count. */
export function toolInAnyCase(name: string): (ToolName & { readonly name: string }) | undefined {
  const wanted = name.toLowerCase();
  const found = [...names].find(([known]) => known.toLowerCase() === wanted);
  return found === undefined ? undefined : { name: found[0], ...found[1] };
}

const sameNames: readonly (readonly string[])[] = [
  ['Agent', 'Task'],
  ['Skill', 'SlashCommand'],
];

/** The names that one tool has had over time, the given one among them. */
export function sameTools(name: string): readonly string[] {
  const wanted = name.toLowerCase();
  return sameNames.find((group) => group.some((one) => one.toLowerCase() === wanted)) ?? [name];
}

export function familyOf(call: ToolCall): ToolFamily | undefined {
  switch (call.kind) {
    case 'shell':
      return call.shell;
    case 'read':
    case 'search':
    case 'edit':
    case 'fetch':
    case 'webSearch':
    case 'agent':
    case 'skill':
      return call.kind;
    case 'mcp':
    case 'feature':
    case 'internal':
    case 'other':
      return undefined;
  }
}

/** The rule names that speak of a call's tool: a rule on `Read` holds for searches too, for they show what files hold. */
export function inFamily(family: ToolFamily, call: ToolCall): boolean {
  const own = familyOf(call);
  return own === family || (family === 'read' && own === 'search');
}
