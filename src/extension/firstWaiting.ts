// Commands that answer the call that has waited longest, for who works by keys. An allow first shows, in a dialog, what
// it allows, and only where all of it can be shown there.
import * as vscode from 'vscode';
import type { Gate, Pending } from '../gate/api.ts';
import { agentName } from './agentNames.ts';
import type { ApprovalParts } from './approvals.ts';
import { callText, questionDocument, reasons, verbOf } from './question.ts';
import { inert, shortened, shown, visibleLines } from './visible.ts';

type Parts = Pick<ApprovalParts, 'gate' | 'documents'>;

export async function allowFirst({ gate, documents }: Parts): Promise<void> {
  const found = first(gate.current());
  if (!found) return nothing();
  const { pending, approvals } = found;
  // What Enter does is the first button's: a second press of it must not allow.
  const [whole, allow] = ['Show All', pending.resumes ? 'Let It Go On' : 'Allow Once'];
  const text = visibleLines(callText(pending.call, pending.cwd));
  const short = shortened(text, mostInDialog);
  const detail = [short, reasonOf(pending)].map((one) => inert(one)).join('\n\n');
  const buttons = short === text ? [whole, allow] : [whole];
  const answer = await vscode.window.showWarningMessage(titleOf(pending), { modal: true, detail }, ...buttons);
  if (answer === whole)
    return documents.show(`Question ${pending.id.slice(0, 8)}.md`, questionDocument(pending, agentName(pending.agent)));
  if (answer === allow && !approvals.answer(pending.id, { behavior: 'allow' })) gone();
} // prettier-ignore

export async function denyFirst({ gate }: Parts): Promise<void> {
  const found = first(gate.current());
  if (!found) return nothing();
  const { pending, approvals } = found;
  const feedback = await vscode.window.showInputBox({
    title: `Deny: ${shortened(shown(`${titleOf(pending)} ${callText(pending.call, pending.cwd)}`), 200)}`,
    prompt: 'What the agent is told; may be empty. Enter denies, Escape leaves the call waiting.',
    ignoreFocusOut: true,
  });
  if (feedback === undefined) return;
  const words = feedback.trim();
  if (!approvals.answer(pending.id, { behavior: 'deny', ...(words === '' ? {} : { feedback: words }) }))
    gone();
}

/** About as much as a dialog shows without being cut. */
const mostInDialog = 1_500;

function first(gate: Gate | undefined): { pending: Pending; approvals: Gate['approvals'] } | undefined {
  const [pending] = gate?.approvals.pending() ?? [];
  return gate && pending ? { pending, approvals: gate.approvals } : undefined;
}

function titleOf({ agent, call, resumes }: Pending): string {
  return inert(
    `${agentName(agent)} ${resumes ? 'is paused and wants to go on' : `wants to ${shown(verbOf(call))}`}.`,
  );
}

function reasonOf(pending: Pending): string {
  return shown(pending.resumes ? pending.decision.reason : reasons(pending));
}

function nothing(): void {
  void vscode.window.showInformationMessage('No call waits for your answer.');
}

function gone(): void {
  void vscode.window.showInformationMessage('This call no longer waits for an answer.');
}
