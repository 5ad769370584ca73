// The words about trust in services, flow of sessions and what a person may do about either. No vscode here: lists, a
// notification, documents and the panel are made from these.
import type { Pending, SessionFlow } from '../gate/api.ts';
import type { TrustDeed, TrustEntry } from '../gate/trustApi.ts';
import { mayBeTrusted } from '../policy/external/risk.ts';
import type { VerdictFact } from '../policy/decision.ts';
import type { FlowFact } from '../policy/session/flow.ts';
import { trustLevels, type TrustLevel } from '../policy/trust/levels.ts';
import { kindNames, streakFor } from '../policy/trust/trust.ts';
import { count } from './statusText.ts';
import { shortened, shown } from './visible.ts';

export const levelNames: Readonly<Record<TrustLevel, string>> = {
  blocked: 'Blocked',
  approveAlways: 'Ask each time',
  approveFirst: 'Ask once a session',
  log: 'Pass, with a line in the log',
  autonomous: 'Pass',
};

export const levelDetails: Readonly<Record<TrustLevel, string>> = {
  blocked: 'Denied in every mode, also where a rule allows it. Written into your settings, so that no loss of files lifts it.',
  approveAlways: 'Every such call waits for you, in every mode, and no more trust is proposed.',
  approveFirst: 'The first such call of a session waits for you; the later ones of that session pass.',
  log: 'Such calls pass up to medium risk, and each is told in the log of Portcullis.',
  autonomous: 'Such calls pass up to medium risk. Only the journal holds them.',
}; // prettier-ignore

/** `mcp:github · reads`. The name comes from an agent. */
export function placeName({ service, kind }: Pick<TrustEntry, 'service' | 'kind'>): string {
  return `${shown(service)} · ${kindNames[kind]}`;
}

/** What holds for it now, in a few words. */
export function holds(entry: TrustEntry): string {
  return `score ${entry.score} · ${holdsNow(entry)}`;
}

export function holdsNow({ held, level, source }: Pick<TrustEntry, 'held' | 'level' | 'source'>): string {
  if (held === 'blocked') return 'blocked by your settings';
  if (held === 'approveAlways') return 'asked about by your settings';
  if (source === 'start') return 'no trust granted yet';
  return `${levelNames[level]}${source === 'incident' ? ', after an incident' : ''}`;
}

/** The last thing that happened, and what is proposed. */
export function lastOf({ history, proposal }: TrustEntry): string {
  if (proposal !== undefined) return `Proposed: ${shown(proposal.text)}`;
  const last = history.at(-1);
  return last === undefined ? '' : `${dateTime(last.time)}: ${shown(last.reason)}`;
}

export interface TrustAction {
  readonly deed: TrustDeed;
  readonly label: string;
  readonly detail: string;
  /** A sentence to confirm first, where the act loosens a lot or cannot be taken back. */
  readonly confirm?: string;
  /** The person is asked for a reason. */
  readonly asksWhy?: true;
}

/** What a person may do about one entry, the likeliest first. */
export function actionsFor(entry: TrustEntry): readonly TrustAction[] {
  const { service, kind, level, source, exact, proposal } = entry;
  const place = { service, kind };
  const proposed: readonly TrustAction[] =
    proposal === undefined
      ? []
      : [
          { deed: { type: 'accept', ...place, to: proposal.to }, label: `$(check) Accept: ${levelNames[proposal.to]}`, detail: shown(proposal.text) },
          { deed: { type: 'decline', ...place }, label: '$(close) Not now', detail: `Proposed again after ${count(streakFor({ wounded: source === 'incident' }), 'clean call')} more.` },
        ];
  const levels = trustLevels
    .filter((one) => (mayBeTrusted(kind) || one === 'blocked' || one === 'approveAlways') && !(one === level && source === 'person'))
    .map((one): TrustAction => ({
      deed: { type: 'level', ...place, level: one },
      label: `${one === 'blocked' ? '$(circle-slash)' : one === 'approveAlways' ? '$(question)' : '$(unlock)'} ${levelNames[one]}`,
      detail: levelDetails[one],
      ...(one === 'autonomous' ? { confirm: `Let all ${kindNames[kind]} of ${shown(service)} pass, up to medium risk?` } : {}),
    }));
  const grants = exact.map(({ name, risk }): TrustAction => ({
    deed: { type: 'withdrawExact', ...place, name },
    label: `$(remove) Take back ${shown(name)}`,
    detail: `You granted exactly this operation, up to ${risk} risk.`,
  }));
  const back: readonly TrustAction[] =
    source === 'person'
      ? [{ deed: { type: 'withdraw', ...place }, label: '$(discard) Take your level back', detail: 'It is asked about until it has earned trust. What happened still counts.' }]
      : [];
  return [
    ...proposed,
    { deed: { type: 'incident', ...place }, label: '$(flame) Report an incident…', detail: 'It did harm. Trust falls to the ground, every such call asks, and it takes twice as long to come back.', asksWhy: true },
    { deed: { type: 'rollback', ...place }, label: '$(history) I had to undo what it did', detail: 'Trust falls, less than by an incident.', asksWhy: true },
    ...levels,
    ...grants,
    ...back,
    { deed: { type: 'reset', ...place }, label: '$(trash) Forget what happened', detail: 'Back to the start: nothing that happened counts any more, and no level that you chose. Its history stays to be read.', confirm: `Forget all that happened with ${kindNames[kind]} of ${shown(service)}?` },
  ];
} // prettier-ignore

