// The head of the panel: is the gate there, which mode, and the stop, which is always in sight.
import { html, nothing, type TemplateResult } from 'lit';
import type { Slices } from '../../src/protocol/panel.ts';
import { send } from '../host.ts';
import type { Model } from '../model.ts';
import { icon } from './parts.ts';

/** Whatever fails to come, the stop is there. */
const starting: Slices['gate'] = {
  stopped: false,
  title: 'Starting…',
  tone: 'dim',
  detail: '',
  mode: '',
  modeName: '',
  problems: [],
};

export function head({ slices: { gate = starting } }: Model): TemplateResult {
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
