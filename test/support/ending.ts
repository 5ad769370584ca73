// What must still be done when this process ends in the middle of a test. One listener for all of it, because a
// process warns of more than ten.

const pending = new Set<() => void>();

process.once('exit', () => {
  for (const end of pending) end();
});

/** Calls `end`, which must be synchronous, at the process's end; the answer takes that back. */
export function atExit(end: () => void): () => void {
  pending.add(end);
  return () => void pending.delete(end);
}
