// Decisions on PowerShell lines, on a Windows machine and on Linux, that exist only in memory.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ToolCall } from '../../../src/policy/call.ts';
import type { CheckContext } from '../../../src/policy/context.ts';
import type { Behavior, Decision } from '../../../src/policy/decision.ts';
import type { Facts } from '../../../src/policy/facts.ts';
import type { ShellReading } from '../../../src/policy/shell/segment.ts';
import { shellsOver } from '../../../src/policy/shells.ts';
import { decide } from './decide.ts';
import { memoryFacts } from './facts.ts';
import { lines } from './lists.ts';
import { shellReader } from './shell.ts';

/** Home C:\Users\me, workspace C:\work\app. */
export const windows: Facts = memoryFacts({
  platform: 'win32',
  home: 'C:\\Users\\me',
  cwd: 'C:\\work\\app',
  roots: ['C:\\work\\app'],
  temporary: ['C:\\Users\\me\\AppData\\Local\\Temp'],
  own: ['D:\\gate\\portcullis'],
});
export const linux: Facts = memoryFacts();

export function powershellCall(command: string): ToolCall {
  return { kind: 'shell', tool: 'PowerShell', command, shell: 'powershell', background: false };
}

export function decideOn(facts: Facts, line: string, overrides: Partial<CheckContext> = {}): Decision {
  return decide(powershellCall(line), { facts, ...overrides });
}

/** One test for each line: it gets this behavior, and from that layer or floor rule where one is named. */
export function powershell(behavior: Behavior, text: string, by?: string, facts = windows): void {
  for (const line of lines(text)) {
    test(`${facts.platform}: ${behavior}${by === undefined ? '' : ` by ${by}`}: ${line}`, () => {
      const decision = decideOn(facts, line);
      const seen = { behavior: decision.behavior, by: by === undefined ? undefined : (decision.floor ?? decision.layer) };
      assert.deepEqual(seen, { behavior, by }, `${decision.reason} ${JSON.stringify(decision.analysis)}`);
    });
  }
} // prettier-ignore

const shells = shellsOver(await shellReader());

/** What the reader makes of a line. */
export function readPowerShell(line: string, facts = windows): ShellReading {
  assert.ok(shells);
  return shells.powershell.read(line, { home: facts.home, cwd: facts.cwd, platform: facts.platform });
}

/** The commands of a line as text, one for each segment: words that are not known stand in quotes. */
export function commandsOf(line: string, facts = windows): string[] {
  return readPowerShell(line, facts).segments.map(({ words }) => words.map(({ text }) => text).join(' '));
}
