// What stands behind a command is what it acts on, also when it is called like a verb that reads.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { logistic } from '../../../../src/policy/classifier/model/logistic.ts';
import { grammarScore } from '../../../../src/policy/classifier/model/score.ts';
import { decidesAll } from '../../../support/policy/decide.ts';
import { shippedModel } from '../../../support/policy/model.ts';

decidesAll('ask', [
  'gcloud compute instances suspend list',
  'gcloud compute instances simulate-maintenance-event list',
  'gcloud projects undelete list',
  'gcloud components install kubectl list',
  'gcloud container clusters upgrade describe',
  'gcloud iam service-accounts sign-blob list out --iam-account=a',
  'gcloud run jobs replace list',
  'auth0 tenants use list',
  'az things failover list && az things purge list',
  'doctl compute droplet-action migrate list',
  'linode-cli linodes upgrade list',
  'shutdown --show',
]);
decidesAll('allow', [
  'gcloud compute instances list',
  'gcloud alpha network-connectivity hubs list',
  'gcloud run services describe web',
  'az network vnet subnet list -g a --vnet-name b',
  'gh run list --limit 20',
]);

test('the model hears a verb in front of one that reads, where the table names neither', () => {
  const probability = (named: number): number =>
    logistic(grammarScore(shippedModel(), ['widgets', 'destroy', 'list'], [], named).changes.logit);
  assert.ok(probability(0) > 0.8, String(probability(0)));
  assert.ok(probability(0) >= probability(3));
});

// `--help` behind a program of the project asks that program, which may do anything.
decidesAll('ask', [
  'java -jar x.jar --help',
  'java -jar x.jar --version',
  'java -cp . Main --help',
  'bun x.ts --help',
  `bun -e 'require("fs").rmSync("x")' --help`,
  'swift x.swift --help',
  'dart x.dart --help',
  'crystal x.cr --help',
  'cargo run foo --help',
]);
decidesAll('allow', [
  'java --help',
  'java -version',
  'bun --help',
  'bun build --help',
  'swift build --help',
  'swift --version',
  'flutter doctor --help',
  'dart --help',
]);
