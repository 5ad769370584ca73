// Questions of a run: answered by a fixed word, or by the person at the terminal, one after the other.
import { createInterface } from 'node:readline/promises';
import { agents } from '../agents/agents.ts';
import type { Gate, Pending } from '../gate/api.ts';
import type { Asking } from './runOptions.ts';
import type { Terminal } from './terminal.ts';
import { painter, visible } from './text.ts';

export function answerQuestions(gate: Gate, asking: Asking, terminal: Terminal): { dispose(): void } {
  let queue = Promise.resolve();
  return gate.approvals.asked.on((pending) => {
    if (asking === 'prompt') {
      queue = queue
        .then(() => promptFor(pending, gate, terminal))
        .catch((error: Error) => terminal.error(error.message));
    } else {
      terminal.error(
        `portcullis: ${asking === 'allow' ? 'allowed' : 'denied'} by --ask: ${summary(pending)}`,
      );
      gate.approvals.answer(pending.id, { behavior: asking === 'allow' ? 'allow' : 'deny' });
    }
  });
}

async function promptFor(pending: Pending, gate: Gate, terminal: Terminal): Promise<void> {
  const paint = painter(terminal.colors);
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    terminal.error(`\n${paint('yellow', summary(pending))}\n${visible(pending.decision.reason)}`);
    if (pending.decision.consequence !== '') terminal.error(visible(pending.decision.consequence));
    const answer = await lines.question('Allow once? [y/N] ');
    gate.approvals.answer(pending.id, { behavior: /^\s*y(es)?\s*$/i.test(answer) ? 'allow' : 'deny' });
  } finally {
    lines.close();
  }
}

function summary({ agent, call, tool }: Pending): string {
  return `${agents[agent].name}: ${visible(call.kind === 'shell' ? call.command : tool)}`;
}
