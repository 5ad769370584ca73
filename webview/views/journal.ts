// The journal as a list of any length: only the rows in sight are there, and pages of them are fetched as one scrolls.
// The list is one place for the Tab key; arrows go from row to row, Enter opens one.
import { html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { repeat } from 'lit/directives/repeat.js';
import { longest, type JournalField, type JournalRow } from '../../src/protocol/panel.ts';
import { send } from '../host.ts';
import { wireFilter } from '../journalPages.ts';
import { dayName, lineAt, margin, rowHeight } from '../journalPlaces.ts';
import { noFilter, type Acts, type JournalList, type Model } from '../model.ts';
import { chip, icon, section, since, valueOf, type View } from './parts.ts';

type State = NonNullable<Model['slices']['journal']>;

export function journal(model: Model, acts: Acts): TemplateResult {
  const { slices, journal: list } = model;
  const state = slices.journal;
  const entries = state === undefined || state.reading ? '…' : state.entries.toLocaleString();
  return section(model, acts, {
    id: 'journal',
    title: 'Journal',
    badge: html`${state?.verified?.broken === true ? chip({ text: 'broken', tone: 'danger' }) : nothing} <span class="dim" aria-label="${entries} entries">${entries}</span>`,
    body: state === undefined ? nothing : html`
      ${state.problem === undefined ? nothing : html`<p class="doubt" role="alert">${icon('warning')} ${state.problem}</p>`}
      ${filters(state, list, acts)}
      ${found(state, list, acts)}
      ${list.total === 0 ? nothing : html`${rows(model, acts)} ${chosen(model, acts)}`}
      <div class="links">
        <button class="link" ?disabled=${list.total === 0} @click=${() => send({ type: 'exportJournal', filter: wireFilter(list.filter) })}>
          ${icon('export')} ${list.total < state.entries ? `Export these ${list.total.toLocaleString()}…` : 'Export…'}
        </button>
        <button class="link" ?disabled=${state.entries === 0} aria-disabled=${state.verifying ? 'true' : 'false'} @click=${() => send({ type: 'verifyJournal' })}>
          ${icon('verified')} ${state.verifying ? 'Verifying…' : 'Verify'}
        </button>
      </div>
      <div role="status">${verified(state, model.now)}</div>`,
  });
} // prettier-ignore

function verified({ verified: result }: State, now: number): View {
  if (result === undefined) return nothing;
  return html`<p class="verified ${result.broken ? result.tone : ''}">
    <span class="codicon codicon-${result.broken ? 'error' : 'pass'} ${result.tone}" aria-hidden="true"></span>
    ${result.text} <span class="dim" aria-hidden="true">Verified ${since(result.at, now)}.</span>
    ${result.broken ? html`<button class="link" @click=${() => send({ type: 'openBreak' })}>Go to the break</button>` : nothing}
  </p>`;
} // prettier-ignore

/** How many entries fit; while nothing filters, that is no news. */
function found({ entries, reading }: State, { total, known, filter }: JournalList, acts: Acts): TemplateResult {
  if (reading || !known) return html`<p class="dim" role="status">Reading the journal…</p>`;
  if (entries === 0) return html`<p class="empty">Nothing is journaled yet: the first agent that is launched begins it.</p>`;
  if (Object.values(filter).every((value) => value.trim() === '')) return html`<p class="dim">Newest first. Enter opens an entry.</p>`;
  return html`<p class="dim" role="status">
    ${total === 0 ? 'No entry fits the filter.' : `${total.toLocaleString()} of ${entries.toLocaleString()} entries fit.`}
    <button class="link" @click=${() => acts.filterJournal(noFilter)}>Show all</button>
  </p>`;
} // prettier-ignore

const fieldNames: Readonly<Record<JournalField, { readonly name: string; readonly all: string }>> = {
  behavior: { name: 'Outcome', all: 'Every outcome' },
  event: { name: 'Kind', all: 'Every kind' },
  layer: { name: 'Decided by', all: 'Decided by anything' },
  agent: { name: 'Agent', all: 'Every agent' },
  session: { name: 'Session', all: 'Every session' },
  tool: { name: 'Tool', all: 'Every tool' },
  service: { name: 'Service', all: 'Every service' },
};
const usual: readonly JournalField[] = ['behavior', 'session'];

function filters(state: State, { filter, more }: JournalList, acts: Acts): TemplateResult {
  const choice = (field: JournalField): View => {
    const options = optionsOf(state, field, filter[field]);
    if (options.length === 0) return nothing;
    const { name, all } = fieldNames[field];
    return html`<vscode-single-select class="grow" data-field=${field} label=${name} .value=${filter[field]} @change=${(event: Event) => acts.filterJournal({ [field]: valueOf(event) })}>
      <vscode-option value="" ?selected=${filter[field] === ''}>${all}</vscode-option>
      ${repeat(options, ({ id }) => id, (one) => html`<vscode-option value=${one.id} ?selected=${filter[field] === one.id}>${one.name}</vscode-option>`)}
    </vscode-single-select>`;
  };
  const others = state.choices.map(({ field }) => field).filter((field) => !usual.includes(field));
  // What filters must be in sight.
  const open = more || others.some((field) => filter[field] !== '');
  return html`<vscode-textfield
      class="wide"
      maxlength=${longest.filter}
      .label=${'Filter the journal by text'}
      placeholder="Filter by any text…"
      .value=${filter.text}
      @input=${(event: Event) => acts.filterJournal({ text: valueOf(event) })}
    ></vscode-textfield>
    <div class="row filters">
      ${usual.map(choice)}
      ${open ? others.map(choice) : nothing}
      <button class="link" aria-expanded=${open ? 'true' : 'false'} @click=${() => acts.moreFilters(!open)}>
        ${icon('filter')} ${open ? 'Fewer filters' : 'More filters'}
      </button>
    </div>`;
} // prettier-ignore

/** A value that filters can be chosen too, though it is none of the usual ones. */
function optionsOf({ choices }: State, field: JournalField, value: string): readonly { readonly id: string; readonly name: string }[] {
  const options = (choices.find((one) => one.field === field)?.options ?? []).map(({ id, name, at }) => ({ id, name: at === undefined ? name : `${name} · ${moment(at)}` }));
  const isThere = value === '' || options.some(({ id }) => id === value);
  return isThere ? options : [...options, { id: value, name: value.slice(0, 8) }];
} // prettier-ignore

function rows({ journal: list, now }: Model, acts: Acts): TemplateResult {
  const { first, total, days, active, filter } = list;
  const lines = total + days.length;
  const from = Math.max(0, Math.min(first, lines) - margin);
  const to = Math.min(lines, first + acts.journalHeight() + margin);
  const drawn = Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);
  const isDrawn = drawn.some((line) => rowOn(list, line) === active);
  return html`<div
    class="journal"
    tabindex="0"
    role="listbox"
    aria-label="Entries of the journal, the newest first"
    aria-activedescendant=${isDrawn && active >= 0 ? `entry-${active}` : nothing}
    @scroll=${(event: Event) => {
      if (event.target instanceof HTMLElement) acts.scrollJournal(event.target.scrollTop);
    }}
    @keydown=${(event: KeyboardEvent) => move(event, list, acts)}
    @focus=${() => {
      if (active < 0) acts.chooseRow(rowInSight(list));
    }}
    ${ref(acts.journalShown)}
  >
    ${spacer(from)}
    ${repeat(drawn, (line) => line, (line) => {
      const there = lineAt(days, line);
      return 'day' in there
        ? html`<div class="day" role="presentation"><span aria-hidden="true">${dayName(there.day, now)}</span></div>`
        : entry(list.rows.get(there.row), there.row, { total, active, days, now, open: open(filter), acts });
    })}
    ${spacer(lines - to)}
  </div>`;
} // prettier-ignore

