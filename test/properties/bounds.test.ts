// The check answers every line, the same way each time, and never safe beyond its caps.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { lines } from '../../src/policy/decision.ts';
import { decide } from '../support/policy/decide.ts';
import { randomLine } from '../support/lines/grammar.ts';
import { mutated } from '../support/lines/mutate.ts';
import { randomFrom } from '../support/lines/random.ts';

const anyLine = fc.oneof(
  fc.nat().map((seed) => randomLine(randomFrom(seed))),
  fc.nat().map((seed) => {
    const random = randomFrom(seed);
    return mutated(random, randomLine(random), randomLine(random));
  }),
  fc.string({ unit: 'binary', maxLength: 200 }),
);

describe('for every line', () => {
  it('no part of the check fails', () => {
    fc.assert(
      fc.property(anyLine, (text) => {
        const { analysis, trace } = decide(text);
        assert.equal(trace.length, lines.length);
        assert.ok(analysis.doubts.every(({ code }) => code !== 'failure'));
        assert.ok(trace.every(({ reason }) => !/part of the gate failed/u.test(reason)));
      }),
      { numRuns: 2000 },
    );
  });

  it('the decision is the same each time, whatever was decided in between', () => {
    fc.assert(
      fc.property(anyLine, anyLine, (text, other) => {
        const first = decide(text);
        decide(other);
        assert.deepEqual(decide(text), first);
      }),
      { numRuns: 500 },
    );
  });

  it('safe means that the analysis is complete', () => {
    fc.assert(
      fc.property(anyLine, (text) => {
        const { layer, behavior, analysis } = decide(text);
        assert.ok(layer !== 'safe' || behavior !== 'allow' || analysis.complete);
      }),
      { numRuns: 1000 },
    );
  });
});

const within: readonly [name: string, make: (n: number) => string, most: number][] = [
  ['bytes', (n) => `echo ${'a'.repeat(n - 5)}`, 65_536],
  ['levels of grouping', (n) => `${'( '.repeat(n)}ls${' )'.repeat(n)}`, 64],
  ['levels of substitution', (n) => `${'echo $('.repeat(n)}ls${')'.repeat(n)}`, 32],
  ['commands', (n) => Array.from({ length: n }, () => 'ls').join('; '), 200],
  ['wrappers', (n) => `${'nice '.repeat(n)}ls`, 8],
];

describe('beyond a cap nothing is safe', () => {
  for (const [name, make, most] of within) {
    it(`more than ${String(most)} ${name}`, () => {
      assert.equal(decide(make(most)).behavior, 'allow');
      for (const more of [1, 2, 10, 100]) assert.equal(decide(make(most + more)).behavior, 'ask');
    });
    it(`and danger behind ${name} without number is still seen`, () => {
      const long = make(most * 4);
      for (const line of [`rm -rf /; ${long}`, `rm -rf / && ${long}`])
        assert.equal(decide(line).behavior, 'deny');
    });
  }
});
