// What a person looks at before a paused session goes on or ends: why it is paused, what was refused in it, and what it
// wants to do next. Made from the gate's own words alone.
import type { Pending } from '../gate/api.ts';
import type { Denial } from '../policy/session/turns.ts';
import { callLine, reasons } from './question.ts';
import { layerTitle } from './panel/lineWords.ts';
import { clock } from './statusText.ts';
import { shown } from './visible.ts';

/** As many as a person reads. */
const most = 50;

/** Markdown that reads well as plain text. */
export function pausedDocument(pending: Pending, agent: string, denials: readonly Denial[]): string {
  const newest = denials.slice(-most).toReversed();
  const parts = [
    `# ${agent} is paused`,
    shown(pending.decision.reason),
    '## What it wants to do next',
    `- ${callLine(pending, 500)}`,
    shown(reasons(pending)),
    `## What was refused in this session, the newest first (${denials.length})`,
    newest.length === 0 ? 'Nothing.' : newest.map(row).join('\n'),
    'Nothing of the session runs before you answer: let it go on, or end it.',
  ];
  return `${parts.join('\n\n')}\n`;
}

function row({ time, tool, subject, reason, layer, by }: Denial): string {
  const who = by === 'person' ? 'you' : layerTitle(layer);
  return `- ${clock(time)} ${shown(tool)}: ${shown(subject)}\n  - ${shown(who)}: ${shown(reason)}`;
}
