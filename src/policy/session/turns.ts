// The turns of a session, and what was refused in each: a turn lasts from the person's prompt to the agent's answer.
// Pure: times come in. Texts are redacted before they come here.

/** One call that did not run. */
export interface Denial {
  /** The id of the decision; its entry in the journal has the same. */
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly turn: number;
  readonly tool: string;
  /** The call in one text: its command, its files, its address. */
  readonly subject: string;
  readonly reason: string;
  /** The line of authority that spoke. */
  readonly layer: string;
  /** The rule's text, or the id of the floor's rule. */
  readonly rule?: string;
  readonly by: 'gate' | 'person';
  /** The sub-agent that wanted the call. */
  readonly agentId?: string;
}

export interface CallCounts {
  readonly calls: number;
  readonly allowed: number;
  /** Calls about which a person was asked, whatever came of it. */
  readonly asked: number;
  readonly denied: number;
}

/**
 * How a turn ended: the agent had answered, its model failed, the next prompt came before an answer, or the session
 * ended.
 */
export type TurnEnd = 'finished' | 'failed' | 'interrupted' | 'ended';

/** A turn that is over. */
export interface Turn extends CallCounts {
  readonly turn: number;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly end: TurnEnd;
  /** Why the agent broke off, in its own words. */
  readonly error?: string;
  /** Why the session was paused when the turn ended: a limit was reached, or a person held it. */
  readonly paused?: string;
  /** In the order in which they fell; the first ones of a turn that has more than are kept. */
  readonly denials: readonly Denial[];
}

/** `open` is the turn that runs, if one does. */
export interface Turns {
  readonly number: number;
  readonly open: OpenTurn | undefined;
  /** Of all turns. */
  readonly counts: CallCounts;
  /** The newest denials of all turns, in the order in which they fell; the journal has every one. */
  readonly denials: readonly Denial[];
}

interface OpenTurn extends CallCounts {
  readonly startedAt: number;
  readonly denials: readonly Denial[];
}

export const mostDenials = 500;

const none: CallCounts = { calls: 0, allowed: 0, asked: 0, denied: 0 };

export const noTurns: Turns = { number: 0, open: undefined, counts: none, denials: [] };

/** The person has sent a prompt. A turn that still runs must be ended before. */
export function beginTurn(turns: Turns, at: number): Turns {
  return { ...turns, number: turns.number + 1, open: { ...none, startedAt: at, denials: [] } };
}

export interface SettledCall {
  readonly at: number;
  readonly allowed: boolean;
  readonly asked: boolean;
  /** Of a call that was refused. */
  readonly denial?: Omit<Denial, 'turn' | 'time'>;
}

/** A call was decided. Without a prompt before it, such as one of a sub-agent in the background, it begins a turn. */
export function addCall(turns: Turns, call: SettledCall): Turns {
  const { number, open, counts, denials } = turns.open ? turns : beginTurn(turns, call.at);
  if (!open) return turns;
  const denial = call.denial && { ...call.denial, time: call.at, turn: number };
  return {
    number,
    counts: counted(counts, call),
    denials: denial ? [...denials, denial].slice(-mostDenials) : denials,
    open: {
      ...counted(open, call),
      startedAt: open.startedAt,
      denials: denial && open.denials.length < mostDenials ? [...open.denials, denial] : open.denials,
    },
  };
}

/** Ends the turn that runs. The turn is undefined when none did. */
export function endTurn(
  turns: Turns,
  how: { readonly at: number; readonly end: TurnEnd; readonly error?: string; readonly paused?: string },
): { readonly turns: Turns; readonly turn: Turn | undefined } {
  const { open, number } = turns;
  if (!open) return { turns, turn: undefined };
  const { at, ...rest } = how;
  return { turns: { ...turns, open: undefined }, turn: { ...open, ...rest, turn: number, endedAt: at } };
}

function counted({ calls, allowed, asked, denied }: CallCounts, call: SettledCall): CallCounts {
  return {
    calls: calls + 1,
    allowed: allowed + (call.allowed ? 1 : 0),
    asked: asked + (call.asked ? 1 : 0),
    denied: denied + (call.allowed ? 0 : 1),
  };
}
