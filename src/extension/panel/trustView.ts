// Trust in services as the page shows it: score, level, the way of the score, what is proposed and what can be chosen.
// Pure.
import type { TrustEntry } from '../../gate/trustApi.ts';
import { mayBeTrusted, riskTable, risks, type Risk } from '../../policy/external/risk.ts';
import type { OperationKind } from '../../policy/external/operation.ts';
import { trustLevels } from '../../policy/trust/levels.ts';
import { mostHistory } from '../../policy/trust/standing.ts';
import type { Slices, Tone } from '../../protocol/panel.ts';
import { count } from '../statusText.ts';
import { holdsNow, levelDetails, levelNames } from '../trustTexts.ts';
import { shown } from '../visible.ts';

type Row = Slices['trust']['list'][number];

/** Proposals first, then what fell, then by service. */
export function trustRows(entries: readonly TrustEntry[]): readonly Row[] {
  return entries
    .map(row)
    .sort((one, other) => weight(other) - weight(one) || compare(`${one.service} ${one.kind}`, `${other.service} ${other.kind}`))
    .slice(0, mostRows);
} // prettier-ignore

const mostRows = 200;
const mostScores = 24;
const mostTold = 8;

function row(entry: TrustEntry): Row {
  const { service, kind, score, level, source, held, history, proposal, exact } = entry;
  const scores = history.slice(-mostScores).map((one) => one.score);
  const reported = history.filter(({ type }) => type === 'incident' || type === 'stop');
  return {
    service,
    label: shown(service),
    kind,
    score,
    tone: toneOf(entry),
    level: holdsNow(entry),
    source: held !== undefined ? 'your settings say so' : source === 'start' ? 'nobody chose a level' : source === 'incident' ? 'fell after an incident' : 'you chose it',
    happened: happenedIn(entry),
    incidents: reported.slice(-mostTold).toReversed().map(({ time, reason }) => ({ time, text: shown(reason) })),
    risk: riskOfKind(kind),
    scores,
    trend: trendOf(scores),
    history: history.slice(-mostTold).toReversed().map(({ time, reason, score: after }) => ({ time, text: `${shown(reason)} → ${after}` })),
    ...(proposal === undefined ? {} : { proposal: { text: shown(proposal.text), to: proposal.to } }),
    levels: trustLevels
      .filter((one) => mayBeTrusted(kind) || one === 'blocked' || one === 'approveAlways')
      .map((one) => ({ level: one, name: levelNames[one], detail: levelDetails[one], chosen: held === undefined ? one === level && source === 'person' : held === one })),
    exact: exact.map(({ name, risk }) => ({ name, text: `${shown(name)}, up to ${risk} risk` })),
    ownLevel: source === 'person' && held === undefined,
  };
} // prettier-ignore

/** Calls are counted as they were: the weights by which the score reckons are no number of calls. */
function happenedIn({ history, incidents }: TrustEntry): string {
  const since = history.slice(history.findLastIndex(({ type }) => type === 'reset') + 1);
  const of = (wanted: string): number => since.filter(({ type }) => type === wanted).length;
  const all = [`${of('success')} succeeded`, `${of('failure')} failed`, ...(incidents === 0 ? [] : [count(incidents, 'incident')])];
  return `${all.join(', ')}${history.length < mostHistory ? '' : ` (of the last ${history.length} events)`}`;
} // prettier-ignore

/** "one: low, medium if it can be undone only in part; more than 20: high": the table's rows of a kind, in words. */
export function riskOfKind(kind: OperationKind): Row['risk'] {
  const rows = riskTable.filter((one) => one.kind === kind);
  const all = rows.flatMap(({ single, batch, bulk }) => [single, batch, bulk]);
  const [least = 'critical', most = 'critical'] = [...all].sort(byGravity).filter((_, at, list) => at === 0 || at === list.length - 1);
  const why = (['single', 'batch', 'bulk'] as const).map((scope) => `${scopeWords[scope]}: ${parted(rows.map((one) => [undoWords[one.reversibility], one[scope]]))}`);
  const tone: Tone = least === 'low' ? 'plain' : least === 'medium' ? 'warning' : 'danger';
  return { text: least === most ? `${least} risk` : `${least} to ${most} risk`, tone, why: `${why.join('. ')}. What is not known counts as the worst.` };
} // prettier-ignore

const scopeWords = { single: 'One thing', batch: '2 to 20 things', bulk: 'More' } as const;
const undoWords = {
  yes: 'if it can be undone',
  partly: 'if only in part',
  no: 'if it cannot be undone',
} as const;

/** Equal risks are said once: "low if it can be undone or only in part, high if not". */
function parted(risksBy: readonly (readonly [string, Risk])[]): string {
  const said = [...new Set(risksBy.map(([, risk]) => risk))];
  if (said.length === 1) return `${said[0]} in any case`;
  return said.map((risk) => `${risk} ${risksBy.filter(([, one]) => one === risk).map(([when]) => when).join(' or ')}`).join(', ');
} // prettier-ignore

function byGravity(one: Risk, other: Risk): number {
  return risks.indexOf(one) - risks.indexOf(other);
}

/** What the plot shows, for who does not see it. */
function trendOf(scores: readonly number[]): string {
  const [first, last] = [scores.at(0), scores.at(-1)];
  if (first === undefined || last === undefined || scores.length < 2) return 'no history yet';
  const way = last > first ? 'rose' : last < first ? 'fell' : 'stayed';
  return way === 'stayed' ? `stayed at ${last} over ${count(scores.length, 'event')}` : `${way} from ${first} to ${last} over ${count(scores.length, 'event')}`;
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
