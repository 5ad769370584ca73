// Gives agents the text that says who they are and what they may expect: at each boundary of a session, and with the
// denial of a call that would send something when the text was given too long ago. The denial is given once; the call
// that is made again goes its usual way. It is an aid, and no decision relies on what the text says.
// Invariant: a text counts as given only after that stands in the journal, and only when nothing was missing in it.
import type { Agent, AgentId } from '../../agents/agent.ts';
import type { Decision } from '../../policy/decision.ts';
import type { Operation } from '../../policy/external/operation.ts';
import { titleOf } from '../../policy/external/operation.ts';
import { groundingText, type IdentityText } from '../../policy/grounding/text.ts';
import {
  boundaryOf,
  isGrounded,
  readerOf,
  spokenOf,
  updateGrounding,
  type Boundary,
} from '../../policy/session/grounding.ts';
import type { GateOptions } from '../api.ts';
import { deny } from '../convert.ts';
import { sha256 } from '../digest.ts';
import type { Journal } from '../journal.ts';
import { sessionRecord } from '../records.ts';
import type { Session, Sessions } from '../sessions.ts';
import type { Identity, LookedFile } from './identity.ts';
import type { GroundingPlace } from './sources.ts';

/** Whose context it is: a conversation of the agent, or a sub-agent in it. */
export interface Reader {
  readonly conversation: string;
  readonly agentId?: string | undefined;
}

export interface Grounding {
  /** The text for a session that begins or goes on after a boundary. Throws where it cannot be journaled. */
  begin(session: Session, source: string, reader: Reader): string;
  /** The context of the reader is about to be compacted. */
  gone(session: Session, reader: Reader): void;
  /**
   * What becomes of a call that would be allowed or asked about: the same, or a denial that carries the text, or a
   * question to the person where the text cannot be given. Without a reader the answer reaches no model.
   */
  before(call: GroundedCall, decision: Decision): Decision;
  /** Where identity files are looked for at this moment. */
  place(): GroundingPlace;
}

export interface GroundedCall {
  readonly session: Session;
  readonly reader: Reader | undefined;
  readonly operations: readonly Operation[];
}

export interface GroundingParts {
  readonly identity: Identity;
  readonly journal: Pick<Journal, 'append'>;
  readonly sessions: Pick<Sessions, 'list' | 'touch'>;
  readonly agents: Readonly<Partial<Record<AgentId, Agent>>>;
  readonly options: Pick<GateOptions, 'settings' | 'workspace' | 'home'>;
  readonly now: () => number;
}

/** Characters that a denial needs beside the text. */
const reserve = 500;

