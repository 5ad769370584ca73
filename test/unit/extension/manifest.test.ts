// The typed tables and package.json say the same, both ways.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { commands } from '../../../src/extension/commands.ts';
import { contexts } from '../../../src/extension/contexts.ts';
import { defaultReminderDays } from '../../../src/extension/journal/due.ts';
import { section, settingKeys } from '../../../src/extension/settingKeys.ts';
import { defaultGroundingAge, mostGroundingAge } from '../../../src/protocol/groundingSettings.ts';
import {
  defaultReviewTimeout,
  mostReviewTimeout,
  reviewerKinds,
} from '../../../src/protocol/reviewerSettings.ts';
import { agentRuleChoices } from '../../../src/protocol/settings.ts';
import { permissionModes } from '../../../src/policy/decision.ts';
import { reviewScopes } from '../../../src/policy/review/authority.ts';
import { defaultProtectedBranches } from '../../../src/policy/context.ts';

const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
const manifest = JSON.parse(text);
const { contributes } = manifest;
const properties: Record<string, Record<string, unknown>> = contributes.configuration.properties;

test('the commands are those of the manifest', () => {
  const declared = contributes.commands.map((one: { command: string }) => one.command);
  assert.deepEqual(declared.toSorted(), Object.values(commands).toSorted());
});

test('every command stands under "Portcullis"', () => {
  for (const one of contributes.commands) assert.equal(one.category, 'Portcullis', one.command);
});

test('keybindings run commands that exist', () => {
  const known: readonly string[] = Object.values(commands);
  for (const { command } of contributes.keybindings) assert.ok(known.includes(command), command);
});

test('the keys of the stop and of what waits reach the editor while a terminal has the focus', () => {
  const reaching = contributes.configurationDefaults['terminal.integrated.commandsToSkipShell'];
  assert.deepEqual(reaching, [commands.stop, commands.focusWaiting, commands.allowFirst, commands.denyFirst]);
});

test('the settings are those of the manifest', () => {
  const known = Object.values(settingKeys).map((key) => `${section}.${key}`);
  assert.deepEqual(Object.keys(properties).toSorted(), known.toSorted());
});

test('every setting is described', () => {
  for (const [key, schema] of Object.entries(properties))
    assert.match(String(schema['markdownDescription']), /\.$|\*$|`PATH`\.$/, key);
});

test('what only loosens cannot be set by a workspace', () => {
  const scope = (key: string) => properties[`${section}.${key}`]?.['scope'];
  assert.equal(scope(settingKeys.floorExceptions), 'application');
  assert.equal(scope(settingKeys.alwaysAllowBash), 'application');
  assert.equal(scope(settingKeys.readAgentRules), 'application');
  assert.equal(scope(settingKeys.otlpEndpoint), 'application');
  assert.equal(scope(settingKeys.groundingMaxAge), 'application');
  for (const key of Object.values(settingKeys))
    if (key.startsWith('reviewer.')) assert.equal(scope(key), 'application', key);
  assert.equal(scope(settingKeys.claudePath), 'machine');
});

test('what may loosen is restricted in an untrusted workspace', () => {
  assert.deepEqual(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations, [
    `${section}.${settingKeys.allow}`,
    `${section}.${settingKeys.groundingFiles}`,
  ]);
});

test('links to the extension wake it', () => {
  assert.ok(manifest.activationEvents.includes('onUri'));
});

test('the modes and protected branches are those of the policy', () => {
  const mode = properties[`${section}.${settingKeys.permissionMode}`];
  assert.deepEqual(mode?.['enum'], permissionModes);
  assert.deepEqual(
    properties[`${section}.${settingKeys.protectedBranches}`]?.['default'],
    defaultProtectedBranches,
  );
});

test('which rules of agents count is a choice of the decoder, and the tight one is the start value', () => {
  const choice = properties[`${section}.${settingKeys.readAgentRules}`];
  assert.deepEqual([choice?.['enum'], choice?.['default']], [agentRuleChoices, agentRuleChoices[0]]);
  assert.equal(properties[`${section}.${settingKeys.alwaysAllowBash}`]?.['default'], false);
});

test('the reminder of the journal has the start value of its decoder', () => {
  const days = properties[`${section}.${settingKeys.reminderDays}`];
  assert.deepEqual([days?.['default'], days?.['scope']], [defaultReminderDays, 'application']);
});

test('nothing is sent to a collector unless a person names one', () => {
  assert.equal(properties[`${section}.${settingKeys.otlpEndpoint}`]?.['default'], '');
});

test('the reviewer is off unless a person sets one up, and its choices are those of the decoder', () => {
  const of = (key: string) => properties[`${section}.${key}`];
  assert.deepEqual([of(settingKeys.reviewerKind)?.['enum'], of(settingKeys.reviewerKind)?.['default']], [reviewerKinds, 'off']);
  assert.deepEqual([of(settingKeys.reviewerReviews)?.['enum'], of(settingKeys.reviewerReviews)?.['default']], [reviewScopes, 'auto']);
  assert.deepEqual([of(settingKeys.reviewerTimeout)?.['default'], of(settingKeys.reviewerTimeout)?.['maximum']], [defaultReviewTimeout, mostReviewTimeout]);
}); // prettier-ignore

test('how long a grounding is fresh is as the decoder has it', () => {
  const age = properties[`${section}.${settingKeys.groundingMaxAge}`];
  assert.deepEqual([age?.['default'], age?.['maximum']], [defaultGroundingAge, mostGroundingAge]);
});

test('context keys in clauses exist', () => {
  const known: readonly string[] = Object.values(contexts);
  const clauses = contributes.commands.flatMap((one: { enablement?: string }) => one.enablement ?? []);
  for (const clause of clauses)
    for (const key of clause.match(/portcullis\.\w+/g) ?? []) assert.ok(known.includes(key), key);
});
