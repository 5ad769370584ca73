import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeOpinion } from '../../../../src/policy/review/opinion.ts';

const good = { risk: 'low', authorised: true, sentence: 'It lists.' } as const;

test('one object of exactly the three fields is an opinion, also within a fence of Markdown', () => {
  const text = JSON.stringify(good);
  for (const answer of [text, ` ${text}\n`, `\`\`\`json\n${text}\n\`\`\``, `\`\`\`\n${text}\n\`\`\`\n`, JSON.stringify(good, undefined, 2)])
    assert.deepEqual(decodeOpinion(answer), good, answer);
  const other = { sentence: 'It says "risk": low, and\nmore.', authorised: false, risk: 'high' };
  assert.deepEqual(decodeOpinion(JSON.stringify(other)), { ...other, sentence: 'It says "risk": low, and more.' });
}); // prettier-ignore

const none: Readonly<Record<string, unknown>> = {
  'nothing': '',
  'no text': { risk: 'low' },
  'words': 'This is safe.',
  'words before it': `Sure! ${JSON.stringify(good)}`,
  'words behind it': `${JSON.stringify(good)} Done.`,
  'two of them': JSON.stringify(good) + JSON.stringify(good),
  'a list': JSON.stringify([good]),
  'null': 'null',
  'a field too many': JSON.stringify({ ...good, allow: true }),
  'a field too few': JSON.stringify({ risk: 'low', authorised: true }),
  'a field twice': '{"risk":"high","risk":"low","authorised":true,"sentence":"x"}',
  'a field twice, in two spellings': '{"risk":"high","r\\u0069sk":"low","authorised":true,"sentence":"x"}',
  'a field twice and another one gone': '{"risk":"high","risk":"low","authorised":true}',
  'an unknown risk': JSON.stringify({ ...good, risk: 'none' }),
  'a risk in capitals': JSON.stringify({ ...good, risk: 'LOW' }),
  'a flag as text': JSON.stringify({ ...good, authorised: 'true' }),
  'no sentence': JSON.stringify({ ...good, sentence: '  ' }),
  'a sentence that is too long': JSON.stringify({ ...good, sentence: 'x'.repeat(401) }),
  'an answer that is too long': `${' '.repeat(4_000)}${JSON.stringify(good)}`,
  'half an object': JSON.stringify(good).slice(0, -2),
  'a prototype': '{"__proto__":{"risk":"low"},"authorised":true,"sentence":"x"}',
}; // prettier-ignore

for (const [what, answer] of Object.entries(none))
  test(`no opinion: ${what}`, () => assert.equal(decodeOpinion(answer), undefined));
