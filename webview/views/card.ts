// A call that waits, made to be judged at a glance: what would be lost, the command with the dangerous part marked, what
// it would do, why it is asked about. Keys: A, W, D and F while it has the focus, arrows to the next.
import { html, nothing, type TemplateResult } from 'lit';
import { entriesOf, markOf, roomy, type Entry } from '../entries.ts';
import { longest, type QuestionView } from '../../src/protocol/panel.ts';
import { cardKeys, noteFocus } from '../cardKeys.ts';
import { send } from '../host.ts';
import type { Acts, Model } from '../model.ts';
import { isStill } from '../standing.ts';
import { ago, chip, icon, segmentList, valueOf, type View } from './parts.ts';

/** `several`: of more than one session, so that each card says of which it is. */
export function card(entry: Entry, model: Model, acts: Acts, several: boolean): View {
  const [question] = entry.questions;
  if (question === undefined) return nothing;
  const { id, agent, what, askedAt, consequence, why, resumes, folder, opinions, facts } = question;
  const rules = opinions.filter(({ rule }) => rule !== undefined);
  return html`<article
    class="card"
    tabindex="0"
    data-entry=${entry.id}
    data-question=${id}
    aria-labelledby="q-${id}"
    aria-describedby="c-${id} p-${id}"
    @focusin=${noteFocus}
    @keydown=${keys(entry, model, acts)}
  >
    <header>
      <h3 id="q-${id}">${agent} · ${resumes ? 'wants to go on' : what}${several ? html` <span class="dim">in ${folder}</span>` : nothing}</h3>
      <span class="dim">${ago(askedAt, model.now)}</span>
    </header>
    <p class="consequence" id="c-${id}">${consequence === '' ? why : consequence}</p>
    ${command(question)}
    ${chips(question)}
    ${consequence === '' ? nothing : html`<p class="dim">${why}</p>`}
    ${rules.length === 0 ? nothing : html`<ul class="plain rules">${rules.map((one) => opinion(one, id))}</ul>`}
    ${facts.length === 0 ? nothing : html`<p class="facts-before"><b>Before, in this session:</b> ${facts.slice(0, 2).join('; ')}${facts.length > 2 ? `; ${facts.length - 2} more` : ''}</p>`}
    ${pausedNote(question, model)}
    ${ending(entry, question, model, acts)}
  </article>`;
} // prettier-ignore

export function command({ id, pieces, elsewhere }: QuestionView): TemplateResult {
  return html`<pre class="command" id="p-${id}">
${pieces.map((piece) => (piece.marked ? html`<mark>${piece.text}</mark>` : piece.text))}</pre>
    ${elsewhere === undefined ? nothing : html`<p class="warning">The gravest part stands in ${elsewhere}, which this runs.</p>`}`;
} // prettier-ignore

/** As long as its session is paused an allow of it comes to nothing, which the person must know before. */
export function pausedNote({ session, resumes }: QuestionView, { slices }: Model): View {
  const paused = slices.sessions?.list.find(({ id }) => id === session)?.paused;
  if (paused === undefined || resumes) return nothing;
  return html`<p class="warning">
    ${icon('debug-pause')} The session is paused: ${paused}. Until it goes on, a call that you allow is denied all the same.
    ${link('debug-continue', 'Let it go on', () => send({ type: 'session', id: session, act: 'resume' }))}
  </p>`;
} // prettier-ignore

export function chips({ effects, risk, segments, doubts }: QuestionView): View {
  const unsure = doubts.length > 0 || segments.some((one) => one.doubts.length > 0);
  if (effects.length === 0 && risk === undefined && !unsure) return nothing;
  return html`<span class="chips">
    ${risk === undefined ? nothing : chip(risk)} ${effects.map(chip)}
    ${unsure ? chip({ text: 'not all understood', tone: 'warning' }) : nothing}
  </span>`;
}

function opinion({ name, says, tone, text, rule }: QuestionView['opinions'][number], id: string): TemplateResult {
  return html`<li>
    ${chip({ text: says, tone })} <span class="dim">${name}:</span> ${
      rule === undefined
        ? text
        : html`<button class="link rule" title="Go to this rule" @click=${() => send({ type: 'rule', id, line: rule })}>
            <code>${text}</code>
          </button>`
    }
  </li>`;
} // prettier-ignore

/** The buttons; or, once it is settled, what became of it, in the same room, so that nothing below moves. */
function ending(entry: Entry, question: QuestionView, model: Model, acts: Acts): TemplateResult {
  const answered = model.answered.get(question.id);
  const gone = model.gone.some(({ id }) => id === question.id);
  const room = actions(entry, question, model, acts);
  if (answered === undefined && !gone) return room;
  const note = gone ? (model.slices.gate?.stopped === true ? 'Denied by the emergency stop.' : 'No longer waits: answered elsewhere, or the agent gave up.') : answered === 'allow' ? 'Allowed…' : 'Denied…';
  return html`<div class="settled"><p class="dim">${note}</p><div class="room" inert>${room}</div></div>`;
} // prettier-ignore

