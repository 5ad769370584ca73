// The simulator: any call, typed or chosen, and what the real check would say of it. Nothing is executed.
import { html, nothing, type TemplateResult } from 'lit';
import { longest, type Simulated, type Slices } from '../../src/protocol/panel.ts';
import { send } from '../host.ts';
import { typedCall, type Acts, type Kept, type Model } from '../model.ts';
import { secondOpinion } from './opinion.ts';
import { choices, chip, icon, section, segmentList, valueOf, type View } from './parts.ts';

export function simulator(model: Model, acts: Acts): TemplateResult {
  const { presets } = model.slices;
  const isOpen = !model.kept.closed.includes('simulator');
  return section(model, acts, {
    id: 'simulator',
    title: 'Simulator',
    body: presets === undefined || !isOpen ? nothing : body(model, acts, presets),
  });
}

function body(model: Model, acts: Acts, presets: Slices['presets']): TemplateResult {
  const { kept, simulated, simulation, slices } = model;
  const kinds = presets.kinds.filter(({ id }) => offers(presets, kept.agent, id));
  const kind = kinds.find(({ id }) => id === kept.kind);
  const isEmpty = kept.input.trim() === '';
  return html`<p class="dim">The real check, without executing, counting or journaling anything. It knows nothing of earlier calls.</p>
    ${slices.gate?.stopped === true ? html`<p class="doubt">${icon('warning')} The emergency stop is engaged, so every call would be denied until you release it.</p>` : nothing}
    <div class="row">
      <vscode-single-select class="grow" label="An example" @change=${(event: Event) => choose(event, presets, acts)}>
        <vscode-option value="" selected>Choose an example…</vscode-option>
        ${presets.list.map((one, at) => html`<vscode-option value=${at} description=${one.input}>${one.name}</vscode-option>`)}
      </vscode-single-select>
    </div>
    <div class="row">
      ${choices('Agent', presets.agents, kept.agent, (agent) => acts.keep({ agent, ...(offers(presets, agent, kept.kind) ? {} : { kind: 'shell' }) }))}
      ${choices('Kind of call', kinds, kept.kind, (id) => acts.keep({ kind: id }))}
      ${choices('Permission mode', [{ id: '', name: 'Current mode' }, ...presets.modes], kept.mode, (mode) => acts.keep({ mode }))}
    </div>
    ${folder(presets.folders, kept, acts)}
    <vscode-textarea
      class="input"
      monospace
      rows="2"
      maxlength=${longest.input}
      .label=${kind?.content === undefined ? 'The call to simulate' : 'The file to write'}
      placeholder=${kind?.hint ?? ''}
      .value=${kept.input}
      @input=${(event: Event) => acts.keep({ input: valueOf(event) })}
    ></vscode-textarea>
    ${kind?.content === undefined ? nothing : html`<vscode-textarea
      class="input content"
      monospace
      rows="4"
      maxlength=${longest.input}
      .label=${kind.content}
      placeholder=${kind.content}
      .value=${kept.content}
      @input=${(event: Event) => acts.keep({ content: valueOf(event) })}
    ></vscode-textarea>`}
    <p class="visually-hidden" role="status">${isEmpty ? '' : (simulated?.title ?? simulation.problem)}</p>
    <div class="result" aria-busy=${simulation.waiting ? 'true' : 'false'}>
      ${isEmpty ? html`<p class="empty">Type a call, or choose an example.</p>` : nothing}
      ${isEmpty || simulation.problem === '' ? nothing : html`<p class="doubt">${icon('info')} ${simulation.problem}</p>`}
      ${simulated === undefined || isEmpty ? nothing : result(simulated, kept, acts)}
    </div>`;
} // prettier-ignore

function offers({ kinds }: Slices['presets'], agent: string, kind: string): boolean {
  return kinds.some(({ id, agents }) => id === kind && agents.includes(agent));
}

/** The same example can be chosen again, so none stays chosen. */
function choose(event: Event, { list }: Slices['presets'], acts: Acts): void {
  const chosen = list[Number(valueOf(event))];
  if (valueOf(event) === '' || chosen === undefined) return;
  const { tool: kind, input, content = '' } = chosen;
  acts.keep({ kind, input, content });
  if (event.target !== null && 'selectedIndex' in event.target) event.target.selectedIndex = 0;
}

