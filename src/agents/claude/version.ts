// Which versions of Claude Code can be gated.

/** From 2.1.295 on a hook that fails can block (`onFailure`); older ones silently run the tool instead. */
const oldest = [2, 1, 295] as const;

/** A sentence that says what to do when the output of `claude --version` names a version that fails open. */
export function refuseVersion(output: string): string | undefined {
  const found = /(\d+)\.(\d+)\.(\d+)/.exec(output);
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
