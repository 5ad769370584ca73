// The head of the panel: is the gate there, which mode, which layers are live, and the stop, which is always in sight.
import { html, nothing, type TemplateResult } from 'lit';
import type { Slices } from '../../src/protocol/panel.ts';
import { send } from '../host.ts';
import type { Acts, Model } from '../model.ts';
import { icon, type View } from './parts.ts';

/** Whatever fails to come, the stop is there. */
const starting: Slices['gate'] = {
  stopped: false,
  title: 'Starting…',
  tone: 'dim',
  detail: '',
  mode: '',
  modeName: '',
  problems: [],
  weakenings: [],
};

/** Milliseconds after which a stop that has not been confirmed is late. */
const late = 2_000;

export function head({ slices: { gate = starting, defences }, stopping, now }: Model, acts: Acts): TemplateResult {
  const isLate = stopping !== undefined && now - stopping >= late;
  const busy = stopping !== undefined && !gate.stopped;
  return html`<header class="head ${busy ? 'danger' : gate.tone} ${gate.stopped ? 'stopped' : ''}">
      <p class="name">Permission &amp; Security</p>
      <span class="dot" aria-hidden="true"></span>
      <div class="state" role="status">
        <h1>${busy ? 'Stopping…' : gate.title}</h1>
        <p class="dim detail">${gate.detail}</p>
      </div>
      ${
        gate.stopped
          ? html`<vscode-button class="release" secondary @click=${() => send({ type: 'release' })}
              >Release…</vscode-button
            >`
          : html`<vscode-button
              class="stop"
              title="Denies every call at once and ends every agent (Ctrl+Shift+F8; on a Mac ⇧⌘F8)"
              @click=${() => acts.stop()}
              >${icon('stop-circle')} ${busy ? (isLate ? 'Stop again' : 'Stopping…') : 'Stop'}</vscode-button
            >`
      }
      ${layers(defences, gate.weakenings.length)}
    ${
      busy && isLate
        ? html`<p class="late" role="alert">
            ${icon('warning')} Your stop is taken, but VS Code's extensions are busy and have not answered yet. It is carried out as soon as they do.
            Until then no call of an agent is let through, for the gate cannot answer either; what runs already goes on. To end that as well, run
            <code>portcullis stop</code> in a terminal.
          </p>`
        : nothing
    }
    </header>
    ${gate.weakenings.map(({ id, text, tone, undo }) => html`<div class="banner ${tone}" role="alert">${icon('warning')} ${text} <vscode-button secondary @click=${() => send({ type: 'restore', id })}>${undo}</vscode-button></div>`)}
    ${gate.problems.map((problem) => html`<p class="banner warning" role="alert">${icon('warning')} ${problem}</p>`)}
    ${defences === undefined ? nothing : html`<p class="reach dim">${icon('info')} ${defences.reach}</p>`}`;
} // prettier-ignore

const marks = { on: 'pass', degraded: 'warning', off: 'circle-slash' } as const;
const tones = { on: 'ok', degraded: 'warning', off: 'dim' } as const;
const short: ReadonlyMap<string, string> = new Map([
  ['classifier', 'Classifier'],
  ['rules', 'Rules'],
  ['person', 'You'],
]);

/** The three layers with their state, and whether something is switched off; what stands below scrolls away, this does not. */
function layers(defences: Slices['defences'] | undefined, weakened: number): View {
  const own = (defences?.list ?? []).filter(({ id }) => short.has(id));
  if (own.length + weakened === 0) return nothing;
  return html`<ul class="layers" aria-label="Layers">
    ${own.map(({ id, state, detail }) => html`<li class=${tones[state]} title=${detail}>${icon(marks[state])} ${short.get(id)}<span class="visually-hidden">: ${state}. ${state === 'on' ? '' : detail}</span></li>`)}
    <li class="dim" title=${defences?.reach ?? ''}>${icon('unlock')} ${defences?.contained === true ? 'In a container' : 'No sandbox'}</li>
    ${weakened === 0 ? nothing : html`<li><button class="link weakened" title="Show what is switched off" @click=${toBanners}>${icon('warning')} ${weakened} weakened</button></li>`}
  </ul>`;
} // prettier-ignore

function toBanners(): void {
  window.scrollTo({ top: 0 });
  document.querySelector<HTMLElement>('.banner vscode-button')?.focus({ preventScroll: true });
}
