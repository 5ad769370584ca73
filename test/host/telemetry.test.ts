// The way of the journal to a collector as the window decides it: by user settings alone, and never without a consent.
import assert from 'node:assert/strict';
import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { openTelemetry, type Telemetry } from '../../src/extension/telemetry.ts';
import { stateDirFor } from '../../src/gate/stateDir.ts';
import { startCollector, type Collector } from '../support/collector.ts';
import { until } from '../support/until.ts';
import { extension, gate, setting } from './window.ts';

suite('telemetry', () => {
  let collector: Collector;
  let telemetry: Telemetry | undefined;
  const asked: string[] = [];

  async function open(accepts: boolean): Promise<void> {
    const stored = new Map([[`telemetry.headers:${collector.url}/v1/logs`, 'authorization=Bearer x']]);
    const { gate: lazy } = await extension();
    telemetry = openTelemetry({
      gate: lazy,
      consents: {
        given: (_text, place = '') => {
          asked.push(place);
          return accepts;
        },
        ask: () => Promise.resolve(false),
      },
      secrets: {
        get: (key) => Promise.resolve(stored.get(key)),
        store: () => Promise.resolve(),
        delete: () => Promise.resolve(),
      },
      stateDir: stateDirFor(process.env, process.platform, homedir()),
      version: '0',
      log: { debug() {}, info() {}, warn() {}, error() {} },
      note: (event, details) => lazy.note(event, details),
      onError: assert.ifError,
    });
  }

  setup(async () => {
    await gate();
    collector = await startCollector();
    asked.length = 0;
  });

  teardown(async () => {
    await setting('telemetry.otlpEndpoint', undefined);
    await telemetry?.close();
    await collector.close();
  });

  test('without a consent that names the collector nothing is sent', async () => {
    await open(false);
    await setting('telemetry.otlpEndpoint', collector.url);
    await until(() => asked.includes(`${collector.url}/v1/logs`));
    (await gate()).note('test', { kept: true });
    assert.equal(telemetry?.state(), undefined);
    assert.equal(collector.requests.length, 0);
  });

  test('with it each new entry arrives, until the setting is emptied', async () => {
    await open(true);
    await setting('telemetry.otlpEndpoint', collector.url);
    await until(() => telemetry?.state() !== undefined);
    (await gate()).note('test', { sent: true });
    await until(() => collector.received.some(({ body }) => body.includes('"sent":true')));
    assert.equal(collector.requests[0]?.headers['authorization'], 'Bearer x');
    await setting('telemetry.otlpEndpoint', undefined);
    await until(() => telemetry?.state() === undefined);
    (await gate()).note('test', { later: true });
    await telemetry?.close();
    assert.ok(!collector.received.some(({ body }) => body.includes('"later":true')));
  });

  test('a workspace has no say in it', async () => {
    await open(true);
    const update = vscode.workspace
      .getConfiguration('portcullis')
      .update('telemetry.otlpEndpoint', collector.url, vscode.ConfigurationTarget.Workspace);
    await assert.rejects(Promise.resolve(update));
    assert.equal(telemetry?.state(), undefined);
  });
});
