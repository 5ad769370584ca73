// What the gate does with each event of an agent's hook.
import type {
  ConfigChangeEvent,
  ExpansionEvent,
  HookEvent,
  HookReply,
  PermissionEvent,
  PostToolEvent,
  PreToolEvent,
  PromptEvent,
  TurnEndEvent,
  SessionStartEvent,
} from '../agents/agent.ts';
import type { ToolCall } from '../policy/call.ts';
import type { Decision } from '../policy/decision.ts';
import { causesText, type Cause } from '../policy/confinement.ts';
import { runsByName } from '../policy/lock.ts';
import { readStopWord, type StopWords } from '../policy/stopWords.ts';
import type { PermissionDecision } from './api.ts';
import type { Questions } from './approvals.ts';
import type { Conversations } from './conversations.ts';
import { failure } from './convert.ts';
import { digestOf, inputDigestOf, sha256 } from './digest.ts';
import { readIfThere } from './files.ts';
import type { Grounding } from './grounding/grounding.ts';
import type { Journal } from './journal.ts';
import type { HasPermissions } from './permissions.ts';
import { answerRecord } from './records.ts';
import type { Session, Sessions } from './sessions.ts';
import type { History } from './stores/history.ts';
import { problemOf } from './signal.ts';
import type { Trust } from './trust.ts';
import type { TurnKeeper } from './turns.ts';

export interface EventParts {
  readonly sessions: Sessions;
  readonly conversations: Conversations;
  readonly questions: Questions;
  readonly journal: Journal;
  readonly trust: Pick<Trust, 'happened'>;
  readonly permissions: HasPermissions;
  readonly turns: TurnKeeper;
  readonly history: Pick<History, 'begun' | 'prompted' | 'replied' | 'closing'>;
  readonly grounding: Pick<Grounding, 'begin' | 'gone'>;
  readonly personAvailable: boolean;
  /** Why nothing may go on now: the stop is engaged, the journal cannot be written, the session is being ended. */
  readonly closed: (session: Session) => string | undefined;
  /** Writes into the journal what is no decision; a failure of that is the log's business. */
  readonly note: (event: string, session: Session, details?: Readonly<Record<string, unknown>>) => void;
  /** Engages the emergency stop without waiting for its report. */
  readonly stop: (by: string) => void;
  readonly pause: (session: Session, reason: string) => void;
  /** The person's own, beside those of all languages. */
  readonly stopWords: () => StopWords;
  /** A longer message holds a stop word: the stop is to be offered. */
  readonly mentioned: (session: Session, word: string) => void;
  /** A tool ran past the gate. */
  readonly breached: (session: Session, problem: string) => void;
}

/** Milliseconds that a question may take at events whose hook waits less long than that of a tool call. */
const patience = { expansion: 540_000, configChange: 25_000 };

const silent: HookReply = { type: 'silent' };

export async function handle(
  parts: EventParts,
  session: Session,
  event: HookEvent,
  signal: AbortSignal,
): Promise<HookReply> {
  if (session.state === 'waiting') {
    parts.sessions.alive(session);
    parts.note('gated', session, { by: event.type });
  }
  followConversation(parts, session, event);
  switch (event.type) {
    case 'preTool':
      return preTool(parts, session, event, signal);
    case 'permission':
      return permission(parts, session, event);
    case 'postTool':
      return postTool(parts, session, event);
    case 'prompt':
      return prompt(parts, session, event);
    case 'expansion':
      return expansion(parts, session, event, signal);
    case 'configChange':
      return configChange(parts, session, event, signal);
    case 'sessionStart':
      parts.history.begun(session, event.transcript);
      parts.note('started', session, { source: event.source });
      return sessionStart(parts, session, event);
    case 'compacting':
      parts.grounding.gone(session, { conversation: event.agentSession, agentId: event.agentId });
      return silent;
    case 'turnEnd':
      return turnEnd(parts, session, event);
    case 'sessionEnd':
      parts.turns.end(session, 'ended');
      parts.history.closing(session, event.transcript);
      parts.note('agent-ended', session, { reason: event.reason });
      return silent;
    case 'notice':
      return silent;
  }
}

/**
 * What others began stays theirs, whoever goes on with it. Throws when that cannot be known or kept: the server then
 * answers that the event is blocked.
 */
function followConversation(parts: EventParts, session: Session, event: HookEvent): void {
  const { conversations, sessions, note } = parts;
  const { agentSession: id } = event;
  const first = event.type === 'sessionStart' && !session.began;
  if (first) session.began = true;
  const forked = first && event.source === 'fork';
  if (session.conversations.has(id) && !forked) return;
  const from =
    conversations.from(session.agent, id) ??
    (forked ? parentOf(session, conversations) : undefined) ??
    session.causes.find((cause) => cause.kind === 'foreign')?.from;
  if (from !== undefined) {
    if (!session.causes.some(({ kind }) => kind === 'foreign')) note('untrusted', session, { from });
    sessions.taint(session, from);
    conversations.add(session.agent, id, from);
  }
  session.conversations.add(id);
}

