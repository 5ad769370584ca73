// The extension in its host opens no connection to another machine, from the launch of an agent to the stop.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { ensureStrace, outside, reached, traceRunning } from '../support/connects.ts';
import { Unavailable } from '../support/unavailable.ts';
import { until } from '../support/until.ts';
import { endAgents, gate } from './window.ts';

suite('outbound connections', function () {
  this.timeout(120_000);

  test('launch, calls, pause, doctor, stop and release reach no other machine', async function () {
    const folder = mkdtempSync(join(tmpdir(), 'connects-'));
    try {
      await ensureStrace();
      const notes = join(folder, 'notes');
      const tracer = await traceRunning(process.pid, notes);
      // A proof that this process is looked at.
      const { connect } = await import('node:net');
      const probe = connect(9, '127.0.0.9').on('error', () => {});
      const up = await gate();
      await vscode.commands.executeCommand('portcullis.tryDemo');
      await until(() => up.approvals.pending().length > 0, { what: 'a question', timeout: 30_000 });
      await vscode.commands.executeCommand('portcullis.pauseSession');
      await vscode.commands.executeCommand('portcullis.doctor');
      await vscode.commands.executeCommand('portcullis.stop');
      up.stop.release('a test');
      await endAgents();
      probe.destroy();
      await tracer.end();
      const all = reached(notes);
      assert.ok(
        all.some(({ address }) => address === '127.0.0.9'),
        'the process was looked at',
      );
      assert.deepEqual(outside(all), []);
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      console.log(`skipped: ${error.message}`);
      this.skip();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
