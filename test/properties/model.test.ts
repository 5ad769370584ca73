// What the model holds against a command is not taken back by words that an agent adds to it.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { heads } from '../../src/policy/classifier/model/model.ts';
import { logistic } from '../../src/policy/classifier/model/logistic.ts';
import { grammarScore, robustScore } from '../../src/policy/classifier/model/score.ts';
import { modelOf } from '../../src/policy/classifier/model/model.ts';
import { buckets } from '../../src/policy/classifier/model/features.ts';
import { randomLine } from '../support/lines/grammar.ts';
import { randomFrom } from '../support/lines/random.ts';
import { decide } from '../support/policy/decide.ts';
import { shippedModel } from '../support/policy/model.ts';

const model = shippedModel();
const verb = fc.constantFrom(
  ...'create delete purge list show get update install detach --force --all -f run s3 rm push apply destroy volume'.split(' '),
); // prettier-ignore
const word = fc.oneof(verb, fc.string({ maxLength: 20 }), fc.stringMatching(/^-{0,2}[a-z]{1,12}$/u));
const words = fc.array(word, { maxLength: 10 });
const offFlags = fc.array(fc.constantFrom('--help', '-h', '--dry-run', '--dry-run=client', '--version', '--what-if'), {
  minLength: 1,
  maxLength: 3,
}); // prettier-ignore
const padding = fc.oneof(
  fc.constant(['--list', '--show', '--json']),
  fc.array(fc.constantFrom('lorem', 'ipsum', 'list', 'get', 'show', 'status', 'describe', 'help'), { maxLength: 16 }),
  words,
); // prettier-ignore

describe('for every command', () => {
  it('off-flags change nothing, wherever they stand', () => {
    fc.assert(
      fc.property(words, offFlags, fc.nat(10), (said, flags, at) => {
        const padded = [...said.slice(0, at), ...flags, ...said.slice(at)];
        for (const head of heads)
          assert.equal(robustScore(model, padded)[head].logit, robustScore(model, said)[head].logit);
      }),
      { numRuns: 2000 },
    );
  });

  it('words behind it take back nothing from 80 % on, which is what an objection needs', () => {
    fc.assert(
      fc.property(words, padding, (said, more) => {
        const before = robustScore(model, said);
        const after = robustScore(model, [...said, ...more]);
        for (const head of heads)
          assert.ok(logistic(before[head].logit) < 0.8 || after[head].logit >= before[head].logit);
      }),
      { numRuns: 5000 },
    );
  });

  it('the score is that of the whole or of its first three operands, or higher', () => {
    fc.assert(
      fc.property(words, (said) => {
        const start = said.filter((one) => !one.startsWith('-')).slice(0, 3);
        for (const head of heads) {
          const { logit } = robustScore(model, said)[head];
          assert.ok(logit >= robustScore(model, said, Number.POSITIVE_INFINITY)[head].logit);
          assert.ok(logit >= robustScore(model, start, Number.POSITIVE_INFINITY)[head].logit);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('more options never lower the score of a sub-command', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 3 }), words, padding, (path, options, more) => {
        const before = grammarScore(model, path, options);
        const after = grammarScore(model, path, [...options, ...more]);
        for (const head of heads) assert.ok(after[head].logit >= before[head].logit);
      }),
      { numRuns: 5000 },
    );
  });
});

const line = fc.nat().map((seed) => randomLine(randomFrom(seed)));

describe('for every line, whatever a model says', () => {
  const head = (bias: number) => ({ weights: new Int8Array(buckets), scale: 1, bias, slope: 1, offset: 0 });
  const anyModel = fc.oneof(
    fc.constant(model),
    fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 })).map(([changes, destroys]) => modelOf({ changes: head(changes), destroys: head(destroys) })),
  ); // prettier-ignore

  it('it only turns an allow of the analysis into a question', () => {
    fc.assert(
      fc.property(line, anyModel, (text, some) => {
        const without = decide(text, { model: undefined });
        const { behavior, layer } = decide(text, { model: some });
        const same = behavior === without.behavior && layer === without.layer;
        const asked = without.behavior === 'allow' && without.layer === 'safe' && behavior === 'ask';
        assert.ok(same || asked, `${without.behavior} by ${without.layer} became ${behavior} by ${layer}`);
      }),
      { numRuns: 2000 },
    );
  });

  it('a harmless command beside it takes back no objection', () => {
    fc.assert(
      fc.property(line, anyModel, fc.constantFrom('ls', 'git status', 'echo ok', 'cat a.txt'), (text, some, more) => {
        const objects = (full: string): boolean => decide(full, { model: some }).trace.some(({ opinion }) => opinion?.objects === true);
        if (!objects(text)) return;
        assert.ok(objects(`${more}\n${text}`) || decide(`${more}\n${text}`).behavior !== 'allow');
        assert.ok(objects(`${text}\n${more}`) || decide(`${text}\n${more}`).behavior !== 'allow');
      }),
      { numRuns: 1000 },
    );
  }); // prettier-ignore
});
