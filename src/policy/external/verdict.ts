// The external operation gate: what risk and trust say about the operations of one call.
//
// Invariant: it allows only what the person ratified, of low or medium risk or granted exactly, and nothing beside it.
// Start levels allow nothing; they are only where proposals begin.
import type { CallReading } from '../classifier/read.ts';
import { isHarmless } from '../classifier/harmless.ts';
import { proofVerdict } from '../classifier/proof.ts';
import { neverBelowAsk } from '../classifier/verdict.ts';
import type { CheckContext } from '../context.ts';
import type { Verdict } from '../decision.ts';
import { mayAsk } from '../mayAsk.ts';
import { mostServices, type FlowState } from '../session/flow.ts';
import type { TrustLevel } from '../trust/levels.ts';
import type { Standing } from '../trust/standing.ts';
import { keyOf, standingOf, streakFor, trustScore } from '../trust/trust.ts';
import { outward } from './commands.ts';
import { defaultCheckpoint, defaultThreshold, everywhere, settingFor } from './inputs.ts';
import { changingKinds, titleOf, type Operation } from './operation.ts';
import { operationsOf } from './operations.ts';
import { mayBeTrusted, riskOf, risks, type Risk } from './risk.ts';

/** A service that the person blocked, in settings or by its level: as strong as a deny rule. */
export function blockedVerdict(reading: CallReading, context: CheckContext): Verdict | undefined {
  if (context.external?.services === undefined && context.trust === undefined) return undefined;
  const operations = operationsOf(reading, context.external?.annotations);
  const blocked = operations.find((operation) => levelOf(operation, context) === 'blocked');
  if (blocked === undefined) return undefined;
  const reason = `The person blocked every ${blocked.kind} of ${blocked.service}.`;
  return { line: 'deny-rule', behavior: 'deny', reason };
}

/** Names the gravest operation and its risk; says more only where something is known of services or trust. */
export function externalVerdict(reading: CallReading, context: CheckContext): Verdict {
  const operations = operationsOf(reading, context.external?.annotations);
  const none = (reason: string): Verdict => ({ line: 'external', behavior: 'none', reason });
  if (operations.length === 0) return none('It is no external operation.');
  const judged = operations.map((operation) => judge(operation, context));
  const worst = judged.reduce((one, other) => (order.indexOf(other.says) > order.indexOf(one.says) ? other : one));
  const { operation, risk, says, because } = worst;
  const risky = `${capital(titleOf(operation))} is of ${risk} risk`;
  const reason = `${risky}: ${because}.`;
  switch (says) {
    case 'deny':
      return { line: 'external', behavior: 'deny', reason };
    case 'ask':
      return mayAsk(reading, context, worst.always) ? { line: 'external', behavior: 'ask', reason } : none(reason);
    case 'unknown': {
      if (context.trust === undefined) return none(`${risky}.`);
      const passes = proofVerdict(reading).behavior === 'allow';
      return passes || !mayAsk(reading, context) ? none(reason) : { line: 'external', behavior: 'ask', reason };
    }
    case 'allow':
      if (context.mode === 'plan') return none(`${risky}, and the mode decides.`);
      return covers(reading, operations) ? { line: 'external', behavior: 'allow', reason, level: levelOf(operation, context) } : none(`${reason} The call does more than that.`);
  }
} // prettier-ignore

interface Judged {
  readonly operation: Operation;
  readonly risk: Risk;
  /** `unknown`: nobody chose a level, so that the other lines decide. */
  readonly says: 'allow' | 'unknown' | 'ask' | 'deny';
  readonly because: string;
  /** The person or an incident asks for it: in every mode. */
  readonly always?: boolean;
}

const order: readonly Judged['says'][] = ['allow', 'unknown', 'ask', 'deny'];