function rowOn({ days }: JournalList, line: number): number | undefined {
  const there = lineAt(days, line);
  return 'row' in there ? there.row : undefined;
}

function rowInSight(list: JournalList): number {
  return rowOn(list, list.first) ?? rowOn(list, list.first + 1) ?? 0;
}

/** Room for rows that are not drawn. An image has its height as an attribute, and needs no style. */
function spacer(count: number): TemplateResult {
  return html`<svg
    class="spacer"
    width="1"
    height=${Math.max(0, count) * rowHeight}
    aria-hidden="true"
  ></svg>`;
}

interface RowMore extends Pick<JournalList, 'total' | 'active' | 'days'> {
  readonly now: number;
  readonly open: (row: JournalRow) => void;
  readonly acts: Acts;
}

function entry(row: JournalRow | undefined, at: number, { total, active, open: openRow, acts }: RowMore): TemplateResult {
  const frame = { id: `entry-${at}`, selected: at === active ? 'true' : 'false' } as const;
  if (row === undefined)
    return html`<div class="j" id=${frame.id} role="option" aria-selected=${frame.selected} aria-setsize=${total} aria-posinset=${at + 1} data-at=${at}><span class="dim">…</span></div>`;
  const { icon: name, says, tone, text, by, time, session } = row;
  return html`<div
    class="j ${at === active ? 'active' : ''}"
    id=${frame.id}
    role="option"
    aria-selected=${frame.selected}
    aria-setsize=${total}
    aria-posinset=${at + 1}
    data-at=${at}
    title=${text === '' ? says : text}
    @click=${() => {
      acts.chooseRow(at);
      openRow(row);
    }}
  >
    <span class="codicon codicon-${name} ${tone}" aria-hidden="true"></span>
    <span class="visually-hidden">${text === '' ? '' : `${says}:`}</span>
    <code>${text === '' ? says : text}</code>
    <span class="dim by">${by}</span>
    ${session === '' ? nothing : html`<span class="only" title="Show only the session ${session.slice(0, 8)}" aria-hidden="true" @click=${(event: Event) => {
      event.stopPropagation();
      acts.filterJournal({ session });
    }}>${icon('filter')}</span>`}
    <span class="dim time">${clockOf(time)}</span>
  </div>`;
} // prettier-ignore

