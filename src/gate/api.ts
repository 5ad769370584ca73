// The gate as the rooms above see it: the extension and the command line start one, launch agents behind it, show
// and answer its questions, and stop everything. Types only.
import type { AgentId, LaunchProfile } from '../agents/agent.ts';
import type { Subsystems } from '../agents/subsystems.ts';
import type { ToolCall } from '../policy/call.ts';
import type { CallReading } from '../policy/classifier/read.ts';
import type { Cause } from '../policy/confinement.ts';
import type { Decision, PermissionMode } from '../policy/decision.ts';
import type { OperationKind } from '../policy/external/operation.ts';
import type { Risk as OperationRisk } from '../policy/external/risk.ts';
import type { Denial } from '../policy/session/turns.ts';
import type { Difference } from '../policy/grounding/difference.ts';
import type { RuleCount } from '../policy/rules/count.ts';
import type { RuleSource } from '../policy/rules/rule.ts';
import type { Speaking } from '../policy/rules/speaking.ts';
import type { FlowFact, FlowState } from '../policy/session/flow.ts';
import type { Given } from '../policy/session/grounding.ts';
import type { AgentRuleSet, TriedFile } from './agentRules.ts';
import type { Outsider } from './door.ts';
import type { Settings } from '../protocol/settings.ts';
import type { ReviewerNow } from '../reviewer/reviewer.ts';
import type { Trigger } from './stores/ledger.ts';
import type { TrustControls } from './trustApi.ts';

export interface Disposable {
  dispose(): void;
}

/** Listeners run in the order in which they came; a listener that throws stops no other. */
export interface Signal<T> {
  on(listener: (value: T) => void): Disposable;
}

/** Levels of VS Code's log output channel. */
export interface Log {
  debug(text: string): void;
  info(text: string): void;
  warn(text: string): void;
  error(text: string): void;
}

export interface Workspace {
  /** Absolute paths; empty in a window without a folder. */
  readonly roots: readonly string[];
  readonly trusted: boolean;
}

export interface GateOptions {
  /** The folder of state, journal and the stop latch; shared by all windows and the command line of one person. */
  readonly stateDir: string;
  /** Folder of the installed program (extension or checkout's dist): protected, and holds the grammar files and hook. */
  readonly programDir: string;
  readonly home: string;
  /** Further files that govern the gate, such as the person's settings: no agent may change them. */
  readonly own?: readonly string[];
  /** Asked anew for every call, so that a saved setting holds for the next one. */
  settings(): Settings;
  workspace(): Workspace;
  /** The environment in which agents find their own settings; that of this process unless it is given. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Did the person approve exactly these allow rules in an agent's settings file of the workspace? Else they do not count. */
  approvedAgentRules?(file: string, rules: readonly string[]): boolean;
  /** Can a person answer questions here? Without one every question is a denial. */
  readonly personAvailable: boolean;
  /** The language model that may be asked about calls, as the settings have it; undefined where there is none. */
  reviewer?(): ReviewerNow | undefined;
  readonly log: Log;
}

/** What the pure check cannot know: who asks, where, and whether to ask a person at all. */
export interface PermissionContext {
  readonly agent: AgentId;
  readonly cwd: string;
  /** Undefined for the simulator, the batch check and tests: then nothing is counted, asked or journaled. */
  readonly session?: string;
  readonly callId?: string;
  readonly agentId?: string;
  /** The folder whose workspace brings the MCP server of this call along; undefined for every other call. */
  readonly serverFolder?: string | undefined;
  /** The agent's own id of its conversation, where its model reads the reason of a denial. */
  readonly conversation?: string;
  readonly mode?: PermissionMode;
  readonly home?: string;
  readonly roots?: readonly string[];
  /** Aborted when the agent gives up: the question is withdrawn and the answer is deny. */
  readonly signal?: AbortSignal;
}

