// What an agent wants to do, in agent-neutral form. The rooms above turn each agent's own wire format into these
// shapes; nothing here knows the name of an agent's field or tool.
import type { EffectKind } from './effects.ts';

/** A command line for a shell. `background` calls outlive the tool call that started them. */
export interface ShellCall {
  readonly kind: 'shell';
  readonly tool: string;
  readonly command: string;
  readonly shell: 'posix' | 'powershell';
  readonly background: boolean;
}

/** Creates, changes or deletes files. Paths are as the agent gave them: relative ones start at the call's cwd. */
export interface EditCall {
  readonly kind: 'edit';
  readonly tool: string;
  readonly action: 'write' | 'edit' | 'delete';
  readonly paths: readonly string[];
  /** What happens to each file, in order; absent where the call does not show it. Every path stands in `paths` too. */
  readonly changes?: readonly FileChange[];
  /** The pieces of an edit are lines of a patch: which of them belong together, and where, is not told. */
  readonly byLine?: true;
  /** Why not all of the call could be read, as a clause: then it may change more than `paths` and `changes` say. */
  readonly problem?: string;
}

/** One change to one file. `write` replaces the whole file by `added`; `edit` puts pieces in and takes others out. */
export interface FileChange {
  readonly path: string;
  readonly action: 'write' | 'edit' | 'delete';
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** Reads files by name. */
export interface ReadCall {
  readonly kind: 'read';
  readonly tool: string;
  readonly paths: readonly string[];
}

/** Looks for files or text below a folder; without a path, below the call's cwd. */
export interface SearchCall {
  readonly kind: 'search';
  readonly tool: string;
  readonly path: string | undefined;
  readonly pattern: string;
  /** The files whose text is looked into, as a glob below the folder; absent where names alone are looked for, or all. */
  readonly files?: string;
}

/** Fetches one address. */
export interface FetchCall {
  readonly kind: 'fetch';
  readonly tool: string;
  readonly url: string;
}

/** Asks a search engine. */
export interface WebSearchCall {
  readonly kind: 'webSearch';
  readonly tool: string;
  readonly query: string;
}

/** Calls a tool of an MCP server. `name` is the server's own name for the tool. */
export interface McpCall {
  readonly kind: 'mcp';
  readonly tool: string;
  readonly server: string;
  readonly name: string;
  readonly input: unknown;
  /** A name for the workspace that brings the server along; absent where the person has it everywhere. */
  readonly workspace?: string;
}

/** Starts a sub-agent, whose own calls come to the gate one by one unless it works elsewhere. */
export interface AgentCall {
  readonly kind: 'agent';
  readonly tool: string;
  readonly name: string;
  readonly prompt: string;
  /** It works in a work tree that git makes for it, or where its calls do not come to the gate. */
  readonly isolation?: 'work-tree' | 'elsewhere';
}

/**
 * Runs a skill or slash command. `commands` are the shell lines that its text runs by itself and that will not
 * come to the gate again; `undefined` means that the text could not be read.
 */
export interface SkillCall {
  readonly kind: 'skill';
  readonly tool: string;
  readonly name: string;
  readonly commands: readonly string[] | undefined;
}

/**
 * Uses a feature of the agent itself that reaches beyond its conversation: a schedule, a work tree, a message to
 * another agent. `effect` is the kind of thing that happens, `what` says it as a clause without its subject.
 */
export interface FeatureCall {
  readonly kind: 'feature';
  readonly tool: string;
  readonly effect: EffectKind;
  readonly what: string;
}

/** Touches nothing but the agent's own conversation: to-do lists, plans, questions to the person. */
export interface InternalCall {
  readonly kind: 'internal';
  readonly tool: string;
}

/** A tool whose name is not known, or whose input does not have the shape that its name promises. */
export interface OtherCall {
  readonly kind: 'other';
  readonly tool: string;
  readonly problem: string;
}

export type ToolCall =
  | ShellCall
  | EditCall
  | ReadCall
  | SearchCall
  | FetchCall
  | WebSearchCall
  | McpCall
  | AgentCall
  | SkillCall
  | FeatureCall
  | InternalCall
  | OtherCall;
