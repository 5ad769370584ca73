// What if: rules that are typed here, held against the last thousand decisions before they are saved.
import { html, nothing, type TemplateResult } from 'lit';
import { longest, type Compared } from '../../src/protocol/panel.ts';
import { send } from '../host.ts';
import type { Acts, Model } from '../model.ts';
import { chip, icon, section, valueOf } from './parts.ts';

export function whatIf(model: Model, acts: Acts): TemplateResult {
  const { kept, compared, comparing } = model;
  return section(model, acts, {
    id: 'whatIf',
    title: 'What if',
    body: html`<p class="dim">Rules to try, one a line, held against the last 1,000 decisions of the journal. Nothing is saved.</p>
      <vscode-textarea
        class="input"
        monospace
        rows="3"
        maxlength=${longest.rules}
        label="Rules to try"
        placeholder=${'allow: npm run *\ndeny: git push *'}
        .value=${kept.rules}
        @input=${(event: Event) => acts.keep({ rules: valueOf(event) })}
      ></vscode-textarea>
      <div class="actions">
        <vscode-button secondary ?disabled=${kept.rules.trim() === '' || comparing} @click=${() => acts.compare()}>
          ${comparing ? 'Comparing…' : 'Compare'}
        </vscode-button>
      </div>
      <div aria-live="polite">${compared === undefined ? nothing : result(compared)}</div>`,
  });
} // prettier-ignore

function result({ looked, rules, problems, changed, changes }: Compared): TemplateResult {
  const calls = looked === 1 ? 'call' : 'calls';
  return html`${problems.map((problem) => html`<p class="doubt">${icon('warning')} ${problem}</p>`)}
    <p class="outcome ${changed === 0 ? 'ok' : 'warning'}">
      ${looked === 0 ? html`The journal holds no decision that could be judged again.` : html`<b>${changed} of ${looked}</b> ${calls} would be decided otherwise with ${rules === 1 ? 'this rule' : `these ${rules} rules`}.`}
    </p>
    <ul class="plain">
      ${changes.map(
        ({ subject, before, after, tone, file, at, bytes }) => html`<li>
          <button class="link" @click=${() => send({ type: 'trace', file, at, bytes })}><code>${subject}</code></button>
          <span class="dim">${before} →</span> ${chip({ text: after, tone })}
        </li>`,
      )}
    </ul>
    ${changed > changes.length ? html`<p class="dim">and ${changed - changes.length} more</p>` : nothing}`;
} // prettier-ignore
