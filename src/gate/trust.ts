// Trust in services while the gate runs. Each event is journaled first, then applied; the state at the start is folded
// from the journal, and what other windows journal is followed before each call.
// Invariant: whatever is missing or damaged gives less trust, never more.
import { settingFor, type ServiceSetting, type TrustInputs } from '../policy/external/inputs.ts';
import type { Done } from '../policy/external/undo.ts';
import {
  decodeTrustRecord,
  happened,
  holdsBack,
  trustRecord,
  type Happening,
  type TrustEvent,
} from '../policy/trust/event.ts';
import { lowered } from '../policy/trust/lost.ts';
import { fadedEvidence } from '../policy/trust/score.ts';
import type { Standing } from '../policy/trust/standing.ts';
import {
  foldTrust,
  keyOf,
  proposalFor,
  standingOf,
  trustScore,
  type Proposal,
  type TrustState,
} from '../policy/trust/trust.ts';
import type { Log } from './api.ts';
import { HumanError } from './humanError.ts';
import type { Journal } from './journal.ts';
import type { JournalTail } from './journalTail.ts';
import { redactText } from '../policy/redact.ts';
import { emitter, problemOf } from './signal.ts';
import type { TrustControls, TrustDeed, TrustEntry } from './trustApi.ts';
import { eventOf } from './trustDeeds.ts';
import { loadTrust, type LoadedTrust } from './trustFile.ts';

export interface Trust extends Omit<TrustControls, 'wouldAllow'> {
  /** As it stands at this moment, with what other windows said until now. Never throws. */
  inputs(): TrustInputs;
  /** As it would stand after the person had done this. */
  inputsAfter(deed: TrustDeed): TrustInputs;
  /** What became of a call, or what the person said to it. Never throws. */
  happened(type: Happening, operations: readonly Done[], call: string | undefined): void;
}

export interface TrustParts {
  /** Reads all of it, at the start and when what was followed went away. Never throws. */
  readonly load: () => LoadedTrust;
  /** Follows the other windows' journals from where `load` ended. */
  readonly tail: (loaded: LoadedTrust) => JournalTail;
  readonly journal: Pick<Journal, 'append'>;
  readonly log: Log;
  readonly now: () => number;
  /** Milliseconds in which what happened loses half its weight. */
  readonly halfLife: () => number;
  readonly services: () => readonly ServiceSetting[];
}

