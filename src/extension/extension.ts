// The extension's table of contents: builds the parts in the order of their dependencies and registers them.
import path from 'node:path';
import * as vscode from 'vscode';
import { startGate } from '../gate/gate.ts';
import { openLatch } from '../gate/latch.ts';
import { openAgentRuleFiles } from './agentRuleFiles.ts';
import { alwaysAllowConfirmed, toggleAlwaysAllow } from './alwaysAllowCommand.ts';
import { followAlwaysAllow } from './alwaysAllowNews.ts';
import { askInNotifications, showWaiting } from './approvals.ts';
import { commands } from './commands.ts';
import { compareRules } from './compareRules.ts';
import { openConsents, type Note } from './consent.ts';
import { openDemoFolders } from './demoFolder.ts';
import { doctor, versionOf, weaknesses } from './doctorCommand.ts';
import { allowFirst, denyFirst } from './firstWaiting.ts';
import { goToRule } from './goToRule.ts';
import { reviewGuard } from './guardCommand.ts';
import { followGuard } from './guardNews.ts';
import { exceptionConfirmed } from './guardSwitch.ts';
import { openDocuments } from './documents.ts';
import { journalCommands } from './journal/register.ts';
import { agentsHere, launchAgent, tryDemo } from './launchCommands.ts';
import { clearUntrusted } from './flowCommand.ts';
import { launchUntrusted } from './foreignCommand.ts';
import { followLinks } from './foreignUri.ts';
import { gateOptions, prepareStateDir, userSettingsFile } from './gateOptions.ts';
import { followIdentity } from './identity.ts';
import { openIdentityFiles, reviewIdentity } from './identityCommands.ts';
import { lazyGate } from './lazyGate.ts';
import { localFolders } from './localFolders.ts';
import { followSettingsFiles } from './language.ts';
import { simulateCall } from './simulateCommand.ts';
import { showMenu } from './menu.ts';
import { bypassConfirmed, setMode } from './modeCommand.ts';
import { followNews } from './news.ts';
import { openRules } from './openRules.ts';
import { openPage } from './pages.ts';
import { getStarted } from './getStarted.ts';
import { panelFolders } from './panel/folder.ts';
import { reachHere } from './panel/reach.ts';
import { openPanel } from './panel/view.ts';
import { openProofs } from './proofs.ts';
import { publicApi, type PublicApi } from './publicApi.ts';
import { openReviewer } from './reviewer/reviewer.ts';
import { setReviewerKey, setUpReviewer } from './reviewer/setUp.ts';
import { registering, tell } from './register.ts';
import { restoreProtection } from './restoreCommand.ts';
import { openRestrictions } from './restrictions.ts';
import { ruleHomes } from './ruleHomes.ts';
import { openRuleStore } from './ruleStore.ts';
import { pruneSessionFiles } from './pruneCommand.ts';
import { reportSecurityIssue } from './securityCommand.ts';
import { endOne, endSession, pauseSession, resumeSession } from './sessionCommands.ts';
import { exportSessionReport, showSessions } from './sessionRecords.ts';
import { openSettings } from './settings.ts';
import { followSetAside } from './setAsideNews.ts';
import { followSettings } from './settingsNews.ts';
import { openStateView } from './stateView.ts';
import { engageStop, releaseStop } from './stop.ts';
import { openTelemetry } from './telemetry.ts';
import { openTerminals } from './terminals.ts';
import { testApi, type TestApi } from './testApi.ts';
import { reportIncident, showTrust } from './trustCommand.ts';
import { followTrust } from './trustNews.ts';
import { followWorkspaceTrust } from './workspaceTrustNews.ts';
import { openWorkspaceApprovals } from './workspaceApprovals.ts';
import { approveWorkspaceRules, mentionUnapproved } from './workspaceRulesCommand.ts';

let closeGate: (() => Promise<void>) | undefined; // VS Code calls `deactivate` without the parts.

