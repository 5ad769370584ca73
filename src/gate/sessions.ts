// The sessions of this gate: who may speak to it, whether the agent has shown a sign of life, and what each has done.
import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import type { AgentId, LaunchProfile } from '../agents/agent.ts';
import type { Subsystems } from '../agents/subsystems.ts';
import { causesNow, type Cause } from '../policy/confinement.ts';
import { startFlow, startedByOthers, type FlowState } from '../policy/session/flow.ts';
import { notGrounded, type GroundingState } from '../policy/session/grounding.ts';
import { noTurns, type Turns } from '../policy/session/turns.ts';
import type { RuleSource } from '../policy/rules/rule.ts';
import type { Log, SessionInfo, SessionTrust, Signal, StopReport } from './api.ts';
import { noDenials, type DenialCount } from './denials.ts';
import { HumanError } from './humanError.ts';
import { isAlive } from './journalParts.ts';
import type { LaunchDoor } from './launchLimits.ts';
import type { Target } from './processes/process.ts';
import { targetOf, type SessionFiles, type SessionRecord } from './sessionFiles.ts';
import { emitter, problemOf } from './signal.ts';
import type { Ending } from './stores/history.ts';
import { vettedCalls, type Vetted } from './vetted.ts';

/** A session as the gate's other parts see it. What changes is changed by them through the methods of `Sessions`. */
export interface Session {
  readonly id: string;
  readonly agent: AgentId;
  readonly profile: LaunchProfile;
  readonly cwd: string;
  readonly startedAt: number;
  readonly vetted: Vetted;
  /** What the agent started with. */
  readonly subsystems: Subsystems;
  /** The conversation that the launch names to go on with. */
  readonly resumed: string | undefined;
  /** Conversations of the agent that were seen in it. */
  readonly conversations: Set<string>;
  /** The agent has said how its first conversation began. */
  began: boolean;
  /** Changes of agent settings that the person accepted: digests of source, file and content. */
  readonly accepted: Set<string>;
  /** Why it is not trusted, whatever its workspace is. Grows, and never shrinks. */
  causes: readonly Cause[];
  state: SessionInfo['state'];
  /** Why it is being ended, which its exit code does not tell. */
  ending: Ending | undefined;
  pid: number | undefined;
  /** Calls that came, decided or not. */
  calls: number;
  /** What the person typed last; held in memory alone. */
  prompt: string | undefined;
  /** What was decided in each turn. */
  turns: Turns;
  count: DenialCount;
  /** Why the session may do nothing until the person lets it go on. */
  paused: { readonly reason: string; readonly refused: boolean } | undefined;
  rules: readonly RuleSource[];
  /** What its allowed calls have done so far, those of sub-agents included. */
  flow: FlowState;
  /** When its agent and its sub-agents were given the identity text. */
  grounding: GroundingState;
  /** The last question whose answer was journaled, and the last one whose denial was counted. */
  noted: string | undefined;
  counted: string | undefined;
}

export interface NewSession {
  readonly agent: AgentId;
  readonly profile: LaunchProfile;
  readonly cwd: string;
  readonly causes: readonly Cause[];
  readonly subsystems: Subsystems;
  readonly resumed?: string | undefined;
}

export interface SessionLimits {
  /** Milliseconds from the start of the process to its first sign of life. */
  readonly life: number;
}

export const sessionLimits: SessionLimits = { life: 20_000 };

