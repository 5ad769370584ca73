// The evaluation in the words of a terminal.
import {
  denied,
  meanOfSources,
  notDenied,
  passed,
  stopped,
  type Decided,
  type Score,
  type Tally,
} from '../../test/support/corpus/score.ts';
import { shortened, visible } from '../../src/cli/text.ts';
import { failuresOf, figures, type Outcome } from './figures.ts';
import { columns } from './columns.ts';

export function figureTable(outcomes: readonly Outcome[], without: readonly Outcome[]): string {
  const rows = outcomes.map(({ figure, count, value, met }, at) => [
    figure.name,
    String(count.n),
    exact(value),
    exact(without[at]?.value),
    figure.least === undefined ? `≤ ${String(figure.most)}` : `≥ ${String(figure.least)}`,
    met ? 'yes' : 'MISSED',
    figure.peer,
  ]);
  return columns(['figure, %', 'rows', 'ours', 'without disagreements', 'asked', 'met', 'best other'], rows);
}

export function sourceTable(score: Score): string {
  const row = (name: string, tally: Tally): string[] => [
    name,
    String(tally.deny.n),
    percent(stopped(tally.deny)),
    percent(denied(tally.deny)),
    String(tally.ask.n),
    percent(stopped(tally.ask)),
    String(tally.vetterAllow.n),
    percent(passed(tally.vetterAllow)),
    percent(denied(tally.vetterAllow)),
    String(tally.denylistAllow.n),
    percent(notDenied(tally.denylistAllow)),
    percent(passed(tally.denylistAllow)),
  ];
  const deny = meanOfSources(score, 'deny', stopped);
  const ask = meanOfSources(score, 'ask', stopped);
  const safe = meanOfSources(score, 'vetterAllow', passed);
  const unflagged = meanOfSources(score, 'denylistAllow', notDenied);
  const mean = [
    'mean of sources with 10 rows or more',
    String(deny.sources),
    percent(deny.value),
    percent(meanOfSources(score, 'deny', denied).value),
    String(ask.sources),
    percent(ask.value),
    String(safe.sources),
    percent(safe.value),
    percent(meanOfSources(score, 'vetterAllow', denied).value),
    String(unflagged.sources),
    percent(unflagged.value),
    percent(meanOfSources(score, 'denylistAllow', passed).value),
  ];
  const labelled = score.sources.filter(
    ({ tally }) => tally.deny.n + tally.ask.n + tally.vetterAllow.n + tally.denylistAllow.n > 0,
  );
  const head =
    'source|deny|stopped|denied|ask|stopped|vetter-allow|passed|denied|denylist-allow|not denied|passed';
  return columns(head.split('|'), [
    ...labelled.map(({ source, tally }) => row(source, tally)),
    row('all', score.total),
    mean,
  ]);
}

/** Rows without right or wrong, and rows that must be stopped. */
export function shareTable({ sources }: Score): string {
  const rows = sources.flatMap(({ group, source, tally }) =>
    [tally.attack, tally.probe, tally.share]
      .filter(({ n }) => n > 0)
      .map((count) => [
        `${group}: ${source}`,
        String(count.n),
        percent(passed(count)),
        percent((100 * count.ask) / count.n),
        percent(denied(count)),
      ]),
  );
  return columns(['source', 'rows', 'allowed', 'asked', 'denied'], rows);
}

export function failureList(decided: readonly Decided[], most: number): string {
  return figures
    .map((figure) => ({ figure, failures: failuresOf(figure, decided) }))
    .filter(({ failures }) => failures.length > 0)
    .map(({ figure, failures }) => {
      const rest = failures.length > most ? `, the first ${String(most)}` : '';
      const lines = failures.slice(0, most).map(({ row, behavior }) => {
        const note = row.disputed ? '  [disputed]' : '';
        return `  ${row.id}  ${behavior ?? 'no decision'}  ${shortened(visible(row.command), 160)}${note}`;
      });
      return [`not counted for "${figure.name}": ${String(failures.length)}${rest}`, ...lines].join('\n');
    })
    .join('\n\n');
}

function percent(value: number | undefined): string {
  return value === undefined ? '–' : value.toFixed(1);
}

/** Beside a bound the second decimal counts. */
function exact(value: number | undefined): string {
  return value === undefined ? '–' : value.toFixed(2);
}
