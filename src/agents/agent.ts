// What the gate must know of an agent: how to read its hook's messages, how to answer them, and how to launch it
// so that it cannot act past the gate. One file per agent beside this one; everything here is pure.
import type { ToolCall } from '../policy/call.ts';
import type { PermissionMode } from '../policy/decision.ts';
import type { TokenCounts } from '../policy/session/tokens.ts';
import type { ToolPermissionContext } from '../policy/rules/toolContext.ts';
import type { Subsystems } from './subsystems.ts';

export type AgentId = 'claude' | 'demo';

/** What every message of an agent's hook says. `agentSession` is the agent's own id of its conversation. */
interface EventBase {
  readonly agentSession: string;
  readonly cwd: string;
  /** The file in which the agent keeps this conversation, as it says: not yet known to be one. */
  readonly transcript?: string;
}

/** A tool is about to run. `agentId` names the sub-agent that wants it. */
export interface PreToolEvent extends EventBase {
  readonly type: 'preTool';
  readonly tool: string;
  readonly input: unknown;
  readonly callId: string;
  readonly agentId: string | undefined;
  /** The agent's own permission mode at that moment, in its own words. */
  readonly nativeMode: string | undefined;
  /** The tool is one of an MCP server that the workspace brings along. */
  readonly ofWorkspace?: boolean;
}

/** The agent would now show its own dialog for a call. */
export interface PermissionEvent extends EventBase {
  readonly type: 'permission';
  readonly tool: string;
  readonly input: unknown;
}

/** A tool has run, or failed. */
export interface PostToolEvent extends EventBase {
  readonly type: 'postTool';
  readonly tool: string;
  readonly input: unknown;
  readonly callId: string;
  readonly outcome: 'success' | 'failure';
  readonly durationMs: number | undefined;
}

export interface PromptEvent extends EventBase {
  readonly type: 'prompt';
  readonly text: string;
  /** False for what the agent or its surroundings put in: the end of a task in the background, a schedule. */
  readonly byPerson: boolean;
}

/** A slash command or skill that the person typed is about to become a prompt. */
export interface ExpansionEvent extends EventBase {
  readonly type: 'expansion';
  readonly command: string;
  readonly args: string;
}

/** Settings of the agent changed on disk while it runs. */
export interface ConfigChangeEvent extends EventBase {
  readonly type: 'configChange';
  readonly source: string;
  readonly file: string | undefined;
}

/** Signs of life and of the end. `source` and `reason` are the agent's own words. */
export interface SessionStartEvent extends EventBase {
  readonly type: 'sessionStart';
  readonly source: string;
}
/** The agent is about to make its context shorter: what it was given goes out of it. `agentId` as for a tool. */
export interface CompactingEvent extends EventBase {
  readonly type: 'compacting';
  readonly agentId: string | undefined;
}
export interface SessionEndEvent extends EventBase {
  readonly type: 'sessionEnd';
  readonly reason: string;
}

/** The agent has answered and waits for the person; or a sub-agent has come to its end, whose `agentId` it then names. */
export interface TurnEndEvent extends EventBase {
  readonly type: 'turnEnd';
  readonly agentId: string | undefined;
  /** Its last words. */
  readonly reply: string | undefined;
  /** Why it broke off, in its own words; undefined when it came to an answer. */
  readonly error: string | undefined;
}

/** An event that the gate only notes. */
export interface NoticeEvent extends EventBase {
  readonly type: 'notice';
  readonly name: string;
}

export type HookEvent =
  | PreToolEvent
  | PermissionEvent
  | PostToolEvent
  | PromptEvent
  | ExpansionEvent
  | ConfigChangeEvent
  | SessionStartEvent
  | CompactingEvent
  | SessionEndEvent
  | TurnEndEvent
  | NoticeEvent;

/**
 * The gate's answer. `decision` must be given to every preTool event; `silent` means no opinion and is right only
 * where the agent then does the stricter thing; `block` refuses a prompt, an expansion or a change of settings;
 * `context` is text for the agent's model at the start of a session.
 */
export type HookReply =
  | { readonly type: 'decision'; readonly behavior: 'allow' | 'ask' | 'deny'; readonly reason: string }
  | { readonly type: 'block'; readonly reason: string }
  | { readonly type: 'context'; readonly text: string }
  | { readonly type: 'silent' };

