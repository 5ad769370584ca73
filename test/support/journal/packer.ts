// Archives all old parts of a journal, once something is there that says so: FOLDER FILE.
import { existsSync } from 'node:fs';
import { archiveParts } from '../../../src/gate/journalArchive.ts';

const [, , folder = '', start = ''] = process.argv;
const complain = (text: string): void => console.error(text);
const silent = (): void => undefined;
const log = { debug: silent, info: silent, warn: complain, error: complain };
process.stdout.write('ready\n');
while (!existsSync(start));
void archiveParts({ folder, log, now: Date.now }).then((names) => process.stdout.write(`${names.length}\n`));
