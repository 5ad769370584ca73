// The head of the panel: is the gate there, which mode, and the stop, which is always in sight.
import { html, nothing, type TemplateResult } from 'lit';
import { send } from '../host.ts';
import type { Model } from '../model.ts';
import { icon } from './parts.ts';

export function head({ slices: { gate } }: Model): TemplateResult {
  if (gate === undefined) return html`<header class="head"><p class="dim">Starting…</p></header>`;
  return html`<header class="head ${gate.tone} ${gate.stopped ? 'stopped' : ''}">
      <span class="dot" aria-hidden="true"></span>
      <div class="state" role="status">
        <h1>${gate.title}</h1>
        <p class="dim detail">${gate.detail}</p>
      </div>
      ${
        gate.stopped
          ? html`<vscode-button class="release" secondary @click=${() => send({ type: 'release' })}
              >Release…</vscode-button
            >`
          : html`<vscode-button
              class="stop"
              title="Denies every call at once and ends every agent"
              @click=${() => send({ type: 'stop' })}
              >${icon('debug-stop')} Stop</vscode-button
            >`
      }
    </header>
    ${gate.warning === undefined ? nothing : html`<p class="banner danger" role="alert">${icon('warning')} ${gate.warning}</p>`}
    ${gate.problems.map((problem) => html`<p class="banner warning" role="alert">${icon('warning')} ${problem}</p>`)}`;
} // prettier-ignore
