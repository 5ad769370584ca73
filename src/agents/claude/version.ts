// Which versions of Claude Code can be gated.

/** From 2.1.295 on a hook that fails can block (`onFailure`); older ones silently run the tool instead. */
const oldest = [2, 1, 295] as const;

/** A sentence that says what to do when the output of `claude --version` names a version that fails open. */
export function refuseVersion(output: string): string | undefined {
  // A wrapper may print lines of its own, with versions of other things; of several candidates the oldest counts.
  const lines = [...output.matchAll(/^v?(\d+)\.(\d+)\.(\d+)(?:[-+][\w.-]+)?(?: \(Claude Code\))?\s*$/gm)];
  const [found] = lines.sort(byVersion);
  if (!found) return `The version of Claude Code could not be read from "${output.trim().slice(0, 80)}".`;
  const version = found.slice(1, 4).map(Number);
  for (const [index, least] of oldest.entries()) {
    const part = version[index] ?? 0;
    if (part > least) return undefined;
    if (part < least) {
      return `Claude Code ${found[0]} cannot be gated: if the gate were lost, it would run every tool. Update to ${oldest.join('.')} or newer (npm install -g @anthropic-ai/claude-code).`;
    }
  }
  return undefined;
}

function byVersion(one: readonly string[], other: readonly string[]): number {
  const parts = [1, 2, 3].map((at) => Number(one[at]) - Number(other[at]));
  return parts.find((difference) => difference !== 0) ?? 0;
}
