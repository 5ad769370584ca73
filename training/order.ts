// Orders that look like chance and are the same everywhere.

/** A number for a text, by FNV-1a with its upper bits mixed in. */
export function orderOf(text: string): number {
  let value = 0x811c_9dc5;
  for (let at = 0; at < text.length; at += 1)
    value = Math.imul(value ^ text.charCodeAt(at), 0x0100_0193) >>> 0;
  return (value ^ (value >>> 15)) >>> 0;
}

/** The numbers below `count` in a new order at each call, by a linear congruential generator. */
export function shuffles(count: number, seed = 42): () => readonly number[] {
  const order = Array.from({ length: count }, (_, at) => at);
  let state = seed;
  return () => {
    for (let at = count - 1; at > 0; at -= 1) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      const other = Math.floor((state / 2 ** 32) * (at + 1));
      [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
    }
    return order;
  };
}
