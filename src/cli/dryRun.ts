// The end of a dry run: what would have been decided on each call, had it been none.
import type { Gate, PermissionDecision } from '../gate/api.ts';
import type { ToolCall } from '../policy/call.ts';
import type { Behavior } from '../policy/decision.ts';
import { painter, shortened, table, visible, type Color } from './text.ts';
import type { Terminal } from './terminal.ts';

export interface DryRun {
  /** Writes the report. */
  tell(terminal: Terminal): void;
}

type Would = NonNullable<PermissionDecision['would']>;

const words: Readonly<Record<Behavior, readonly [text: string, color: Color]>> = {
  allow: ['would run', 'green'],
  ask: ['would ask', 'yellow'],
  deny: ['would be denied', 'red'],
};

/** Follows the gate from now on. */
export function followDryRun(gate: Gate): DryRun {
  const seen: { readonly what: string; readonly would: Would; readonly ran: boolean }[] = [];
  gate.decided.on(({ call, decision: { would, allowed } }) => {
    if (would) seen.push({ what: said(call), would, ran: allowed });
  });
  return {
    tell(terminal) {
      const paint = painter(terminal.colors);
      const counts = (['allow', 'ask', 'deny'] as const).map((behavior) => {
        const [text] = words[behavior];
        return `${seen.filter(({ would }) => would.behavior === behavior).length} ${text}`;
      });
      terminal.error(`portcullis: dry run of ${seen.length} calls: ${counts.join(', ')}; ${seen.filter(({ ran }) => ran).length} only read and ran`);
      const rows = seen.map(({ what, would: { behavior, layer, reason } }) => {
        const [text, color] = words[behavior];
        return [paint(color, text), layer, what, shortened(visible(reason), 120)];
      });
      if (rows.length > 0) terminal.error(table(rows));
    },
  };
} // prettier-ignore

function said(call: ToolCall): string {
  const what =
    call.kind === 'shell'
      ? call.command
      : 'paths' in call
        ? `${call.tool} ${call.paths.join(' ')}`
        : call.kind === 'fetch'
          ? `${call.tool} ${call.url}`
          : call.tool;
  return shortened(visible(what), 60);
}
