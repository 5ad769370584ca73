// A reviewer among the editor's own language models: a provider that another extension registered through VS Code's
// interface, asked by a real gate about real calls.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { openReviewer, type ReviewerHere } from '../../src/extension/reviewer/reviewer.ts';
import { decodeSettings } from '../../src/protocol/settings.ts';
import { opinion } from '../support/reviewer.ts';
import { until } from '../support/until.ts';
import { startTestGate } from '../gate/support.ts';

interface Models {
  readonly requests: string[];
  readonly cancelled: number;
  answer: readonly string[] | Error | undefined;
}

const name = 'portcullis-test/scripted-1';

suite('reviewer', () => {
  let models: Models;
  const ends: (() => unknown)[] = [];

  suiteSetup(async () => {
    const found = vscode.extensions.getExtension<Models>('portcullis-test.models');
    assert.ok(found, 'the extension with the model is there');
    models = await found.activate();
    await until(async () => (await vscode.lm.selectChatModels({ vendor: 'portcullis-test' })).length > 0, {
      what: 'the editor has the model',
    });
  });

  setup(() => {
    models.requests.length = 0;
    models.answer = [opinion('low', true)];
  });

  teardown(async () => {
    for (const end of ends.splice(0).toReversed()) await end();
  });

  function reviewer(values: Readonly<Record<string, unknown>> = {}, accepts = true): ReviewerHere {
    const settings = decodeSettings([
      { scope: 'user', values: { 'reviewer.kind': 'vscode', 'reviewer.model': name, ...values } },
    ]);
    const changed = new vscode.EventEmitter<void>();
    const opened = openReviewer({
      settings: { current: () => settings, changed: changed.event },
      consents: { given: () => accepts, ask: () => Promise.resolve(false) },
      secrets: {
        get: () => Promise.resolve(undefined),
        store: () => Promise.resolve(),
        delete: () => Promise.resolve(),
      },
      onError: assert.ifError,
    });
    ends.push(() => opened.dispose());
    return opened;
  }

  /** What becomes of a call in mode auto, and the reason that the agent is told. */
  async function asked(here: ReviewerHere): Promise<readonly [string | undefined, string]> {
    const { session, mode, place } = await startTestGate(
      { after: (end) => void ends.push(end) },
      {},
      { reviewer: () => here.now() },
    );
    mode('auto');
    const { post } = await session();
    await post({ hook_event_name: 'UserPromptSubmit', prompt: 'Please write the notes.' });
    const event = {
      hook_event_name: 'PreToolUse',
      tool_name: 'Write',
      tool_input: { file_path: `${place.workspace}/notes.txt`, content: 'SENTINEL' },
      tool_use_id: 'a',
    };
    const { decision, reason } = await post(event);
    return [decision, reason];
  }

  test('it is told the call and the prompt, and what it asks for decides', async () => {
    const [decision] = await asked(reviewer());
    assert.equal(decision, 'allow');
    assert.match(
      models.requests.join(),
      /You review one tool call[^]*notes\.txt[^]*Please write the notes\./u,
    );
    assert.doesNotMatch(models.requests.join(), /SENTINEL/u);
  });

  test('an answer in pieces is one answer', async () => {
    models.answer = Array.from(opinion('low', true));
    assert.equal((await asked(reviewer()))[0], 'allow');
  });

  const denied: readonly (readonly [what: string, answer: Models['answer'], reason: RegExp])[] = [
    ['not asked for', [opinion('high', false, 'It wipes.')], /It wipes\./u],
    ['words', ['Sure, ', 'go on.'], /not of the form/u],
    ['nothing', [], /not of the form/u],
    ['more than it may say', Array.from({ length: 100 }, () => 'x'.repeat(1_000)), /too long/u],
    ['a failure', new Error('quota'), /gave no opinion/u],
    ['silence', undefined, /did not answer within 1 s/u],
  ];
  for (const [what, answer, reason] of denied)
    test(`else it is denied: ${what}`, async () => {
      models.answer = answer;
      const before = models.cancelled;
      const [decision, said] = await asked(reviewer({ 'reviewer.timeout': 1 }));
      assert.equal(decision, 'deny');
      assert.match(said, reason);
      if (answer === undefined)
        await until(() => models.cancelled > before, { what: 'the model is told to stop' });
    });

  test('a model that the editor has not is no opinion', async () => {
    const [decision, reason] = await asked(reviewer({ 'reviewer.model': 'portcullis-test/other' })); // prettier-ignore
    assert.equal(decision, 'deny');
    assert.match(reason, /has no such model/u);
  });

  test('it is told of nothing before the person has accepted it', async () => {
    assert.equal((await asked(reviewer({}, false)))[0], 'deny');
    assert.deepEqual(models.requests, []);
  });

  test('the doctor says which one it is and whether it answers', async () => {
    assert.match(
      await reviewer().report(),
      /vscode: portcullis-test\/scripted-1[^]*It answers, in \d+ ms\./u,
    );
    models.answer = ['no'];
    assert.match(await reviewer().report(), /not in the form/u);
    models.answer = undefined;
    assert.match(await reviewer({ 'reviewer.timeout': 1 }).report(), /does not answer/u);
    assert.match(await reviewer({}, false).report(), /once you accept that/u);
    assert.match(await reviewer({ 'reviewer.kind': 'off' }).report(), /No reviewer is set up/u);
    assert.match(await reviewer({ 'reviewer.model': 'scripted' }).report(), /form vendor\/id/u);
    assert.match(await reviewer({ 'reviewer.kind': 'openai', 'reviewer.endpoint': 'http://models.example' }).report(), /use https/u); // prettier-ignore
  });
});
