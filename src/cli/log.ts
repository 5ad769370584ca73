// What the gate has to say, on standard error.
import type { Log } from '../gate/api.ts';
import type { Terminal } from './terminal.ts';

export function logTo(terminal: Pick<Terminal, 'error'>): Log {
  return {
    debug() {},
    info() {},
    warn: (text) => terminal.error(`portcullis: ${text}`),
    error: (text) => terminal.error(`portcullis: ${text}`),
  };
}
