// What waits for the person, with everything that they need to answer.
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { longest, type QuestionView } from '../../src/protocol/panel.ts';
import { send } from '../host.ts';
import type { Acts, Model } from '../model.ts';
import { isStill } from '../standing.ts';
import { ago, chip, icon, section, segmentList, valueOf } from './parts.ts';

export function waiting(model: Model, acts: Acts): TemplateResult {
  const questions = model.slices.waiting?.questions ?? [];
  return section(model, acts, {
    id: 'waiting',
    title: 'Waiting for you',
    ...(questions.length === 0
      ? {}
      : {
          badge: html`<vscode-badge class="count" variant="counter">${questions.length}</vscode-badge>`,
        }),
    body:
      questions.length === 0
        ? html`<p class="empty">
            Nothing waits. A call that is neither proved safe nor covered by a rule is held here until you
            answer.
          </p>`
        : html`${repeat(
            questions,
            ({ id }) => id,
            (question) => card(question, model, acts),
          )}`,
  });
}

function card(question: QuestionView, model: Model, acts: Acts): TemplateResult {
  const { id, agent, what, askedAt, pieces, consequence, why, risk, resumes, hasDiff } = question;
  const open = model.open.has(id);
  const still = isStill(model.standing, id, model.now);
  const feedback = model.feedback.get(id) ?? '';
  const answer = (behavior: 'allow' | 'deny') =>
    send({ type: 'answer', id, behavior, ...(feedback === '' ? {} : { feedback }) });
  return html`<article class="card" aria-labelledby="q-${id}" data-question=${id}>
    <header>
      <h3 id="q-${id}">${agent} · ${resumes ? 'wants to go on' : what}</h3>
      <span class="dim">${ago(askedAt, model.now)}</span>
    </header>
    <pre class="command">
${pieces.map((piece) => (piece.marked ? html`<mark>${piece.text}</mark>` : piece.text))}</pre>
    ${consequence === '' ? nothing : html`<p class="consequence">${consequence}</p>`}
    <p class="dim">${why}</p>
    ${risk === undefined ? nothing : chip(risk)}
    <div class="actions">
      <vscode-button
        class="allow"
        aria-disabled=${still ? 'false' : 'true'}
        @click=${() => (still ? answer('allow') : undefined)}
        >${resumes ? 'Let it go on' : 'Allow once'}</vscode-button
      >
      ${
        resumes
          ? nothing
          : html`<vscode-button secondary @click=${() => send({ type: 'always', id })}
              >Always…</vscode-button
            >`
      }
      <vscode-button class="deny" secondary @click=${() => answer('deny')}
        >${resumes ? 'Keep paused' : 'Deny'}</vscode-button
      >
      ${hasDiff ? link('Show diff', () => send({ type: 'diff', id })) : nothing}
      <button class="link" aria-expanded=${open ? 'true' : 'false'} @click=${() => acts.toggleQuestion(id)}>
        ${open ? 'Less' : 'Why?'}
      </button>
    </div>
    ${open ? details(question, feedback, acts) : nothing}
  </article>`;
}

function details({ id, segments, facts, lines }: QuestionView, feedback: string, acts: Acts): TemplateResult {
  return html`<div class="details">
    ${segmentList(segments)}
    ${facts.length === 0 ? nothing : html`<h4>What this session did before</h4><ul class="plain">${facts.map((fact) => html`<li>${fact}</li>`)}</ul>`}
    ${lines.length === 0 ? nothing : html`<h4>What else was said</h4><ul class="plain">${lines.map((line) => html`<li>${line}</li>`)}</ul>`}
    <vscode-textarea
      rows="2"
      maxlength=${longest.feedback}
      label="What the agent is told when you deny"
      placeholder="Tell the agent why, or what to do instead (goes with Deny)"
      .value=${feedback}
      @input=${(event: Event) => acts.write(id, valueOf(event))}
    ></vscode-textarea>
    ${link('Open everything as a document', () => send({ type: 'details', id }))}
  </div>`;
} // prettier-ignore

function link(text: string, act: () => void): TemplateResult {
  return html`<button class="link" @click=${act}>${icon('go-to-file')} ${text}</button>`;
}