export interface PermissionDecision extends Decision {
  /** A UUID; the journal's entry has the same. */
  readonly id: string;
  /** A person was asked, whatever came of it. */
  readonly asked?: true;
  /** Milliseconds spent, without the time a person took. */
  readonly elapsed: number;
  /** In a dry run: what would have been decided without it. An `ask` would have reached the person. */
  readonly would?: Pick<Decision, 'behavior' | 'layer' | 'reason'>;
}

/** One operation of a pending call, as trust is kept. */
export interface PendingOperation {
  readonly service: string;
  readonly kind: OperationKind;
  /** The service's own word for it; may be empty. */
  readonly name: string;
  readonly risk: OperationRisk;
}

/** A question that waits for the person. */
export interface Pending {
  readonly id: string;
  readonly session: string;
  readonly agent: AgentId;
  readonly tool: string;
  readonly input: unknown;
  readonly call: ToolCall;
  readonly decision: Decision;
  readonly cwd: string;
  /** Milliseconds since the epoch. */
  readonly askedAt: number;
  /** SHA-256 over tool, input, cwd and session: the answer holds for exactly this. */
  readonly digest: string;
  /** Literal rules that would have decided this call; empty when none may be offered. */
  readonly suggestions: readonly string[];
  /** What the call does to systems outside this machine. */
  readonly operations: readonly PendingOperation[];
  /** As in the context of the call. */
  readonly serverFolder?: string | undefined;
  /**
   * The session is paused, and this asks whether it may go on: an allow lets it go on, and the call is then decided
   * as any other; a deny keeps it paused until `sessions.resume`.
   */
  readonly resumes?: true;
}

export interface Answer {
  readonly behavior: 'allow' | 'deny';
  /** Words of the person that the agent gets with a denial. */
  readonly feedback?: string;
  /** Rules that the person saved with the answer; for the journal. */
  readonly rules?: readonly RuleSource[];
}

export interface Approvals {
  pending(): readonly Pending[];
  /** Fires after every question that came or went. */
  readonly changed: Signal<readonly Pending[]>;
  readonly asked: Signal<Pending>;
  /** False when the question is no longer there. Used once. */
  answer(id: string, answer: Answer): boolean;
}

export type StopState =
  { readonly engaged: false } | { readonly engaged: true; readonly since: number; readonly by: string };

/** The true result of a stop: what was found, and what could not be verified to be gone. */
export interface StopReport {
  readonly found: number;
  readonly ended: number;
  readonly alive: readonly { readonly pid: number; readonly name: string }[];
  readonly milliseconds: number;
  /** Calls to systems outside this machine that had been allowed and may have completed. */
  readonly inFlight?: readonly { readonly session: string; readonly tool: string; readonly text: string }[];
  /** What the stop could not do or does not know, in sentences. */
  readonly problems?: readonly string[];
}

export interface Stop {
  state(): StopState;
  readonly changed: Signal<StopState>;
  /** Closes the gate at once, then ends every process of every gated session and reports what was verified. */
  engage(by: string): Promise<StopReport>;
  /** Only ever called after the person confirmed. */
  release(by: string): void;
}

/** Whether a session is trusted, by the real state of its workspace and of what its prompt came from. */
export interface SessionTrust {
  /** At this moment: what only the workspace caused ends when the person trusts it. */
  readonly state: 'trusted' | 'untrusted';
  readonly causes: readonly Cause[];
  /** What the agent started with. That stays until it is launched anew, whatever comes to be trusted meanwhile. */
  readonly subsystems: Subsystems;
}

export interface SessionInfo {
  readonly id: string;
  readonly agent: AgentId;
  readonly profile: LaunchProfile;
  readonly cwd: string;
  readonly startedAt: number;
  /** `waiting`: no sign of life yet; `ungated`: none came in time, the session is being ended. */
  readonly state: 'waiting' | 'gated' | 'ungated' | 'ended';
  /** The number of the turn that runs or ran last: 1 from the first prompt on. */
  readonly turn: number;
  readonly calls: number;
  /** Calls about which a person was asked. */
  readonly asked: number;
  readonly denials: number;
  readonly pid: number | undefined;
  /** Why the session is paused; absent while it is not. */
  readonly paused?: string;
  /** What its calls, those of sub-agents included, did that decides on later ones; each fact names its call. */
  readonly flow: SessionFlow;
  readonly trust: SessionTrust;
  /** When the agent, or a sub-agent of it, was last given the identity text; absent before that, and after a loss. */
  readonly grounding?: Given;
}