export interface Sessions {
  /** Throws a HumanError when there are too many. The token is told once and kept nowhere. */
  open(fields: NewSession): { readonly session: Session; readonly token: string };
  /** What the launch found out about how its processes are marked. */
  mark(id: string, realtimeLimit: string): void;
  started(id: string, pid: number, life?: number): Promise<void>;
  /** The first event of the agent turns `waiting` into `gated`. */
  alive(session: Session): void;
  /** Its token is worth nothing from now on. Its file stays until `forget`, for what the agent left running. */
  ended(id: string, ending: Ending): void;
  forget(id: string): void;
  get(id: string): Session | undefined;
  /** The live session of a token; compared by digest, in constant time. */
  byToken(token: string): Session | undefined;
  /** Why the session is not trusted at this moment; empty when it is. */
  causes(session: Pick<Session, 'causes'>): readonly Cause[];
  /** From now on the session counts as started by what others wrote. */
  taint(session: Session, from: string): void;
  trust(session: Pick<Session, 'causes' | 'subsystems'>): SessionTrust;
  list(): readonly SessionInfo[];
  readonly changed: Signal<readonly SessionInfo[]>;
  /** To be called after a field of a session changed. */
  touch(): void;
  /** How the processes of a session are found; undefined when it is not known. */
  target(id: string): Target | undefined;
  /** The same of every session of this gate that is not forgotten. */
  targets(): readonly Target[];
  /** Calls to the outside that were allowed and whose end was not seen. */
  inFlight(): NonNullable<StopReport['inFlight']>;
  close(): void;
}

export interface SessionsOptions {
  readonly files: SessionFiles;
  readonly limits: SessionLimits;
  readonly door: LaunchDoor;
  readonly owner: SessionRecord['owner'];
  readonly log: Log;
  readonly now: () => number;
  /** The real state of Workspace Trust, asked for whenever it matters. */
  readonly workspaceTrusted: () => boolean;
  /** A session is over. */
  ended(session: Session, ending: Ending): void;
  startOf(pid: number): Promise<string | undefined>;
  /** A session gave no sign of life: its processes must end. */
  ungated(session: Session): void;
}

export function openSessions(options: SessionsOptions): Sessions {
  const { files, limits, door, owner, log, now } = options;
  const changed = emitter<readonly SessionInfo[]>(log);
  const sessions = new Map<string, Session>();
  const records = new Map<string, SessionRecord>();
  const tokens = new Map<string, { readonly digest: Buffer; readonly id: string }>();
  const timers = new Map<string, NodeJS.Timeout>();

  const touch = (): void => {
    for (const { id, paused, state } of sessions.values())
      if (state !== 'ended' && records.get(id)?.paused !== paused?.reason) record(id, {});
    changed.emit(list());
  };
  const causes: Sessions['causes'] = (session) => causesNow(session.causes, options.workspaceTrusted());
  const trust: Sessions['trust'] = (session) => {
    const now = causes(session);
    return { state: now.length === 0 ? 'trusted' : 'untrusted', causes: now, subsystems: session.subsystems };
  };
  const list = (): readonly SessionInfo[] =>
    [...sessions.values()].map((session) => infoOf(session, trust(session)));
  const record = (id: string, fields: Partial<SessionRecord>): void => {
    const old = records.get(id);
    if (!old) return;
    const paused = sessions.get(id)?.paused?.reason;
    const { paused: _, ...rest } = old;
    const next = { ...rest, ...fields, ...(paused === undefined ? {} : { paused }) };
    records.set(id, next);
    try {
      files.save(next);
    } catch (error) {
      log.error(`The session ${id} could not be written to disk: ${problemOf(error)}`);
    }
  };
  const noSign = (session: Session): void => {
    if (session.state !== 'waiting') return;
    session.state = 'ungated';
    touch();
    options.ungated(session);
  };
  const watch = (session: Session, life: number): void => {
    clearTimeout(timers.get(session.id));
    timers.set(session.id, setTimeout(noSign, life, session).unref());
  };

  return {
    changed: changed.signal,
    touch,
    list,
    causes,
    trust,
    taint(session, from) {
      if (session.causes.some(({ kind }) => kind === 'foreign')) return;
      session.causes = [...session.causes, { kind: 'foreign', from }];
      session.flow = startedByOthers(session.flow, from);
      touch();
    },
    open(fields) {
      const own = [...sessions.values()].filter((one) => one.state !== 'ended');
      // Whatever has the number counts: rather one session too few is launched.
      const others = files
        .all()
        .filter((one) => !sessions.has(one.id) && !one.ended && isAlive(one.owner.pid));
      door.enter(own.length + others.length);
      const session = newSession(fields, now);
      const token = randomBytes(32).toString('base64url');
      const digest = digestOf(token);
      const first: SessionRecord = {
        id: session.id,
        agent: session.agent,
        startedAt: session.startedAt,
        owner,
      };
      try {
        files.save(first);
      } catch (error) {
        throw new HumanError(
          `The session cannot be written to disk, where a stop would look for it: ${problemOf(error)}`,
        );
      }
      sessions.set(session.id, session);
      tokens.set(digest.toString('hex'), { digest, id: session.id });
      records.set(session.id, first);
      // A launch whose process never starts must not stay open.
      watch(session, Math.max(limits.life, 60_000));
      touch();
      return { session, token };
    },
    mark: (id, realtimeLimit) => record(id, { realtimeLimit }),
    async started(id, pid, life = limits.life) {
      const session = sessions.get(id);
      if (!session || session.state === 'ended') return;
      session.pid = pid;
      record(id, { root: { pid } });
      if (session.state === 'waiting') watch(session, life);
      touch();
      const start = await options.startOf(pid).catch(() => undefined);
      if (start !== undefined && session.pid === pid) record(id, { root: { pid, start } });
    },
    alive(session) {
      clearTimeout(timers.get(session.id));
      if (session.state !== 'waiting') return;
      session.state = 'gated';
      touch();
    },
    ended(id, ending) {
      const session = sessions.get(id);
      if (!session || session.state === 'ended') return;
      clearTimeout(timers.get(id));
      session.state = 'ended';
      for (const [key, entry] of tokens) if (entry.id === id) tokens.delete(key);
      record(id, { ended: true });
      options.ended(session, { ...ending, ...session.ending });
      touch();
    },
    forget(id) {
      records.delete(id);
      files.remove(id);
    },
    targets: () => [...records.values()].map(targetOf),
    get: (id) => sessions.get(id),
    byToken(token) {
      const digest = digestOf(token);
      const entry = tokens.get(digest.toString('hex'));
      return entry && timingSafeEqual(entry.digest, digest) ? sessions.get(entry.id) : undefined;
    },
    target(id) {
      const found = records.get(id);
      return found && targetOf(found);
    },
    inFlight: () =>
      [...sessions.values()].flatMap(({ id, vetted }) =>
        vetted.inFlight().map(({ tool, sends }) => ({ session: id, tool, text: sends ?? '' })),
      ),
    close() {
      for (const timer of timers.values()) clearTimeout(timer);
      tokens.clear();
    },
  };
}

