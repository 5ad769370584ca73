// The panel as VS Code sees it: a webview view that gets slices of state and gives back intents.
import * as vscode from 'vscode';
import type { IdentityFile, Log } from '../../gate/api.ts';
import { HumanError } from '../../gate/humanError.ts';
import type { Latch } from '../../gate/latch.ts';
import { problemOf } from '../../gate/signal.ts';
import { trustSeen } from '../../gate/trust.ts';
import type { TrustEntry } from '../../gate/trustApi.ts';
import type { Intent, News } from '../../protocol/panel.ts';
import type { FoundAgent } from '../findAgents.ts';
import { saveTried } from '../saveTried.ts';
import type { LiveSettings } from '../settings.ts';
import { act, type IntentParts } from './intents.ts';
import type { FlowCounts, LastCall } from './flow.ts';
import { hearing } from './hearing.ts';
import { pageFolder, pageHtml } from './page.ts';
import { pushing } from './pushing.ts';
import { journalPart } from './journalPart.ts';
import { pastSessions } from './pastSessions.ts';
import type { ReviewScope } from '../../policy/review/authority.ts';
import { openRulesList } from './rulesList.ts';
import { changesBetween, textOfRules, type RuleHome } from './triedRules.ts';
import { rulesToTry, whatIf } from './whatIf.ts';
import { messageRate } from './rate.ts';
import { simulate, triedCall } from './simulate.ts';
import { slicesOf, type SliceParts } from './slices.ts';

export interface Panel extends vscode.Disposable {
  /** Shows the panel, at one of its sections. */
  reveal(section: string, more?: { readonly question?: string; readonly tool?: string; readonly command?: string; readonly rules?: string }): Promise<void>;
} // prettier-ignore

export interface PanelParts
  extends
    IntentParts,
    Omit<
      SliceParts,
      | 'flow'
      | 'journal'
      | 'identity'
      | 'agents'
      | 'stamp'
      | 'past'
      | 'trustBefore'
      | 'terminals'
      | 'latch'
      | 'settings'
    > {
  readonly latch: Latch;
  readonly settings: LiveSettings;
  /** Which calls a reviewer is asked about; undefined where there is none. */
  readonly reviews: () => ReviewScope | undefined;
  readonly findAgents: () => Promise<readonly FoundAgent[]>;
  readonly journalFolder: string;
  /** What the page remembers of itself, also over a reload. */
  readonly kept: { get(): string; set(text: string): Promise<void> };
  readonly extension: vscode.Uri;
  /** The settings that hold rules which can be edited. */
  readonly homes: () => readonly RuleHome[];
  readonly log: Log;
  readonly now: () => number;
}

/** For the plot of questions. */
const daysShown = 14;

export const panelView = 'portcullis.panel';