/** Private data read, content of others taken in, data sent out: the first fifty of each. */
export type SessionFlow = Pick<FlowState, 'private' | 'untrusted' | 'sent'>;

/** A file that says who an agent is. */
export interface IdentityFile {
  /** Absolute. */
  readonly path: string;
  /**
   * `changed`: not as the person accepted it, so that the accepted text is given in its place. `untrusted`: not given,
   * because the workspace is not trusted. `refused`: not given, because of `problem`.
   */
  readonly state: 'accepted' | 'changed' | 'absent' | 'untrusted' | 'refused';
  /** SHA-256 of the file as it is now; absent where there is none, or where it was not read. */
  readonly digest?: string;
  readonly accepted?: { readonly at: number; readonly by: AcceptedBy };
  readonly difference?: Difference;
  readonly problem?: string;
}

/** Who accepted it: by its first sight in a trusted workspace, by saving it in the editor, or when it was shown. */
export type AcceptedBy = 'first sight' | 'editor' | 'person';

export type OutputPlace =
  { readonly kind: 'terminal' } | { readonly kind: 'pipes'; readonly width: number; readonly height: number };

export interface LaunchRequest {
  readonly agent: AgentId;
  readonly program: string;
  readonly args: readonly string[];
  readonly profile: LaunchProfile;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** `person` unless it is said. */
  readonly trigger?: Trigger;
  /** Where the agent's output goes: to a terminal of its own, unless the launcher takes it from pipes. */
  readonly output?: OutputPlace;
  /** What the person was shown of the workspace's own agent settings, and accepted. */
  readonly acceptedFindings?: readonly string[];
  /** What the agent is to do: given to it as one argument that cannot be taken for an option. */
  readonly prompt?: string;
  /** Somebody else wrote the prompt: who or where, in words for a person. Then the session is never trusted. */
  readonly foreign?: string;
  /** Calls are judged and recorded, and nothing that has an effect runs. */
  readonly dryRun?: true;
}

/** Everything a terminal or `spawn` needs. `ended` must be called when the process is gone. */
export interface Launch {
  readonly session: string;
  readonly trust: SessionTrust;
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** For output from pipes that is recorded: to be given each piece of it. */
  record?(bytes: Uint8Array): void;
  /** Is the output recorded? */
  readonly recorded: boolean;
  /** Why it is not, though the person wants it. */
  readonly unrecorded?: string;
  started(pid: number): void;
  ended(exitCode: number | undefined): void;
}

/** A setting of the workspace that could disable, replace or outvote the gate's hooks. */
export interface LaunchFinding {
  readonly id: string;
  readonly file: string;
  readonly text: string;
  /** `neutralised`: our launch settings overrule it; `ask`: the person must accept it; `refuse`: no launch. */
  readonly severity: 'neutralised' | 'ask' | 'refuse';
}

/** Rules to be tried instead of those of the settings, and texts instead of what agents' files hold. */
export interface Tried {
  readonly rules: readonly RuleSource[];
  readonly agentFiles?: readonly TriedFile[];
}

export interface TriedCall {
  readonly call: ToolCall;
  readonly decision: Decision;
  readonly reading: CallReading;
  /** Every rule that speaks of it, and what becomes of each. */
  speaking(): readonly Speaking[];
  /** Literal rules that would allow it; empty when none may be offered. */
  suggestions(): readonly string[];
  /** Would these rules, added to those in force, decide exactly this call as they say? */
  decides(rules: readonly RuleSource[]): boolean;
}

