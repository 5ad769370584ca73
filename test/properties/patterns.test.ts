// Nothing of the policy, of what reads calls and of what shows them can be kept busy by a text that is made for it: a call's text comes from a model that may mean
// harm, and the agent waits for the check. Each expression reads texts that repeat what it repeats itself, and the
// check decides calls that are made of such pieces.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomFrom } from '../support/lines/random.ts';
import { attacks } from '../support/patterns/attacks.ts';
import type { Hostile } from '../support/patterns/calls.ts';
import type { Reading } from '../support/patterns/expressions.ts';
import { literalsBelow, type Literal } from '../support/patterns/literals.ts';
import { watched } from '../support/patterns/watched.ts';

/** Expressions that never see a long text, for what stands around them keeps it from them. */
const bounded: readonly { readonly file: string; readonly part?: string; readonly sees: number; readonly why: string }[] = [
  { file: 'src/policy/classifier/threats-cloud.ts', sees: 400, why: 'lines are cut' },
  { file: 'src/policy/redact.ts', sees: 65_536, why: 'texts are cut, and repetitions have an end' },
  { file: 'src/policy/edits/code.ts', part: '<array>', sees: 65_536, why: 'texts are cut, and the list has an end' },
  { file: 'src/policy/commands/kinds.ts', part: ',(?![^(]*\\))', sees: 2_000, why: 'longer texts are not split' },
  { file: 'src/policy/floor/code.ts', part: '\\$\\{\\w+:?[-+]', sees: 0, why: 'the text ends with what ends each' },
  { file: 'src/policy/powershell/lenient.ts', part: '<#', sees: 0, why: 'the text ends with what ends each' },
  { file: 'src/policy/powershell/strings.ts', part: '\\$(?:\\{', sees: 0, why: 'asked only where a brace closes' },
  { file: 'src/policy/shell/lenient.ts', part: '(<<-?', sees: 1_000, why: 'at most 256 beginnings are looked at' },
  { file: 'src/policy/shell/simple.ts', part: '\\{\\w+', sees: 80, why: 'the text is cut' },
  { file: 'src/agents/claude/skills.ts', part: '[\\\\/]+$', sees: 4_096, why: 'a folder of the file system' },
  { file: 'src/extension/panel/firstMinute.ts', sees: 4_096, why: 'what a program says of its version' },
  { file: 'src/extension/panel/triedRules.ts', part: '^\\[', sees: 10_000, why: 'what the person pastes' },
  { file: 'src/policy/words/deed.ts', part: '\\d{3}', sees: 20, why: 'digits of one number' },
]; // prettier-ignore

const rooms = ['src/policy', 'src/agents', 'src/extension/panel'];
const literals = (await Promise.all(rooms.map((room) => literalsBelow(room)))).flat();

function boundOf({ file, source }: Literal): (typeof bounded)[number] | undefined {
  return bounded.find((one) => one.file === file && source.includes(one.part ?? ''));
}

test('every exception is one of an expression that there is', () => {
  assert.ok(literals.length > 1_000);
  const stale = bounded.filter((one) => !literals.some((literal) => boundOf(literal) === one));
  assert.deepEqual(stale, []);
});

// What takes a time that grows with the square of the length takes minutes here, all else a few milliseconds: the limit
// ends what hangs and is no judgement of speed.
test('no expression is kept busy by a text that is made for it', async () => {
  const jobs = literals.map((literal): Reading => ({
    ...literal,
    length: boundOf(literal)?.sees ?? 200_000,
  }));
  const { held, steps } = await watched('./expressions.ts', jobs, 10);
  const busy = held.flatMap((number) => literals[number] ?? []);
  assert.deepEqual(busy.map(({ file, line, source }) => `${file}:${line} ${source}`), []); // prettier-ignore
  assert.ok(steps > 10_000, 'texts were made');
});

const forms = [
  'line', 'argument', 'code', 'PowerShell', 'statement', 'note', 'makefile', 'package', 'workflow', 'hook', 'address', 'path',
]; // prettier-ignore

test('no call is checked without end, whatever its text repeats', async () => {
  const pieces = literals.map(({ source, flags }) => attacks(source, flags)).filter((all) => all.length > 0);
  const random = randomFrom(4711);
  const jobs = forms.flatMap((form): Hostile[] =>
    Array.from({ length: 6 }, () => ({
      form,
      text: random.pick(random.pick(pieces)).piece,
      length: 400_000,
    })),
  );
  const { held } = await watched('./calls.ts', jobs, 60);
  assert.deepEqual(held.map((number) => jobs[number]), []); // prettier-ignore
});