export function activate(context: vscode.ExtensionContext): PublicApi & Partial<TestApi> {
  const started = performance.now();
  const log = vscode.window.createOutputChannel('Portcullis', { log: true });
  const onError = (error: unknown): void => tell(error, log);
  const stateDir = prepareStateDir(log);
  const latch = openLatch(path.join(stateDir, 'stop.json'), log, Date.now);
  const approvals = openWorkspaceApprovals(context.globalState);
  const note: Note = (event, details) => gate.note(event, details);
  const consents = openConsents(context.globalState, note);
  const agentRules = openAgentRuleFiles(approvals);
  const restrictions = openRestrictions();
  const mayBypass = (): boolean => bypassConfirmed(consents);
  const mayAlwaysAllow = (): boolean => alwaysAllowConfirmed(consents);
  const mayExcept = (id: string): boolean => exceptionConfirmed(consents, id);
  const may = { mayBypass, mayAlwaysAllow, mayExcept };
  const userFile = userSettingsFile(context);
  const settings = openSettings({ approvals, agentRules, restrictions, userFile, ...may });
  const demoFolders = openDemoFolders();
  const { secrets } = context;
  const reviewer = openReviewer({ settings, consents, secrets, onError });
  const inputs = { context, stateDir, settings, approvals, demoFolders, reviewer, log };
  const gate = lazyGate(() => startGate(gateOptions(inputs)), onError);
  const documents = openDocuments();
  const terminals = openTerminals();
  const launching = { gate, terminals, consents };
  const foreign = { ...launching, documents, note };
  const proofs = openProofs(gate);
  const version = versionOf(context);
  const telemetry = openTelemetry({ gate, consents, secrets, stateDir, version, log, note, onError });
  const rules = openRuleStore(approvals);
  const questions = {
    gate,
    documents,
    rules,
    tell: onError,
    end: (id: string) => endOne(id, gate, terminals),
  };
  const journalFolder = path.join(stateDir, 'journal');
  const guarding = {
    settings,
    consents,
    note,
    gate,
    documents,
    terminals,
    journalFolder,
    callFolders: panelFolders,
  };
  const homes = () => ruleHomes({ approvals, settings, userFile });
  const panel = openPanel({
    gate,
    latch,
    settings,
    documents,
    terminals,
    log,
    now: Date.now,
    rules: questions.rules,
    tell: onError,
    journalFolder,
    kept: {
      get: () => context.workspaceState.get('panel', ''),
      set: async (text) => context.workspaceState.update('panel', text),
    },
    stateDir,
    extension: context.extensionUri,
    callFolders: panelFolders,
    homes,
    weaknesses: () => weaknesses(inputs),
    reviews: () => reviewer.now()?.reviews,
    trusted: () => vscode.workspace.isTrusted,
    folders: localFolders,
    reach: reachHere(),
    findAgents: agentsHere,
  });
  const who = { gate, settings, documents, log, onError };
  const language = followSettingsFiles({
    ...inputs,
    gate,
    userFile,
    extensionPath: context.extensionPath,
    onError,
  });
  const on = registering(log);
  context.subscriptions.push(
    log,
    latch,
    agentRules,
    settings,
    demoFolders,
    documents,
    terminals,
    panel,
    telemetry,
    reviewer,
  );
  context.subscriptions.push(openStateView(gate, latch, settings), followSettings(settings, consents, log));
  context.subscriptions.push(settings.changed(() => gate.current()?.settingsChanged()));
  context.subscriptions.push(
    language,
    followAlwaysAllow(settings, consents, note, onError),
    followGuard(guarding, onError),
    followSetAside(settings, onError),
    followIdentity(who),
  );
  context.subscriptions.push(followLinks(foreign, onError), followWorkspaceTrust(gate, onError));
  context.subscriptions.push(
    on(commands.launchAgent, () => launchAgent(launching, proofs)),
    on(commands.launchUntrusted, () => launchUntrusted(foreign)),
    on(commands.tryDemo, () => tryDemo(launching, demoFolders, context.extensionPath)),
    on(commands.showApprovals, () => showWaiting(questions)),
    on(commands.focusWaiting, () => panel.reveal('waiting')),
    on(commands.allowFirst, () => allowFirst(questions)),
    on(commands.denyFirst, () => denyFirst(questions)),
    on(commands.stop, () => engageStop(gate, latch, log)),
    on(commands.releaseStop, () => releaseStop(gate, latch)),
    on(commands.pauseSession, () => pauseSession(gate)),
    on(commands.resumeSession, () => resumeSession(gate)),
    on(commands.endSession, () => endSession(gate, terminals)),
    on(commands.setMode, () => setMode(settings, consents, note)),
    on(commands.alwaysAllowBash, () => toggleAlwaysAllow(settings, consents, note)),
    on(commands.openRules, openRules),
    on(commands.reviewGuard, () => reviewGuard(guarding)),
    on(commands.restoreProtection, (given) => restoreProtection(given, guarding)),
    on(commands.goToRule, (given) => goToRule(given, { settings, userFile })),
    on(commands.reviewIdentity, () => reviewIdentity(who)),
    on(commands.openIdentityFiles, () => openIdentityFiles(who)),
    on(commands.approveWorkspaceRules, () => approveWorkspaceRules(approvals, note)),
    on(commands.showMenu, () => showMenu(gate, terminals, settings)),
    on(commands.telemetryHeaders, () => telemetry.setHeaders()),
    on(commands.setUpReviewer, () => setUpReviewer({ settings, reviewer, secrets })),
    on(commands.reviewerKey, () => setReviewerKey({ settings, secrets })),
    ...journalCommands(on, { context, stateDir, documents, onError }),
    on(commands.showSessions, () => showSessions({ stateDir, documents })),
    on(commands.exportSessionReport, () => exportSessionReport({ stateDir, documents })),
    on(commands.pruneSessionFiles, () => pruneSessionFiles(inputs, note)),
    on(commands.doctor, () => doctor({ ...inputs, gate, latch, documents, telemetry })),
    on(commands.getStarted, () => getStarted(context.extension.id)),
    on(commands.openHooksReference, () => openPage('hooks', context.extensionUri)),
    on(commands.openGatesReference, () => openPage('gates', context.extensionUri)),
    on(commands.reportSecurityIssue, () => reportSecurityIssue(context)),
    on(commands.showPanel, () => panel.reveal('top')),
    on(commands.simulate, (given) => simulateCall(given, panel)),
    on(commands.compareRules, (given) => compareRules(given, { panel, settings, homes, userFile })),
    on(commands.showTrust, () => showTrust(questions)),
    on(commands.reportIncident, () => reportIncident(questions)),
    on(commands.clearUntrusted, () => clearUntrusted(questions)),
    on(commands.showLog, () => log.show()),
  );
  askInNotifications(questions);
  followNews(gate, log);
  followTrust(gate, onError);
  mentionUnapproved(gate, approvals);
  closeGate = async () => {
    telemetry.tell();
    await gate.close();
    await telemetry.close();
  };
  return { ...publicApi(restrictions), ...testApi(context, gate, started) };
}

export async function deactivate(): Promise<void> {
  await closeGate?.();
}
