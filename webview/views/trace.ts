// One decision of the journal in five steps. Arrow keys move between them, Escape goes back.
import { html, nothing, type TemplateResult } from 'lit';
import type { Trace } from '../../src/protocol/panel.ts';
import type { Acts } from '../model.ts';
import { ago, chip, icon } from './parts.ts';

export function trace({ subject, time, outcome, steps }: Trace, at: number, now: number, acts: Acts): TemplateResult {
  const step = steps[at];
  const last = steps.length - 1;
  return html`<section class="trace" aria-label="A decision, step by step" tabindex="-1" @keydown=${keys(at, last, acts)}>
    <header>
      <button class="link" @click=${() => acts.closeTrace()}>${icon('arrow-left')} Back</button>
      <span class="dim">${ago(time, now)}</span>
    </header>
    <pre class="command">${subject}</pre>
    ${chip(outcome)}
    <ol class="steps" aria-label="Steps">
      ${steps.map(
        ({ name, code, says, tone }, place) => html`<li>
          <button class="link ${place === at ? 'now' : ''}" aria-current=${place === at ? 'step' : nothing} @click=${() => acts.goToStep(place)}>
            <span>${name}</span> <code>${code}</code> ${chip({ text: says, tone })}
          </button>
        </li>`,
      )}
    </ol>
    ${
      step === undefined
        ? nothing
        : html`<div class="step" aria-live="polite">
            <h2>Step ${at + 1} of ${steps.length}: ${step.name}</h2>
            <dl>${step.facts.map(({ name, value }) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
            <ol class="lines">${step.lines.map(({ name, says, tone, reason, decides }) => html`<li class=${decides ? 'decides' : ''}>
              <span class="name">${name}</span> ${chip({ text: decides ? `${says}, decides` : says, tone })} <span class="dim">${reason}</span>
            </li>`)}</ol>
          </div>`
    }
    <div class="actions">
      <vscode-button secondary ?disabled=${at === 0} @click=${() => acts.goToStep(at - 1)}>Previous</vscode-button>
      <vscode-button ?disabled=${at === last} @click=${() => acts.goToStep(at + 1)}>Next</vscode-button>
    </div>
  </section>`;
} // prettier-ignore

function keys(at: number, last: number, acts: Acts): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key === 'ArrowRight' && at < last) acts.goToStep(at + 1);
    else if (event.key === 'ArrowLeft' && at > 0) acts.goToStep(at - 1);
    else if (event.key === 'Escape') acts.closeTrace();
    else return;
    event.preventDefault();
  };
}
