// What services have earned: score, level, how the score moved, and proposals that wait for a yes or no.
import { html, nothing, svg, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Slices } from '../../src/protocol/panel.ts';
import { send } from '../host.ts';
import type { Acts, Model } from '../model.ts';
import { isStill, serviceId } from '../standing.ts';
import { ago, chip, icon, section } from './parts.ts';

type Row = Slices['trust']['list'][number];

export function trust(model: Model, acts: Acts): TemplateResult {
  const list = model.slices.trust?.list ?? [];
  const proposals = list.filter(({ proposal }) => proposal !== undefined).length;
  return section(model, acts, {
    id: 'trust',
    title: 'Trust in services',
    ...(proposals === 0 ? {} : { badge: html`<vscode-badge variant="counter">${proposals}</vscode-badge>` }),
    body:
      list.length === 0
        ? html`<p class="empty">
            No agent has used a service outside this machine yet. Trust grows only by calls that really
            succeeded, and nothing is trusted before you say so.
          </p>`
        : html`<ul class="trust">
            ${repeat(list, serviceId, (row) => item(row, model, acts))}
          </ul>`,
  });
}

function item(row: Row, model: Model, acts: Acts): TemplateResult {
  const { service, label, kind, score, tone, level, successes, failures, proposal } = row;
  const id = `trust ${serviceId(row)}`;
  const open = model.open.has(id);
  const still = isStill(model.standing, serviceId(row), model.now);
  const act = (what: 'accept' | 'decline' | 'reset' | 'block' | 'askAlways' | 'incident') => () => send({ type: 'trust', service, kind, act: what, ...(proposal === undefined ? {} : { to: proposal.to }) });
  return html`<li>
    <button class="entry" aria-expanded=${open ? 'true' : 'false'} @click=${() => acts.toggleQuestion(id)}>
      <span class="name">${label}</span> ${chip({ text: kind, tone: 'dim' })}
      ${plot(row)}
      <b class=${tone} aria-label="score ${score} of 100">${score}</b>
    </button>
    <div class="dim">${level} · ${successes} ok, ${failures} not</div>
    ${proposal === undefined ? nothing : html`<div class="proposal">
      <p>${proposal.text}</p>
      <div class="actions">
        <vscode-button class="accept" aria-disabled=${still ? 'false' : 'true'} @click=${still ? act('accept') : undefined}>Accept</vscode-button>
        <vscode-button secondary @click=${act('decline')}>Not now</vscode-button>
      </div>
    </div>`}
    ${open ? details(row, model, act) : nothing}
  </li>`;
} // prettier-ignore

function details(
  { source, incidents, history }: Row,
  { now }: Model,
  act: (what: 'reset' | 'block' | 'askAlways' | 'incident') => () => void,
): TemplateResult {
  const link = (name: string, text: string, what: Parameters<typeof act>[0]) =>
    html`<button class="link" @click=${act(what)}>${icon(name)} ${text}</button>`;
  return html`<div class="details">
    <p class="dim">${source}${incidents > 0 ? `, ${incidents} ${incidents === 1 ? 'incident' : 'incidents'}` : ''}</p>
    <ul class="plain dim">${history.map(({ time, text }) => html`<li>${text} · ${ago(time, now)}</li>`)}</ul>
    <div class="links">
      ${link('bell', 'Always ask', 'askAlways')} ${link('circle-slash', 'Block…', 'block')}
      ${link('flame', 'Report an incident…', 'incident')} ${link('discard', 'Reset…', 'reset')}
    </div>
  </div>`;
} // prettier-ignore

const wide = 72;
const high = 18;

/** The score after each of the last events. */
function plot({ scores, tone }: Row): TemplateResult | typeof nothing {
  if (scores.length < 2) return html`<span class="plot" aria-hidden="true"></span>`;
  const step = wide / (scores.length - 1);
  const points = scores.map((score, at) => `${(at * step).toFixed(1)},${(high - 1 - (score / 100) * (high - 2)).toFixed(1)}`);
  return html`<svg class="plot ${tone}" viewBox="0 0 ${wide} ${high}" width=${wide} height=${high} aria-hidden="true">
    ${svg`<polyline points=${points.join(' ')} fill="none" stroke="currentColor" stroke-width="1.5"></polyline>`}
  </svg>`;
} // prettier-ignore