function newSession(
  { agent, profile, cwd, causes, subsystems, resumed }: NewSession,
  now: () => number,
): Session {
  const foreign = causes.find((cause) => cause.kind === 'foreign');
  return {
    id: randomUUID(),
    agent,
    profile,
    cwd,
    startedAt: now(),
    vetted: vettedCalls(now),
    subsystems,
    resumed,
    conversations: new Set(),
    began: false,
    accepted: new Set(),
    causes,
    state: 'waiting',
    ending: undefined,
    pid: undefined,
    calls: 0,
    prompt: undefined,
    turns: noTurns,
    count: noDenials,
    paused: undefined,
    rules: [],
    flow: foreign === undefined ? startFlow : startedByOthers(startFlow, foreign.from),
    grounding: notGrounded,
    noted: undefined,
    counted: undefined,
  };
}

function infoOf(session: Session, trust: SessionTrust): SessionInfo {
  const { id, agent, profile, cwd, startedAt, state, calls, turns, pid, paused, flow } = session;
  const { asked, denied: denials } = turns.counts;
  const base = {
    id,
    agent,
    profile,
    cwd,
    startedAt,
    state,
    turn: turns.number,
    calls,
    asked,
    denials,
    pid,
    flow,
    trust,
  };
  const grounding = [...session.grounding.values()].at(-1);
  return {
    ...base,
    ...(paused === undefined ? {} : { paused: paused.reason }),
    ...(grounding === undefined ? {} : { grounding }),
  };
}

function digestOf(token: string): Buffer {
  return createHash('sha256').update(token, 'utf8').digest();
}
