// Small things that several sections show.
import { html, nothing, type TemplateResult } from 'lit';
import type { SegmentView, Tone } from '../../src/protocol/panel.ts';
import type { Acts, Model } from '../model.ts';

export type View = TemplateResult | typeof nothing;

/**
 * A part of the page that can be closed. The browser's own element brings keys and roles. Its body is there only while it
 * is open: some elements of it cannot be measured, and so are blank for ever, when they begin hidden.
 */
export function section(
  { kept }: Model,
  acts: Acts,
  { id, title, badge, body }: { id: string; title: string; badge?: View; body: View },
): TemplateResult {
  const open = !kept.closed.includes(id);
  return html`<details
    class="section"
    id=${id}
    ?open=${open}
    @toggle=${(event: Event) => {
      if (event.target instanceof HTMLDetailsElement) acts.toggleSection(id, event.target.open);
    }}
  >
    <summary>
      <span class="codicon codicon-chevron-right twist" aria-hidden="true"></span>
      <h2>${title}</h2>
      ${badge ?? nothing}
    </summary>
    <div class="body">${open ? body : nothing}</div>
  </details>`;
}

/** A drop-down of things with names, of which one holds. */
export function choices(label: string, list: readonly { readonly id: string; readonly name: string }[], chosen: string, choose: (id: string) => void): TemplateResult {
  return html`<vscode-single-select class="grow" label=${label} .value=${chosen} @change=${(event: Event) => choose(valueOf(event))}>
    ${list.map(({ id, name }) => html`<vscode-option value=${id} ?selected=${id === chosen}>${name}</vscode-option>`)}
  </vscode-single-select>`;
} // prettier-ignore

export function chip({ text, tone }: { readonly text: string; readonly tone: Tone }): TemplateResult {
  return html`<span class="chip ${tone}">${text}</span>`;
}

export function icon(name: string): TemplateResult {
  return html`<span class="codicon codicon-${name}" aria-hidden="true"></span>`;
}

export function segmentList(segments: readonly SegmentView[]): View {
  if (segments.length === 0) return nothing;
  return html`<ul class="segments" aria-label="What it is made of">
    ${segments.map(
      ({ text, via, effects, doubts, strictest, flows }) =>
        html`<li class="${strictest ? 'strictest' : ''} ${flows === true ? 'flows' : ''}">
          <code>${text}</code>
          ${via === undefined ? nothing : html`<span class="dim via">in ${via}</span>`}
          <span class="chips">
            ${effects.map(chip)}
            ${effects.length === 0 && doubts.length === 0 ? chip({ text: 'no effect', tone: 'dim' }) : nothing}
            ${strictest ? html`<span class="visually-hidden">the strictest part</span>` : nothing}
          </span>
          ${doubts.map((doubt) => html`<span class="doubt">${icon('question')} ${doubt}</span>`)}
          ${flows === true ? html`<span class="arrow">${icon('arrow-down')}<span class="visually-hidden">goes into</span></span>` : nothing}
        </li>`,
    )}
  </ul>`;
}

/** "12 s", "5 min", "2 h": how long ago; nothing where that is not known. */
export function ago(time: number, now: number): string {
  if (time === 0) return '';
  const seconds = Math.max(0, Math.round((now - time) / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.floor(seconds / 3_600)} h` : `${Math.floor(seconds / 86_400)} days`;
}

/** "12 s ago". */
export function since(time: number, now: number): string {
  return time === 0 ? '' : `${ago(time, now)} ago`;
}

/** For a group of choices of which one holds. */
export function valueOf({ target }: Event): string {
  return target !== null && 'value' in target && typeof target.value === 'string' ? target.value : '';
}
