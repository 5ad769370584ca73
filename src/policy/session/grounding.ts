// When each reader of a session was given the identity text: the conversation of an agent, or one of its sub-agents,
// whose context is its own. A reducer: what happened goes in, the next state comes out. No decision relies on what the
// text says; it only has to be there before something is sent.
import type { Operation } from '../external/operation.ts';

/** The sessions' own boundaries, in the words of the agents, and `send`: given with the denial of a call. */
export const boundaries = ['startup', 'resume', 'clear', 'compact', 'fork', 'send'] as const;
export type Boundary = (typeof boundaries)[number];

export interface Given {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly boundary: Boundary;
  /** SHA-256 of the text as it was given. */
  readonly digest: string;
  readonly characters: number;
}

/** By reader, the one that was given it last at the end. */
export type GroundingState = ReadonlyMap<string, Given>;

export type GroundingEvent =
  | { readonly type: 'given'; readonly reader: string; readonly given: Given }
  /** Its context was compacted, cleared or begun anew: what it was given before is gone. */
  | { readonly type: 'gone'; readonly reader: string };

export const notGrounded: GroundingState = new Map();

/** Readers that are remembered; one that is forgotten is given the text once more. */
const mostReaders = 200;

export function updateGrounding(state: GroundingState, event: GroundingEvent): GroundingState {
  const next = new Map(state);
  next.delete(event.reader);
  if (event.type === 'given') next.set(event.reader, event.given);
  const [oldest] = next.keys();
  if (next.size > mostReaders && oldest !== undefined) next.delete(oldest);
  return next;
}

/** One name for who reads: the agent's own conversation, or a sub-agent in it. */
export function readerOf(conversation: string, agentId: string | undefined): string {
  return agentId === undefined ? conversation : `${conversation} ${agentId}`;
}

/**
 * Was the reader given the text recently? `maxAge` in milliseconds; 0 means that it need not have been. A time that
 * lies ahead says that the clock was put back, and counts for nothing.
 */
export function isGrounded(state: GroundingState, reader: string, now: number, maxAge: number): boolean {
  if (maxAge === 0) return true;
  const given = state.get(reader);
  return given !== undefined && given.at <= now && now - given.at < maxAge;
}

/** What speaks to others: publications, messages, and every change in a place where people read messages. */
export function spokenOf(operations: readonly Operation[]): Operation | undefined {
  return operations.find(
    ({ kind, channel }) =>
      kind === 'send' || kind === 'publish' || (channel !== undefined && kind !== 'read'),
  );
}

/** What an agent calls the boundary; a word that is not known is a start. */
export function boundaryOf(source: string): Boundary {
  return boundaries.find((one) => one === source && one !== 'send') ?? 'startup';
}
