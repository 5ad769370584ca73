// What a click on the status bar offers while nothing is urgent: the way to everything else.
import * as vscode from 'vscode';
import type { SessionInfo } from '../gate/api.ts';
import { agentName } from './agentNames.ts';
import { commands, type CommandId } from './commands.ts';
import type { LazyGate } from './lazyGate.ts';
import type { LiveSettings } from './settings.ts';
import { weakeningsNow } from './stateView.ts';
import { count, modeNames } from './statusText.ts';
import type { Terminals } from './terminals.ts';
import { trustLine } from './untrustedTexts.ts';
import { visible } from './visible.ts';

interface Row extends vscode.QuickPickItem {
  run?(): void | Thenable<unknown>;
}

export async function showMenu(gate: LazyGate, terminals: Terminals, settings: LiveSettings): Promise<void> {
  const sessions = gate.current()?.sessions.list() ?? [];
  const live = sessions.filter((one) => one.state !== 'ended');
  const waiting = gate.current()?.approvals.pending().length ?? 0;
  const proposals = (gate.current()?.trust.list() ?? []).filter(({ proposal }) => proposal).length;
  const changed = (gate.current()?.identity.files() ?? []).filter(({ state }) => state === 'changed').length;
  const rows: Row[] = [
    ...(waiting > 0
      ? [command('$(bell-dot) Answer waiting calls', commands.showApprovals, count(waiting, 'call'))]
      : []),
    ...weakeningsNow(gate, settings).map((one): Row => ({
      label: `$(warning) ${one.undo}`,
      detail: one.text,
      run: () => vscode.commands.executeCommand(commands.restoreProtection, one.id),
    })),
    command('$(play) Launch an agent…', commands.launchAgent),
    command('$(lock) Launch with a prompt of others…', commands.launchUntrusted),
    command('$(beaker) Try the demo agent', commands.tryDemo),
    separator('Sessions'),
    ...live.flatMap((session) => (session.paused === undefined ? [] : [resume(session, gate)])),
    ...live.map((session): Row => ({
      label: `$(terminal) ${agentName(session.agent)}`,
      description: `${session.state}${session.trust.state === 'trusted' ? '' : ' · untrusted'} · ${count(session.calls, 'call')}, ${session.denials} denied`,
      ...detail(trustLine(session.trust)),
      run: () => void terminals.show(session.id),
    })),
    ...(live.length > 0
      ? [
          command('$(debug-pause) Pause a session…', commands.pauseSession),
          command('$(close) End a session…', commands.endSession),
          command('$(debug-stop) Stop all agents', commands.stop),
        ]
      : []),
    separator('Policy'),
    command('$(settings) Permission mode…', commands.setMode, modeNames[settings.mode()]),
    command('$(law) Rules', commands.openRules),
    command(
      '$(account) Who agents are…',
      commands.reviewIdentity,
      changed > 0 ? `${count(changed, 'file')} changed` : undefined,
    ),
    command('$(folder-opened) Files that govern agents…', commands.openIdentityFiles),
    command(
      '$(globe) Trust in services',
      commands.showTrust,
      proposals > 0 ? `${count(proposals, 'proposal')} to look at` : undefined,
    ),
    command('$(flame) Report an incident…', commands.reportIncident),
    ...(live.some(({ flow }) => flow.untrusted.length > 0)
      ? [command('$(cloud-download) Clear untrusted content…', commands.clearUntrusted)]
      : []),
    command('$(shield) Review the built-in guard', commands.reviewGuard),
    separator('Records'),
    command('$(book) Journal', commands.showJournal),
    command('$(history) Sessions and denials…', commands.showSessions),
    command('$(export) Export the journal…', commands.exportJournal),
    command('$(verified) Verify the journal', commands.verifyJournal),
    command('$(pulse) Doctor', commands.doctor),
    command('$(output) Log', commands.showLog),
    separator('Help'),
    command('$(book) Hooks of agents', commands.openHooksReference),
    command('$(book) Gates, risk and trust', commands.openGatesReference),
    command('$(bug) Report a security issue', commands.reportSecurityIssue),
  ];
  const choice = await vscode.window.showQuickPick(rows, {
    title: 'Portcullis',
    placeHolder: 'What would you like to do?',
  });
  await choice?.run?.();
}

function command(label: string, id: CommandId, description?: string): Row {
  return {
    label,
    ...(description === undefined ? {} : { description }),
    run: () => vscode.commands.executeCommand(id),
  };
}

function resume({ id, agent, paused = '' }: SessionInfo, gate: LazyGate): Row {
  return {
    label: `$(debug-continue) Let ${agentName(agent)} go on`,
    description: 'paused',
    detail: visible(paused),
    run: () => gate.current()?.sessions.resume(id),
  };
}

function detail(text: string | undefined): { readonly detail?: string } {
  return text === undefined ? {} : { detail: text };
}

function separator(label: string): Row {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}
