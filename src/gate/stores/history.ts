// Keeps the records of sessions that are not the journal: the session's own file, the log of messages, the ledger.
// None of them decides anything, so a record that fails holds nothing up: the failure is logged and can be seen.
import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { Agent, AgentId, PromptEvent, TurnEndEvent } from '../../agents/agent.ts';
import { anonymous } from '../../policy/anonymous.ts';
import type { Redactor } from '../../policy/knownSecrets.ts';
import { shortened } from '../../policy/redact.ts';
import type { Answer, LaunchRequest, Log, Pending } from '../api.ts';
import type { SessionRecord } from '../sessionFiles.ts';
import type { Session } from '../sessions.ts';
import { problemOf } from '../signal.ts';
import type { TurnKeeper } from '../turns.ts';
import { appendRow, type LedgerRow, type Result } from './ledger.ts';
import { approvalOf, openMessages } from './messages.ts';
import { promptPlace, savePromptFile, statePlace } from './promptFiles.ts';
import { tokenCounter, type TokenCounter } from './tokens.ts';
import { pathOf, type Within } from './within.ts';

/** How a session ended, as far as the gate saw it. */
export interface Ending {
  readonly result: Result;
  readonly exitCode?: number;
  readonly error?: string;
}

export interface History {
  launched(session: Session, request: LaunchRequest): void;
  /** It was not: the session ends where it would have begun. */
  refused(session: Session, request: LaunchRequest, error: string): void;
  /** `refused` says why the prompt did not get through. */
  prompted(session: Session, event: PromptEvent, refused?: string): void;
  /** The agent or a sub-agent has said its last words of a turn. */
  replied(session: Session, event: TurnEndEvent): void;
  answered(session: Session, pending: Pending, answer: Answer): void;
  /** The agent begins, and what its file of the conversation has so far is from before. */
  begun(session: Session, transcript: string | undefined): void;
  /** The agent ends, and its file of the conversation is complete. */
  closing(session: Session, transcript: string | undefined): void;
  ended(session: Session, ending: Ending): void;
  /** Nobody will see what becomes of the sessions that still run. */
  close(why: string): void;
  /** What cannot be written now, in sentences. */
  problems(): readonly string[];
}

export interface HistoryParts {
  readonly stateDir: string;
  readonly agents: Readonly<Partial<Record<AgentId, Agent>>>;
  readonly roots: () => readonly string[];
  readonly home: string;
  readonly owner: SessionRecord['owner'];
  readonly turns: Pick<TurnKeeper, 'end'>;
  readonly secrets: Redactor;
  readonly log: Log;
  readonly now: () => number;
}

interface Kept {
  readonly session: Session;
  readonly request: LaunchRequest;
  place: Within;
  readonly prompts: string[];
  readonly tokens: TokenCounter | undefined;
}

export function ledgerFile(stateDir: string): string {
  return join(stateDir, 'ledger.jsonl');
}

