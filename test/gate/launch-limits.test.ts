// How many agents may be launched, counted over all gates of a person.
import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { launchDoor, launchLimits } from '../../src/gate/launchLimits.ts';
import { makePlace } from '../support/place.ts';
import { startTestGate } from './support.ts';

test('ten launches a minute, and each refusal says when the next one fits', (t) => {
  const place = makePlace(t);
  let time = 1_800_000_000_000;
  const folder = place.path('launches');
  const [here, there] = [launchDoor(folder, launchLimits, () => time), launchDoor(folder, launchLimits, () => time)];
  for (let n = 0; n < 10; n += 1) {
    (n % 2 === 0 ? here : there).enter(0);
    time += 1_000;
  }
  assert.throws(() => here.enter(0), /Try again in 50 s\./);
  assert.throws(() => there.enter(0), /Try again in 50 s\./);
  time += 49_000;
  assert.throws(() => there.enter(0), /Try again in 1 s\./);
  time += 1_000;
  there.enter(0);
  assert.throws(() => here.enter(0), /Try again in 1 s\./);
  assert.equal(readdirSync(folder).length, 10, 'refused and old launches leave nothing behind');
}); // prettier-ignore

test('so many at once', (t) => {
  const door = launchDoor(makePlace(t).path('launches'), launchLimits, Date.now);
  door.enter(15);
  assert.throws(() => door.enter(16), /16 sessions run already/);
});

test('a clock that was set back and files of others hold no launch up; a folder that cannot be used does', (t) => {
  const place = makePlace(t);
  let time = 1_800_000_000_000;
  const folder = place.path('launches');
  const door = launchDoor(folder, launchLimits, () => time);
  for (let n = 0; n < 10; n += 1) door.enter(0);
  time -= 3_600_000;
  door.enter(0);
  writeFileSync(join(folder, 'something'), '');
  door.enter(0);
  assert.equal(readdirSync(folder).length, 2);
  const file = place.write('file', '');
  assert.throws(() => launchDoor(file, launchLimits, Date.now).enter(0));
});

test('two windows share the limits', async (t) => {
  const place = makePlace(t);
  const limits = { sessions: { launchesPerMinute: 3, concurrent: 10 } };
  const [here, there] = [await startTestGate(t, limits, { place }), await startTestGate(t, limits, { place })];
  await here.session();
  await there.session('demo');
  await there.session();
  await assert.rejects(here.session(), /Try again in \d+ s/);
  const other = makePlace(t);
  const few = { sessions: { launchesPerMinute: 100, concurrent: 2 } };
  const [one, two] = [await startTestGate(t, few, { place: other }), await startTestGate(t, few, { place: other })];
  await one.session();
  const { launch } = await two.session();
  await assert.rejects(one.session(), /2 sessions run already/);
  launch.ended(0);
  await one.session();
}); // prettier-ignore
