// The page's one line to the extension: news in, intents out, and a little state that outlives the page.
import { decodeNews, longest, type Intent, type News } from '../src/protocol/panel.ts';

declare function acquireVsCodeApi(): {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
};

const api = acquireVsCodeApi();

export function send(intent: Intent): void {
  api.postMessage(intent);
}

/** What is no news is dropped: it cannot come from this extension. */
export function listen(hear: (news: News) => void): void {
  window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const news = decodeNews(data);
    if (news !== undefined) hear(news);
  });
}

/** Milliseconds without a change after which the extension is given what the page remembers. */
const settled = 300;
let giving: ReturnType<typeof setTimeout> | undefined;

/**
 * What the last page remembered. VS Code saves that of itself only now and then, and in a browser not when the window is
 * reloaded; the extension has it at once. The newer of the two counts.
 */
export function remembered(): unknown {
  const [own, given] = [api.getState(), givenBack()];
  return timeOf(given) > timeOf(own) ? given : own;
}

export function remember(state: object): void {
  const timed = { ...state, at: Date.now() };
  api.setState(timed);
  clearTimeout(giving);
  giving = setTimeout(() => {
    const text = JSON.stringify(timed);
    if (text.length <= longest.kept) send({ type: 'keep', text });
  }, settled);
}

function givenBack(): unknown {
  try {
    return JSON.parse(document.querySelector<HTMLElement>('#panel')?.dataset['kept'] ?? 'null');
  } catch {
    return undefined;
  }
}

function timeOf(state: unknown): number {
  const at: unknown = typeof state === 'object' && state !== null && 'at' in state ? state.at : undefined;
  return typeof at === 'number' ? at : -1;
}
