// Brings one call before the pure check: reads it, gathers what the decision may depend on, and checks. Nothing is
// counted, asked or written here, so that simulator, batch check and live calls get the same verdicts.
import { readFileSync, statSync } from 'node:fs';
import { basename, isAbsolute, resolve } from 'node:path';
import type { Agent, AgentFiles, AgentId } from '../agents/agent.ts';
import type { ToolCall } from '../policy/call.ts';
import { checked } from '../policy/check.ts';
import type { CallReading } from '../policy/classifier/read.ts';
import type { EffectModel } from '../policy/classifier/model/model.ts';
import type { Languages } from '../policy/code/languages.ts';
import { causesNow, modeWithin, type Cause } from '../policy/confinement.ts';
import type { CheckContext } from '../policy/context.ts';
import type { Decision, PermissionMode } from '../policy/decision.ts';
import type { ExternalInputs, TrustInputs } from '../policy/external/inputs.ts';
import { operationsOf } from '../policy/external/operations.ts';
import type { Operation } from '../policy/external/operation.ts';
import type { RuleSet, RuleSource } from '../policy/rules/rule.ts';
import type { FlowState } from '../policy/session/flow.ts';
import type { ShellReader } from '../policy/shell/segment.ts';
import type { PermissionContext, Tried } from './api.ts';
import { sha256 } from './digest.ts';
import { factsOf, realPath, temporaryFolders } from './facts.ts';

/** What settings and workspace say at this moment. */
export interface PolicyNow {
  readonly mode: PermissionMode;
  /** What the person chose; a stricter mode may hold. */
  readonly chosenMode: PermissionMode;
  readonly rules: RuleSet;
  readonly alwaysAllowShell: boolean;
  readonly floorExceptions: readonly string[];
  readonly protectedBranches: readonly string[];
  readonly roots: readonly string[];
  /** Folders that the settings add to the workspace, and to those for temporary files. Absolute. */
  additional(home: string): readonly string[];
  temporary(home: string): readonly string[];
  /** Files that the settings name as saying who an agent is. Absolute. */
  identity(home: string, cwd: string): readonly string[];
  readonly workspaceTrusted: boolean;
  /** What the settings say about services. */
  readonly external: ExternalInputs;
  /** Milliseconds in which what happened loses half its weight for trust. */
  readonly trustHalfLife: number;
  readonly home: string;
}

/** Where a call runs. Home and roots are those of the gate unless they are given. */
export interface CallPlace {
  readonly cwd: string;
  readonly home?: string | undefined;
  readonly roots?: readonly string[] | undefined;
  readonly instead?: Tried | undefined;
}

export interface JudgeParts {
  readonly agents: Readonly<Partial<Record<AgentId, Agent>>>;
  /** Asked for every call; `extra` are rules of the session or rules to be tried, `place` is where the call runs. */
  readonly policy: (extra: readonly RuleSource[], place: CallPlace) => PolicyNow;
  readonly shell: () => ShellReader | undefined;
  /** Parsers of other languages; none where code in them is not followed. */
  readonly languages?: (() => Languages | undefined) | undefined;
  /** The second opinion; without it the analysis alone decides. */
  readonly model?: (() => EffectModel | undefined) | undefined;
  readonly stopped: () => boolean;
  /** Trust in services at this moment; none for a single check, which is then decided without it. */
  readonly trust?: (() => TrustInputs) | undefined;
  /** Files and folders of the gate itself. */
  readonly own: readonly string[];
}

/** What a session adds to the judgement of its calls; nothing for a single check. */
export interface SessionNow {
  readonly rules: readonly RuleSource[];
  readonly flow: FlowState;
  /** Trust to be tried instead of that of the gate. */
  readonly trust?: TrustInputs;
  readonly causes: readonly Cause[];
}

