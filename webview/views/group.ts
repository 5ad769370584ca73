// Several calls of one kind as one card. An allow is for those that the page shows, and for no other; a denial for all.
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { QuestionView } from '../../src/protocol/panel.ts';
import { inSight, markOf, type Entry } from '../entries.ts';
import { cardKeys, noteFocus } from '../cardKeys.ts';
import { send } from '../host.ts';
import type { Acts, Model } from '../model.ts';
import { isStill } from '../standing.ts';
import { chips, command, focusField, pausedNote, words } from './card.ts';
import { ago, icon, type View } from './parts.ts';

export function group(entry: Entry, model: Model, acts: Acts): View {
  const { id, label, questions } = entry;
  const [first] = questions;
  if (first === undefined) return nothing;
  const shown = inSight(entry, model.open);
  const left = questions.length - shown.length;
  const same = first.consequence !== '' && questions.every(({ consequence }) => consequence === first.consequence);
  const feedback = model.feedback.get(id) ?? '';
  const still = isStill(model.standing, markOf(entry), model.now);
  const acting = { group: id, all: questions.map((one) => one.id), shown: shown.map((one) => one.id), still };
  return html`<article
    class="card group"
    tabindex="0"
    data-entry=${id}
    aria-labelledby="g-${id}"
    @focusin=${noteFocus}
    @keydown=${cardKeys({
      allow: () => allow(acting, acts),
      tooSoon: () => allow({ ...acting, still: false }, acts),
      always: () => always(acting),
      deny: () => acts.answer(acting.all, 'deny', id),
      words: () => void focusField(id),
    })}
  >
    <header>
      <h3 id="g-${id}">${first.agent} · ${questions.length} × <code>${label}</code></h3>
      <span class="dim">${ago(first.askedAt, model.now)}</span>
    </header>
    ${same ? html`<p class="consequence">${first.consequence}</p>` : nothing}
    ${chips({ ...first, effects: shared(questions) })}
    <p class="dim">${first.why}</p>
    <ol class="members" aria-label="The calls">
      ${repeat(shown, (one) => one.id, (one) => member(one, acting, same, acts))}
    </ol>
    ${left > 0 ? html`<button class="link" aria-expanded="false" @click=${() => acts.toggleQuestion(id)}>Show ${left} more</button>` : nothing}
    ${pausedNote(first, model)}
    <div class="actions">
      <vscode-button
        class="allow"
        title="Allow each of the calls shown here, once (A)"
        aria-disabled=${still ? 'false' : 'true'}
        @click=${() => allow(acting, acts)}
        >Allow these ${shown.length}</vscode-button
      >
      <vscode-button secondary title="Make a rule that answers them (W)" @click=${() => always(acting)}>Always…</vscode-button>
      <vscode-button class="deny" secondary title="Deny each of them (D)" @click=${() => acts.answer(acting.all, 'deny', id)}
        >Deny all ${questions.length}</vscode-button
      >
    </div>
    ${words(id, feedback, acts, () => acts.answer(acting.all, 'deny', id))}
  </article>`;
} // prettier-ignore

/** What every call of it would do. */
function shared([first, ...others]: readonly QuestionView[]): QuestionView['effects'] {
  return (first?.effects ?? []).filter(({ text }) => others.every(({ effects }) => effects.some((one) => one.text === text)));
} // prettier-ignore

interface Acting {
  readonly group: string;
  readonly all: readonly string[];
  readonly shown: readonly string[];
  readonly still: boolean;
}

function allow({ shown, still }: Acting, acts: Acts): void {
  if (still) acts.answer(shown, 'allow');
  else acts.say('Calls have only just come into this group. Look at them, then allow again.');
}

function always({ shown: [id, ...others] }: Acting): void {
  if (id !== undefined) send({ type: 'always', id, others });
}

function member(question: QuestionView, acting: Acting, same: boolean, acts: Acts): TemplateResult {
  const { id, consequence, hasDiff, pieces } = question;
  const what = pieces.map((piece) => piece.text).join('').slice(0, mostNamed);
  return html`<li data-question=${id}>
    <span class="line">
      ${command(question)}
      <span class="own">
        ${small('pass', 'Allow only this', what, () => allow({ ...acting, shown: [id] }, acts))}
        ${small('circle-slash', 'Deny this', what, () => acts.answer([id], 'deny', acting.group))}
        ${hasDiff ? small('diff', 'Show diff', what, () => send({ type: 'diff', id })) : nothing}
        ${small('go-to-file', 'Open everything as a document', what, () => send({ type: 'details', id }))}
      </span>
    </span>
    ${same || consequence === '' ? nothing : html`<p class="dim">${consequence}</p>`}
  </li>`;
} // prettier-ignore

/** Characters of a call in the names of its buttons. */
const mostNamed = 80;

/** A button that is its icon; its name stands in the tooltip, and says for who does not see the call which one it is for. */
function small(name: string, text: string, what: string, act: () => void): TemplateResult {
  return html`<button class="link small" title=${text} aria-label="${text}: ${what}" @click=${act}>
    ${icon(name)}
  </button>`;
}
