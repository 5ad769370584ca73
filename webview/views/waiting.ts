// What waits for the person: a card for each call, or for several of one kind, with everything that they need to answer.
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { entriesOf, mostAtOnce } from '../entries.ts';
import type { Acts, Model } from '../model.ts';
import { card } from './card.ts';
import { group } from './group.ts';
import { ago, section } from './parts.ts';

export function waiting(model: Model, acts: Acts): TemplateResult {
  const questions = model.slices.waiting?.questions ?? [];
  const entries = entriesOf(model.slices.waiting, model.gone);
  const shown = model.open.has(everything) ? entries : entries.slice(0, mostAtOnce);
  const left = entries.length - shown.length;
  const oldest = Math.min(...questions.map(({ askedAt }) => askedAt));
  const several = new Set(questions.map(({ session }) => session)).size > 1;
  return section(model, acts, {
    id: 'waiting',
    title: 'Waiting for you',
    ...(questions.length === 0
      ? {}
      : {
          badge: html`<span class="dim">${questions.length > 1 ? `oldest ${ago(oldest, model.now)}` : nothing}</span>
            <vscode-badge class="count" variant="counter">${questions.length}</vscode-badge>`,
        }),
    body:
      entries.length === 0
        ? html`<p class="empty">${
            model.slices.gate?.stopped === true
              ? 'Nothing waits: while the stop is engaged every call is denied.'
              : 'Nothing waits. A call that is neither proved safe nor covered by a rule is held here until you answer.'
          }</p>`
        : html`<div class="cards" @pointerleave=${() => acts.forgetGone()}>
            ${repeat(
              shown,
              ({ id }) => id,
              (entry) => (entry.label === undefined ? card(entry, model, acts, several) : group(entry, model, acts)),
            )}
            ${
              left > 0
                ? html`<button class="link" @click=${() => acts.toggleQuestion(everything)}>Show ${left} more</button>`
                : nothing
            }
          </div>`,
  });
} // prettier-ignore

/** Among what is open, the list itself. */
const everything = '*';
