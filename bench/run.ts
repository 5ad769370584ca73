// The numbers that the README states, each measured in one run beside what it is compared with. Prints the machine,
// versions, n, median and p99.
//
//   npm run bench                          all, decisions over a built-in list of commands
//   npm run bench -- --corpus FILE         decisions over the `command` field of a JSON-lines file
//   npm run bench -- --only decision,stop  some of them
import { cpus, release, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { agentOverhead } from './agent.ts';
import { decisions } from './decisions.ts';
import { grammarStart } from './grammar.ts';
import { journal } from './journal.ts';
import { languageServer } from './language.ts';
import { packageSize } from './package.ts';
import { panel } from './panel.ts';
import { panelWindow } from './panelWindow.ts';
import { trustAndFlow } from './records.ts';
import { stopDelay } from './stop.ts';
import type { Row } from './table.ts';

const { values } = parseArgs({ options: { corpus: { type: 'string' }, only: { type: 'string' } } });

const parts: Readonly<Record<string, () => Promise<readonly Row[]>>> = {
  grammar: grammarStart,
  decision: () => decisions(values.corpus),
  records: () => Promise.resolve(trustAndFlow()),
  journal,
  panel,
  'panel-window': panelWindow,
  language: languageServer,
  stop: stopDelay,
  agent: agentOverhead,
  package: packageSize,
};

const [cpu] = cpus();
console.log(`${process.platform} ${release()}, ${cpu?.model ?? 'unknown processor'} × ${cpus().length}`);
console.log(`${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}\n`);
console.log('| what | n | median | p99 | asked |');
console.log('| --- | ---: | ---: | ---: | --- |');
for (const name of values.only?.split(',') ?? Object.keys(parts)) {
  for (const { what, n, median, p99, asked } of (await parts[name]?.()) ?? []) {
    console.log(`| ${what} | ${n} | ${median} | ${p99} | ${asked} |`);
  }
}
