// What was said in a session, as JSON lines: prompts, the agent's last words, the person's answers to questions.
// Secrets go out here, before anything reaches a file.
import { join } from 'node:path';
import type { AgentId } from '../../agents/agent.ts';
import type { Redactor } from '../../policy/knownSecrets.ts';
import { isRecord, text } from '../../protocol/decode.ts';
import type { Answer, Pending } from '../api.ts';
import { subjectText } from '../decisionRecord.ts';
import { rotatedLines, rotatedParts, rotatingFiles } from './rotating.ts';

/** `turn` is the number of the session's turn to which it belongs. */
export type Message =
  | {
      readonly type: 'prompt';
      readonly turn: number;
      readonly text: string;
      /** Why the gate did not let it through. */
      readonly refused?: string;
    }
  | {
      readonly type: 'reply';
      readonly turn: number;
      readonly text: string;
      /** The sub-agent that says it. */
      readonly agentId?: string;
      /** Why the agent broke off. */
      readonly error?: string;
    }
  | {
      readonly type: 'approval';
      readonly turn: number;
      readonly question: string;
      readonly tool: string;
      readonly subject: string;
      readonly behavior: Answer['behavior'];
      readonly feedback?: string;
      /** It was asked whether a paused session may go on. */
      readonly resumes?: true;
    };

export interface MessageLog {
  /** Throws when it cannot be written. */
  append(session: { readonly id: string; readonly agent: AgentId }, message: Message): void;
  leave(session: string): void;
}

export function messagesFolder(stateDir: string): string {
  return join(stateDir, 'messages');
}

export function openMessages(
  stateDir: string,
  secrets: Redactor,
  now: () => number,
  rotateAt?: number,
): MessageLog {
  const files = rotatingFiles(messagesFolder(stateDir), rotateAt === undefined ? {} : { most: rotateAt });
  return {
    append({ id, agent }, message) {
      const entry = { time: new Date(now()).toISOString(), session: id, agent, ...message };
      files.append(id, JSON.stringify(secrets.value(entry, { text: mostCharacters, items: 100, depth: 8 })));
    },
    leave: (session) => files.leave(session),
  };
}

export function approvalOf(
  turn: number,
  pending: Pending,
  { behavior, feedback }: Answer,
  secrets: Redactor,
): Message {
  const { id: question, tool, call, resumes } = pending;
  return {
    type: 'approval',
    turn,
    question,
    tool,
    subject: subjectText(call, secrets),
    behavior,
    ...(feedback === undefined ? {} : { feedback }),
    ...(resumes === undefined ? {} : { resumes }),
  };
}

/** One message of a file. */
export interface StoredMessage {
  readonly time: string;
  readonly type: string;
  readonly text: string;
}

/** The messages of a session in order; lines that are none are left out. */
export function readMessages(stateDir: string, session: string): readonly StoredMessage[] {
  return rotatedLines(messagesFolder(stateDir), session).flatMap((line) => decodeMessage(line) ?? []);
}

export function messageFiles(stateDir: string, session: string): readonly string[] {
  return rotatedParts(messagesFolder(stateDir), session);
}

/** Longer texts are cut, and say by how much. */
const mostCharacters = 1_000_000;

function decodeMessage(line: string): StoredMessage | undefined {
  try {
    const value: unknown = JSON.parse(line);
    if (!isRecord(value)) return undefined;
    const [time, type] = [text(value, 'time'), text(value, 'type')];
    if (time === undefined || type === undefined) return undefined;
    const words = [text(value, 'behavior'), text(value, 'subject'), text(value, 'feedback')];
    return { time, type, text: text(value, 'text') ?? words.filter((one) => one !== undefined).join(' · ') };
  } catch {
    return undefined;
  }
}
