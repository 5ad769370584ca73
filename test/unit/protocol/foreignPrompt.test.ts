// Links that name a prompt of others: what is one, and that nothing in one is guessed, lost or taken for another part.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeLaunchLink, mostPrompt, promptProblem } from '../../../src/protocol/foreignPrompt.ts';

const none = { agent: undefined, cwd: undefined };

for (const [query, link] of [
  ['prompt=fix it', { ...none, prompt: 'fix it' }],
  ['prompt=a&agent=claude', { prompt: 'a', agent: 'claude', cwd: undefined }],
  ['agent=claude&cwd=/ws&prompt=a', { prompt: 'a', agent: 'claude', cwd: '/ws' }],
  ['prompt=a & b && c=d', { ...none, prompt: 'a & b && c=d' }],
  ['prompt=a&other=b&agent=x', { prompt: 'a&other=b', agent: 'x', cwd: undefined }],
  ['prompt=a+b%20=\n!', { ...none, prompt: 'a+b%20=\n!' }],
] as const)
  test(`the link ${JSON.stringify(query)}`, () => assert.deepEqual(decodeLaunchLink('/launch', query), link));

for (const [path, query, problem] of [
  ['/', 'prompt=a', /does not do/],
  ['/launch/x', 'prompt=a', /does not do/],
  ['/launch', '', /no prompt/],
  ['/launch', 'agent=claude', /no prompt/],
  ['/launch', 'x=1&prompt=a', /does not begin/],
  ['/launch', 'prompt=', /empty/],
  ['/launch', 'prompt= \n', /empty/],
  ['/launch', 'prompt=a&prompt=b', /twice/],
  ['/launch', 'cwd=/a&prompt=b&cwd=/c', /twice/],
  ['/launch', `prompt=${'x'.repeat(mostPrompt + 1)}`, /more than/],
  ['/launch', 'prompt=a\0b', /null/],
] as const)
  test(`${path}?${query.slice(0, 40)} is refused`, () => {
    const link = decodeLaunchLink(path, query);
    assert.match('problem' in link ? link.problem : '', problem);
  });

test('a prompt comes through as it is, and whatever comes, nothing is thrown', () => {
  const prompt = fc
    .string({ unit: 'binary', minLength: 1, maxLength: 200 })
    .filter((text) => promptProblem(text) === undefined && !/&(?:prompt|agent|cwd)=/u.test(text));
  fc.assert(
    fc.property(prompt, (text) => {
      const link = decodeLaunchLink('/launch', `agent=claude&prompt=${text}`);
      assert.deepEqual(link, { prompt: text, agent: 'claude', cwd: undefined });
    }),
  );
  fc.assert(fc.property(fc.string(), fc.string(), (path, query) => void decodeLaunchLink(path, query)));
});
