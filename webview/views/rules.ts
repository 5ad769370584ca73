// The rules in force: by list, with how often each decided, where it stands, and what there is to say about it.
import { html, nothing, type TemplateResult } from 'lit';
import { longest, type RuleRow } from '../../src/protocol/panel.ts';
import { send } from '../host.ts';
import type { Acts, Model } from '../model.ts';
import { choices, chip, icon, section, since, valueOf } from './parts.ts';

export function rules(model: Model, acts: Acts): TemplateResult {
  const { slices, kept } = model;
  const counts = slices.rules;
  const all = counts === undefined ? 0 : counts.allow + counts.ask + counts.deny;
  return section(model, acts, {
    id: 'rules',
    title: 'Rules',
    badge: counts === undefined ? nothing : html`<span class="dim">${all}</span>`,
    body: kept.closed.includes('rules') ? nothing : body(model, acts),
  });
}

const wanted = [
  { id: '', name: 'All rules' },
  { id: 'findings', name: 'With something to say' },
  { id: 'idle', name: 'That never decided' },
  { id: 'off', name: 'That are not in force' },
] as const;

const lists = [
  { behavior: 'deny', title: 'Deny', tone: 'danger' },
  { behavior: 'ask', title: 'Ask', tone: 'warning' },
  { behavior: 'allow', title: 'Allow', tone: 'ok' },
] as const;

/** As many as one looks through; searching finds the others. */
const most = 200;

function body(model: Model, acts: Acts): TemplateResult {
  const { rows, pending, problem } = model.rules;
  const { ruleText, ruleKind } = model.kept;
  const found = rows.filter((row) => fits(row, ruleText, ruleKind));
  const isAll = ruleText.trim() === '' && ruleKind === '';
  const count = pending && !isAll ? 'Looking…' : `${found.length} of ${rows.length}`;
  return html`<div class="row">
      <vscode-textfield
        class="grow"
        .label=${'Search rules'}
        placeholder="Search rules"
        maxlength=${longest.filter}
        .value=${ruleText}
        @input=${(event: Event) => acts.keep({ ruleText: valueOf(event) })}
      ></vscode-textfield>
      ${choices('Which rules', wanted, ruleKind, (kind) => acts.keep({ ruleKind: kind }))}
    </div>
    ${problem === '' ? nothing : html`<p class="doubt">${icon('warning')} ${problem}</p>`}
    ${isAll ? nothing : html`<p class="dim" role="status">${count}</p>`}
    ${rows.length === 0 && !pending ? html`<p class="empty">No rules yet. “Add a rule for this…” in the simulator, or “Always…” when a call waits, writes one.</p>` : nothing}
    ${lists.map(({ behavior, title, tone }) => {
      const own = found.filter((row) => row.behavior === behavior);
      return own.length === 0 ? nothing : html`<h3 class="list">${chip({ text: title, tone })} <span class="dim">${own.length}</span></h3>
        <ul class="plain rules" aria-label="${title} rules">${own.slice(0, most).map((row) => line(row, model.now))}</ul>
        ${own.length > most ? html`<p class="dim">and ${own.length - most} more: search for them</p>` : nothing}`;
    })}
    <div class="actions"><button class="link" @click=${() => send({ type: 'command', name: 'openRules' })}>Open the settings</button></div>`;
} // prettier-ignore

function fits({ text, says, place, home, findings, decided, inForce }: RuleRow, search: string, kind: string): boolean {
  if (kind === 'findings' && findings.length === 0) return false;
  if (kind === 'idle' && decided > 0) return false;
  if (kind === 'off' && inForce) return false;
  const wanted = search.trim().toLowerCase();
  return wanted === '' || [text, says, place, home, ...findings.map((one) => one.text)].some((one) => one.toLowerCase().includes(wanted));
} // prettier-ignore

function line({ ref, text, home, place, says, inForce, decided, last, findings }: RuleRow, now: number): TemplateResult {
  const use = decided === 0 ? 'never decided' : `decided ${decided} ${decided === 1 ? 'call' : 'calls'}${last === undefined ? '' : `, ${since(last, now)}`}`;
  return html`<li class=${inForce ? '' : 'shadowed'}>
    <button class="link" title="${says} Go to it: ${place}" @click=${() => send({ type: 'openRule', rule: ref })}><code>${text}</code></button>
    <span class="dim">${use} · ${home}${inForce ? nothing : ' · not in force'}</span>
    ${findings.map((finding) => html`<span class="doubt finding ${finding.tone}">${icon(finding.tone === 'dim' ? 'info' : 'warning')} ${finding.text}</span>`)}
  </li>`;
} // prettier-ignore
