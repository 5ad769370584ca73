// What the model learns from comes as it was pinned, or not at all.
import assert from 'node:assert/strict';
import { mkdir, readdir } from 'node:fs/promises';
import { afterEach, beforeEach, it } from 'node:test';
import { packagesOf, type Package } from '../../training/packages.ts';
import { makePlace, type Place } from '../support/place.ts';
import { root } from '../support/root.ts';
import { fetchPackages } from '../support/training.ts';
import { orSkip, Unavailable } from '../support/unavailable.ts';

let place: Place;
let folder = '';
const before = { ...process.env };

beforeEach(async () => {
  place = makePlace();
  folder = place.path('fetched');
  await mkdir(folder);
});

afterEach(() => {
  process.env = { ...before };
  place.remove();
});

function pinned(): Package {
  const one = packagesOf(root).find(({ id }) => id.startsWith('@twilio-labs/plugin-serverless@'));
  assert.ok(one !== undefined);
  return one;
}

it('of a package nothing stays but what is read', async (t) => {
  const fetched = await orSkip(
    t,
    fetchPackages([pinned()], folder).then(() => true),
  );
  if (fetched === undefined) return;
  assert.deepEqual(await readdir(folder), ['@twilio-labs']);
  const [own = ''] = await readdir(place.path('fetched', '@twilio-labs'));
  assert.deepEqual(await readdir(place.path('fetched', '@twilio-labs', own)), ['oclif.manifest.json']);
});

it('a package that is another one than was pinned is refused', async (t) => {
  const other = { ...pinned(), integrity: `sha512-${'A'.repeat(86)}==` };
  const refused = fetchPackages([other], folder).catch((error: unknown) => {
    if (error instanceof Unavailable) throw error;
    return error instanceof Error ? error.message : undefined;
  });
  const message = await orSkip(t, refused.then((said) => said ?? 'it was taken'));
  if (message !== undefined) assert.match(message, /plugin-serverless@\S+ is not the one that was pinned/u);
}); // prettier-ignore

it('without a network it is unavailable, and says what of', async () => {
  // Nothing listens there.
  process.env.npm_config_registry = 'http://127.0.0.1:1/';
  process.env.npm_config_fetch_retries = '0';
  await assert.rejects(fetchPackages([pinned()], folder), (error: unknown) => {
    assert.ok(error instanceof Unavailable);
    assert.match(error.message, /^npm could not fetch @twilio-labs\/plugin-serverless@[^\n]+$/u);
    return true;
  });
});
