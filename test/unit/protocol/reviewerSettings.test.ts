import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noReviewer } from '../../../src/protocol/reviewerSettings.ts';
import { decodeSettings } from '../../../src/protocol/settings.ts';
import type { SettingsSource } from '../../../src/protocol/settingScopes.ts';

const user = (values: unknown): SettingsSource => ({ scope: 'user', values });
const whole = { 'reviewer.kind': 'ollama', 'reviewer.model': ' qwen ', 'reviewer.endpoint': '', 'reviewer.timeout': 3, 'reviewer.reviews': 'questions' }; // prettier-ignore

test('without settings there is no reviewer', () => {
  assert.deepEqual(decodeSettings([user({})]).reviewer, noReviewer);
  assert.equal(noReviewer.kind, 'off');
});

test('user settings name it, flat or nested', () => {
  const read = { kind: 'ollama', model: 'qwen', endpoint: '', timeout: 3_000, reviews: 'questions' };
  assert.deepEqual(decodeSettings([user(whole)]).reviewer, read);
  const nested = {
    portcullis: { reviewer: { kind: 'ollama', model: 'qwen', timeout: 3, reviews: 'questions' } },
  };
  assert.deepEqual(decodeSettings([user(nested)]).reviewer, read);
});

for (const scope of ['workspace', 'folder', 'session'] as const)
  test(`${scope} settings have no say in it, approved or not`, () => {
    const { reviewer, problems } = decodeSettings([user({}), { scope, approved: true, values: whole }]);
    assert.deepEqual(reviewer, noReviewer);
    assert.equal(problems.length, 5);
  });

const faults: readonly (readonly [string, unknown])[] = [
  ['reviewer.kind', 'gemini'],
  ['reviewer.kind', true],
  ['reviewer.model', 1],
  ['reviewer.endpoint', ['x']],
  ['reviewer.timeout', 0],
  ['reviewer.timeout', 61],
  ['reviewer.timeout', '8'],
  ['reviewer.reviews', 'all'],
];
for (const [name, value] of faults)
  test(`${name} ${JSON.stringify(value)} is a fault, and then none is asked`, () => {
    const { reviewer, problems } = decodeSettings([user({ ...whole, [name]: value })]);
    assert.deepEqual(reviewer, noReviewer);
    assert.match(problems.join(), /so no reviewer is asked/u);
  });