/** What there is to say of the row that keys go to, and to do with it. */
function chosen({ journal: { rows: known, active, filter } }: Model, acts: Acts): View {
  const row = known.get(active);
  if (row === undefined) return nothing;
  const { text, says, by, time, session } = row;
  return html`<div class="chosen-entry">
    <div class="dim">${time === 0 ? '' : moment(time, true)} · ${says}${by === '' ? '' : ` · ${by}`}</div>
    ${text === '' ? nothing : html`<code>${text}</code>`}
    <div class="links">
      <button class="link" @click=${() => open(filter)(row)}>${icon('eye')} Open</button>
      ${session === '' || filter.session === session ? nothing : html`<button class="link" @click=${() => acts.filterJournal({ session })}>${icon('filter')} Only session ${session.slice(0, 8)}</button>`}
    </div>
  </div>`;
} // prettier-ignore

function open(filter: JournalList['filter']): (row: JournalRow) => void {
  return ({ file, at, bytes }) => send({ type: 'trace', file, at, bytes, filter: wireFilter(filter) });
}

/** Arrow keys go from row to row, whatever of them is drawn. */
function move(event: KeyboardEvent, list: JournalList, acts: Acts): void {
  const { active, total, rows: known, filter } = list;
  const page = Math.max(1, acts.journalHeight() - 1);
  const steps: Readonly<Record<string, number>> = { ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + page, PageUp: active - page, Home: 0, End: total - 1 };
  const to = steps[event.key];
  const row = known.get(active);
  if (to !== undefined && !event.altKey && !event.ctrlKey && !event.metaKey) acts.chooseRow(to);
  else if (event.key === 'Enter' && row !== undefined) open(filter)(row);
  else return;
  event.preventDefault();
} // prettier-ignore

function clockOf(time: number): string {
  return time === 0 ? '' : new Date(time).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false }); // prettier-ignore
}

/** A date with its time; with seconds where one entry is meant. */
function moment(time: number, seconds = false): string {
  return new Date(time).toLocaleString([], { dateStyle: 'medium', timeStyle: seconds ? 'medium' : 'short' });
}
