// Sessions, the state of the defences, and what weakens them.
import { html, nothing, type TemplateResult } from 'lit';
import { send } from '../host.ts';
import type { Acts, Model } from '../model.ts';
import { ago, chip, icon, section } from './parts.ts';

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
              No agent was launched in this window.
              <button class="link" @click=${() => send({ type: 'command', name: 'getStarted' })}>
                Get started
              </button>
            </p>`
          : html`<ul class="sessions">
              ${list.map((one) => session(one, model))}
            </ul>`
      }
      <div class="actions">
        <vscode-button @click=${launch('launch')}>Launch agent…</vscode-button>
        <vscode-button secondary @click=${launch('demo')}>Try the demo agent</vscode-button>
      </div>`,
  });
}

function session(one: NonNullable<Model['slices']['sessions']>['list'][number], { now }: Model): TemplateResult {
  const act = (what: 'terminal' | 'pause' | 'resume' | 'end' | 'clear') => () => send({ type: 'session', id: one.id, act: what });
  return html`<li>
    <div class="line"><b>${one.agent}</b> ${chip({ text: one.state, tone: one.tone })} <span class="dim">${ago(one.startedAt, now)}</span></div>
    <div class="dim">${one.detail} · ${one.folder}</div>
    ${one.paused === undefined ? nothing : html`<div class="warning">Paused: ${one.paused}</div>`}
    ${one.trust === undefined ? nothing : html`<div class="warning">${one.trust}</div>`}
    ${one.flow.map(({ name, tone, facts }) => html`<details class="flow-facts"><summary>${chip({ text: `${name}: ${facts.length}`, tone })}</summary>
      <ul class="plain dim">${facts.map((fact) => html`<li>${fact}</li>`)}</ul></details>`)}
    ${one.refused.length === 0 ? nothing : html`<details class="flow-facts"><summary>${chip({ text: `denied: ${one.denials}`, tone: 'plain' })}</summary>
      <ul class="plain dim">${one.refused.map((line) => html`<li>${line}</li>`)}</ul></details>`}
    ${
      one.live
        ? html`<div class="links">
            <button class="link" @click=${act('terminal')}>${icon('terminal')} Terminal</button>
            ${one.paused === undefined
              ? html`<button class="link" @click=${act('pause')}>${icon('debug-pause')} Pause</button>`
              : html`<button class="link" @click=${act('resume')}>${icon('debug-continue')} Let it go on</button>`}
            ${one.clearable ? html`<button class="link" @click=${act('clear')}>${icon('pass')} Clear untrusted content…</button>` : nothing}
            <button class="link" @click=${act('end')}>${icon('close')} End…</button>
          </div>`
        : nothing
    }
  </li>`;
} // prettier-ignore

const marks = { on: 'pass', degraded: 'warning', off: 'circle-slash' } as const;
const stateTones = { on: 'ok', degraded: 'warning', off: 'dim' } as const;

export function defences(model: Model, acts: Acts): TemplateResult {
  const { defences: all } = model.slices;
  return section(model, acts, {
    id: 'defences',
    title: 'Defence in depth',
    ...(all === undefined ? {} : { badge: html`<span class="dim">${all.layers} of 3 layers live</span>` }),
    body: all === undefined ? nothing : html`<dl class="counters">
        <div><dd>${all.layers}</dd><dt>layers live</dt></div>
        <div><dd>${all.files}</dd><dt>files of the permission module</dt></div>
        <div><dd>${all.lines.toLocaleString()}</dd><dt>lines of its code</dt></div>
      </dl>
      <ul class="defences">${all.list.map(({ name, state, detail }) => html`<li class=${stateTones[state]}>
        ${icon(marks[state])} <span><b>${name}</b> <span class="visually-hidden">${state}:</span> <span class="dim">${detail}</span></span>
      </li>`)}</ul>`,
  });
} // prettier-ignore

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
