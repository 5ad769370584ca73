// The second opinion of the learned model: two probabilities as bars with their numbers, and the words that spoke.
import { html, nothing } from 'lit';
import type { OpinionView } from '../../src/protocol/panel.ts';
import { chip, type View } from './parts.ts';

export function secondOpinion(opinion: OpinionView | undefined): View {
  if (opinion === undefined) return nothing;
  const { segment, heads, words } = opinion;
  return html`<div class="opinion" role="group" aria-label="Second opinion of the learned model">
    <span class="dim">The learned model on <code>${segment}</code></span>
    ${heads.map(({ says, percent }) => html`<label>
      <span>${says}</span> <meter min="0" max="100" .value=${percent}>${percent} %</meter> <span class="number">${percent} %</span>
    </label>`)}
    ${words.length === 0 ? nothing : html`<span class="chips" aria-label="Words that weighed">
      ${words.map(({ text, weight }) => chip({ text: `${text} ${weight}`, tone: 'dim' }))}
    </span>`}
  </div>`;
} // prettier-ignore
