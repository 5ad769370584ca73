// What services have earned: score, level, how the score moved, and proposals that wait for a yes or no.
import { html, nothing, svg, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Intent, Slices } from '../../src/protocol/panel.ts';
import { send } from '../host.ts';
import type { Acts, Model } from '../model.ts';
import { isStill, serviceId } from '../standing.ts';
import { chip, icon, section, since } from './parts.ts';

type Row = Slices['trust']['list'][number];

export function trust(model: Model, acts: Acts): TemplateResult {
  const { list = [], reading } = model.slices.trust ?? {};
  const proposals = list.filter(({ proposal }) => proposal !== undefined).length;
  return section(model, acts, {
    id: 'trust',
    title: 'Trust in services',
    ...(proposals === 0 ? {} : { badge: html`<vscode-badge variant="counter">${proposals}</vscode-badge>` }),
    body:
      list.length > 0
        ? html`<ul class="trust">
            ${repeat(list, serviceId, (row) => item(row, model, acts))}
          </ul>`
        : reading === true
          ? html`<p class="dim">Reading what is known…</p>`
          : html`<p class="empty">
              No agent has used a service outside this machine yet. Trust grows only by calls that really
              succeeded, and nothing is trusted before you say so.
            </p>`,
  });
}

type Act = Extract<Intent, { type: 'trust' }>['act'];
type More = Pick<Extract<Intent, { type: 'trust' }>, 'to' | 'name'>;

function item(row: Row, model: Model, acts: Acts): TemplateResult {
  const { service, label, kind, score, tone, level, happened, proposal, risk, trend } = row;
  const id = `trust ${serviceId(row)}`;
  const open = model.open.has(id);
  const still = isStill(model.standing, serviceId(row), model.now);
  const act = (what: Act, more: More = {}) => () => send({ type: 'trust', service, kind, act: what, ...more });
  return html`<li data-service=${serviceId(row)}>
    <button class="entry" aria-expanded=${open ? 'true' : 'false'} @click=${() => acts.toggleQuestion(id)}>
      ${icon(open ? 'chevron-down' : 'chevron-right')}
      <span class="name">${label}</span>
      <b class=${tone}><span class="visually-hidden">score </span>${score}<span class="visually-hidden"> of 100</span></b>
      <span class="more">${chip({ text: kind, tone: 'dim' })} ${chip({ text: risk.text, tone: risk.tone })} ${plot(row)}</span>
      <span class="visually-hidden">${trend}</span>
    </button>
    <div class="dim">${level} · ${happened}</div>
    ${proposal === undefined ? nothing : html`<div class="proposal">
      <p>${proposal.text}</p>
      <div class="actions">
        <vscode-button class="accept" aria-disabled=${still ? 'false' : 'true'} @click=${still ? act('accept', { to: proposal.to }) : undefined}>Accept</vscode-button>
        <vscode-button secondary @click=${act('decline')}>Not now</vscode-button>
      </div>
    </div>`}
    ${open ? details(row, model, act) : nothing}
  </li>`;
} // prettier-ignore

function details(
  { source, incidents, history, levels, exact, ownLevel, risk, label, kind }: Row,
  { now }: Model,
  act: (what: Act, more?: More) => () => void,
): TemplateResult {
  const link = (name: string, text: string, run: () => void) => html`<button class="link" @click=${run}>${icon(name)} ${text}</button>`;
  return html`<div class="details">
    <p class="dim"><b>${risk.text}.</b> ${risk.why}</p>
    <div class="levels" role="group" aria-label="What may run of ${kind} by ${label}">
      ${levels.map(({ level, name, detail, chosen }) => html`<button class="level ${chosen ? 'chosen' : ''}" aria-pressed=${chosen ? 'true' : 'false'} title=${detail} @click=${chosen ? undefined : act('level', { to: level })}>
        ${icon(chosen ? 'circle-filled' : 'circle-outline')} <span>${name}</span>
      </button>`)}
    </div>
    <p class="dim">${levels.find(({ chosen }) => chosen)?.detail ?? `Now: ${source}.`}</p>
    ${exact.length === 0 ? nothing : html`<ul class="plain">${exact.map(({ name, text }) => html`<li>Always allowed: ${text} ${link('remove', 'Take back', act('withdrawExact', { name }))}</li>`)}</ul>`}
    ${incidents.length === 0 ? nothing : html`<h4>Incidents</h4>
      <ul class="plain">${incidents.map(({ time, text }) => html`<li>${icon('flame')} ${text} <span class="dim">${since(time, now)}</span></li>`)}</ul>`}
    ${history.length === 0 ? nothing : html`<h4>What happened, and the score after it</h4>
      <ul class="plain dim">${history.map(({ time, text }) => html`<li>${text} · ${since(time, now)}</li>`)}</ul>`}
    <div class="links">
      ${link('flame', 'Report an incident…', act('incident'))} ${link('history', 'I had to undo it…', act('rollback'))}
      ${ownLevel ? link('discard', 'Take your level back', act('withdraw')) : nothing}
      ${link('trash', 'Forget what happened…', act('reset'))} ${link('list-unordered', 'Whole history', act('history'))}
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
