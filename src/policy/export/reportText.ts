// A report on sessions as Markdown. All text of an agent in it is inert.
import type { JournalEntry } from '../journal.ts';
import { numberOf, ruleOf, rulePlace, summaryOf, textOf } from './fields.ts';
import { inertMarkdown as inert, markdownTable } from './markdown.ts';
import type { Kept, ReportedCall, Reports, SessionReport } from './report.ts';

/** Ends with a line feed. `known` stands on top: what other records say of the one session. */
export function reportText(
  { sessions, others }: Reports,
  known: readonly (readonly [name: string, value: string])[] = [],
): string {
  const parts = [
    '# Session report',
    'Made from the journal. All times are UTC.',
    ...(known.length === 0 ? [] : [known.map(([name, value]) => `- ${name}: ${inert(value)}`).join('\n')]),
    ...(sessions.size === 0 ? ['There are no entries of a session.'] : []),
    ...[...sessions.values()].flatMap(sessionText),
    ...section('## Outside of sessions', others, eventTable),
  ];
  return `${parts.join('\n\n')}\n`;
}

function sessionText(session: SessionReport): readonly string[] {
  const { agent, first, last, turnOf, asked, denied, turns, services, others } = session;
  return [
    `## ${inert(agent || 'Agent')}, ${clock(first)} to ${clock(last)}`,
    facts(session).map((fact) => `- ${fact}`).join('\n'),
    ...section('### What the person was asked', asked, askedTable),
    ...section('### Denials, in the order in which they fell', denied, (rows) => deniedTable(rows, turnOf)),
    ...section('### Turns', turns, turnTable),
    ...section('### Outside systems', { list: [...services], all: services.size }, serviceTable),
    ...section('### What else happened', others, eventTable),
  ];
} // prettier-ignore

function section<T>(title: string, { list, all }: Kept<T>, table: (rows: readonly T[]) => string): readonly string[] {
  if (list.length === 0) return [];
  return [title, table(list), ...(all > list.length ? [`… and ${all - list.length} more, which the journal has.`] : [])];
} // prettier-ignore

function facts({ id, launch, end, calls, allowed, asked, denied, succeeded, failed, gateTime, longest, personTime }: SessionReport): readonly string[] {
  const exit = end && numberOf(end, 'exitCode');
  return [
    `Session: ${inert(id)}`,
    ...(launch ? [`Folder: ${inert(textOf(launch, 'cwd'))}`, `Profile: ${inert(textOf(launch, 'profile'))}, mode ${inert(textOf(launch, 'mode'))}`] : []),
    end ? `Ended: ${clock(end.time)}${exit === undefined ? '' : `, exit code ${exit}`}` : 'Ended: not in these entries',
    `Calls: ${calls} decided, ${allowed} allowed, ${denied.all} denied, ${asked.all} brought before the person`,
    `Outcomes: ${succeeded} ran well, ${failed} failed, ${Math.max(0, allowed - succeeded - failed)} not seen`,
    `Time of the gate: ${Math.round(gateTime)} ms in all, ${Math.round(longest * 10) / 10} ms at most for one call; of the person: ${seconds(personTime)}`,
  ];
} // prettier-ignore

function askedTable(rows: readonly ReportedCall[]): string {
  return markdownTable(
    ['Time', 'Tool', 'Call', 'Outcome', 'After', 'Because', 'Words of the person'],
    rows.map(({ time, entry, feedback }) => [
      clock(time),
      inert(textOf(entry, 'tool')),
      inert(textOf(entry, 'subject')),
      inert(textOf(entry, 'behavior')),
      seconds(numberOf(entry, 'waited') ?? 0),
      inert(textOf(entry, 'consequence')),
      inert(feedback),
    ]),
  );
}

function deniedTable(rows: readonly ReportedCall[], turnOf: ReadonlyMap<string, number>): string {
  return markdownTable(
    ['#', 'Time', 'Turn', 'Tool', 'Call', 'Line', 'Rule', 'Reason'],
    rows.map(({ time, id, entry }, at) => [
      String(at + 1),
      clock(time),
      String(turnOf.get(id) ?? ''),
      inert(textOf(entry, 'tool')),
      inert(textOf(entry, 'subject')),
      inert(textOf(entry, 'layer')),
      inert(ruleText(entry)),
      inert(textOf(entry, 'reason')),
    ]),
  );
}

function ruleText(entry: JournalEntry): string {
  const { text } = ruleOf(entry);
  if (text === '') return textOf(entry, 'floor');
  const place = rulePlace(entry);
  return place === '' ? text : `${text} (${place})`;
}

function turnTable(rows: readonly JournalEntry[]): string {
  const count = (entry: JournalEntry, name: string): string => String(numberOf(entry, name) ?? '');
  return markdownTable(
    ['Turn', 'Began', 'Took', 'Calls', 'Allowed', 'Asked', 'Denied', 'Ended'],
    rows.map((entry) => [
      count(entry, 'turn'),
      clock(textOf(entry, 'began')),
      seconds(numberOf(entry, 'milliseconds') ?? 0),
      ...['calls', 'allowed', 'asked', 'denied'].map((name) => count(entry, name)),
      inert(
        [textOf(entry, 'end'), textOf(entry, 'paused'), textOf(entry, 'error')].filter(Boolean).join(': '),
      ),
    ]),
  );
}

function serviceTable(rows: readonly (readonly [string, { readonly calls: number; readonly risk: string }])[]): string {
  return markdownTable(
    ['Service and kind', 'Operations', 'Gravest risk'],
    rows.map(([name, { calls, risk }]) => [inert(name), String(calls), inert(risk)]),
  );
} // prettier-ignore

function eventTable(rows: readonly JournalEntry[]): string {
  return markdownTable(
    ['Time', 'Event', 'What'],
    rows.map((entry) => [clock(entry.time), inert(entry.event), inert(summaryOf(entry))]),
  );
}

function clock(time: string): string {
  return inert(time.replace('T', ' ').slice(0, 19));
}

function seconds(milliseconds: number): string {
  return `${Math.round(milliseconds / 100) / 10} s`;
}
