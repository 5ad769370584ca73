// The first minute: what a person can do before any agent has run, and what there is to begin with.
import { html, nothing, type TemplateResult } from 'lit';
import { send } from '../host.ts';
import type { Model } from '../model.ts';
import { icon } from './parts.ts';

/** No agent has run in this window, and one could be launched. */
export function isFresh({ slices: { gate, sessions, waiting } }: Model): boolean {
  return (
    gate?.stopped === false &&
    sessions?.list.length === 0 &&
    sessions.ran !== true &&
    (waiting?.questions.length ?? 0) === 0
  );
}

export function start({ slices: { start: view } }: Model): TemplateResult {
  const run = (name: 'demo' | 'launch' | 'openRules' | 'getStarted') => () => send({ type: 'command', name });
  return html`<section class="start" id="start" aria-label="First steps">
    <h2>Put a gate in front of your coding agent</h2>
    <p class="dim">Each call of its tools is checked before it runs. What is proved safe runs, catastrophes are denied, and what is in doubt waits here for you.</p>
    <ol>
      <li>
        <vscode-button @click=${run('demo')}>Try the demo agent</vscode-button>
        <p class="dim">Ten steps in half a minute; no AI, no account. It really runs what you allow.</p>
      </li>
      <li>
        <vscode-button secondary @click=${run('launch')}>Launch an agent…</vscode-button>
        ${
          view === undefined || !view.looked
            ? html`<p class="dim">Looking for agents on this machine…</p>`
            : view.agents.map((one) => html`<p class="dim">${icon(one.found ? 'pass' : 'info')} <b>${one.name}</b>: ${one.text}</p>`)
        }
      </li>
      ${
        view === undefined || view.rules.length === 0
          ? nothing
          : html`<li>
              <button class="link" @click=${run('openRules')}>${icon('law')} Rules that you have hold here too</button>
              ${view.rules.map(({ name, count }) => html`<p class="dim">${count} in ${name}</p>`)}
            </li>`
      }
    </ol>
    <button class="link" @click=${run('getStarted')}>${icon('book')} Get started, step by step</button>
  </section>`;
} // prettier-ignore