export function openGrounding(parts: GroundingParts): Grounding {
  const { identity, journal, sessions, options, now } = parts;

  const place = (): GroundingPlace => {
    const { roots, trusted } = options.workspace();
    const live = sessions.list().filter(({ state }) => state !== 'ended');
    return placeFor([...roots, ...live.map(({ cwd }) => cwd)], trusted);
  };
  const placeFor = (folders: readonly string[], trusted: boolean): GroundingPlace => ({
    home: options.home,
    folders: [...new Set(folders)],
    trusted,
    files: options.settings().grounding.files,
  });
  const compose = (session: Session): Composed => {
    const { roots, trusted } = options.workspace();
    const files = identity.look(placeFor([...roots, session.cwd], trusted));
    const given = files.flatMap(textOf).filter((one, at, all) => all.findIndex(({ digest }) => digest === one.digest) === at);
    const named = options.settings().grounding.files.some(({ by }) => by === 'person');
    const text = groundingText({
      mode: options.settings().permissionMode,
      texts: given,
      notes: files.flatMap(noteOn),
      limit: (parts.agents[session.agent]?.longestText ?? 0) - reserve,
    });
    const problem = files.map(problemOf).find((one) => one !== undefined) ?? (named && given.length === 0 ? 'none of the files that the settings name is there' : undefined);
    return { text, files, problem };
  };
  const give = (session: Session, { conversation, agentId }: Reader, boundary: Boundary, { text, files, problem }: Composed): void => {
    const reader = readerOf(conversation, agentId);
    const digest = sha256(text);
    const details = { boundary, conversation, agentId, sha256: digest, characters: text.length, problem };
    const record = { ...details, files: files.map(({ file, digest: of }) => ({ file: file.path, state: file.state, sha256: of })) };
    journal.append(sessionRecord('grounding', session, record));
    const event = problem === undefined ? { type: 'given' as const, reader, given: { at: now(), boundary, digest, characters: text.length } } : { type: 'gone' as const, reader };
    session.grounding = updateGrounding(session.grounding, event);
    sessions.touch();
  };
  const gone = (session: Session, { conversation, agentId }: Reader): void => {
    session.grounding = updateGrounding(session.grounding, { type: 'gone', reader: readerOf(conversation, agentId) });
    sessions.touch();
  };
  return {
    place,
    gone,
    begin(session, source, reader) {
      gone(session, reader);
      const composed = compose(session);
      give(session, reader, boundaryOf(source), composed);
      return composed.text;
    },
    before({ session, reader, operations }, decision) {
      if (decision.behavior === 'deny') return decision;
      const operation = spokenOf(operations);
      if (operation === undefined) return decision;
      const { maxAge } = options.settings().grounding;
      if (maxAge === 0) return decision;
      const what = titleOf(operation).slice(0, 200);
      if (reader === undefined) return asking(decision, what, 'the answer to this call does not reach the agent');
      if (isGrounded(session.grounding, readerOf(reader.conversation, reader.agentId), now(), maxAge)) return decision;
      const composed = compose(session);
      if (composed.problem !== undefined) return asking(decision, what, composed.problem);
      give(session, reader, 'send', composed);
      return deny({ ...decision, consequence: '' }, {
        layer: 'grounding',
        reason: `Nothing is wrong with this call (${what}), but read this text before it is made. If the call still fits, make it again as it is: it then goes its usual way.`,
        advice: composed.text,
      });
    },
  };
} // prettier-ignore

interface Composed {
  readonly text: string;
  readonly files: readonly LookedFile[];
  /** Why the text is not all that has to be given. */
  readonly problem: string | undefined;
}

/** The rule that allowed the call has no say in this. */
function asking({ rule: _rule, ...decision }: Decision, what: string, problem: string): Decision {
  const reason = `The agent could not be reminded of who it is before this ${what}: ${problem}.`;
  return { ...decision, behavior: 'ask', allowed: false, layer: 'grounding', reason };
}

function textOf({ file, text, digest }: LookedFile): readonly IdentityText[] {
  if (text === undefined || digest === undefined) return [];
  const note = 'It was changed since the person accepted it. This is the accepted text.';
  return [{ name: file.path, digest, text, ...(file.state === 'changed' ? { note } : {}) }];
}

function noteOn({ file, text }: LookedFile): readonly string[] {
  switch (file.state) {
    case 'untrusted':
      return [`${file.path} is not given, for the workspace is not trusted.`];
    case 'refused':
      return [`${file.path} is not given: ${file.problem}.`];
    case 'changed':
      return text === undefined ? [`${file.path} is not given: it waits until the person accepts it.`] : [];
    case 'accepted':
    case 'absent':
      return [];
  }
} // prettier-ignore

function problemOf({ file, needed, text }: LookedFile): string | undefined {
  switch (file.state) {
    case 'refused':
      return `${file.path}: ${file.problem}`;
    case 'absent':
      return needed ? `${file.path} is not there` : undefined;
    case 'changed':
      return text === undefined && file.accepted === undefined ? `${file.path}: what was accepted of it is lost` : undefined;
    case 'accepted':
    case 'untrusted':
      return undefined;
  }
} // prettier-ignore
