// The way of a call as a diagram: five places and the edges between them; the way of the last real decision is lit, and
// a dot goes along it once.
import { html, nothing, svg, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { FlowView, NodeId } from '../../src/protocol/panel.ts';
import { send } from '../host.ts';
import type { Acts, Model } from '../model.ts';
import { chip, icon, section, since, type View } from './parts.ts';

const icons: Readonly<Record<NodeId, string>> = {
  call: 'terminal',
  classifier: 'search',
  rules: 'law',
  person: 'account',
  outcome: 'arrow-right',
};

export function flow(model: Model, acts: Acts): TemplateResult {
  const view = model.slices.flow;
  return section(model, acts, {
    id: 'flow',
    title: 'How calls are checked',
    body: view === undefined ? nothing : html`${last(view, model)}
      <ol class="flow ${view.bypass === undefined ? '' : 'bypassed'}" aria-label="The layers that a call passes">
        ${view.nodes.map((node, at) => html`
          <li class=${pastClass(view, at)}>
            <button
              class="node ${node.id}"
              aria-expanded=${model.node === node.id ? 'true' : 'false'}
              @click=${() => acts.chooseNode(node.id)}
            >
              ${icon(icons[node.id])}
              <span class="words"><b>${node.name}</b><span class="dim">${node.state}</span></span>
              <span class="end">
                ${node.verdict === undefined ? nothing : chip(node.verdict)}
                ${node.share === undefined ? nothing : html`<span class="dim share" title="Of the calls of the last days">${node.share}</span>`}
              </span>
            </button>
            ${model.node === node.id ? explanation(node) : nothing}
            ${edge(view, at)}
          </li>`)}
      </ol>
      ${view.summary.map((line) => html`<p class="dim summary">${line}</p>`)}
      ${days(view.days)}`,
  });
} // prettier-ignore

function last({ last: call }: FlowView, { now }: Model): View {
  if (call === undefined) return nothing;
  const { place, subject, at } = call;
  return html`<p class="last">
    ${
      place === undefined
        ? html`<code>${subject}</code>`
        : html`<button class="link" title="Show how it was decided, step by step" @click=${() => send({ type: 'trace', ...place })}>
            <code>${subject}</code>
          </button>`
    } <span class="dim">${since(at, now)}</span>
  </p>`;
} // prettier-ignore

function explanation({ about, counts }: FlowView['nodes'][number]): TemplateResult {
  return html`<div class="explanation">
    <p>${about}</p>
    <dl>
      ${counts.map(({ name, value }) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
    </dl>
  </div>`;
} // prettier-ignore

const order: readonly NodeId[] = ['call', 'classifier', 'rules', 'person', 'outcome'];

/** Where the way leaves the line of layers, what it goes past, and where it comes back. */
function pastClass({ bypass, nodes }: FlowView, at: number): string {
  if (bypass === undefined) return '';
  const from = order.indexOf(bypass);
  if (at === from) return 'leaves';
  return at === nodes.length - 1 ? 'arrives' : at > from ? 'past' : '';
}

const steps = ['first', 'second', 'third', 'fourth'];

function edge({ edges, bypass, last: call }: FlowView, at: number): View {
  const one = edges[at];
  if (one === undefined) return nothing;
  const straight = bypass === order[at] ? html`<span class="bypass">decide</span>` : nothing;
  // Drawn anew for each call, so that the dot starts again.
  const dot = one.lit ? keyed(call?.id, html`<span class="dot ${steps[at] ?? ''}" aria-hidden="true"></span>`) : nothing;
  return html`<span class="edge ${one.lit ? 'lit' : ''}">${one.name}${one.lit ? html`<span class="visually-hidden">, taken</span>` : nothing}${dot}<span class="spring"></span>${straight}</span>`;
} // prettier-ignore

/** Questions per 100 calls, a bar for each day. */
function days(all: FlowView['days']): View {
  if (all.length < 2) return nothing;
  const rate = ({ calls, asked }: FlowView['days'][number]): number => (calls === 0 ? 0 : (asked / calls) * 100);
  const most = Math.max(1, ...all.map(rate));
  const width = 100 / all.length;
  const words = all.map((one) => `${one.day}: ${Math.round(rate(one))} of ${one.calls} calls`).join('; ');
  return html`<figure class="days">
    <svg viewBox="0 0 100 20" preserveAspectRatio="none" role="img" aria-label="Questions per 100 calls, by day: ${words}">
      ${all.map((one, at) => {
        const height = Math.max(0.5, (rate(one) / most) * 20);
        return svg`<rect class="bar" x=${at * width + 0.5} y=${20 - height} width=${width - 1} height=${height}><title>${one.day}: ${Math.round(rate(one))} questions per 100 of ${one.calls} calls</title></rect>`;
      })}
    </svg>
    <figcaption class="dim">Questions per 100 calls, by day: ${Math.round(rate(all[0] ?? { day: '', calls: 0, asked: 0 }))} on ${all[0]?.day}, ${Math.round(rate(all.at(-1) ?? { day: '', calls: 0, asked: 0 }))} on ${all.at(-1)?.day}</figcaption>
  </figure>`;
} // prettier-ignore