function judge(operation: Operation, context: CheckContext): Judged {
  const { service, kind, name, malformed } = operation;
  const risk = riskOf(operation);
  const say = (says: Judged['says'], because: string, always = false): Judged => ({ operation, risk, says, because, always });
  const level = levelOf(operation, context);
  if (level === 'blocked') return say('deny', 'the person blocked it');
  if (settingFor(context.external?.services, service, kind) === 'approveAlways') return say('ask', 'your settings say to ask each time', true);
  if (malformed) return say('ask', 'its name cannot be read');
  const { trust } = context;
  if (trust === undefined) return say('unknown', 'nothing is known of it');
  const standing = standingOf(trust.state, service, kind);
  const named = [standing, standingOf(trust.state, everywhere(service), kind)];
  if (named.some(({ source }) => source === 'incident')) return say('ask', 'trust in it fell after an incident', true);
  const score = trustScore(trust.state, standing, trust.now, trust.options);
  if (named.some((one) => one.source === 'person' && one.level === 'approveAlways')) return say('ask', 'you chose to be asked each time', true);
  const exact = standing.exact.find((grant) => grant.name === name && name !== '');
  if (exact !== undefined && risks.indexOf(risk) <= risks.indexOf(exact.risk)) return checkpoint(say('allow', 'you granted exactly this operation'), context);
  if (standing.source === 'start') return say('unknown', notYet(standing, score));
  if (risk === 'high' || risk === 'critical') return say('ask', 'so grave an operation is asked about whatever its score');
  const needed = Math.min(context.external?.threshold ?? defaultThreshold, Math.floor(standing.grantedAt * 100));
  if (score < needed) return say('ask', `its trust fell to ${score} of 100`);
  const use = context.flow?.state.services.get(keyOf(service, kind));
  if (level === 'approveFirst' && use?.approved !== true) return say('ask', 'the first one of a session needs your approval');
  return checkpoint(say('allow', `you trust it (${level === 'approveFirst' ? 'approved in this session' : level}, score ${score})`), context);
} // prettier-ignore

/** Where it stands on the way to a proposal, for one that may ever be proposed. */
function notYet(standing: Standing, score: number): string {
  const { kind, streak } = standing;
  if (!mayBeTrusted(kind)) return 'such an operation is asked about until you grant exactly it';
  const needed = streakFor(standing);
  const way = streak === 0 || streak >= needed ? '' : `, ${streak} of ${needed} clean calls`;
  return `you have not granted it any trust yet (score ${score} of 100${way})`;
}

const noUses: FlowState['services'] = new Map();

/** Many small steps are a large one: after so many things the person is asked again. */
function checkpoint(judged: Judged, context: CheckContext): Judged {
  const { service, kind, items } = judged.operation;
  const every = (context.external?.checkpoint ?? defaultCheckpoint) * (kind === 'read' ? 10 : 1);
  const kinds = kind === 'read' ? ([kind] as const) : changingKinds;
  const uses = context.flow?.state.services ?? noUses;
  const isUncounted = uses.size >= mostServices && !uses.has(keyOf(service, kind));
  const before = isUncounted
    ? every
    : kinds.reduce((sum, one) => sum + (uses.get(keyOf(service, one))?.items ?? 0), 0);
  const after = before + (items ?? every + 1);
  if (after <= every) return judged;
  const told =
    items === undefined ? 'it names no number of things' : `${after} things since you were last asked`;
  return { ...judged, says: 'ask', because: `${told}, and ${every} is the checkpoint` };
}

/** A block of the name holds for the servers of that name that workspaces bring along; what was earned does not. */
function levelOf({ service, kind }: Operation, { external, trust }: CheckContext): TrustLevel {
  const setting = settingFor(external?.services, service, kind);
  if (setting === 'blocked') return setting;
  if (trust === undefined) return 'approveAlways';
  const { level } = standingOf(trust.state, everywhere(service), kind);
  return level === 'blocked' ? level : standingOf(trust.state, service, kind).level;
}

/** Everything that the call does is one of the operations, or would pass by itself; nothing is in doubt. */
function covers(reading: CallReading, operations: readonly Operation[]): boolean {
  if (!reading.analysis.complete || neverBelowAsk(reading) !== undefined) return false;
  return reading.analysis.segments.every(({ effects }, at) =>
    effects.every(
      (effect) =>
        isHarmless(effect) || (belongs(effect.kind) && operations.some(({ segment }) => segment === at)),
    ),
  );
}

function belongs(kind: string): boolean {
  return outward.has(kind) || kind === 'db.write' || kind === 'db.destroy';
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
