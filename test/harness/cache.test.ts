// The cache of fetched tools: whole or absent, whoever else is at it.
import assert from 'node:assert/strict';
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, it } from 'node:test';
import { cacheFolder, installed, npmInstall } from '../support/cache.ts';
import { makePlace, type Place } from '../support/place.ts';
import { Unavailable } from '../support/unavailable.ts';

let place: Place;
let before: string | undefined;

beforeEach(() => {
  place = makePlace();
  before = process.env.PORTCULLIS_TEST_CACHE;
  process.env.PORTCULLIS_TEST_CACHE = place.path('cache');
});

afterEach(() => {
  if (before === undefined) delete process.env.PORTCULLIS_TEST_CACHE;
  else process.env.PORTCULLIS_TEST_CACHE = before;
  place.remove();
});

const fill = (text: string) => async (draft: string) => {
  await writeFile(join(draft, 'tool'), text);
  await new Promise((resolve) => setTimeout(resolve, 50));
};

it('two installs at once leave one whole tool and no draft', async () => {
  const folders = await Promise.all([installed('tool-1', fill('one')), installed('tool-1', fill('two'))]);
  assert.deepEqual(folders, [place.path('cache', 'tool-1'), place.path('cache', 'tool-1')]);
  assert.deepEqual(await readdir(cacheFolder()), ['tool-1']);
});

it('what is there is not fetched again', async () => {
  await installed('tool-1', fill('first'));
  await installed('tool-1', () => Promise.reject(new Error('must not be called')));
  assert.equal(place.read('cache/tool-1/tool'), 'first');
});

it('an install that fails leaves nothing', async () => {
  await assert.rejects(
    installed('tool-1', () => Promise.reject(new Error('no'))),
    /no/,
  );
  assert.deepEqual(await readdir(cacheFolder()), []);
});

it('a half-made folder and an abandoned draft are replaced', async () => {
  place.write('cache/tool-1/half', '');
  const draft = place.path('cache', 'tool-1.draft-old');
  await mkdir(draft);
  await utimes(draft, 0, 0);
  await installed('tool-1', fill('whole'));
  assert.deepEqual(await readdir(cacheFolder()), ['tool-1']);
  assert.ok(!place.exists('cache/tool-1/half'));
});

it('what npm cannot give is unavailable, in one line', async () => {
  const wanted = npmInstall(place.workspace, { nothing: `file:${place.path('missing.tgz')}` });
  await assert.rejects(
    wanted,
    (error: unknown) => error instanceof Unavailable && !error.message.includes('\n'),
  );
});
