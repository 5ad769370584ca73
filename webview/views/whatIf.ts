// What if: the rules in force as a text to change, or further ones, held against the last thousand decisions before
// they are saved.
import { html, nothing, type TemplateResult } from 'lit';
import { longest, type Compared } from '../../src/protocol/panel.ts';
import { send } from '../host.ts';
import type { Acts, Model } from '../model.ts';
import { triedKey, triedText } from '../ruleWork.ts';
import { choices, icon, section, valueOf } from './parts.ts';

export function whatIf(model: Model, acts: Acts): TemplateResult {
  const isOpen = !model.kept.closed.includes('whatIf');
  return section(model, acts, {
    id: 'whatIf',
    title: 'What if',
    body: isOpen ? body(model, acts) : nothing,
  });
}

const ways = [
  { id: 'edit', name: 'Change the rules' },
  { id: 'add', name: 'Add to the rules' },
] as const;

function body(model: Model, acts: Acts): TemplateResult {
  const { kept, comparison } = model;
  const { waiting, saving, progress, problem, result, of } = comparison;
  const isAdding = kept.trying === 'add';
  const text = triedText(model);
  const isStale = result !== undefined && of !== triedKey(model);
  return html`<p class="dim">Rules to try, held against the last 1,000 decisions of the journal. Nothing is saved until you save it.</p>
    <div class="row">${choices('What the rules below are', ways, isAdding ? 'add' : 'edit', (trying) => acts.keep({ trying }))}</div>
    <vscode-textarea
      class="input tried"
      monospace
      rows=${isAdding ? 3 : 8}
      maxlength=${longest.rules}
      .label=${'Rules to try'}
      placeholder=${'allow: npm run *\ndeny: git push *'}
      .value=${text}
      @input=${(event: Event) => acts.keep(isAdding ? { rules: valueOf(event) } : { edited: valueOf(event), isEdited: true })}
    ></vscode-textarea>
    <p class="dim">One a line, or a settings file pasted in${isAdding ? '' : ', which then stands for your user settings'}. Files of agents that it does not name stay as they are.</p>
    <div class="actions">
      <vscode-button class="compare" secondary ?disabled=${text.trim() === '' || waiting} @click=${() => acts.compare()}>
        ${waiting ? 'Comparing…' : 'Compare'}
      </vscode-button>
      <vscode-button class="save" secondary ?disabled=${text.trim() === '' || saving} @click=${() => acts.saveRules()}>Save…</vscode-button>
      <vscode-button class="diff" secondary ?disabled=${text.trim() === ''} @click=${() => acts.diffRules()}>Open as Diff</vscode-button>
      ${isAdding || !kept.isEdited ? nothing : html`<button class="link again" @click=${() => acts.keep({ edited: '', isEdited: false })}>Start again</button>`}
      ${waiting ? html`<span class="dim">${progress}</span>` : nothing}
    </div>
    ${problem === '' ? nothing : html`<p class="doubt">${icon('warning')} ${problem}</p>`}
    <p class="visually-hidden" role="status">${problem === '' ? (result === undefined ? '' : headline(result)) : problem}</p>
    ${isStale ? html`<p class="doubt stale">${icon('history')} The rules have changed since. Compare again.</p>` : nothing}
    ${result === undefined ? nothing : results(result, isStale)}`;
} // prettier-ignore

function headline({ looked, changed, groups }: Compared): string {
  if (looked === 0) return 'The journal holds no decision that could be judged again.';
  const calls = looked === 1 ? 'call' : 'calls';
  if (changed === 0) return `Nothing changes: all ${looked} ${calls} would be decided as they are now.`;
  const tail = groups.every(({ tone }) => tone === 'plain') ? ' It only tightens.' : '';
  return `${changed} of ${looked} ${calls} would be decided otherwise.${tail}`;
}

function results(result: Compared, isStale: boolean): TemplateResult {
  const { groups, notes } = result;
  const loosens = groups.some(({ tone }) => tone !== 'plain');
  return html`<div class="result ${isStale ? 'old' : ''}">
    ${notes.map((note) => html`<p class="doubt">${icon('info')} ${note}</p>`)}
    <p class="outcome ${loosens ? 'danger' : 'ok'}"><b>${headline(result)}</b></p>
    ${groups.map(({ title, tone, count, changes }) => html`
      <h3 class="hits ${tone}">${title}: ${count}</h3>
      <ul class="plain" aria-label=${title}>
        ${changes.map(({ subject, before, after, file, at, bytes }) => html`<li>
          <button class="link" @click=${() => send({ type: 'trace', file, at, bytes })}><code>${subject}</code></button>
          <span class="dim">${before} → ${after}</span>
        </li>`)}
      </ul>
      ${count > changes.length ? html`<p class="dim">and ${count - changes.length} more</p>` : nothing}`)}
  </div>`;
} // prettier-ignore
