// One decision of the journal in steps, or another entry in one. Arrow keys move between the steps, with Shift
// between decisions; Escape goes back.
import { html, nothing, type TemplateResult } from 'lit';
import type { JournalPlace, Trace } from '../../src/protocol/panel.ts';
import { send } from '../host.ts';
import type { Acts, OpenTrace } from '../model.ts';
import { secondOpinion } from './opinion.ts';
import { chip, icon, since, type View } from './parts.ts';

type Step = Trace['steps'][number];

export function trace(open: OpenTrace, now: number, acts: Acts): TemplateResult {
  const { trace: { subject, time, outcome, steps, session }, at, beside, filter } = open;
  const step = steps[at];
  const last = steps.length - 1;
  return html`<section class="trace" aria-label=${last > 0 ? 'A decision, step by step' : 'An entry of the journal'} tabindex="-1" @keydown=${keys(open, acts)}>
    <header>
      <button class="link" @click=${() => acts.closeTrace()}>${icon('arrow-left')} Back</button>
      <span class="dim" title=${since(time, now)}>${time === 0 ? '' : new Date(time).toLocaleString([], { dateStyle: 'medium', timeStyle: 'medium' })}</span>
    </header>
    <pre class="command" tabindex="0" aria-label="What it is about">${subject}</pre>
    <div class="row">
      ${chip(outcome)}
      ${session === '' ? nothing : html`<button class="link" @click=${() => acts.showInJournal({ session })}>${icon('filter')} Session ${session.slice(0, 8)}</button>`}
    </div>
    ${last === 0 ? nothing : html`<ol class="steps" aria-label="Steps">
      ${steps.map(
        ({ name, code, says, tone }, place) => html`<li>
          <button class="link ${place === at ? 'now' : ''}" aria-current=${place === at ? 'step' : nothing} @click=${() => acts.goToStep(place)}>
            <span>${name}</span> <code>${code}</code> ${chip({ text: says, tone })}
          </button>
        </li>`,
      )}
    </ol>`}
    ${step === undefined ? nothing : stepView(step, at, last)}
    ${last === 0 ? nothing : html`<div class="actions">
      ${button('Previous step', at > 0, () => acts.goToStep(at - 1))}
      ${button('Next step', at < last, () => acts.goToStep(at + 1))}
    </div>`}
    <nav class="links" aria-label=${filter === undefined ? 'Other decisions' : 'Other entries of the list'}>
      ${besideLink('arrow-up', filter === undefined ? 'Newer decision' : 'Newer entry', beside.newer, filter)}
      ${besideLink('arrow-down', filter === undefined ? 'Older decision' : 'Older entry', beside.older, filter)}
    </nav>
  </section>`;
} // prettier-ignore

function stepView(step: Step, at: number, last: number): TemplateResult {
  return html`<div class="step" aria-live="polite">
    ${last === 0 ? nothing : html`<h2>Step ${at + 1} of ${last + 1}: ${step.name}</h2>`}
    <dl>${step.facts.map((one) => html`<div><dt>${one.name}</dt><dd>${value(one)}</dd></div>`)}</dl>
    ${step.lines.length === 0 ? nothing : html`<ol class="lines">${step.lines.map(({ name, says, tone, reason, opinion, decides }) => html`<li class=${decides ? 'decides' : ''}>
      <span class="name">${name}</span> ${chip({ text: decides ? `${says}, decides` : says, tone })} <span class="dim">${reason}</span>
      ${secondOpinion(opinion)}
    </li>`)}</ol>`}
  </div>`;
} // prettier-ignore

/** A rule leads to where it stands. */
function value({ value: text, rule }: Step['facts'][number]): View {
  if (rule === undefined) return html`${text}`;
  return html`<button class="link" title="Go to the rule" @click=${() => send({ type: 'openRule', rule })}>${icon('go-to-file')} ${text}</button>`;
} // prettier-ignore

/** A button that can do nothing now keeps the focus all the same. */
function button(text: string, works: boolean, run: () => void): TemplateResult {
  return html`<vscode-button secondary aria-disabled=${works ? 'false' : 'true'} @click=${works ? run : undefined}>${text}</vscode-button>`;
} // prettier-ignore

function besideLink(
  name: 'arrow-up' | 'arrow-down',
  text: string,
  place: JournalPlace | undefined,
  filter: OpenTrace['filter'],
): TemplateResult {
  return html`<button
    class="link"
    aria-disabled=${place === undefined ? 'true' : 'false'}
    @click=${() => {
      if (place !== undefined) go(place, filter);
    }}
  >
    ${icon(name)} ${text}
  </button>`;
}

function go(place: JournalPlace, filter: OpenTrace['filter']): void {
  send({ type: 'trace', ...place, ...(filter === undefined ? {} : { filter }) });
}

function keys({ trace: { steps }, at, beside, filter }: OpenTrace, acts: Acts): (event: KeyboardEvent) => void {
  return (event) => {
    const { key, shiftKey } = event;
    const other = key === 'ArrowLeft' ? beside.newer : beside.older;
    if (key === 'Escape') acts.closeTrace();
    else if (key !== 'ArrowLeft' && key !== 'ArrowRight') return;
    else if (!shiftKey) acts.goToStep(Math.min(steps.length - 1, Math.max(0, at + (key === 'ArrowRight' ? 1 : -1))));
    else if (other !== undefined) go(other, filter);
    event.preventDefault();
  };
} // prettier-ignore
