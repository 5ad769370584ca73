// Trust in services as the page shows it: score, level, the way of the score, and what is proposed. Pure.
import type { TrustEntry } from '../../gate/trustApi.ts';
import type { TrustLevel } from '../../policy/trust/levels.ts';
import type { Slices, Tone } from '../../protocol/panel.ts';
import { shown } from '../visible.ts';

type Row = Slices['trust']['list'][number];

export const levelWords: Readonly<Record<TrustLevel, string>> = {
  blocked: 'blocked',
  approveAlways: 'asks each time',
  approveFirst: 'asks once a session',
  log: 'runs, journaled',
  autonomous: 'runs',
};

/** Proposals first, then what fell, then by service. */
export function trustRows(entries: readonly TrustEntry[]): readonly Row[] {
  return entries
    .map(row)
    .sort((one, other) => weight(other) - weight(one) || compare(`${one.service} ${one.kind}`, `${other.service} ${other.kind}`))
    .slice(0, mostRows);
} // prettier-ignore

const mostRows = 200;

function row(entry: TrustEntry): Row {
  const { service, kind, score, level, source, held, successes, failures, incidents, history, proposal } = entry;
  return {
    service,
    label: shown(service),
    kind,
    score,
    tone: toneOf(entry),
    level: held === undefined ? levelWords[level] : held === 'blocked' ? 'blocked by your settings' : 'always asks, by your settings',
    source: source === 'start' ? 'nobody chose it' : source === 'incident' ? 'fell after an incident' : 'you chose it',
    successes: Math.round(successes),
    failures: Math.round(failures),
    incidents,
    scores: history.slice(-24).map((one) => one.score),
    history: history.slice(-8).toReversed().map(({ time, reason, score: after }) => ({ time, text: `${shown(reason)} → ${after}` })),
    ...(proposal === undefined ? {} : { proposal: { text: shown(proposal.text), to: proposal.to } }),
  };
} // prettier-ignore

function toneOf({ level, held, source, score }: TrustEntry): Tone {
  if (level === 'blocked' || held === 'blocked' || source === 'incident') return 'danger';
  return score >= 50 ? 'ok' : 'warning';
}

function weight({ proposal, tone }: Row): number {
  return (proposal === undefined ? 0 : 2) + (tone === 'danger' ? 1 : 0);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