export function openHistory(parts: HistoryParts): History {
  const { stateDir, agents, secrets, log, now, owner } = parts;
  const messages = openMessages(stateDir, secrets, now);
  const kept = new Map<string, Kept>();
  const problems = new Map<string, string>();
  const anonymously = anonymous({ home: parts.home, account: accountName() });

  /** True when it worked. */
  const attempt = (what: string, run: () => void): boolean => {
    try {
      run();
      problems.delete(what);
      return true;
    } catch (error) {
      const problem = `${what} cannot be written: ${problemOf(error)}`;
      if (problems.get(what) !== problem) log.error(problem);
      problems.set(what, problem);
      return false;
    }
  };
  const say = (session: Session, message: Parameters<typeof messages.append>[1]): void =>
    void attempt('The log of messages', () => messages.append(session, message));
  const saveFile = ({ id: sessionId }: Session, one: Kept): void => {
    const counts = one.tokens?.total();
    const file = { sessionId, prompts: one.prompts, ...(counts === undefined ? {} : { tokens: counts }) };
    const fallback = statePlace(stateDir);
    try {
      savePromptFile(one.place, file);
      problems.delete(sessionFile);
    } catch (error) {
      if (one.place.root !== fallback.root)
        log.warn(`The session's file is kept in ${pathOf(fallback)}: ${problemOf(error)}`);
      one.place = fallback;
      attempt(sessionFile, () => savePromptFile(fallback, file));
    }
  };
  const row = (session: Session, request: LaunchRequest, more: Partial<LedgerRow>): void =>
    void attempt('The ledger', () =>
      appendRow(
        ledgerFile(stateDir),
        {
          id: session.id,
          agent: session.agent,
          profile: session.profile,
          trigger: request.trigger ?? 'person',
          cwd: session.cwd,
          owner,
          start: new Date(session.startedAt).toISOString(),
          status: 'running',
          ...more,
        },
        secrets,
      ),
    );

  return {
    problems: () => [...problems.values()],
    close(error) {
      for (const { session } of kept.values()) this.ended(session, { result: 'ended', error });
    },
    launched(session, request) {
      const reader = agents[session.agent]?.transcript;
      const one: Kept = {
        session,
        request,
        place: promptPlace(session.cwd, parts.roots(), stateDir),
        prompts: [],
        tokens: reader && tokenCounter(reader, reader.folder(request.env, request.env['HOME'] ?? parts.home)),
      };
      kept.set(session.id, one);
      row(session, request, {});
      saveFile(session, one);
    },
    refused: (session, request, error) =>
      row(session, request, { status: 'over', end: new Date(now()).toISOString(), result: 'failure', error }),
    begun(session, transcript) {
      if (transcript !== undefined) kept.get(session.id)?.tokens?.skip(transcript);
    },
    closing(session, transcript) {
      const counter = kept.get(session.id)?.tokens;
      if (transcript !== undefined) counter?.read(transcript);
      counter?.readOn();
    },
    prompted(session, { text, transcript }, refused) {
      const one = kept.get(session.id);
      if (transcript !== undefined) one?.tokens?.skip(transcript);
      const turn = session.turns.number;
      say(session, { type: 'prompt', turn, text, ...(refused === undefined ? {} : { refused }) });
      if (refused !== undefined || !one) return;
      one.prompts.push(anonymously(shortened(text, mostCharacters, secrets.text)));
      saveFile(session, one);
    },
    replied(session, { reply: text, agentId, error, transcript }) {
      const one = kept.get(session.id);
      if (transcript !== undefined) one?.tokens?.read(transcript);
      say(session, {
        type: 'reply',
        turn: session.turns.number,
        text: text ?? '',
        ...(agentId === undefined ? {} : { agentId }),
        ...(error === undefined ? {} : { error }),
      });
      if (one) saveFile(session, one);
    },
    answered: (session, pending, answer) =>
      say(session, approvalOf(session.turns.number, pending, answer, secrets)),
    ended(session, { result, exitCode, error }) {
      const one = kept.get(session.id);
      if (!one) return;
      parts.turns.end(session, 'ended');
      kept.delete(session.id);
      messages.leave(session.id);
      one.tokens?.readOn();
      saveFile(session, one);
      const tokens = one.tokens?.total();
      row(session, one.request, {
        status: 'over',
        end: new Date(now()).toISOString(),
        seconds: Math.max(0, Math.round((now() - session.startedAt) / 1000)),
        result,
        turns: session.turns.number,
        counts: session.turns.counts,
        ...(exitCode === undefined ? {} : { exitCode }),
        ...(tokens === undefined ? {} : { tokens }),
        ...(error === undefined ? {} : { error }),
      });
    },
  };
}

const sessionFile = "The session's file";
/** Longer prompts are cut, and say by how much. */
const mostCharacters = 1_000_000;

function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return ''; // An account without a name, as in some containers.
  }
}
