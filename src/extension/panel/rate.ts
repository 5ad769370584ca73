// How many messages the page may send: far more than a person makes, far fewer than would slow the gate down.

const burst = 200;
const perSecond = 50;

/** True while another message is taken. `now` gives milliseconds. */
export function messageRate(now: () => number): () => boolean {
  let tokens = burst;
  let at = now();
  return () => {
    const time = now();
    tokens = Math.min(burst, tokens + (Math.max(0, time - at) / 1_000) * perSecond);
    at = time;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
