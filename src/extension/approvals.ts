// Brings the gate's questions to the person: a notification for each, a list of all that wait, and the answer back.
// A closed notification answers nothing: the question stays in the status bar and in the list.
import * as vscode from 'vscode';
import type { Answer, Gate, Pending } from '../gate/api.ts';
import { askAlways, ruledPending, type AlwaysParts } from './always.ts';
import { commands } from './commands.ts';
import type { Documents } from './documents.ts';
import type { LazyGate } from './lazyGate.ts';
import { notify } from './notify.ts';
import { pausedDocument } from './pausedText.ts';
import { callLine, questionDocument, questionLine, reasons } from './question.ts';
import { agentName } from './agentNames.ts';
import { clock } from './statusText.ts';
import { inert, shortened, visible } from './visible.ts';

export interface ApprovalParts extends AlwaysParts {
  readonly gate: LazyGate;
  readonly documents: Documents;
  /** Ends a session and says what became of it. */
  readonly end: (session: string) => Promise<void>;
}

const buttons = { allow: 'Allow once', always: 'Always…', deny: 'Deny', whole: 'Show All' } as const;

/** Asks each new question in a notification, from now on. */
export function askInNotifications(parts: ApprovalParts): void {
  parts.gate.whenUp((gate) => {
    gate.approvals.asked.on((pending) => void ask(pending, { ...parts, gate }).catch(parts.tell));
  });
}

/** The list of all questions that wait. Choosing one asks it again. */
export async function showWaiting(parts: ApprovalParts): Promise<void> {
  const gate = parts.gate.current();
  if (!gate || gate.approvals.pending().length === 0) {
    void vscode.window.showInformationMessage('No call waits for your answer.');
    return;
  }
  const chosen = await chooseWaiting({ ...parts, gate });
  if (chosen) await ask(chosen, { ...parts, gate });
}

type Parts = Omit<ApprovalParts, 'gate'> & { readonly gate: Gate };

/** One question: notification, answer, done. Resolves when it is answered, withdrawn or put off. */
async function ask(pending: Pending, parts: Parts): Promise<void> {
  if (pending.resumes) return askResume(pending, parts);
  for (;;) {
    const line = questionLine(pending, agentName(pending.agent));
    const choices = [buttons.allow, buttons.always, buttons.deny, ...(line.shortened ? [buttons.whole] : [])];
    const text = `${line.text}${twin(pending, parts.gate)}`;
    const choice = await notify({ text, buttons: choices, wanted: () => waits(pending, parts.gate) });
    switch (choice) {
      case buttons.allow:
        return give(pending, { behavior: 'allow' }, parts);
      case buttons.deny:
        return give(pending, { behavior: 'deny' }, parts);
      case buttons.always: {
        if (!waits(pending, parts.gate)) return noLongerWaiting();
        const answer = await askAlways(ruledPending(pending, parts.gate), parts.gate, parts);
        if (answer) return give(pending, answer, parts);
        break;
      }
      case buttons.whole:
        await parts.documents.show(...documentOf(pending));
        break;
      case undefined:
        return;
    }
    if (!waits(pending, parts.gate)) return;
  }
}

/** The session is paused; the answer is about the session, not yet about the call. */
async function askResume(pending: Pending, parts: Parts): Promise<void> {
  const name = agentName(pending.agent);
  const [goOn, look, stop] = ['Let It Go On', 'Let Me Look', 'End Session'] as const;
  const text = `${name} is paused. ${inert(visible(pending.decision.reason))} It now wants to do this: ${inert(callLine(pending, 200))}`;
  const wanted = (): boolean => waits(pending, parts.gate);
  for (;;) {
    switch (await notify({ text, buttons: [goOn, look, stop], wanted })) {
      case goOn:
        return give(pending, { behavior: 'allow' }, parts);
      case look: {
        // The call waits on meanwhile.
        const denials = parts.gate.sessions.denials(pending.session);
        await parts.documents.show(
          `Paused ${pending.id.slice(0, 8)}.md`,
          pausedDocument(pending, name, denials),
        );
        break;
      }
      case stop:
        await give(pending, { behavior: 'deny' }, parts);
        return parts.end(pending.session);
      default:
        return;
    }
    if (!wanted()) return;
  }
}

interface WaitingItem extends vscode.QuickPickItem {
  readonly pending: Pending;
}

function chooseWaiting(parts: Parts): Promise<Pending | undefined> {
  const list = vscode.window.createQuickPick<WaitingItem>();
  const show = (pending: readonly Pending[]): void => {
    list.items = pending.map(row);
    if (pending.length === 0) list.hide();
  };
  list.title = 'Calls that wait for your answer';
  list.placeholder = 'Choose a call to answer it; the button shows everything about it';
  list.matchOnDetail = true;
  // The buttons of rows are out of the keyboard's reach; this one is not.
  list.buttons = [{ ...whole, tooltip: 'Show everything about the focused call' }];
  const watching = parts.gate.approvals.changed.on(show);
  show(parts.gate.approvals.pending());
  return new Promise((resolve) => {
    list.onDidTriggerButton(() => {
      const [active] = list.activeItems;
      if (active) void parts.documents.show(...documentOf(active.pending)).catch(parts.tell);
    });
    list.onDidTriggerItemButton(({ item, button }) => {
      if (button === toRule) {
        void vscode.commands.executeCommand(commands.goToRule, item.pending.decision.rule);
        return;
      }
      void parts.documents.show(...documentOf(item.pending)).catch(parts.tell);
    });
    list.onDidAccept(() => {
      resolve(list.activeItems[0]?.pending);
      list.hide();
    });
    list.onDidHide(() => {
      resolve(undefined);
      watching.dispose();
      list.dispose();
    });
    list.show();
  });
}

const whole: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('go-to-file'),
  tooltip: 'Show everything about this call',
};

const toRule: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('law'),
  tooltip: 'Go to the rule that asks',
};

function row(pending: Pending): WaitingItem {
  return {
    pending,
    label: callLine(pending, 120),
    description: `${agentName(pending.agent)} · ${clock(pending.askedAt)}`,
    detail: shortened(visible(reasons(pending)), 200),
    buttons: pending.decision.rule?.file === undefined ? [whole] : [toRule, whole],
  };
}

function documentOf(pending: Pending): [name: string, text: string] {
  return [`Question ${pending.id.slice(0, 8)}.md`, questionDocument(pending, agentName(pending.agent))];
}

async function give(pending: Pending, answer: Answer, { gate }: Parts): Promise<void> {
  if (!gate.approvals.answer(pending.id, answer)) noLongerWaiting();
}

/** VS Code cannot take a notification back, so an answer may come after the agent gave up or a stop. */
function noLongerWaiting(): void {
  void vscode.window.showInformationMessage('This call no longer waits for an answer.');
}

function waits(pending: Pending, gate: Gate): boolean {
  return gate.approvals.pending().some((one) => one.id === pending.id);
}

/** VS Code shows equal notifications only once, so equal questions are told apart. */
function twin(pending: Pending, gate: Gate): string {
  const line = questionLine(pending, '').text;
  const equal = gate.approvals.pending().filter((one) => questionLine(one, '').text === line);
  const place = equal.findIndex((one) => one.id === pending.id);
  return place <= 0 ? '' : ` (Question ${place + 1} of this kind.)`;
}
