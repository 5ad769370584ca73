// Decisions for tests: through `check` itself, with facts in memory and the real shell reader.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ToolCall } from '../../../src/policy/call.ts';
import { check } from '../../../src/policy/check.ts';
import { defaultProtectedBranches, type CheckContext } from '../../../src/policy/context.ts';
import type { Behavior, Decision, Layer } from '../../../src/policy/decision.ts';
import { memoryFacts } from './facts.ts';
import { shippedModel } from './model.ts';
import { languageParsers, shellReader } from './shell.ts';

const shell = await shellReader();
const languages = await languageParsers();
const model = shippedModel();

/** A context in which nothing is configured; overrides replace whole fields. */
export function contextFor(overrides: Partial<CheckContext> = {}): CheckContext {
  return {
    mode: 'default',
    stopped: false,
    facts: memoryFacts(),
    rules: { deny: [], ask: [], allow: [], problems: [] },
    floorExceptions: [],
    protectedBranches: defaultProtectedBranches,
    shell,
    languages,
    model,
    workspaceTrusted: true,
    ...overrides,
  };
}

export function shellCall(command: string): ToolCall {
  return { kind: 'shell', tool: 'Bash', command, shell: 'posix', background: false };
}

/** The decision on a shell line or on any other call. */
export function decide(call: ToolCall | string, overrides: Partial<CheckContext> = {}): Decision {
  return check(typeof call === 'string' ? shellCall(call) : call, contextFor(overrides));
}

/** One test: the line gets this behavior, and if a layer is named, from that layer. */
export function decides(
  command: string,
  behavior: Behavior,
  layer?: Layer,
  overrides: Partial<CheckContext> = {},
): void {
  test(`${behavior}${layer === undefined ? '' : ` by ${layer}`}: ${command}`, () => {
    const decision = decide(command, overrides);
    const seen = { behavior: decision.behavior, layer: layer === undefined ? undefined : decision.layer };
    assert.deepEqual(seen, { behavior, layer }, `${decision.reason} ${explain(decision)}`);
  });
}

/** Many lines with the same expectation, one test each. */
export function decidesAll(
  behavior: Behavior,
  commands: readonly string[],
  layer?: Layer,
  overrides: Partial<CheckContext> = {},
): void {
  for (const command of commands) decides(command, behavior, layer, overrides);
}

function explain(decision: Decision): string {
  const { segments, doubts } = decision.analysis;
  return JSON.stringify({
    segments: segments.map(({ program, effects, doubts }) => ({ program, effects, doubts })),
    doubts,
  });
}