/** Reads text files for an agent's decoder: skills, slash commands. Size-capped; undefined when unreadable. */
export interface AgentFiles {
  readonly home: string;
  readonly cwd: string;
  readText(path: string): string | undefined;
}

/**
 * `guarded`: the agent keeps a mode in which it grants nothing by itself. `handsOff`: its own prompts are off and
 * the gate alone stands between model and machine.
 */
export type LaunchProfile = 'guarded' | 'handsOff';

export interface LaunchOptions {
  /** Absolute path of the agent's program. */
  readonly program: string;
  /** Arguments of the person, passed on after ours have been put where they cannot be overruled. */
  readonly args: readonly string[];
  readonly profile: LaunchProfile;
  readonly gateUrl: string;
  readonly token: string;
  readonly sessionId: string;
  /** A program and its arguments that post the sign of life; run by the agent's session-start hook. */
  readonly canary: { readonly file: string; readonly args: readonly string[] };
  /** The environment of whoever launches. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly cwd: string;
  readonly mode: PermissionMode;
  /** Tools that the agent may not have: where it can be told so, it does not even see them. */
  readonly tools?: ToolPermissionContext;
  /** What may start beside the agent's own tools. */
  readonly subsystems: Subsystems;
  /** The shell lock holds to the end of the session, and nobody wants to see what it holds: those tools are not shown. */
  readonly hideLocked?: boolean;
  /** Others wrote the prompt. */
  readonly foreign?: boolean;
  /** The person's own settings of the agent, undecoded, where its settings files are not read. */
  readonly ownSettings?: unknown;
  /** What the agent is to do: one argument, which cannot be taken for an option. */
  readonly prompt?: string;
}

/** How to start the program, or why not. `secrets` are files to write (0600) before the start. */
export type LaunchPlan =
  | {
      readonly ok: true;
      readonly file: string;
      readonly args: readonly string[];
      readonly env: Readonly<Record<string, string>>;
    }
  | { readonly ok: false; readonly problem: string };

/** How to read the file in which an agent keeps its conversation: one JSON value a line. */
export interface TranscriptReader {
  /** Below this folder the files lie, absolute; nothing else is opened as one. */
  folder(env: LaunchOptions['env'], home: string): string;
  /** What one line says a message of the model has cost; a later line of the same message has the better number. */
  tokens(line: unknown): { readonly message: string; readonly tokens: TokenCounts } | undefined;
}

/** A call as an agent makes it. */
export interface MadeCall {
  readonly tool: string;
  readonly input: unknown;
}

/** How an agent's tools spell what all agents do, for who types a call without knowing its tools; absent is what it cannot do. */
export interface Spelling {
  readonly shell?: (command: string) => MadeCall;
  readonly powershell?: (command: string) => MadeCall;
  readonly read?: (path: string) => MadeCall;
  readonly write?: (path: string, content: string) => MadeCall;
  readonly fetch?: (url: string) => MadeCall;
  readonly search?: (query: string) => MadeCall;
  readonly mcp?: (server: string, name: string, input: unknown) => MadeCall;
}

export interface Agent {
  readonly id: AgentId;
  /** The name that people know: "Claude Code". */
  readonly name: string;
  /** File names under which the program is found on PATH. */
  readonly programs: readonly string[];
  /** Characters (UTF-16 units) of the longest text that reaches its model whole. */
  readonly longestText: number;
  /** Decodes one message of the hook. Undefined: malformed, which the gate refuses. */
  read(body: unknown): HookEvent | undefined;
  /** The message's answer on the wire, as JSON. */
  write(event: HookEvent, reply: HookReply): unknown;
  /** A tool's name and input as an agent-neutral call. Never throws: what is not understood is an `other` call. */
  toolCall(tool: string, input: unknown, files: AgentFiles): ToolCall;
  launch(options: LaunchOptions): LaunchPlan;
  /** Absent for agents whose calls can be typed only tool by tool. */
  readonly spelling?: Spelling;
  /** Absent for agents that keep no such file. */
  readonly transcript?: TranscriptReader;
  /** The conversation that a start with these arguments goes on with, where they name one. */
  resumes?(args: readonly string[]): string | undefined;
  /** True when a start with these arguments begins with dialogs of the agent itself, during which no hook fires. */
  beginsWithDialogs?(files: AgentFiles, args: readonly string[]): boolean;
  /** Why this version (the output of `--version`) cannot be gated, in a sentence that says what to do. */
  refuseVersion(versionOutput: string): string | undefined;
}
