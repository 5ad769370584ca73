// Takes secrets out of what a terminal shows, piece by piece as it comes. What is looked through is a run: text that the
// terminal draws one character after the other, with changes of colour in it passed over. A run ends where the cursor goes
// elsewhere, at a line's end for instance; until then it is held back, so that no secret is seen in halves.
// Pure. Of what is broken over lines only private keys are known, by the line that they begin with. Honest limit: any other
// secret that a program breaks over lines, or draws in pieces at several places, is not known as one.

import { gone } from '../redact.ts';

export interface RunRedactor {
  /** What may be shown now. */
  push(text: string): string;
  /** The run that was held back, as when nothing came for a while. */
  flush(): string;
}

/** A longer run is let go in pieces; no secret is as long. */
const longest = 32_768;

export function runRedactor(redact: (text: string) => string): RunRedactor {
  let held = '';
  const each = keyRedactor(redact);
  return {
    push(text) {
      const all = held + text;
      const end = all.length > longest ? all.length : lastBreak(all);
      // An escape sequence whose end is not there yet stays with what comes.
      const safe = end === all.length ? end - openEscape(all) : end;
      held = all.slice(safe);
      return redactRuns(all.slice(0, safe), each);
    },
    flush() {
      const rest = held;
      held = '';
      return redactRuns(rest, each);
    },
  };
}

/** Control characters but the tab, and escape sequences that do more than colour or blanks, end a run. */
const breaks = String.raw`[\u0000-\u0008\u000A-\u001A\u001C-\u001F\u007F]|\u001B(?!\[[\d;:]*[mC])(?:\[[\d;:?<=>!]*[ -/]*[@-~]|\][^\u0007\u001B]*(?:\u0007|\u001B\\)|[PX^_][^\u001B]*\u001B\\|[ -/]*[0-OQ-WYZ\\\x60-~])`;
const passedOver = new RegExp(String.raw`\u001B\[[\d;:]*[mC]`, 'gu');
const anyBreak = new RegExp(breaks, 'gu');
const openEnd = new RegExp(
  String.raw`\u001B(?:\[[\d;:?<=>!]*[ -/]*|\][^\u0007\u001B]{0,4096}|[PX^_][^\u001B]{0,4096})?$`,
  'u',
);

/** Behind the last break. */
function lastBreak(text: string): number {
  let end = 0;
  for (const { 0: found, index } of text.matchAll(anyBreak)) end = index + found.length;
  return end;
}

/** Characters of an escape sequence that the text ends in the middle of. */
function openEscape(text: string): number {
  return openEnd.exec(text)?.[0].length ?? 0;
}

/** Lines of a private key that are taken out after its first one; no key has as many. */
const mostKeyLines = 200;
const keyBegins = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?![\s\S]*-----END )/u;
const keyEnds = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY/u;
/** A line of base64, a header or nothing, behind the number or the mark that a program may have put before it. */
const keyLine =
  /^[\s\d:|│+>-]{0,20}(?:=?[A-Za-z0-9+/]{0,1024}={0,2}|[A-Za-z][A-Za-z-]{2,20}: ?[ -~]{0,200})\s{0,20}$/u;

/** Redacts run by run, and remembers that it is within a private key. */
function keyRedactor(redact: (text: string) => string): (run: string) => string {
  let left = 0;
  return (run) => {
    const isBody = left > 0 && !keyEnds.test(run) && keyLine.test(run);
    if (isBody && run.trim() !== '') left -= 1;
    else if (!isBody) left = 0;
    if (keyBegins.test(run)) left = mostKeyLines;
    return isBody && run.trim() !== '' ? gone : redact(run);
  };
}

function redactRuns(text: string, redact: (text: string) => string): string {
  let done = '';
  let from = 0;
  for (const { 0: found, index } of text.matchAll(anyBreak)) {
    done += redactRun(text.slice(from, index), redact) + found;
    from = index + found.length;
  }
  return done + redactRun(text.slice(from), redact);
}

/** A run without a secret stays as it is; one with a secret loses the places of its colours, and keeps the last of them. */
function redactRun(run: string, redact: (text: string) => string): string {
  if (run === '') return '';
  const shown = run.replaceAll(passedOver, (code) => (code.endsWith('C') ? ' '.repeat(Math.min(Number(code.slice(2, -1)) || 1, 500)) : ''));
  const clean = redact(shown);
  if (clean === shown) return run;
  return `${clean}${[...run.matchAll(passedOver)].map(([code]) => code).filter((code) => code.endsWith('m')).join('')}`;
} // prettier-ignore
