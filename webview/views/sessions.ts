// Agents that run, with what they may do and what they took in and sent out; and sessions that are over, with their
// records.
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { send } from '../host.ts';
import type { Acts, Model } from '../model.ts';
import { ago, chip, icon, section, since, type View } from './parts.ts';

type Live = NonNullable<Model['slices']['sessions']>['list'][number];
type Past = NonNullable<Model['slices']['past']>['list'][number];

export function sessions(model: Model, acts: Acts): TemplateResult {
  const list = model.slices.sessions?.list ?? [];
  const live = list.filter((one) => one.live).length;
  const launch = (name: 'launch' | 'demo') => () => send({ type: 'command', name });
  return section(model, acts, {
    id: 'sessions',
    title: 'Sessions',
    ...(live === 0 ? {} : { badge: html`<vscode-badge variant="counter">${live}</vscode-badge>` }),
    body: html`${
        list.length === 0
          ? html`<p class="empty">
              No agent runs in this window.
              <button class="link" @click=${() => send({ type: 'command', name: 'getStarted' })}>
                Get started
              </button>
            </p>`
          : html`<ul class="sessions">
              ${repeat(list, ({ id }) => id, (one) => session(one, model))}
            </ul>`
      }
      <div class="actions">
        <vscode-button @click=${launch('launch')}>Launch agent…</vscode-button>
        <vscode-button secondary @click=${launch('demo')}>Try the demo agent</vscode-button>
      </div>
      ${pastList(model, acts)}`,
  });
} // prettier-ignore

function session(one: Live, { now }: Model): TemplateResult {
  const act = (what: 'terminal' | 'pause' | 'resume' | 'end' | 'clear') => () => send({ type: 'session', id: one.id, act: what });
  const record = (what: 'report' | 'export') => () => send({ type: 'past', id: one.id, act: what });
  return html`<li data-session=${one.id}>
    <div class="line"><b>${one.agent}</b> ${chip({ text: one.state, tone: one.tone })} <span class="dim">${ago(one.startedAt, now)}</span></div>
    <div class="dim">${one.mode} · ${one.detail}</div>
    <div class="dim folder" title=${one.folder}>${one.folder}</div>
    ${one.paused === undefined ? nothing : html`<div class="warning">Paused: ${one.paused}</div>`}
    ${one.trust === undefined ? nothing : html`<div class="warning">${one.trust}</div>`}
    ${facts(one)}
    <div class="links">
      ${one.terminal ? html`<button class="link" @click=${act('terminal')}>${icon('terminal')} Terminal</button>` : nothing}
      ${
        !one.live
          ? nothing
          : html`<button class="link" @click=${act(one.paused === undefined ? 'pause' : 'resume')}>
              ${icon(one.paused === undefined ? 'debug-pause' : 'debug-continue')} ${one.paused === undefined ? 'Pause' : 'Let it go on'}
            </button>
            ${one.clearable ? html`<button class="link" @click=${act('clear')}>${icon('pass')} Clear untrusted content…</button>` : nothing}
            <button class="link" @click=${act('end')}>${icon('close')} End…</button>`
      }
      <button class="link" @click=${record('report')}>${icon('output')} Report</button>
      <button class="link" @click=${record('export')}>${icon('export')} Export…</button>
    </div>
  </li>`;
} // prettier-ignore

/** What is counted opens; what is none is said all the same, so that one sees that it is watched. */
function facts({ flow, refused, denials }: Live): TemplateResult {
  const none = [...flow.filter((one) => one.facts.length === 0).map(({ name }) => name), ...(denials === 0 ? ['denied'] : [])];
  return html`${none.length === 0 ? nothing : html`<div class="facts">${none.map((name) => chip({ text: `${name}: none`, tone: 'dim' }))}</div>`}
    ${flow.map(({ name, tone, facts: all }) => opening(name, all.length, tone, html`${all.map((fact) => html`<li>${fact}</li>`)}`))}
    ${opening('denied', denials, 'danger', html`${repeat(refused, ({ id }) => id, ({ id, what, why }) => html`<li>
      <button class="link" title="Show how it was decided, step by step" @click=${() => send({ type: 'decision', id })}>${what}</button>
      <div>${why}</div>
    </li>`)}`)}`;
} // prettier-ignore

function opening(name: string, count: number, tone: Live['tone'], all: TemplateResult): View {
  if (count === 0) return nothing;
  return html`<details class="flow-facts">
    <summary class="fact-line">${icon('chevron-right')} ${chip({ text: `${name}: ${count}`, tone })}</summary>
    <ul class="plain dim">${all}</ul>
  </details>`;
} // prettier-ignore

function pastList(model: Model, acts: Acts): View {
  const past = model.slices.past;
  if (past === undefined) return nothing;
  if (past.problem !== undefined) return html`<p class="doubt">${icon('warning')} ${past.problem}</p>`;
  if (past.total === 0) return nothing;
  const id = 'past sessions';
  const open = model.open.has(id);
  return html`<button class="entry past" aria-expanded=${open ? 'true' : 'false'} @click=${() => acts.toggleQuestion(id)}>
      ${icon(open ? 'chevron-down' : 'chevron-right')} <span class="name">Past sessions</span> <span class="dim">${past.total.toLocaleString()}</span>
    </button>
    ${
      open
        ? html`<ul class="sessions">${repeat(past.list, (one) => one.id, (one) => pastSession(one, model, acts))}</ul>
            ${past.total > past.list.length ? html`<button class="link" @click=${() => send({ type: 'command', name: 'sessions' })}>All ${past.total.toLocaleString()} sessions…</button>` : nothing}`
        : nothing
    }`;
} // prettier-ignore

function pastSession(one: Past, { now }: Model, acts: Acts): TemplateResult {
  const link = (act: 'report' | 'export' | 'messages' | 'recording', name: string, text: string) =>
    html`<button class="link" @click=${() => send({ type: 'past', id: one.id, act })}>${icon(name)} ${text}</button>`;
  return html`<li data-session=${one.id}>
    <div class="line"><b>${one.agent}</b> ${chip({ text: one.state, tone: one.tone })} <span class="dim" title=${new Date(one.startedAt).toLocaleString()}>${since(one.startedAt, now)}</span></div>
    <div class="dim">${one.detail}</div>
    <div class="dim folder" title=${one.folder}>${one.folder}</div>
    <div class="links">
      ${link('report', 'output', 'Report')}
      ${one.messages ? link('messages', 'comment-discussion', 'Messages') : nothing}
      ${one.recordings > 0 ? link('recording', 'record', 'Recording') : nothing}
      ${link('export', 'export', 'Export…')}
      <button class="link" @click=${() => acts.showInJournal({ session: one.id })}>${icon('book')} Journal</button>
      ${one.denials === 0 ? nothing : html`<button class="link" @click=${() => acts.showInJournal({ session: one.id, behavior: 'deny' })}>${icon('circle-slash')} ${one.denials} denied</button>`}
    </div>
  </li>`;
} // prettier-ignore