/** `loaded` is from before the journal was opened. */
export function openTrust(loaded: LoadedTrust, parts: TrustParts): Trust {
  const { journal, log, now } = parts;
  const changed = emitter<undefined>(log);
  const proposed = emitter<Proposal>(log);
  const options = (): { readonly halfLife: number } => ({ halfLife: parts.halfLife() });
  let { state } = loaded;
  let tail: JournalTail | undefined;
  let problem: string | undefined;
  /** Falls that could not be journaled: no reading of the journal gives them back. */
  const unwritten: TrustEvent[] = [];

  const apply = (events: readonly TrustEvent[]): void => {
    if (events.length === 0) return;
    state = foldTrust(events, state, options());
    // Not at once: whoever listens may look, and looking is what brought it.
    queueMicrotask(() => changed.emit(undefined));
  };
  const note = (record: Parameters<Journal['append']>[0]): boolean => {
    try {
      journal.append(record);
      return true;
    } catch (error) {
      log.error(`A change of trust could not be journaled: ${problemOf(error)}`);
      return false;
    }
  };
  const tellLoss = ({ lost }: LoadedTrust): void => {
    if (lost !== undefined) note({ event: 'trust-lost', ...lost });
  };
  const reload = (): void => {
    const again = parts.load();
    state = again.state;
    tail = parts.tail(again);
    tellLoss(again);
    apply(unwritten);
  };
  /** What other windows journaled holds here from the next call on. */
  const follow = (): void => {
    try {
      tail ??= parts.tail(loaded);
      const polled = tail.poll();
      if (polled === 'torn') reload();
      else
        for (const entry of polled.entries) {
          if (entry.event === 'trust-lost') state = lowered(state);
          if (entry.event === 'trust') apply([decodeTrustRecord(entry)].filter((event) => event !== undefined));
        }
      blind(polled === 'torn' ? undefined : polled.problem);
    } catch (error) {
      blind(problemOf(error));
    }
  }; // prettier-ignore
  const blind = (why: string | undefined): void => {
    if (problem === undefined && why !== undefined)
      log.error(`Trust in other windows cannot be followed, so all of it counts as the lowest: ${why}`);
    problem = why;
  };
  /** Another window may have blocked a service: who cannot see that trusts none. */
  const seen = (): TrustState => (problem === undefined ? state : lowered(state));
  /** Held apart where it cannot be written down, if it holds something back; else nothing changes. */
  const record = (event: TrustEvent, more: { readonly by?: string } = {}): boolean => {
    const written = note({ ...trustRecord(event), ...more });
    if (!written && holdsBack(event)) unwritten.push(event);
    return written || holdsBack(event);
  };

  tellLoss(loaded);
  return {
    changed: changed.signal,
    proposed: proposed.signal,
    inputs() {
      follow();
      return { state: seen(), now: now() };
    },
    inputsAfter(deed) {
      follow();
      const event = eventOf(deed, state, { time: now() });
      return { state: foldTrust([event], seen(), options()), now: now() };
    },
    list() {
      follow();
      return listOf(seen(), { now: now(), ...options() }, parts.services());
    },
    happened(type, operations, call) {
      if (operations.length === 0) return;
      follow();
      const about = { time: now(), ...(call === undefined ? {} : { call }) };
      const events = happened(type, operations, about).filter((event) => record(event));
      const before = state;
      apply(events);
      for (const { service, kind } of type === 'success' ? events : []) {
        const proposal = openProposal(standingOf(state, service, kind), parts.services());
        if (proposal && !proposalFor(standingOf(before, service, kind))) proposed.emit(proposal);
      }
    },
    act(deed, { by, why }) {
      follow();
      const event = eventOf(deed, state, { time: now(), ...(why === undefined ? {} : { reason: redactText(why) }) });
      const isWritten = record(event, { by });
      if (!isWritten) throw new HumanError('This cannot be written into the journal, so nothing was changed.');
      apply([event]);
    },
  }; // prettier-ignore
}

/** As it stands for who has no gate: read once, nothing followed, nothing written. */
export function trustSeen(
  stateDir: string,
  log: Log,
  options: { readonly now: number; readonly halfLife: number; readonly services: readonly ServiceSetting[] },
): readonly TrustEntry[] {
  const { now, halfLife, services } = options;
  const { state } = loadTrust(stateDir, log, { looksOnly: true, halfLife });
  return listOf(state, { now, halfLife }, services);
}

interface Moment {
  readonly now: number;
  readonly halfLife: number;
}

function listOf(state: TrustState, moment: Moment, services: readonly ServiceSetting[]): readonly TrustEntry[] {
  return [...state.standings.values()]
    .map((standing) => entryOf(state, standing, moment, services))
    .sort((one, other) => (keyOf(one.service, one.kind) < keyOf(other.service, other.kind) ? -1 : 1))
    .sort((one, other) => one.service.localeCompare(other.service));
} // prettier-ignore

function entryOf(
  state: TrustState,
  standing: Standing,
  { now, halfLife }: Moment,
  services: readonly ServiceSetting[],
): TrustEntry {
  const { service, kind, level, source, exact, incidents, history, streak, evidence } = standing;
  const { successes, failures } = fadedEvidence(evidence, now, halfLife);
  return {
    service,
    kind,
    level,
    source,
    exact,
    incidents,
    history,
    streak,
    successes,
    failures,
    score: trustScore(state, standing, now, { halfLife }),
    held: settingFor(services, service, kind),
    proposal: openProposal(standing, services),
  };
}

/** Nothing is proposed that the person's own settings hold back. */
function openProposal(standing: Standing, services: readonly ServiceSetting[]): Proposal | undefined {
  const isHeld = settingFor(services, standing.service, standing.kind) !== undefined;
  return isHeld ? undefined : proposalFor(standing);
}
