// The hooks reference and the hooks that are installed say the same.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { LaunchOptions } from '../../../src/agents/agent.ts';
import { hookSettings } from '../../../src/agents/claude/settings.ts';
import { deferredStart } from '../../../src/agents/subsystems.ts';
import { isRecord } from '../../../src/protocol/decode.ts';

const options: LaunchOptions = { program: '/usr/bin/claude', args: [], profile: 'guarded', gateUrl: 'http://127.0.0.1:4711', token: 't', sessionId: 'id', canary: { file: '/usr/bin/node', args: ['/x/hook.cjs'] }, env: {}, home: '/home/u', cwd: '/home/u/ws', mode: 'default', subsystems: deferredStart(true) }; // prettier-ignore

const page = readFileSync(new URL('../../../docs/hooks.md', import.meta.url), 'utf8');

/** The rows of the table whose head begins with these cells. */
function table(...head: readonly string[]): readonly (readonly string[])[] {
  const rows = page.split('\n').map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  const start = rows.findIndex((row) => head.every((cell, at) => row[at] === cell));
  assert.ok(start >= 0, head.join());
  const end = rows.findIndex((row, at) => at > start && row.length === 0);
  return rows.slice(start + 2, end);
}

/** Event, seconds, and whether a failure blocks, as the launch installs them. */
function installed(): readonly string[] {
  const { hooks } = hookSettings(options);
  assert.ok(isRecord(hooks));
  return Object.entries(hooks).flatMap(([event, groups]) =>
    list(groups)
      .flatMap((group) => list(group['hooks']))
      .map(({ timeout, onFailure }) => `${event} ${String(timeout)} ${onFailure === 'block' ? 'yes' : 'no'}`),
  );
}

function list(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  assert.ok(Array.isArray(value));
  return value.filter(isRecord);
}

test('each installed hook stands in the reference, with how long it waits and whether it blocks', () => {
  const written = table('event', 'waits', 'blocks', 'what it protects').map(
    ([event = '', waits = '', blocks = '']) =>
      `${event.replaceAll('`', '')} ${waits.replaceAll(/\D/gu, '')} ${blocks}`,
  );
  assert.deepEqual(written.toSorted(), installed().toSorted());
});

test('of each of them the reference says what happens when it fails', () => {
  const rows = table('event', 'no answer, crash of the gate, an error, an answer that cannot be read');
  const told = rows.flatMap(([events = '']) => events.replaceAll('`', '').split(', '));
  const events = installed().map((one) => one.split(' ', 1).join());
  assert.deepEqual(told.toSorted(), events.toSorted());
  for (const row of rows) assert.ok(row.length === 3 && row.every((cell) => cell !== ''), row.join());
});
