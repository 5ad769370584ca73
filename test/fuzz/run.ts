// Many generated lines through the check: none may make a part of it fail, take longer than the bound, or be decided
// more loosely in another spelling. Everything follows from the seed.
import type { Decision } from '../../src/policy/decision.ts';
import { randomLine } from '../support/lines/grammar.ts';
import { mutated } from '../support/lines/mutate.ts';
import { randomFrom, type Random } from '../support/lines/random.ts';
import { rewrites } from '../support/lines/rewrites.ts';
import { decide } from '../support/policy/decide.ts';
import { shellReader } from '../support/policy/shell.ts';
import { strictness } from '../support/policy/strict.ts';

export interface FuzzOptions {
  readonly seed: number;
  readonly count: number;
  /** Lines to mutate beside the generated ones. */
  readonly lines: readonly string[];
  /** Milliseconds that a decision may take. */
  readonly bound: number;
  /** Called now and then with the number of lines so far. */
  readonly progress?: (done: number) => void;
}

export interface Fault {
  readonly what: 'threw' | 'failed' | 'slow' | 'loosened';
  readonly line: string;
  readonly note: string;
}

export interface FuzzReport {
  readonly decided: number;
  readonly behaviors: Readonly<Record<Decision['behavior'], number>>;
  /** Spellings that were compared. */
  readonly compared: number;
  readonly faults: readonly Fault[];
  /** Milliseconds of each decision, sorted. */
  readonly times: Float64Array;
}

/** Every so many lines one is compared with another spelling of it. */
const compareEvery = 8;

const reader = await shellReader();

export function fuzz({ seed, count, lines, bound, progress }: FuzzOptions): FuzzReport {
  const times = new Float64Array(count);
  const behaviors = { allow: 0, ask: 0, deny: 0 };
  const faults: Fault[] = [];
  let compared = 0;
  for (let i = 0; i < count; i++) {
    const random = randomFrom(seed * 1_000_003 + i);
    const line = lineOf(random, lines);
    const started = performance.now();
    const decision = attempt(line, faults);
    times[i] = performance.now() - started;
    if (i % 10_000 === 0) progress?.(i);
    if (decision === undefined) continue;
    behaviors[decision.behavior] += 1;
    if ((times[i] ?? 0) > bound) {
      // A busy machine and the collector cost time too; the work of the check is the least that it takes a processor.
      const work = Math.min(...[1, 2, 3].map(() => workOf(line)));
      times[i] = work;
      if (work > bound) faults.push({ what: 'slow', line, note: `${work.toFixed(1)} ms` });
    }
    if (i % compareEvery === 0 && compare(random, line, decision, faults)) compared += 1;
  }
  return { decided: count, behaviors, compared, faults, times: times.sort() };
}

function lineOf(random: Random, lines: readonly string[]): string {
  const given = (): string => (lines.length === 0 ? randomLine(random) : random.pick(lines));
  switch (random.below(8)) {
    case 0:
    case 1:
      return mutated(random, given(), given());
    case 2:
      return mutated(random, randomLine(random), given());
    case 3:
      return `${given()}${random.pick(['; ', ' | ', ' && ', '\n'])}${randomLine(random)}`;
    default:
      return randomLine(random);
  }
}

function attempt(line: string, faults: Fault[]): Decision | undefined {
  try {
    const decision = decide(line);
    const failed = decision.trace.find(({ reason }) => /part of the gate failed/u.test(reason));
    const doubt = decision.analysis.doubts.find(({ code }) => code === 'failure');
    if (failed !== undefined || doubt !== undefined)
      faults.push({ what: 'failed', line, note: failed?.reason ?? doubt?.text ?? '' });
    return decision;
  } catch (error) {
    faults.push({ what: 'threw', line, note: String(error) });
    return undefined;
  }
}

/** Milliseconds of a processor. */
function workOf(line: string): number {
  const before = process.cpuUsage();
  decide(line);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function compare(random: Random, line: string, decision: Decision, faults: Fault[]): boolean {
  const rewrite = random.pick(rewrites);
  const text = rewrite.apply(
    { text: line, reading: reader.read(line, { home: '/home/dev', cwd: '/home/dev/project' }) },
    random,
  );
  if (text === undefined) return false;
  const other = decide(text);
  if (strictness[other.behavior] < strictness[decision.behavior])
    faults.push({
      what: 'loosened',
      line,
      note: `${decision.behavior} (${decision.reason}), ${rewrite.name}: ${other.behavior} ${JSON.stringify(text)}`,
    });
  return true;
}
