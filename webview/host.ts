// The page's one line to the extension: news in, intents out, and a little state that outlives the page.
import { decodeNews, type Intent, type News } from '../src/protocol/panel.ts';

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

export function remembered(): unknown {
  return api.getState();
}

export function remember(state: unknown): void {
  api.setState(state);
}
