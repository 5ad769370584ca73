// What a screen reader reads of a page without being asked: regions that say so, when they change.
import type { Frame, Page } from 'playwright-core';

/** Begins to listen. The function that it gives tells what was read since it was last asked, each drawing once. */
export async function listenAloud(page: Page | Frame): Promise<() => Promise<readonly string[]>> {
  await page.evaluate(listen);
  return async () => {
    const all: unknown = await page.evaluate(`(async () => {
      for (let at = 0; at < 3; at += 1) await new Promise(requestAnimationFrame);
      return aloud.splice(0);
    })()`);
    return Array.isArray(all) ? all.map(String) : [];
  };
}

/** What changed in a live region is read as the whole region; an alert also when it comes. */
const listen = `(() => {
  window.aloud = [];
  const live = '[role=status], [role=alert], [aria-live=polite], [aria-live=assertive]';
  const element = (node) => (node instanceof Element ? node : node.parentElement);
  const text = (one) => one.innerText.replaceAll(/\\s+/g, ' ').trim();
  new MutationObserver((changes) => {
    const regions = new Set();
    for (const { target, addedNodes } of changes) {
      const of = element(target)?.closest(live);
      if (of) regions.add(of);
      for (const node of addedNodes) for (const one of [node, ...(node.querySelectorAll?.('*') ?? [])]) if (one instanceof Element && one.matches('[role=alert]')) regions.add(one);
    }
    aloud.push(...[...regions].filter((one) => one.isConnected).map(text).filter((one) => one !== ''));
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
})()`;