function folder(folders: Slices['presets']['folders'], kept: Kept, acts: Acts): TemplateResult | typeof nothing {
  const [first] = folders;
  if (first === undefined) return nothing;
  if (folders.length === 1) return html`<p class="dim folder">${icon('folder')} <span>In <code>${first.name}</code></span></p>`;
  const chosen = folders.find(({ path }) => path === kept.folder) ?? first;
  return html`<div class="row">${choices('Folder', folders.map(({ path, name }) => ({ id: path, name })), chosen.path, (path) => acts.keep({ folder: path }))}</div>`;
} // prettier-ignore

function result(simulated: Simulated, kept: Kept, acts: Acts): TemplateResult {
  const { title, tone, reason, consequence, advice, risk, confidence, segments, doubts, decidedBy, rules } = simulated;
  return html`${segmentList(segments)}
    <p class="outcome ${tone}"><b>${title}.</b> ${consequence === '' ? nothing : consequence} ${reason}</p>
    ${advice === undefined ? nothing : html`<p class="dim">The agent is told: ${advice}</p>`}
    ${doubts.map((doubt) => html`<p class="doubt">${icon('question')} ${doubt}</p>`)}
    <p class="facts">
      ${risk === undefined ? nothing : chip(risk)}
      <span class="dim">Decided by ${decidedBy} · Confidence ${confidence} · ${simulated.milliseconds} ms</span>
      ${modelInShort(simulated)}
    </p>
    <h3>Rules that speak of it</h3>
    ${rules.length === 0 ? html`<p class="dim">None.</p>` : spokenRules(simulated)}
    <div class="actions">
      ${simulated.ruleable ? html`<vscode-button secondary @click=${() => send({ type: 'addRule', ...typedCall(kept) })}>Add a rule for this…</vscode-button>` : html`<span class="dim">No rule changes this.</span>`}
      <button class="link" aria-expanded=${kept.showLines ? 'true' : 'false'} @click=${() => acts.keep({ showLines: !kept.showLines })}>
        ${kept.showLines ? 'Hide what each layer says' : 'What each layer says'}
      </button>
    </div>
    ${kept.showLines ? layers(simulated) : nothing}`;
} // prettier-ignore

const toneOf = { allow: 'ok', ask: 'warning', deny: 'danger' } as const;
const roles = {
  decides: 'decides',
  short: 'not enough',
  shadowed: 'changes nothing',
  holds: 'counts',
} as const;

function spokenRules({ rules, moreRules }: Simulated): TemplateResult {
  return html`<ul class="plain rules" aria-label="Rules that speak of it">
      ${rules.map(({ ref, text, behavior, place, of, role, why }) => html`
        <li class=${role}>
          ${chip({ text: behavior, tone: role === 'shadowed' ? 'dim' : toneOf[behavior] })}
          <button class="link" title="Go to this rule, in ${place}" @click=${() => send({ type: 'openRule', rule: ref })}>
            ${role === 'shadowed' ? html`<s><code>${text}</code></s>` : html`<code>${text}</code>`}
          </button>
          <b class="role">${roles[role]}</b>
          <span class="dim">Speaks of ${of}. ${why} <span class="place">${place}</span></span>
        </li>`)}
    </ul>
    ${moreRules > 0 ? html`<p class="dim">and ${moreRules} more</p>` : nothing}`;
} // prettier-ignore

/** Its reasons stand with the layer to which it belongs. */
function modelInShort({ lines: all }: Simulated): View {
  const opinion = all.find((line) => line.opinion !== undefined)?.opinion;
  if (opinion === undefined) return nothing;
  return html`<span class="dim">Learned model: ${opinion.heads.map(({ says, percent }) => `${says} ${percent} %`).join(', ')}</span>`;
} // prettier-ignore

function layers({ lines: all }: Simulated): TemplateResult {
  return html`<ol class="lines">
    ${all.map(({ name, says, tone, reason, rule, opinion, decides }) => html`
      <li class=${decides ? 'decides' : ''}>
        <span class="name">${name}</span> ${chip({ text: decides ? `${says}, decides` : says, tone })}
        <span class="dim">${reason}</span>
        ${rule === undefined ? nothing : html`<button class="link" @click=${() => send({ type: 'openRule', rule: rule.ref })}>${icon('law')} ${rule.text}</button>`}
        ${secondOpinion(opinion)}
      </li>`)}
  </ol>`;
} // prettier-ignore
