// One entry of the journal as a document: everything that it says, and the way to its rule. Markdown that reads well as
// plain text; no text of an agent can end a block or a line.
import type { JournalEntry } from '../journal.ts';
import { visible, visibleLines } from '../visible.ts';
import { objectOf, objectsOf, ruleOf, textOf } from './fields.ts';

/** `outcome` is what became of the call, if that is known. */
export function entryText(entry: JournalEntry, outcome: string): string {
  const title = [entry.event, textOf(entry, 'behavior'), textOf(entry, 'layer')].filter(Boolean).join(' · ');
  const parts = [
    `# ${visible(title)}`,
    ...(textOf(entry, 'subject') === '' ? [] : [fenced(textOf(entry, 'subject'))]),
    sentences(entry),
    facts(entry, outcome).join('\n'),
    ...section('## What it is made of', objectsOf(entry, 'segments').map(segment)),
    ...section('## Outside operations', objectsOf(entry, 'operations').map(operation)),
    ...section('## What each line of authority said', objectsOf(entry, 'verdicts').map(verdict)),
    '## The entry as it stands in the journal',
    fenced(JSON.stringify(entry, undefined, 2)),
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

function sentences(entry: JournalEntry): string {
  const names = ['reason', 'consequence', 'advice', 'problem', 'feedback'];
  return names.map((name) => visible(textOf(entry, name))).filter(Boolean).join(' ');
} // prettier-ignore

function facts(entry: JournalEntry, outcome: string): readonly string[] {
  const { text, file, line, scope } = ruleOf(entry);
  const said: readonly (readonly [name: string, value: string])[] = [
    ['rule', text === '' ? '' : `“${text}”, ${rulePlaceText(file, line, scope)}`],
    ['floor rule', textOf(entry, 'floor')],
    ['became', outcome],
    ['reviewer', reviewOf(entry)],
    ['time', entry.time],
    ...['agent', 'session', 'tool', 'cwd', 'purpose', 'by', 'risk', 'mode', 'callId'].map((name) => [name, textOf(entry, name)] as const),
  ];
  return said.filter(([, value]) => value !== '').map(([name, value]) => `- ${name}: ${visible(value)}`);
} // prettier-ignore

/** What a reviewer said, or why it said nothing. */
function reviewOf(entry: JournalEntry): string {
  const review = objectOf(entry, 'review');
  const [by, risk, said, problem] = ['by', 'risk', 'sentence', 'problem'].map((name) => textOf(review, name));
  if (by === '') return '';
  if (risk === '') return `${by}: no opinion, ${problem}`;
  return `${by}: ${risk} risk, ${review['authorised'] === true ? 'asked for' : 'not asked for'}: ${said}`;
}

/** With an address that the editor follows to the line of the rule. */
export function rulePlaceText(file: string | undefined, line: number | undefined, scope: string): string {
  const path = file?.replaceAll('\\', '/');
  if (path === undefined || !/^(?:\/|[A-Za-z]:\/)/u.test(path)) return `${scope} settings`;
  return `file://${path.startsWith('/') ? '' : '/'}${encodeURI(path)}${line === undefined ? '' : `#L${line}`}`;
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, lines.join('\n')];
}

type Fields = Readonly<Record<string, unknown>>;

function segment(one: Fields): string {
  const effects = objectsOf(one, 'effects').map((effect) => {
    const words = ['kind', 'target', 'scope'].map((name) => textOf(effect, name)).filter(Boolean);
    return `  - ${visible(words.join(' '))}${textOf(effect, 'reversible') === 'no' ? ', cannot be undone' : ''}`;
  });
  const doubts = objectsOf(one, 'doubts').map(
    (doubt) => `  - not certain: ${visible(textOf(doubt, 'text'))}`,
  );
  return [`- ${visible(textOf(one, 'text'))}${more(one)}`, ...effects, ...doubts].join('\n');
}

function operation(one: Fields): string {
  const words = [textOf(one, 'kind'), 'of', textOf(one, 'service'), textOf(one, 'name')].filter(Boolean).join(' ');
  return `- ${visible(words)}: ${textOf(one, 'risk')} risk${more(one)}`;
} // prettier-ignore

function verdict(one: Fields): string {
  const behavior = textOf(one, 'behavior');
  return `- ${visible(textOf(one, 'line'))}: ${behavior === 'none' ? 'no opinion' : visible(behavior)}. ${visible(textOf(one, 'reason'))}`;
}

function more(one: Fields): string {
  return typeof one['more'] === 'number' ? `… and ${one['more']} more` : '';
}

/** A fence longer than any run of back-quotes inside. */
export function fenced(text: string): string {
  const runs = text.match(/`+/gu) ?? [];
  const fence = '`'.repeat(Math.max(3, ...runs.map((run) => run.length + 1)));
  return `${fence}\n${visibleLines(text)}\n${fence}`;
}
