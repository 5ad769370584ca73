// The state of the defences, and what weakens them.
import { html, nothing, type TemplateResult } from 'lit';
import type { Intent } from '../../src/protocol/panel.ts';
import { send } from '../host.ts';
import type { Acts, Model } from '../model.ts';
import { icon, section } from './parts.ts';

const marks = { on: 'pass', degraded: 'warning', off: 'circle-slash' } as const;
const stateTones = { on: 'ok', degraded: 'warning', off: 'dim' } as const;

export function defences(model: Model, acts: Acts): TemplateResult {
  const { defences: all } = model.slices;
  return section(model, acts, {
    id: 'defences',
    title: 'Defence in depth',
    ...(all === undefined ? {} : { badge: html`<span class="dim">${all.layers} of 3 live</span>` }),
    body: all === undefined ? nothing : html`<dl class="counters">
        <div><dd>${all.layers}</dd><dt>layers live</dt></div>
        <div><dd>${all.files}</dd><dt>files of the permission module</dt></div>
        <div><dd>${all.lines.toLocaleString()}</dd><dt>lines of its code</dt></div>
      </dl>
      <ul class="defences">${all.list.map(({ id, name, state, detail }) => html`<li class=${stateTones[state]}>
        ${icon(marks[state])} <span><b>${name}</b> <span class="visually-hidden">${state}:</span> <span class="dim">${detail}</span>${id === 'floor' ? html` ${link(review)}` : nothing}</span>
      </li>`)}</ul>
      <p class="links">${pages.map(link)}</p>`,
  });
} // prettier-ignore

interface Link {
  readonly name: Extract<Intent, { type: 'command' }>['name'];
  readonly icon: string;
  readonly text: string;
}

const review: Link = { name: 'reviewGuard', icon: 'shield', text: 'Review…' };
const pages: readonly Link[] = [
  { name: 'hooksReference', icon: 'book', text: 'What is installed into agents' },
  { name: 'gatesReference', icon: 'book', text: 'What the gate decides by' },
  { name: 'reportSecurityIssue', icon: 'bug', text: 'Report a security issue…' },
];

function link({ name, icon: sign, text }: Link): TemplateResult {
  return html`<button class="link" @click=${() => send({ type: 'command', name })}>
    ${icon(sign)} ${text}
  </button>`;
}

export function doctor(model: Model, acts: Acts): TemplateResult {
  const checks = model.slices.doctor?.checks ?? [];
  return section(model, acts, {
    id: 'doctor',
    title: 'Doctor',
    ...(checks.length === 0 ? {} : { badge: html`<vscode-badge variant="counter">${checks.length}</vscode-badge>` }),
    body: html`${
      checks.length === 0
        ? html`<p class="empty">Nothing was found that weakens the set-up.</p>`
        : html`<ul class="plain">${checks.map(({ text }) => html`<li>${icon('warning')} ${text}</li>`)}</ul>`
    }
      <button class="link" @click=${() => send({ type: 'command', name: 'doctor' })}>${icon('pulse')} Full report</button>`,
  });
} // prettier-ignore
