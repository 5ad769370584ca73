// The way of a call as a diagram: five places and the edges between them; the way of the last real decision is lit.
import { html, nothing, type TemplateResult } from 'lit';
import type { FlowView, NodeId } from '../../src/protocol/panel.ts';
import type { Acts, Model } from '../model.ts';
import { ago, chip, icon, section } from './parts.ts';

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
      <ol class="flow" aria-label="The layers that a call passes">
        ${view.nodes.map((node, at) => html`
          <li>
            <button
              class="node ${node.id}"
              aria-expanded=${model.node === node.id ? 'true' : 'false'}
              @click=${() => acts.chooseNode(node.id)}
            >
              ${icon(icons[node.id])}
              <span class="words"><b>${node.name}</b><span class="dim">${node.state}</span></span>
              ${node.verdict === undefined ? nothing : chip(node.verdict)}
            </button>
            ${model.node === node.id ? explanation(node) : nothing}
            ${edge(view.edges[at])}
          </li>`)}
      </ol>
      <p class="dim summary">${view.summary}</p>`,
  });
} // prettier-ignore

function last({ last: call }: FlowView, { now }: Model): TemplateResult | typeof nothing {
  if (call === undefined) return nothing;
  return html`<p class="last"><code>${call.subject}</code> <span class="dim">${ago(call.at, now)}</span></p>`;
}

function explanation({ about, counts }: FlowView['nodes'][number]): TemplateResult {
  return html`<div class="explanation">
    <p>${about}</p>
    <dl>
      ${counts.map(({ name, value }) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
    </dl>
  </div>`;
} // prettier-ignore

function edge(one: FlowView['edges'][number] | undefined): TemplateResult | typeof nothing {
  if (one === undefined) return nothing;
  return html`<span class="edge ${one.lit ? 'lit' : ''}">${one.name}</span>`;
}