function actions(entry: Entry, question: QuestionView, model: Model, acts: Acts): TemplateResult {
  const { id, resumes, hasDiff } = question;
  const still = isStill(model.standing, markOf(entry), model.now);
  const open = model.open.has(id);
  const feedback = model.feedback.get(id) ?? '';
  const asksWords = model.open.has(wordsFor(id)) || feedback !== '' || isRoomy(model);
  return html`<div class="actions">
      <vscode-button
        class="allow"
        title="Allow this one call (A)"
        aria-disabled=${still ? 'false' : 'true'}
        @click=${() => (still ? acts.answer([id], 'allow') : undefined)}
        >${resumes ? 'Let it go on' : 'Allow once'}</vscode-button
      >
      ${
        resumes
          ? nothing
          : html`<vscode-button secondary title="Make a rule of it (W)" @click=${() => send({ type: 'always', id })}
              >Always…</vscode-button
            >`
      }
      <vscode-button class="deny" secondary title="Deny (D); with words for the agent (F)" @click=${() => acts.answer([id], 'deny')}
        >${resumes ? 'Keep paused' : 'Deny'}</vscode-button
      >
      ${hasDiff ? link('diff', 'Show diff', () => send({ type: 'diff', id })) : nothing}
      ${asksWords ? nothing : link('comment', 'Deny with words', () => toWords(id, acts))}
      <button class="link" aria-expanded=${open ? 'true' : 'false'} @click=${() => acts.toggleQuestion(id)}>
        ${open ? 'Less' : 'Why?'}
      </button>
    </div>
    ${asksWords ? words(id, feedback, acts, () => acts.answer([id], 'deny')) : nothing}
    ${open ? details(question) : nothing}`;
} // prettier-ignore

/**
 * What the agent is told with a denial. Enter denies, Shift+Enter makes a new line, Escape goes back to the card. The name
 * of a field is a property of its element: an attribute of that name is not heeded.
 */
export function words(id: string, feedback: string, acts: Acts, deny: () => void): TemplateResult {
  return html`<vscode-textarea
    class="feedback"
    rows="1"
    maxlength=${longest.feedback}
    .label=${'What the agent is told when you deny; Enter denies'}
    placeholder="Say why; Enter denies"
    .value=${feedback}
    @focusin=${() => acts.openQuestion(wordsFor(id))}
    @input=${(event: Event) => acts.write(id, valueOf(event))}
    @keydown=${(event: KeyboardEvent) => {
      if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        deny();
      } else if (event.key === 'Escape' && event.currentTarget instanceof HTMLElement)
        event.currentTarget.closest<HTMLElement>('[data-entry]')?.focus();
      event.stopPropagation();
    }}
  ></vscode-textarea>`;
}

function details({ id, segments, facts, opinions, doubts }: QuestionView): TemplateResult {
  const others = opinions.filter(({ rule }) => rule === undefined);
  return html`<div class="details">
    ${segmentList(segments)}
    ${doubts.map((doubt) => html`<p class="doubt">${icon('question')} ${doubt}</p>`)}
    ${facts.length <= 2 ? nothing : html`<h4>What this session did before</h4><ul class="plain">${facts.map((fact) => html`<li>${fact}</li>`)}</ul>`}
    ${others.length === 0 ? nothing : html`<h4>What else was said</h4><ul class="plain">${others.map((one) => opinion(one, id))}</ul>`}
    ${link('go-to-file', 'Open everything as a document', () => send({ type: 'details', id }))}
  </div>`;
} // prettier-ignore

export function link(name: string, text: string, act: () => void): TemplateResult {
  return html`<button class="link" @click=${act}>${icon(name)} ${text}</button>`;
}

/** Among what is open, the field for words to the agent. */
function wordsFor(id: string): string {
  return `words ${id}`;
}

function isRoomy({ slices, gone }: Model): boolean {
  return entriesOf(slices.waiting, gone).length <= roomy;
}

function toWords(id: string, acts: Acts): void {
  acts.openQuestion(wordsFor(id));
  void focusField(id);
}

/**
 * The field gets the focus before the next key can come, for the keys of a card answer it: the page is drawn, and the
 * field itself, in the same task.
 */
export async function focusField(id: string): Promise<void> {
  await Promise.resolve();
  const field = document.querySelector<HTMLElement>(`[data-entry="${CSS.escape(id)}"] .feedback`);
  if (field !== null && 'updateComplete' in field) await field.updateComplete;
  field?.focus();
}

const tooSoon = 'This card has only just come here. Look at it, then press A again.';

function keys(entry: Entry, model: Model, acts: Acts): (event: KeyboardEvent) => void {
  const { id } = entry;
  const settled = model.answered.has(id) || model.gone.some((one) => one.id === id);
  const unlessSettled = (act: () => void) => (settled ? () => undefined : act);
  return cardKeys({
    allow: unlessSettled(() => {
      if (isStill(model.standing, markOf(entry), Date.now())) acts.answer([id], 'allow');
      else acts.say(tooSoon);
    }),
    tooSoon: unlessSettled(() => acts.say(tooSoon)),
    always: unlessSettled(() => {
      if (entry.questions[0]?.resumes !== true) send({ type: 'always', id });
    }),
    deny: unlessSettled(() => acts.answer([id], 'deny')),
    words: unlessSettled(() => toWords(id, acts)),
  });
}
