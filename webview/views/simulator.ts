// The simulator: any call, typed or chosen, and what the real check would say of it. Nothing is executed.
import { html, nothing, type TemplateResult } from 'lit';
import { longest, type Simulated, type Slices } from '../../src/protocol/panel.ts';
import { send } from '../host.ts';
import type { Acts, Model } from '../model.ts';
import { chip, icon, section, segmentList, valueOf } from './parts.ts';

export function simulator(model: Model, acts: Acts): TemplateResult {
  const { presets } = model.slices;
  return section(model, acts, {
    id: 'simulator',
    title: 'Simulator',
    body: presets === undefined ? nothing : body(model, acts, presets),
  });
}

function body(model: Model, acts: Acts, presets: Slices['presets']): TemplateResult {
  const { kept, simulated, simulation } = model;
  const kind = presets.kinds.find(({ id }) => id === kept.kind);
  return html`<p class="dim">The real check, without executing, counting or journaling anything.</p>
    <div class="row">
      <vscode-single-select
        class="grow"
        label="An example"
        @change=${(event: Event) => {
          const chosen = presets.list[Number(valueOf(event))];
          if (chosen !== undefined) acts.keep({ kind: chosen.tool, input: chosen.input });
        }}
      >
        <vscode-option value="" selected>Choose an example…</vscode-option>
        ${presets.list.map((one, at) => html`<vscode-option value=${at} description=${one.input}>${one.name}</vscode-option>`)}
      </vscode-single-select>
    </div>
    <div class="row">
      <vscode-single-select label="Kind of call" .value=${kept.kind} @change=${(event: Event) => acts.keep({ kind: valueOf(event) })}>
        ${presets.kinds.map((one) => html`<vscode-option value=${one.id} ?selected=${one.id === kept.kind}>${one.name}</vscode-option>`)}
      </vscode-single-select>
      <vscode-single-select class="grow" label="Permission mode" .value=${kept.mode} @change=${(event: Event) => acts.keep({ mode: valueOf(event) })}>
        <vscode-option value="" ?selected=${kept.mode === ''}>Mode as it is</vscode-option>
        ${presets.modes.map((one) => html`<vscode-option value=${one.id} ?selected=${one.id === kept.mode}>${one.name}</vscode-option>`)}
      </vscode-single-select>
    </div>
    <vscode-textarea
      class="input"
      monospace
      rows="2"
      maxlength=${longest.input}
      label="The call to simulate"
      placeholder=${kind?.hint ?? ''}
      .value=${kept.input}
      @input=${(event: Event) => acts.keep({ input: valueOf(event) })}
    ></vscode-textarea>
    <div class="result" aria-live="polite" aria-busy=${simulation === 'waiting' ? 'true' : 'false'}>
      ${kept.input.trim() === '' ? html`<p class="empty">Type a call, or choose an example.</p>` : nothing}
      ${simulation === 'incomplete' ? html`<p class="dim">This is no whole call yet.</p>` : nothing}
      ${simulated === undefined || kept.input.trim() === '' ? nothing : result(simulated, model, acts)}
    </div>`;
} // prettier-ignore

function result(simulated: Simulated, { kept }: Model, acts: Acts): TemplateResult {
  const { title, tone, reason, consequence, advice, risk, confidence, segments, doubts, decidedBy } = simulated;
  const { agent, mode, kind: tool, input } = kept;
  return html`${segmentList(segments)}
    <p class="outcome ${tone}"><b>${title}</b> <span>by ${decidedBy}.</span> ${consequence === '' ? nothing : consequence} ${reason}</p>
    ${advice === undefined ? nothing : html`<p class="dim">The agent is told: ${advice}</p>`}
    ${doubts.map((doubt) => html`<p class="doubt">${icon('question')} ${doubt}</p>`)}
    <p class="facts">
      ${risk === undefined ? nothing : chip(risk)}
      <span class="dim">Confidence: ${confidence} · ${simulated.milliseconds} ms</span>
    </p>
    <div class="actions">
      ${simulated.ruleable ? html`<vscode-button secondary @click=${() => send({ type: 'addRule', agent, mode, tool, input })}>Add a rule for this…</vscode-button>` : nothing}
      <button class="link" aria-expanded=${kept.showLines ? 'true' : 'false'} @click=${() => acts.keep({ showLines: !kept.showLines })}>
        ${kept.showLines ? 'Hide the lines' : 'What each line says'}
      </button>
    </div>
    ${kept.showLines ? lines(simulated) : nothing}`;
} // prettier-ignore

function lines({ lines: all }: Simulated): TemplateResult {
  return html`<ol class="lines">
    ${all.map(({ name, says, tone, reason, rule, decides }) => html`
      <li class=${decides ? 'decides' : ''}>
        <span class="name">${name}</span> ${chip({ text: decides ? `${says}, decides` : says, tone })}
        <span class="dim">${reason}</span>
        ${rule === undefined ? nothing : html`<button class="link" @click=${() => send({ type: 'openRule', ...(rule.file === undefined ? {} : { file: rule.file }), ...(rule.line === undefined ? {} : { line: rule.line }) })}>${icon('law')} ${rule.text}</button>`}
      </li>`)}
  </ol>`;
} // prettier-ignore