export function openPanel(parts: PanelParts): Panel {
  const { gate, latch, settings, log, now } = parts;
  let last: LastCall | undefined;
  let identity: readonly IdentityFile[] | undefined;
  let agents: readonly FoundAgent[] | undefined;
  let view: vscode.WebviewView | undefined;
  let awaited: News | undefined;
  let shownOnce = false;
  let asked = 0;
  let stamp = 0;
  const rules = openRulesList();
  const past = pastSessions(parts.stateDir);
  let trustBefore: readonly TrustEntry[] | undefined;
  const post = (news: News): void => void view?.webview.postMessage(news);
  const journal = journalPart({
    folder: parts.journalFolder,
    programDir: vscode.Uri.joinPath(parts.extension, 'dist').fsPath,
    past,
    post,
    now,
    changed: () => state.changed('journal'),
    readOn: () => readOn(),
  });
  const { index } = journal;
  const state = pushing(
    slicesOf({
      ...parts,
      identity: () => identity,
      agents: () => agents,
      flow: () => ({ last, counts: countsNow() }),
      stamp: () => stamp,
      journal: () => journal.slice(),
      past,
      trustBefore: () => trustBefore,
    }),
    (part) => post({ type: 'slices', part }),
    (error) => log.error(`The panel cannot be brought up to date: ${problemOf(error)}`),
  );
  const following: vscode.Disposable[] = [
    latch.changed.on(() => state.changed('gate', 'defences', 'flow', 'sessions')),
    settings.changed(() => {
      stamp += 1;
      state.changed('gate', 'defences', 'flow', 'doctor', 'start', 'rules', 'sessions', 'trust', 'presets');
      if (shownOnce) readTrust();
    }),
    settings.advised(() => state.changed('gate', 'defences', 'doctor')),
  ];
  gate.whenUp((up) => {
    up.decided.on(({ session, call, decision }) => {
      const cwd = up.sessions.list().find(({ id }) => id === session)?.cwd ?? '';
      last = { call, decision, session, cwd, at: now() };
      state.changed('flow', 'gate', 'sessions');
      // A page that was shown once has the journal read; what nobody looked at yet is read then.
      if (shownOnce) void readOn().catch(() => undefined);
    });
    up.approvals.changed.on((pending) => {
      badge(pending.length);
      state.changed('waiting', 'gate', 'flow');
    });
    up.trust.changed.on(() => state.changed('trust'));
    // To look at the files tells of changes, so that one look must not lead to the next at once.
    up.identity.changed.on(() => setImmediate(lookAtIdentity));
    up.sessions.changed.on(() => state.changed('sessions', 'past', 'gate', 'defences', 'flow', 'identity'));
    setImmediate(lookAtIdentity);
    state.changed('gate', 'defences', 'flow', 'sessions', 'waiting', 'trust', 'doctor');
  });
  const lookAtIdentity = (): void => {
    identity = gate.current()?.identity.files();
    state.changed('identity', 'defences', 'gate');
  };
  /** Only while no agent has run: it starts their programs, to ask for their versions. */
  const lookForAgents = async (): Promise<void> => {
    if ((gate.current()?.sessions.list() ?? []).length > 0) return;
    agents = await parts.findAgents();
    state.changed('start');
  };
  const badge = (value: number): void => {
    if (view) view.badge = value === 0 ? undefined : { value, tooltip: `${value} waiting for your answer` };
  };

  /** The journal grows by every window: what is new is read whenever the page asks. */
  const readOn = async (): Promise<void> => {
    await journal.refresh();
    if (last !== undefined && last.place === undefined) {
      const row = index.decision(last.decision.id);
      if (row !== undefined) last = { ...last, place: { file: row.file, at: row.at, bytes: row.bytes } };
    }
    state.changed('journal', 'flow');
  };
  /** Before the first agent there is no gate, and yet there may be trust. */
  const readTrust = (): void => {
    if (gate.current() !== undefined) return;
    const { trustHalfLife: halfLife, services } = settings.current();
    trustBefore = trustSeen(parts.stateDir, log, { now: now(), halfLife, services });
    state.changed('trust');
  };
  /** Never rejects; what cannot be read of one does not keep the other back. */
  const readRecords = async (): Promise<void> => {
    for (const [what, read] of [['journal', readOn], ['trust', readTrust]] as const)
      try {
        await read();
      } catch (error) {
        log.warn(`The ${what} cannot be read for the panel: ${problemOf(error)}`);
      }
  }; // prettier-ignore
  const countsNow = (): FlowCounts => ({
    days: index.tallies.days(daysShown),
    session: last && index.tallies.session(last.session),
  });

  const tried = ({ rules, trying }: Pick<Extract<Intent, { type: 'whatIf' }>, 'rules' | 'trying'>) =>
    rulesToTry(rules, trying, settings.rules(), parts.homes());

  const onIntent = async (intent: Intent): Promise<void> => {
    switch (intent.type) {
      case 'ready':
        state.reset();
        if (awaited) post(awaited);
        awaited = undefined;
        // The page is there first; then the journal is read, in small steps, and at last what takes one long step.
        setTimeout(() => void readRecords(), 200);
        shownOnce = true;
        setImmediate(lookAtIdentity);
        void lookForAgents().catch((error: unknown) =>
          log.warn(`Agents cannot be looked for: ${problemOf(error)}`),
        );
        return;
      case 'keep':
        return parts.kept.set(intent.text);
      case 'simulate': {
        const { request } = intent;
        const tried = triedCall(intent, parts.callFolders());
        if ('problem' in tried) return post({ type: 'simulated', request, problem: tried.problem });
        return post({
          type: 'simulated',
          request,
          result: simulate(await gate.get(), tried, parts.reviews()),
        });
      }
      case 'journal':
      case 'trace':
      case 'decision':
      case 'exportJournal':
      case 'verifyJournal':
      case 'openBreak':
        return journal.act(intent);
      case 'whatIf': {
        const { request } = intent;
        asked = request;
        const result = await whatIf(tried(intent), {
          gate: await gate.get(),
          index,
          wanted: () => asked === request,
          looked: (looked, of) => post({ type: 'comparing', request, looked, of }),
        });
        return result === undefined ? undefined : post({ type: 'compared', request, result });
      }
      case 'diffRules': {
        const { before, after } = tried(intent).texts;
        const put = (name: string, text: string) => parts.documents.put(name, `${text}\n`);
        const sides = [put('Rules in force', before), put('Rules to try', after)];
        return void (await vscode.commands.executeCommand(
          'vscode.diff',
          ...sides,
          'Rules in force ↔ rules to try',
        ));
      }
      case 'saveRules': {
        const { rules: after, agentFiles } = tried(intent);
        if (agentFiles.length > 0)
          throw new HumanError(
            'Portcullis never writes the settings files of agents. Save the file itself, in its editor.',
          );
        const changes = changesBetween(settings.current().rules, after, parts.homes());
        return post({ type: 'saved', request: intent.request, done: await saveTried(changes, parts) });
      }
      case 'rules': {
        const { request } = intent;
        await index.refresh();
        const text = textOfRules(settings.current().rules, parts.homes());
        const now = {
          chosenMode: settings.current().chosenMode,
          rules: settings.rules(),
          uncounted: settings.uncounted(),
          uses: index.uses(),
        };
        return rules.list(now, (rows, pending) => post({ type: 'rules', request, text, rows, pending }));
      }
      default:
        return act(intent, parts);
    }
  };

  const hear = hearing({
    admitted: messageRate(now),
    act: onIntent,
    post,
    tell: parts.tell,
  });
  const provider: vscode.WebviewViewProvider = {
    resolveWebviewView(resolved) {
      view = resolved;
      resolved.webview.options = { enableScripts: true, localResourceRoots: [pageFolder(parts.extension)] };
      const heard = resolved.webview.onDidReceiveMessage(hear);
      resolved.onDidDispose(() => {
        heard.dispose();
        if (view === resolved) view = undefined;
      });
      resolved.webview.html = pageHtml(resolved.webview, parts.extension, parts.kept.get());
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
