// Writes a journal until it is ended: FOLDER NAME. Says each entry's number once the journal has accepted it, in a write
// of its own, so that whatever was said was accepted.
import { writeSync } from 'node:fs';
import { openJournal } from '../../../src/gate/journal.ts';

const [, , folder = '', name = ''] = process.argv;
const complain = (text: string): void => console.error(text);
const silent = (): void => undefined;
const log = { debug: silent, info: silent, warn: silent, error: complain };
const journal = openJournal({ folder, log, now: Date.now, rotate: { bytes: 30_000 } });
for (let n = 0; ; n += 1) {
  journal.append({ event: 'note', writer: name, n_th: n, text: 'x'.repeat(n % 400) });
  say(`${n}\n`);
}

/** Waits where nobody has read for a while. */
function say(text: string): void {
  for (;;) {
    try {
      writeSync(1, text);
      return;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
    }
  }
}
