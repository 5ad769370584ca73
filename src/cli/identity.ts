// Identity files on the command line: what changed since the person accepted it is printed, and accepted on demand.
import type { Gate, IdentityFile } from '../gate/api.ts';
import type { Terminal } from './terminal.ts';
import { shortened, visible } from './text.ts';

/** Tells of each change, now and while the gate runs; with `accept` what stands there now is accepted. */
export function followIdentity({ identity }: Gate, accept: boolean, terminal: Terminal): void {
  identity.changed.on((file) => {
    if (file.state === 'changed') terminal.error(driftText(file, accept));
  });
  for (const file of identity.files()) {
    if (file.state === 'refused')
      terminal.error(`portcullis: ${visible(file.path)}: ${visible(file.problem ?? '')}`);
    if (file.state !== 'changed' || !accept) continue;
    const done = identity.accept(file.path, file.digest, 'person');
    terminal.error(
      `portcullis: ${visible(file.path)} ${done ? 'is accepted.' : 'could not be accepted: it changed again.'}`,
    );
  }
}

const mostLines = 20;

function driftText({ path, difference }: IdentityFile, accept: boolean): string {
  const { line, removed, added } = difference ?? { line: 1, removed: [], added: [] };
  const lines = [...removed.map((text) => `- ${text}`), ...added.map((text) => `+ ${text}`)];
  const more = lines.length > mostLines ? [`  … ${lines.length - mostLines} more lines`] : [];
  const advice = accept
    ? ''
    : ' Until you say --accept-identity the agent is given what you accepted before.';
  return [
    `portcullis: ${visible(path)}, which tells agents who they are, is not as you accepted it (line ${line}).${advice}`,
    ...lines.slice(0, mostLines).map((text) => `  ${shortened(visible(text), 160)}`),
    ...more,
  ].join('\n');
}
