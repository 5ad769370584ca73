// Who agents are told to be here, whom they work with and what they are reminded of; and what waits for a review.
import { html, nothing, type TemplateResult } from 'lit';
import { send } from '../host.ts';
import type { Acts, Model } from '../model.ts';
import { chip, icon, section } from './parts.ts';

export function identity(model: Model, acts: Acts): TemplateResult {
  const view = model.slices.identity;
  const changed = (view?.files ?? []).filter((one) => one.changed).length;
  const run = (name: 'reviewIdentity' | 'openIdentity') => () => send({ type: 'command', name });
  return section(model, acts, {
    id: 'identity',
    title: 'Who agents are told to be',
    ...(changed === 0 ? {} : { badge: chip({ text: `${changed} to review`, tone: 'warning' }) }),
    body: view === undefined ? nothing : html`
      ${
        view.files.length > 0
          ? html`<ul class="plain identity">${view.files.map(file)}</ul>`
          : html`<p class="empty">${view.known ? 'No file here says who the agent is: it is only told what it may expect from the gate.' : 'Identity files are read when the first agent starts.'}</p>`
      }
      ${view.given.length === 0 ? nothing : html`<ul class="plain dim">${view.given.map((line) => html`<li>${line}</li>`)}</ul>`}
      <p class="notice">${icon('info')} This helps the agent. No decision of the gate relies on it.</p>
      <div class="links">
        ${changed === 0 ? nothing : html`<button class="link" @click=${run('reviewIdentity')}>${icon('diff')} Review what changed…</button>`}
        <button class="link" @click=${run('openIdentity')}>${icon('go-to-file')} Open files, hooks and rules…</button>
      </div>`,
  });
} // prettier-ignore

function file({ path, name, state, tone, parts, changed }: NonNullable<Model['slices']['identity']>['files'][number]): TemplateResult {
  return html`<li>
    <button class="link" title="Open this file" @click=${() => send({ type: 'identityFile', path })}>${icon('file')} ${name}</button>
    <span class=${tone}>${state}</span>
    ${changed && parts.length > 0 ? html`<p class="dim">Until you accept it, agents are given this:</p>` : nothing}
    <dl class="parts">${parts.map((part) => html`<div><dt>${part.kind === '' ? part.heading : part.kind}${part.kind === '' || part.heading === '' || part.heading === part.kind ? nothing : html` <span class="dim">· ${part.heading}</span>`}</dt><dd class="dim">${part.text}</dd></div>`)}</dl>
  </li>`;
} // prettier-ignore
