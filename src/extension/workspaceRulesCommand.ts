// Shows exactly the allow rules that a workspace brings along, and approves exactly these.
import * as vscode from 'vscode';
import type { LazyGate } from './lazyGate.ts';
import type { Note } from './consent.ts';
import { commands } from './commands.ts';
import { count } from './statusText.ts';
import { visible } from './visible.ts';
import type { WorkspaceApprovals } from './workspaceApprovals.ts';

export async function approveWorkspaceRules(approvals: WorkspaceApprovals, note: Note): Promise<void> {
  const lists = approvals.unapproved();
  if (!vscode.workspace.isTrusted) {
    void vscode.window.showInformationMessage(
      'Allow rules of this workspace do not count, because the workspace is not trusted.',
    );
    return;
  }
  if (lists.length === 0) {
    const some = approvals.lists().length > 0;
    void vscode.window.showInformationMessage(
      some ? 'You have approved the allow rules of this workspace.' : 'This workspace brings no allow rules.',
    );
    return;
  }
  const things = lists.flatMap(({ rules, modes }) => [...rules, ...modes]);
  const approve: vscode.QuickPickItem = {
    label: `$(check) Approve ${things.length === 1 ? 'this one' : `all ${things.length}`}`,
    detail: 'Calls that they cover run without a question. Any change of them needs a new approval.',
  };
  const rows = lists.flatMap((list): vscode.QuickPickItem[] => [
    { label: list.name, kind: vscode.QuickPickItemKind.Separator },
    ...list.rules.map((rule) => ({ label: visible(rule), description: 'allow' })),
    ...list.modes.map((mode) => ({ label: mode, description: 'permission mode' })),
  ]);
  const choice = await vscode.window.showQuickPick([approve, ...rows], {
    title: 'What this workspace would let agents do without asking',
    placeHolder: 'Read them; they count only after you have approved them',
    ignoreFocusOut: true,
  });
  if (choice !== approve) return;
  await approvals.approve(lists);
  note('workspace-rules-approved', {
    lists: lists.map(({ name, rules, modes }) => ({ name, rules, modes })),
  });
  void vscode.window.showInformationMessage('What you approved counts from now on.');
}

/** Says once per window that the workspace has rules that do not count yet, when the gate starts to matter. */
export function mentionUnapproved(gate: LazyGate, approvals: WorkspaceApprovals): void {
  gate.whenUp(() => void mention(approvals));
}

async function mention(approvals: WorkspaceApprovals): Promise<void> {
  const things = approvals.unapproved().flatMap(({ rules, modes }) => [...rules, ...modes]);
  if (things.length === 0 || !vscode.workspace.isTrusted) return;
  const review = 'Review…';
  const text = `This workspace brings ${count(things.length, 'setting')} that would let agents do more without asking. ${things.length === 1 ? 'It does' : 'They do'} not count until you have approved ${things.length === 1 ? 'it' : 'them'}.`;
  if ((await vscode.window.showInformationMessage(text, review)) === review)
    await vscode.commands.executeCommand(commands.approveWorkspaceRules);
}
