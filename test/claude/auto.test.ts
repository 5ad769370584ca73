// Mode auto from end to end: the real Claude Code, the real gate, a scripted model, and a reviewer that answers over HTTP.
// Every test looks at files.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { readEntries } from '../support/journal/entries.ts';
import { opinion, startReviewEndpoint } from '../support/reviewer.ts';
import { startGated } from './support/gated.ts';

const bash = (command: string) => [{ tool: ['Bash', { command, description: 'x' }] as const }];
const end = [{ text: 'FINISHED' }];

/** The reviewer lets run whatever names one of these words. */
async function inAuto(t: TestContext, ...wanted: readonly string[]) {
  const endpoint = await startReviewEndpoint(t);
  endpoint.answers((response) => {
    const call = /"command": "([^"]*)/u.exec(JSON.parse(endpoint.requests.at(-1)?.body ?? '{}').messages[1].content)?.[1] ?? '';
    const asked = wanted.some((word) => call.includes(word));
    const content = opinion(asked ? 'low' : 'high', asked, asked ? 'It was asked for.' : 'Nobody asked for it.');
    response.end(JSON.stringify({ choices: [{ message: { content } }] }));
  });
  const gated = await startGated(t, { reviewer: () => endpoint.now() });
  gated.settings({ permissionMode: 'auto' });
  const questions: string[] = [];
  gated.gate.approvals.asked.on(({ decision }) => questions.push(decision.reason));
  const decisions = () => readEntries(join(gated.place.path('state'), 'journal')).filter(({ event }) => event === 'decision');
  return { ...gated, endpoint, questions, decisions };
} // prettier-ignore

test('what the reviewer lets run runs, without a question; what it does not is denied, and the agent goes on', async (t) => {
  const { run, place, model, endpoint, questions, decisions } = await inAuto(t, 'wanted');
  const { script } = await run([bash('touch wanted'), bash('touch other'), bash('touch wanted-too'), end]);
  assert.deepEqual(['wanted', 'other', 'wanted-too'].map((name) => place.exists(`ws/${name}`)), [true, false, true]);
  assert.deepEqual(questions, []);
  assert.match(JSON.stringify(model.results(script)), /Nobody asked for it/u);
  assert.deepEqual(decisions().map(({ layer, behavior }) => [layer, behavior]), [['reviewer', 'allow'], ['reviewer', 'deny'], ['reviewer', 'allow']]);
  assert.ok(endpoint.requests.every(({ body }) => body.includes(`SCRIPT:${script}`)), 'it is told the prompt of the person');
}); // prettier-ignore

test('without a reviewer what is proved safe runs, and all else is denied with what the agent could do', async (t) => {
  const gated = await startGated(t);
  gated.settings({ permissionMode: 'auto' });
  const { script } = await gated.run([bash('ls'), bash('touch other'), end]);
  assert.ok(!gated.place.exists('ws/other'));
  const [first, second] = gated.model.results(script);
  assert.equal(first?.isError, false);
  assert.match(JSON.stringify(second), /stays uncertain is denied[^]*narrower command/u);
});

test('a rule that frees an interpreter is set aside', async (t) => {
  const gated = await startGated(t);
  gated.settings({ permissionMode: 'auto', 'permissions.allow': ['bash *', 'touch *'] });
  await gated.run([bash('bash -c "date > inner"'), bash('touch outer'), end]);
  assert.deepEqual(['inner', 'outer'].map((name) => gated.place.exists(`ws/${name}`)), [false, true]); // prettier-ignore
});

test('three denials in a row pause the session and the person is asked; once they let it go on, it does', async (t) => {
  const { run, place, questions, answers } = await inAuto(t, 'wanted');
  answers((pending) => ({ behavior: pending.resumes === true ? 'allow' : 'deny' }));
  await run([bash('touch a'), bash('touch b'), bash('touch c'), bash('touch wanted'), end]);
  assert.deepEqual(questions, ['The session is paused: 3 denials in a row.']);
  assert.ok(place.exists('ws/wanted'));
});

test('who does not let it go on holds it', async (t) => {
  const { run, place, questions, gate, answers } = await inAuto(t, 'wanted');
  answers(() => ({ behavior: 'deny' }));
  await run([bash('touch a'), bash('touch b'), bash('touch c'), bash('touch wanted'), bash('ls'), end]);
  assert.equal(questions.length, 1);
  assert.ok(!place.exists('ws/wanted'));
  assert.equal(gate.sessions.list()[0]?.paused, '3 denials in a row');
});

test('a stop while the reviewer is asked ends the agent, and the call does not run', async (t) => {
  const { run, place, gate, endpoint } = await inAuto(t);
  endpoint.answers(() => void gate.stop.engage('test'));
  await run([bash('touch wanted'), end]);
  assert.ok(!place.exists('ws/wanted'));
  assert.equal(gate.stop.state().engaged, true);
});
