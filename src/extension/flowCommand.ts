// "Clear Untrusted Content of a Session…": shows what a session took in from others, and forgets it once the person has
// looked at it.
import * as vscode from 'vscode';
import type { Gate, SessionInfo } from '../gate/api.ts';
import type { FlowFact } from '../policy/session/flow.ts';
import { agentName } from './agentNames.ts';
import type { Documents } from './documents.ts';
import type { LazyGate } from './lazyGate.ts';
import { clock, count } from './statusText.ts';
import { flowDocument } from './trustTexts.ts';
import { shortened, shown } from './visible.ts';

export interface FlowParts {
  readonly gate: LazyGate;
  readonly documents: Documents;
}

interface Row<T> extends vscode.QuickPickItem {
  readonly value: T;
}

export async function clearUntrusted({ gate, documents }: FlowParts): Promise<void> {
  const up = gate.current();
  const tainted = (up?.sessions.list() ?? []).filter(
    ({ state, flow }) => state !== 'ended' && flow.untrusted.length > 0,
  );
  if (!up || tainted.length === 0) {
    void vscode.window.showInformationMessage('No running session has taken in content that others wrote.');
    return;
  }
  const session = tainted.length === 1 ? tainted[0] : await chooseSession(tainted);
  if (session) await lookAndClear(session, up, documents);
}

async function chooseSession(sessions: readonly SessionInfo[]): Promise<SessionInfo | undefined> {
  const rows = sessions.map((session): Row<SessionInfo> => ({
    value: session,
    label: `$(shield) ${agentName(session.agent)}`,
    description: `since ${clock(session.startedAt)}`,
    detail: `${sources(session.flow.untrusted)} of untrusted content · ${session.cwd}`,
  }));
  const placeHolder = 'Which session?';
  return (await vscode.window.showQuickPick(rows, { title: 'Clear untrusted content', placeHolder }))?.value;
}

/** Several calls may have taken in content of one source: the person is told of sources. */
function sources(facts: readonly FlowFact[]): string {
  return count(new Set(facts.map(({ what }) => what)).size, 'source');
}

/** Each source is there to be looked at, and the first row is the act: it clears what is in this list and no more. */
export async function lookAndClear(session: SessionInfo, gate: Gate, documents: Documents): Promise<void> {
  const { flow } = session;
  const name = agentName(session.agent);
  const rows = flow.untrusted.map(({ what, act, time, call }): Row<'show' | 'clear'> => ({
    value: 'show',
    label: `$(cloud-download) ${shown(what)}`,
    ...(time === undefined ? {} : { description: clock(time) }),
    detail: `to ${shortened(shown(act), 160)} (call ${shown(call)})`,
  }));
  const clear: Row<'show' | 'clear'> = {
    value: 'clear',
    label: '$(check) I looked at it: clear it',
    detail: `${sources(flow.untrusted)}, taken in by ${count(rows.length, 'call')}. Calls that send data out are then no longer asked about because of that.`,
  };
  const choice = await vscode.window.showQuickPick([clear, ...rows], {
    title: `What ${name} took in from others`,
    placeHolder: 'Choose a source to see everything that the session did; clear it when you have looked at it',
    matchOnDetail: true,
  });
  if (choice?.value === 'show') await documents.show(`Session ${session.id.slice(0, 8)}.md`, flowDocument(name, flow));
  if (choice?.value !== 'clear') return;
  const cleared = gate.sessions.clearUntrusted(session.id, 'the person, in the editor', flow.untrusted);
  const left = gate.sessions.list().find(({ id }) => id === session.id)?.flow.untrusted ?? [];
  const rest = left.length === 0 ? '' : ` ${sources(left)} stayed: a call still takes it in, or took it in just now.`;
  void vscode.window.showInformationMessage(`Cleared ${sources(cleared)} of untrusted content of ${name}.${rest}`);
} // prettier-ignore
