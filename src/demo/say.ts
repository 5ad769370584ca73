// What the demo agent prints. Colour only where the terminal is one; each colour stands beside a word.
import type { DemoAnswer, DemoTool } from '../protocol/demo.ts';
import type { Result } from './act.ts';
import type { Step } from './script.ts';

const coloured = process.stdout.isTTY && process.env['NO_COLOR'] === undefined;
const dim = paint(2);
const bold = paint(1);
const green = paint(32);
const yellow = paint(33);
const red = paint(31);
const inverse = paint(7);

export function line(text = ''): void {
  process.stdout.write(`${text}\n`);
}

export function title(folder: string): void {
  line(inverse(' DEMO AGENT ') + bold(' scripted, no AI'));
  line(dim(`It tries ten things in ${folder} and asks the gate before each one.`));
  line(dim('Four are harmless, three are catastrophes, and three are for you to decide.'));
}

/** What a person would have typed. */
export function task(words: string): void {
  line();
  line(`${bold('>')} ${words}`);
}

export function step({ thought, action }: Step): void {
  line();
  line(dim(thought));
  line(bold(described(action)));
}

/** Says that a person is being asked, if the gate does not answer at once. Returns what takes it back. */
export function waiting(): () => void {
  const timer = setTimeout(() => line(yellow('  ? waiting: the gate asks you in the editor')), 250);
  return () => clearTimeout(timer);
}

export function answer({ verdict, because }: DemoAnswer): void {
  line(verdict === 'yes' ? green('  ✓ allowed') : red('  ✕ denied'));
  for (const one of wrapped(because, (process.stdout.columns ?? 100) - 6)) line(dim(`    ${one}`));
}

export function result({ ok, output }: Result): void {
  const lines = output.split('\n').filter(Boolean);
  for (const one of lines.slice(0, 6)) line(`    ${one}`);
  if (lines.length > 6) line(dim(`    and ${lines.length - 6} more lines`));
  if (!ok) line(dim('    (the command itself failed)'));
}

export interface Tally {
  readonly ran: number;
  readonly denied: number;
}

export function outcome({ ran, denied }: Tally): string {
  return `${ran} steps ran, ${denied} were denied and did not run.`;
}

export function summary(tally: Tally): void {
  line();
  line(`${bold('Done.')} ${outcome(tally)}`);
  line(dim('What the gate decided, and why: "Portcullis: Show Journal".'));
}

/** The gate lets no prompt through: nothing is tried. */
export function refused(why: string): void {
  line();
  line(red(`Nothing is done. ${why}`));
}

export function lost(problem: string): void {
  line();
  line(red(`The gate does not answer, so nothing more is done. ${problem}`));
}

function described(action: DemoTool): string {
  switch (action.tool) {
    case 'terminal':
      return `$ ${action.details.line}`;
    case 'save-file':
      return `save ${action.details.file}`;
    case 'open-file':
      return `open ${action.details.file}`;
    case 'download':
      return `download ${action.details.address}`;
  }
}

/** Lines of whole words. */
function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function paint(code: number): (text: string) => string {
  return (text) => (coloured ? `\u001b[${code}m${text}\u001b[0m` : text);
}
