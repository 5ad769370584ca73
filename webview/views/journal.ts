// The journal as a list of any length: only the rows in sight are there, and pages of them are fetched as one scrolls.
import { html, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { longest, type JournalRow } from '../../src/protocol/panel.ts';
import { send } from '../host.ts';
import type { Acts, JournalFilter, JournalList, Model } from '../model.ts';
import { icon, section, valueOf } from './parts.ts';

/** Pixels; the style sheet has the same. */
export const rowHeight = 22;
/** Rows that are drawn above and below those in sight. */
export const margin = 10;

export function journal(model: Model, acts: Acts): TemplateResult {
  const { slices, journal: list } = model;
  const entries = slices.journal?.entries ?? 0;
  return section(model, acts, {
    id: 'journal',
    title: 'Journal',
    badge: html`<span class="dim">${entries.toLocaleString()}</span>`,
    body: html`${filters(model, acts)}
      <p class="dim" role="status">${slices.journal?.reading === true ? 'Reading the journal…' : `${list.total.toLocaleString()} ${list.total === 1 ? 'entry' : 'entries'}`}</p>
      ${list.total === 0 ? html`<p class="empty">${entries === 0 ? 'Nothing is journaled yet: the first agent that is launched begins it.' : 'No entry fits the filter.'}</p>` : rows(list, acts)}
      <div class="links">
        <button class="link" @click=${() => send({ type: 'command', name: 'journal' })}>${icon('book')} Open</button>
        <button class="link" @click=${() => send({ type: 'command', name: 'exportJournal' })}>${icon('export')} Export…</button>
        <button class="link" @click=${() => send({ type: 'command', name: 'verifyJournal' })}>${icon('verified')} Verify</button>
      </div>`,
  });
} // prettier-ignore

function filters({ slices, journal: { filter } }: Model, acts: Acts): TemplateResult {
  const set = (part: Partial<JournalFilter>): void => acts.filterJournal({ ...filter, ...part });
  const choice = (name: 'behavior' | 'layer', label: string, all: string, options: readonly { id: string; name: string }[]) =>
    html`<vscode-single-select class="grow" label=${label} .value=${filter[name]} @change=${(event: Event) => set({ [name]: valueOf(event) })}>
      <vscode-option value="" ?selected=${filter[name] === ''}>${all}</vscode-option>
      ${options.map((one) => html`<vscode-option value=${one.id} ?selected=${filter[name] === one.id}>${one.name}</vscode-option>`)}
    </vscode-single-select>`;
  return html`<vscode-textfield
      class="wide"
      maxlength=${longest.filter}
      label="Filter the journal by text"
      placeholder="Filter by command, event, session…"
      .value=${filter.text}
      @input=${(event: Event) => set({ text: valueOf(event) })}
    ></vscode-textfield>
    <div class="row">
      ${choice('behavior', 'Outcome', 'Every outcome', [{ id: 'allow', name: 'Allowed' }, { id: 'deny', name: 'Denied' }])}
      ${choice('layer', 'Decided by', 'By anything', slices.journal?.layers ?? [])}
    </div>`;
} // prettier-ignore

function rows({ total, first, rows: known }: JournalList, acts: Acts): TemplateResult {
  const drawn = [...known.entries()].filter(([at]) => at >= first - margin && at < first + acts.journalHeight() + margin);
  const top = drawn[0]?.[0] ?? 0;
  const end = (drawn.at(-1)?.[0] ?? -1) + 1;
  return html`<div
    class="journal"
    tabindex="0"
    role="group"
    aria-label="Entries of the journal, the newest first"
    @scroll=${(event: Event) => {
      if (event.target instanceof HTMLElement) acts.scrollJournal(event.target.scrollTop);
    }}
    @keydown=${move}
    ${ref((list) => acts.journalShown(list))}
  >
    ${spacer(top)}
    <ul>
      ${drawn.map(([at, row]) => entry(row, at, total))}
    </ul>
    ${spacer(total - end)}
  </div>`;
} // prettier-ignore

/** Room for rows that are not drawn. An image has its height as an attribute, and needs no style. */
function spacer(count: number): TemplateResult {
  return html`<svg
    class="spacer"
    width="1"
    height=${Math.max(0, count) * rowHeight}
    aria-hidden="true"
  ></svg>`;
}

function entry(row: JournalRow, at: number, total: number): TemplateResult {
  const { file, at: offset, bytes, icon: name, says, tone, text, by, time, isDecision } = row;
  const stamp = time === 0 ? '' : new Date(time).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  const words = html`<span class="codicon codicon-${name} ${tone}" aria-hidden="true"></span>
    <span class="visually-hidden">${says}:</span> <code>${text === '' ? says : text}</code> <span class="dim by">${by} ${stamp}</span>`;
  return html`<li aria-setsize=${total} aria-posinset=${at + 1}>
    ${
      isDecision
        ? html`<button class="j" data-at=${at} title=${text} @click=${() => send({ type: 'trace', file, at: offset, bytes })}>${words}</button>`
        : html`<span class="j" title=${text}>${words}</span>`
    }
  </li>`;
} // prettier-ignore

/** Arrow keys go from decision to decision; the list scrolls along. */
function move(event: KeyboardEvent): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  const list = event.currentTarget;
  if (step === 0 || !(list instanceof HTMLElement)) return;
  event.preventDefault();
  const all = [...list.querySelectorAll<HTMLButtonElement>('button.j')];
  const now = all.findIndex((one) => one === document.activeElement);
  const next = all[now < 0 ? (step > 0 ? 0 : all.length - 1) : now + step];
  if (next !== undefined) next.focus();
  else list.scrollBy({ top: step * rowHeight * 4 });
}
