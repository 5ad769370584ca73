import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { serviceLevels } from '../../../src/protocol/serviceSettings.ts';
import { decodeSettings } from '../../../src/protocol/settings.ts';
import type { SettingsSource } from '../../../src/protocol/settingScopes.ts';

const user = (values: unknown): SettingsSource => ({ scope: 'user', values });
const workspace = (values: unknown): SettingsSource => ({ scope: 'workspace', approved: true, values });
const every = { service: '*', level: 'approveAlways' };

const services: readonly [name: string, sources: readonly SettingsSource[], read: unknown, problems: number][] = [
  ['none', [user({})], [], 0],
  ['levels', [user({ services: { 'mcp:github': 'blocked', 'cli:*': 'approveAlways' } })], [{ service: 'mcp:github', level: 'blocked' }, { service: 'cli:*', level: 'approveAlways' }], 0],
  ['a kind', [user({ 'portcullis.services': { 'delete cli:aws': 'blocked' } })], [{ service: 'cli:aws', kind: 'delete', level: 'blocked' }], 0],
  ['two spellings', [user({ 'portcullis.services': { a: 'blocked' }, services: { a: 'approveAlways' } })], [{ service: 'a', level: 'blocked' }, { service: 'a', level: 'approveAlways' }], 0],
  ['a level that frees is none', [user({ services: { 'mcp:x': 'autonomous' } })], [{ service: 'mcp:x', level: 'approveAlways' }], 1],
  ['no object', [user({ services: 'mcp:x' })], [every], 1],
  ['a workspace adds', [user({ services: { a: 'blocked' } }), workspace({ services: { a: 'approveAlways' } })], [{ service: 'a', level: 'blocked' }, { service: 'a', level: 'approveAlways' }], 0],
]; // prettier-ignore
for (const [name, sources, read, problems] of services)
  test(`services of the settings: ${name}`, () => {
    const settings = decodeSettings(sources);
    assert.deepEqual(
      new Set(settings.services.map((one) => JSON.stringify(one))),
      new Set(Array.isArray(read) ? read.map((one) => JSON.stringify(one)) : []),
    );
    assert.equal(settings.problems.length, problems);
  });

const numbers: readonly [values: unknown, threshold: number, days: number, problems: number][] = [
  [{}, 50, 30, 0],
  [{ 'trust.threshold': 80, 'trust.halfLifeDays': 7 }, 80, 7, 0],
  [{ 'trust.threshold': -1, 'trust.halfLifeDays': 0 }, 50, 30, 2],
  [{ portcullis: { trust: { threshold: '80', halfLifeDays: null } } }, 50, 30, 2],
];
for (const [values, threshold, days, problems] of numbers)
  test(`numbers of trust in ${JSON.stringify(values)}`, () => {
    const settings = decodeSettings([user(values)]);
    assert.deepEqual([settings.trustThreshold, settings.trustHalfLife / 86_400_000], [threshold, days]);
    assert.equal(settings.problems.length, problems);
  });

test('a workspace cannot set the numbers of trust', () => {
  const { trustThreshold, trustHalfLife, problems } = decodeSettings([
    workspace({ trust: { threshold: 1, halfLifeDays: 365 } }),
  ]);
  assert.deepEqual([trustThreshold, trustHalfLife / 86_400_000, problems.length], [50, 30, 2]);
});

test('the manifest has the levels of the decoder, the same start values, and no workspace scope', () => {
  const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
  const { properties } = JSON.parse(text).contributes.configuration;
  assert.deepEqual(properties['portcullis.services'].additionalProperties.enum, serviceLevels);
  const start = decodeSettings([]);
  assert.equal(properties['portcullis.trust.threshold'].default, start.trustThreshold);
  assert.equal(properties['portcullis.trust.halfLifeDays'].default, start.trustHalfLife / 86_400_000);
  for (const name of ['services', 'trust.threshold', 'trust.halfLifeDays'])
    assert.equal(properties[`portcullis.${name}`].scope, 'application');
});
