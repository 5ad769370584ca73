// Keeps the status bar in step with the gate, before one is up and after every change.
import type * as vscode from 'vscode';
import type { Latch } from '../gate/latch.ts';
import type { LazyGate } from './lazyGate.ts';
import type { LiveSettings } from './settings.ts';
import { openStatusBar } from './statusBar.ts';
import { weakeningsOf, type Weakening } from './weakenings.ts';

export function openStateView(gate: LazyGate, latch: Latch, settings: LiveSettings): vscode.Disposable {
  const bar = openStatusBar();
  const show = (): void => {
    const up = gate.current();
    bar.show({
      stop: latch.state(),
      sessions: up?.sessions.list() ?? [],
      waiting: up?.approvals.pending().length ?? 0,
      mode: settings.mode(),
      weakenings: weakeningsNow(gate, settings),
    });
  };
  const following = [bar, latch.changed.on(show), settings.changed(show)];
  gate.whenUp((up) => {
    up.approvals.changed.on(show);
    up.sessions.changed.on(show);
    up.stop.changed.on(show);
    show();
  });
  show();
  return {
    dispose: () => {
      for (const one of following) one.dispose();
    },
  };
}

/** What is switched off at this moment. */
export function weakeningsNow(gate: LazyGate, settings: LiveSettings): readonly Weakening[] {
  const sessions = gate.current()?.sessions.list() ?? [];
  return weakeningsOf({ ...settings.current(), mode: settings.mode(), sessions });
}