/** What could be granted in answer to a question, where all that the call does outside is of one kind for one service. */
export function grantsFor({ operations }: Pick<Pending, 'operations'>): readonly TrustAction[] {
  const [first, ...others] = operations;
  if (first === undefined || others.some((one) => one.service !== first.service || one.kind !== first.kind)) return [];
  const { service, kind, name, risk } = first;
  const place = { service, kind };
  const isGrave = risk === 'high' || risk === 'critical';
  const level: TrustAction = {
    deed: { type: 'level', ...place, level: 'log' },
    label: `$(unlock) Trust ${shown(service)} with ${kindNames[kind]}`,
    detail: `This call runs now, and all ${kindNames[kind]} of ${shown(service)} pass from now on, up to medium risk, until something speaks against it.`,
  };
  const exact: TrustAction = {
    deed: { type: 'grantExact', ...place, name, risk },
    label: `$(key) Allow exactly ${shown(name)} of ${shown(service)}`,
    detail: `This call runs now, and so does every later ${shown(name)} of ${shown(service)} of ${risk} risk or less, whatever its arguments.`,
  };
  return [...(isGrave || !mayBeTrusted(kind) ? [] : [level]), ...(name === '' || others.length > 0 ? [] : [exact])];
} // prettier-ignore

/** One entry with all of its history, the newest first. */
export function trustDocument(entry: TrustEntry): string {
  const { history, exact, incidents, streak, successes, failures } = entry;
  const rows = history.toReversed().map(({ time, reason, score, level }) =>
    `| ${dateTime(time)} | ${cell(reason)} | ${score} | ${levelNames[level]} |`); // prettier-ignore
  return [
    `# Trust in ${placeName(entry)}`,
    `- ${holds(entry)}`,
    `- ${count(streak, 'clean call')} in a row; ${successes.toFixed(1)} successes and ${failures.toFixed(1)} failures by weight; ${count(incidents, 'incident')}`,
    ...exact.map(({ name, risk }) => `- granted exactly: ${cell(name)}, up to ${risk} risk`),
    '',
    '| when | what | score | level |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
    'The score fades towards its start while nothing happens. It alone lets nothing pass: only what you accept or grant does.',
  ].join('\n');
}

/** What a session did that decides on its later calls. */
export function flowDocument(agent: string, flow: SessionFlow): string {
  const part = (title: string, facts: readonly FlowFact[]): readonly string[] => [
    `## ${title}`,
    '',
    ...(facts.length === 0 ? ['Nothing.'] : ['| when | what | by | call |', '| --- | --- | --- | --- |']),
    ...facts.map(({ time, what, act, call }) => `| ${time === undefined ? '' : dateTime(time)} | ${cell(what)} | ${cell(act)} | ${cell(call)} |`),
    '',
  ]; // prettier-ignore
  return [
    `# What the session of ${agent} did`,
    '',
    'Where private data was read and content that others wrote was taken in, every call that sends data out asks. The ids of calls are those of the journal.',
    '',
    ...part('Private data read', flow.private),
    ...part('Content of others taken in', flow.untrusted),
    ...part('Data sent out', flow.sent),
  ].join('\n');
}

/** The facts of a session behind a question, in plain words; empty where there are none. */
export function factsText(facts: readonly VerdictFact[] | undefined): string {
  const of = (role: VerdictFact['role']): VerdictFact | undefined => facts?.find((one) => one.role === role);
  const [secret, taken, sent, file] = [of('private'), of('untrusted'), of('sent'), of('written')];
  if (secret && taken && sent)
    return `Three things come together: this session read private data (${told(secret)}), it took in content that others wrote (${told(taken)}), and now data would go out to ${shown(sent.what)}. Such content can hold orders to do just that.`;
  return file === undefined ? '' : `It runs a file that this session wrote itself: ${told(file)}.`;
}

function told({ what, act, time }: VerdictFact): string {
  if (act === undefined) return `${shown(what)}, in this very call`;
  return `${shown(what)}, when it wanted to ${shortened(shown(act), 80)}${time === undefined ? '' : ` at ${clockOf(time)}`}`;
}

/** One row of a table. */
export function factRow({ role, call, what, act, time }: VerdictFact): string {
  const names = { private: 'private data read', untrusted: 'content of others taken in', sent: 'data sent out', written: 'file written' } as const;
  return `- ${names[role]}: ${shown(what)}${act === undefined ? '' : `, to ${shown(act)}`}${time === undefined ? '' : `, ${dateTime(time)}`} (${shown(call)})`;
} // prettier-ignore

function cell(text: string): string {
  return shown(text).replaceAll('|', String.raw`\|`);
}

function dateTime(time: number): string {
  return new Date(time).toLocaleString([], { dateStyle: 'short', timeStyle: 'short' });
}

function clockOf(time: number): string {
  return new Date(time).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
}
