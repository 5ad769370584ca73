// The panel as VS Code sees it: a webview view that gets slices of state and gives back intents.
import * as vscode from 'vscode';
import type { Log } from '../../gate/api.ts';
import { problemOf } from '../../gate/signal.ts';
import { decodeIntent, type Intent, type News } from '../../protocol/panel.ts';
import { tell } from '../register.ts';
import { act, type IntentParts } from './intents.ts';
import { counted, noFlow } from './flow.ts';
import { pageFolder, pageHtml } from './page.ts';
import { pushing } from './pushing.ts';
import { simulate, triedCall } from './simulate.ts';
import { slicesOf, type SliceParts } from './slices.ts';

export interface Panel extends vscode.Disposable {
  /** Shows the panel, at one of its sections. */
  reveal(section: string, more?: { readonly question?: string; readonly tool?: string; readonly command?: string }): Promise<void>;
} // prettier-ignore

export interface PanelParts extends IntentParts, Omit<SliceParts, 'flow'> {
  readonly extension: vscode.Uri;
  readonly log: Log;
  readonly now: () => number;
}

export const panelView = 'portcullis.panel';

export function openPanel(parts: PanelParts): Panel {
  const { gate, latch, settings, log, now } = parts;
  let flow = noFlow;
  let view: vscode.WebviewView | undefined;
  let awaited: News | undefined;
  const post = (news: News): void => void view?.webview.postMessage(news);
  const state = pushing(
    slicesOf({ ...parts, flow: () => flow }),
    (part) => post({ type: 'slices', part }),
    (error) => log.error(`The panel cannot be brought up to date: ${problemOf(error)}`),
  );
  const following: vscode.Disposable[] = [
    latch.changed.on(() => state.changed('gate', 'defences', 'flow', 'sessions')),
    settings.changed(() => state.changed('gate', 'defences', 'flow', 'doctor')),
  ];
  gate.whenUp((up) => {
    up.decided.on(({ call, decision }) => {
      flow = counted(flow, call, decision, now());
      state.changed('flow', 'gate', 'sessions');
    });
    up.approvals.changed.on((pending) => {
      badge(pending.length);
      state.changed('waiting', 'gate', 'flow');
    });
    up.trust.changed.on(() => state.changed('trust'));
    up.sessions.changed.on(() => state.changed('sessions', 'gate', 'defences', 'flow'));
    state.changed('gate', 'defences', 'flow', 'sessions', 'waiting', 'trust', 'doctor');
  });
  const badge = (value: number): void => {
    if (view) view.badge = value === 0 ? undefined : { value, tooltip: `${value} waiting for your answer` };
  };

  const onIntent = async (intent: Intent): Promise<void> => {
    switch (intent.type) {
      case 'ready':
        state.reset();
        if (awaited) post(awaited);
        awaited = undefined;
        return;
      case 'simulate': {
        const { request } = intent;
        const tried = triedCall(intent, parts.folder());
        if (!tried) return post({ type: 'simulated', request, problem: 'This is no whole call yet.' });
        return post({ type: 'simulated', request, result: await simulate(await gate.get(), tried) });
      }
      default:
        return act(intent, parts);
    }
  };

  const provider: vscode.WebviewViewProvider = {
    resolveWebviewView(resolved) {
      view = resolved;
      resolved.webview.options = { enableScripts: true, localResourceRoots: [pageFolder(parts.extension)] };
      const heard = resolved.webview.onDidReceiveMessage((message: unknown) => {
        const intent = decodeIntent(message);
        if (!intent) return log.warn('The panel sent a message that is none.');
        onIntent(intent).catch((error: unknown) => tell(error, log));
      });
      resolved.onDidDispose(() => {
        heard.dispose();
        if (view === resolved) view = undefined;
      });
      resolved.webview.html = pageHtml(resolved.webview, parts.extension);
      badge(gate.current()?.approvals.pending().length ?? 0);
    },
  };
  const registered = vscode.window.registerWebviewViewProvider(panelView, provider);
  return {
    async reveal(section, more = {}) {
      const news: News = { type: 'reveal', section, ...more };
      // A page that is not there yet says when it is ready.
      if (view === undefined) awaited = news;
      await vscode.commands.executeCommand(`${panelView}.focus`);
      if (awaited === undefined) post(news);
    },
    dispose() {
      registered.dispose();
      state.dispose();
      for (const one of following) one.dispose();
    },
  };
}