/** A copy has a new id and does not say whose copy it is: only the launch may have named that. */
function parentOf({ agent, resumed }: Session, conversations: Conversations): string | undefined {
  return resumed === undefined ? conversations.any() : conversations.from(agent, resumed);
}

/** The agent is given the text that says who it is, whatever became of an earlier one. */
function sessionStart(
  { grounding, note }: EventParts,
  session: Session,
  { source, agentSession }: SessionStartEvent,
): HookReply {
  try {
    return { type: 'context', text: grounding.begin(session, source, { conversation: agentSession }) };
  } catch (error) {
    note('ungrounded', session, { source, problem: problemOf(error) });
    return silent;
  }
}

/** What the person types to the agent. */
function prompt(parts: EventParts, session: Session, event: PromptEvent): HookReply {
  const reply = answerPrompt(parts, session, event);
  parts.history.prompted(session, event, reply.type === 'block' ? reply.reason : undefined);
  return reply;
}

/** A message that is nothing but a stop word stops everything, or pauses. */
function answerPrompt(
  { closed, note, stop, pause, stopWords, mentioned, turns }: EventParts,
  session: Session,
  { text, byPerson }: PromptEvent,
): HookReply {
  const problem = closed(session);
  if (problem !== undefined) return { type: 'block', reason: problem };
  const reading = readStopWord(text, stopWords());
  if (byPerson && (reading.kind === 'none' || reading.kind === 'mention')) session.prompt = text.slice(0, longestPrompt);
  switch (reading.kind) {
    case 'none':
      turns.begin(session);
      return silent;
    case 'mention':
      turns.begin(session);
      note('stop-word', session, { word: reading.word });
      mentioned(session, reading.word);
      return silent;
    case 'pause':
      pause(session, `the person wrote “${reading.word}”`);
      return { type: 'block', reason: 'Portcullis paused this session. Every call waits until you let it go on.' };
    case 'stop':
      stop(`the word “${reading.word}” in a session`);
      return { type: 'block', reason: 'Portcullis engaged the emergency stop. Release it in the editor.' };
  }
} // prettier-ignore

/** Characters of a prompt that are kept for a reviewer. */
const longestPrompt = 16_384;

/** The agent has answered. What a sub-agent says belongs to the turn that runs. */
function turnEnd({ turns, history }: EventParts, session: Session, event: TurnEndEvent): HookReply {
  const { agentId, error } = event;
  history.replied(session, event);
  if (agentId === undefined) turns.end(session, error === undefined ? 'finished' : 'failed', error);
  return silent;
}

async function preTool(
  { permissions }: EventParts,
  session: Session,
  { tool, input, cwd, callId, agentId, agentSession, nativeMode, ofWorkspace }: PreToolEvent,
  signal: AbortSignal,
): Promise<HookReply> {
  const { id, agent } = session;
  const context = {
    agent,
    session: id,
    cwd,
    callId,
    signal,
    conversation: agentSession,
    ...(agentId === undefined ? {} : { agentId }),
    ...(ofWorkspace === true ? { serverFolder: session.cwd } : {}),
    // A person who put the agent into its plan mode wants no changes, whatever the gate would allow.
    ...(nativeMode === 'plan' ? { mode: 'plan' as const } : {}),
  };
  const decision = await permissions(tool, input, context);
  // Invariant: an `ask` never leaves the gate, for it has asked already, and agents would take it for their own.
  return { type: 'decision', behavior: decision.allowed ? 'allow' : 'deny', reason: words(decision) };
}

/**
 * The agent asks a second time, about every call: allowed only where the very same call was allowed a moment ago. All
 * else is denied, for silence would open the agent's own dialog, or let a hook of the project answer it.
 */
function permission(
  { closed, sessions, note }: EventParts,
  session: Session,
  event: PermissionEvent,
): HookReply {
  const { tool, input } = event;
  const problem =
    closed(session) ??
    (session.paused && `The session is paused: ${session.paused.reason}.`) ??
    lockedOut(tool, sessions.causes(session));
  if (problem === undefined && session.vetted.answersDialog(tool, inputDigestOf(input))) {
    return { type: 'decision', behavior: 'allow', reason: 'Portcullis allowed this call.' };
  }
  const reason = problem ?? 'Portcullis has not vetted this call.';
  note('unvetted', session, { tool, reason });
  return { type: 'decision', behavior: 'deny', reason };
}

