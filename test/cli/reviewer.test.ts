// `run --reviewer`: the bundled program asks the model that the settings name, at a real endpoint, and only once that was
// accepted.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reviewerOf, withoutReviewerKey } from '../../src/cli/reviewer.ts';
import { noReviewer, type ReviewerSettings } from '../../src/protocol/reviewerSettings.ts';
import { opinion, startReviewEndpoint } from '../support/reviewer.ts';
import { demo, notBuilt } from './demo.ts';

const key = 'rk-0f3b77aa1c';

function settingsFor(url: string): object {
  return {
    'portcullis.permissionMode': 'auto',
    'portcullis.reviewer.kind': 'openai',
    'portcullis.reviewer.model': 'scripted',
    'portcullis.reviewer.endpoint': url,
  };
}

test('in mode auto it settles what is uncertain, with its key, and no more than that', notBuilt, async (t) => {
  const endpoint = await startReviewEndpoint(t);
  endpoint.answers((response) => {
    const wanted = endpoint.requests.at(-1)?.body.includes('demo-plan.md') === true;
    const content = wanted ? opinion('low', true) : opinion('high', false, 'Nobody asked for it.');
    response.end(JSON.stringify({ choices: [{ message: { content } }] }));
  });
  const { place, entries, errors, of } = await demo(t, settingsFor(endpoint.url), ['--reviewer', '--yes'], { PORTCULLIS_REVIEWER_KEY: key });
  assert.equal(of('demo-plan.md'), 'allow reviewer');
  assert.ok(place.exists('ws/demo-plan.md'));
  assert.match(of('rm -rf ~'), /^deny (?!reviewer)/u);
  assert.match(of('git status'), /^allow safe/u);
  assert.ok(endpoint.requests.length > 0 && endpoint.requests.every(({ headers }) => headers.authorization === `Bearer ${key}`));
  assert.match(errors, /openai: scripted at 127\.0\.0\.1:\d+ REVIEWS CALLS\./u);
  const consent = entries.find(({ event, to }) => event === 'consent' && to === 'reviewer');
  assert.equal(consent?.['by'], '--reviewer --yes');
  assert.ok(!JSON.stringify(entries).includes(key) && !errors.includes(key));
}); // prettier-ignore

test('a reviewer of the settings alone is told of nothing', notBuilt, async (t) => {
  const endpoint = await startReviewEndpoint(t);
  const { errors, of } = await demo(t, settingsFor(endpoint.url), ['--yes']);
  assert.match(errors, /the reviewer of the settings is not asked: that takes --reviewer --yes/u);
  assert.match(of('demo-plan.md'), /^deny/u);
  assert.equal(endpoint.requests.length, 0);
});

test('without --yes it says what would be told to whom, and starts nothing', notBuilt, async (t) => {
  const endpoint = await startReviewEndpoint(t);
  const { errors, entries } = await demo(t, settingsFor(endpoint.url), ['--reviewer']);
  assert.match(errors, /are sent to http:\/\/127\.0\.0\.1:\d+, on this machine[^]*Say --reviewer --yes/u);
  assert.deepEqual([entries, endpoint.requests], [[], []]);
});

const refused: Readonly<
  Record<string, readonly [Partial<ReviewerSettings>, Record<string, string>, RegExp]>
> = {
  'none is named': [{ kind: 'off' }, {}, /name no reviewer/u],
  'it is one of the editor': [{ kind: 'vscode' }, {}, /in the editor alone/u],
  'it has no model': [{ model: '' }, {}, /names no model/u],
  'it is spoken to in the clear': [{ endpoint: 'http://models.example' }, {}, /use https/u],
  'its key is none': [{}, { PORTCULLIS_REVIEWER_KEY: 'two words' }, /holds a blank/u],
};
for (const [what, [more, env, text]] of Object.entries(refused))
  test(`it is refused where ${what}`, () => {
    const settings: ReviewerSettings = { ...noReviewer, kind: 'ollama', model: 'm', ...more };
    assert.throws(() => reviewerOf(settings, true, env), text);
  });

test('its key is kept from agents, in any case of the name', () => {
  const env = { PATH: '/bin', PORTCULLIS_REVIEWER_KEY: key, Portcullis_Reviewer_Key: key };
  assert.deepEqual(withoutReviewerKey(env), { PATH: '/bin' });
});