export interface Gate {
  readonly port: number;
  readonly approvals: Approvals;
  readonly stop: Stop;
  readonly sessions: {
    list(): readonly SessionInfo[];
    readonly changed: Signal<readonly SessionInfo[]>;
    /** Ends the processes of one session. */
    end(id: string): Promise<StopReport>;
    /** Adds rules that live as long as the session. */
    addRules(id: string, rules: readonly RuleSource[]): void;
    /**
     * The person looked at what the session took in from others, all of it or what was `seen`, and found it harmless: it
     * decides on nothing any more. Gives what was cleared; what calls take in that still run is not. Throws a HumanError
     * when that cannot be journaled.
     */
    clearUntrusted(id: string, by: string, seen?: readonly FlowFact[]): readonly FlowFact[];
    /** Every further call waits or is denied until `resume`. */
    pause(id: string, reason: string): void;
    resume(id: string): void;
    /** What was refused in the session, in the order in which it fell: the newest 500. */
    denials(id: string): readonly Denial[];
  };
  /** Every decision, after it was journaled. */
  readonly decided: Signal<{
    readonly session: string;
    readonly call: ToolCall;
    readonly decision: PermissionDecision;
  }>;
  hasPermissionsToUseTool(
    tool: string,
    input: unknown,
    context: PermissionContext,
  ): Promise<PermissionDecision>;
  /** Would these rules, added to those in force, decide exactly this pending call as they say? */
  wouldDecide(id: string, rules: readonly RuleSource[]): Promise<boolean>;
  /**
   * A call that nobody made, as a simulator shows it. Nothing is counted, asked or journaled, and nothing is known of
   * earlier calls. Throws for what cannot be a call at all.
   */
  tried(
    tool: string,
    input: unknown,
    context: PermissionContext,
    /** The agents' own rules count as ever, but for those of files that it names. */
    instead?: Tried,
  ): TriedCall;
  /** Where the session would not be trusted, nothing that the workspace brings along starts, so none of it is asked about. */
  findings(
    agent: AgentId,
    cwd: string,
    request?: Pick<LaunchRequest, 'foreign' | 'dryRun'>,
  ): Promise<readonly LaunchFinding[]>;
  /** Throws a HumanError when the launch is refused: stopped, too many, version too old, findings not accepted. */
  launch(request: LaunchRequest): Promise<Launch>;
  /** How often each rule decided since this gate began, the busiest first. */
  ruleCounts(): readonly RuleCount[];
  readonly trust: TrustControls;
  /** What the agents' own rule files say for the workspace as it is now. */
  agentRules(): AgentRuleSet;
  /** What keeps the gate from its full duty, in sentences; empty when all is well. */
  problems(): readonly string[];
  /** Fires when a tool ran without a decision or with another input than the vetted one. */
  readonly breached: Signal<{ readonly session: string; readonly problem: string }>;
  /** Fires when a message to the agent holds a stop word but is more than that: it stopped nothing. */
  readonly mentioned: Signal<{ readonly session: string; readonly word: string }>;
  /** Fires when something that is no program of this machine reached the port; it was refused. Once in a while. */
  readonly outsiders: Signal<Outsider>;
  readonly identity: {
    /** Reads them anew; a change that was not told yet is told. */
    files(): readonly IdentityFile[];
    /** A file that changed past the editor, once for each content, and a file that was accepted. */
    readonly changed: Signal<IdentityFile>;
    /** Accepts the content with this digest (undefined: that there is no file). False when it is another by now. */
    accept(path: string, digest: string | undefined, by: Exclude<AcceptedBy, 'first sight'>): boolean;
    /** The text that was accepted last, without secrets; undefined where there was no file, or nothing is known. */
    accepted(path: string): string | undefined;
  };
  /** Writes what people did outside a call into the journal: changed a mode, accepted a launch, approved rules. */
  note(event: string, details: Readonly<Record<string, unknown>>): void;
  /** To be called when what `settings` or `workspace` gives may have changed: what did goes into the journal. */
  settingsChanged(): void;
  /** Denies what waits, closes the port, flushes the journal. Does not end agents. */
  close(): Promise<void>;
}