export interface Judgement {
  readonly call: ToolCall;
  readonly reading: CallReading;
  readonly decision: Decision;
  /** What the call does to systems outside this machine. */
  readonly operations: readonly Operation[];
  /** What the decision was made from. */
  readonly context: CheckContext;
}

export type Judge = (
  tool: string,
  input: unknown,
  context: PermissionContext,
  session?: SessionNow,
  instead?: Tried,
) => Judgement;

/** The judge throws only for what cannot be a call at all: an unknown agent, a folder that is not absolute. */
export function judgeWith({
  agents,
  policy,
  shell,
  languages,
  model,
  stopped,
  trust,
  own,
}: JudgeParts): Judge {
  const systemTemporary = temporaryFolders();
  return (tool, input, context, session, instead) => {
    // Invariant: the stop is looked at before anything else.
    const isStopped = stopped();
    const agent = agents[context.agent];
    if (!agent) throw new Error(`there is no agent ${context.agent}`);
    const cwd = resolve(context.cwd);
    const now = policy(session?.rules ?? [], { cwd, home: context.home, roots: context.roots, instead });
    const home = context.home ?? now.home;
    if (!isAbsolute(context.cwd)) throw new Error('the folder of the call is not an absolute path');
    const call = inWorkspace(agent.toolCall(tool, input, filesFor(home, cwd)), context.serverFolder);
    const roots = [...(context.roots ?? now.roots), ...now.additional(home)];
    // Where nothing of a session is known, as for rules that are tried, trust is that of the gate all the same.
    const trusted = session?.trust ?? trust?.();
    const causes = causesNow(session?.causes ?? [], now.workspaceTrusted);
    const checkContext: CheckContext = {
      mode: modeWithin(context.mode ?? now.mode, causes),
      causes,
      stopped: isStopped,
      facts: factsOf({
        home,
        cwd,
        roots,
        own,
        identity: now.identity(home, cwd),
        temporary: [...systemTemporary, ...now.temporary(home)],
      }),
      // Who tries another mode asks what it would be like; an agent that goes into a stricter one does not choose it.
      setsAside: (session === undefined ? (context.mode ?? now.chosenMode) : now.chosenMode) === 'auto',
      rules: now.rules,
      floorExceptions: now.floorExceptions,
      protectedBranches: now.protectedBranches,
      shell: shell(),
      languages: languages?.(),
      model: model?.(),
      workspaceTrusted: now.workspaceTrusted,
      alwaysAllowShell: now.alwaysAllowShell,
      external: now.external,
      ...(trusted === undefined ? {} : { trust: { ...trusted, options: { halfLife: now.trustHalfLife } } }),
      ...(session === undefined ? {} : { flow: { state: session.flow } }),
    };
    const { decision, reading } = checked(call, checkContext);
    return {
      call,
      reading,
      decision,
      operations: operationsOf(reading, checkContext.external?.annotations),
      context: checkContext,
    };
  };
}

/** A name that a person knows the workspace by, and that no other folder has. */
function inWorkspace(call: ToolCall, folder: string | undefined): ToolCall {
  if (call.kind !== 'mcp' || folder === undefined) return call;
  const digest = sha256(realPath(folder) ?? folder).slice(0, 8);
  return { ...call, workspace: `${basename(folder)} (${digest})` };
}

/** The gate's own places under each name that they have: as given, and behind links. */
export function ownPaths(paths: readonly string[]): readonly string[] {
  return [...new Set(paths.flatMap((path) => [path, realPath(path) ?? path]))];
}

const mostBytes = 262_144;

/** Text files for an agent's decoder; longer ones than `most` bytes count as unreadable. */
export function filesFor(home: string, cwd: string, most = mostBytes): AgentFiles {
  return {
    home,
    cwd,
    readText(path) {
      try {
        const info = statSync(path);
        return info.isFile() && info.size <= most ? readFileSync(path, 'utf8') : undefined;
      } catch {
        return undefined;
      }
    },
  };
}