/** The shell lock by the name alone, for a call that the gate has perhaps never seen. */
function lockedOut(tool: string, causes: readonly Cause[]): string | undefined {
  const how = causes.length === 0 ? undefined : runsByName(tool);
  return how && `${tool} ${how}, and the session is not trusted: ${causesText(causes)}.`;
}

/** Compares what has run with what was decided. */
function postTool(
  { note, breached, trust }: EventParts,
  session: Session,
  { tool, input, callId, outcome, durationMs }: PostToolEvent,
): HookReply {
  const { match, operations, goesOn, undoes } = session.vetted.ran(callId, tool, inputDigestOf(input));
  note('outcome', session, { callId, tool, outcome, durationMs, match });
  // Only what was decided on moves trust, whatever an agent reports; of what runs on nobody knows yet how it ends.
  if (outcome === 'failure' || !goesOn) trust.happened(outcome, operations, callId);
  if (outcome === 'success') trust.happened('rollback', undoes, callId);
  if (match === 'vetted') return silent;
  // A call that was refused, by the gate or by the agent before it asked, may be reported as a failure: it never ran.
  if (outcome === 'failure' && match !== 'changed') return silent;
  const problem = problems[match];
  breached(session, `${tool} ${problem}`);
  return { type: 'block', reason: `Portcullis paused this session: ${tool} ${problem}.` };
}

const problems = {
  unknown: 'ran without a decision of the gate',
  denied: 'ran although the gate had denied it',
  changed: 'ran with another input than the one that was decided on',
};

/** A slash command or skill that the person typed: its text may run commands that never come to the gate again. */
async function expansion(
  { permissions, closed }: EventParts,
  session: Session,
  { command, args, cwd }: ExpansionEvent,
  signal: AbortSignal,
): Promise<HookReply> {
  const problem = closed(session);
  if (problem !== undefined) return { type: 'block', reason: problem };
  const { id, agent } = session;
  const context = { agent, session: id, cwd, signal, patience: patience.expansion };
  const decision = await permissions('Skill', { skill: command, args }, context);
  return decision.allowed ? silent : { type: 'block', reason: words(decision) };
}

/** Settings that change while the agent runs could switch its hooks off: they wait for the person. */
async function configChange(
  { questions, journal, note, personAvailable, closed }: EventParts,
  session: Session,
  { source, file, cwd }: ConfigChangeEvent,
  signal: AbortSignal,
): Promise<HookReply> {
  const content = contentOf(file);
  const digest = digestOf([session.id, 'configChange', source, file ?? null, content]);
  const blocked: HookReply = {
    type: 'block',
    reason: `A change of settings (${source}) needs the person's consent.`,
  };
  if (closed(session) !== undefined) return blocked;
  if (session.accepted.has(digest)) return silent;
  note('config-change', session, { source, file });
  if (!personAvailable) return blocked;
  const call: ToolCall = { kind: 'other', tool: 'ConfigChange', problem: 'settings of the agent changed' };
  const outcome = await questions.ask(
    {
      session: session.id,
      agent: session.agent,
      tool: 'ConfigChange',
      input: { source, file },
      call,
      decision: configQuestion(source, file),
      cwd,
      digest,
      suggestions: [],
      operations: [],
    },
    { deadline: patience.configChange, signal },
  );
  if (outcome.type === 'withdrawn') return blocked;
  journal.append(answerRecord(session, outcome, { about: 'configChange', tool: 'ConfigChange' }));
  if (outcome.answer.behavior === 'deny') return blocked;
  // The consent was for what stood there when it was asked; what cannot be read is asked about each time.
  if (contentOf(file) !== content) return blocked;
  if (content !== null) session.accepted.add(digest);
  return silent;
}

function configQuestion(source: string, file: string | undefined): Decision {
  return {
    ...failure(`the agent's settings changed on disk (${source})`),
    behavior: 'ask',
    layer: 'floor',
    reason: `Settings of the agent changed while it runs: ${file ?? source}.`,
    consequence: 'New settings can add hooks, change the environment or switch protection off.',
  };
}

const mostSettings = 8 * 1024 * 1024;

function contentOf(file: string | undefined): string | null {
  if (file === undefined) return null;
  try {
    const text = readIfThere(file, mostSettings);
    return text === undefined ? null : sha256(text);
  } catch {
    return null;
  }
}

/** What the agent is told. */
function words({ reason, consequence, advice, allowed }: PermissionDecision): string {
  if (allowed) return reason;
  const parts = [reason, consequence, advice].filter((part) => part !== undefined && part !== '');
  return parts.join(advice?.includes('\n') === true ? '\n\n' : ' ');
}
