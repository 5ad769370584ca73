// What a person wants from the panel, done by the same parts that commands and notifications use. The page decides
// nothing: each intent names a thing that is looked up here.
import path from 'node:path';
import * as vscode from 'vscode';
import type { Gate, Pending } from '../../gate/api.ts';
import { HumanError } from '../../gate/humanError.ts';
import type { RuleSource } from '../../policy/rules/rule.ts';
import type { Intent } from '../../protocol/panel.ts';
import { agentName } from '../agentNames.ts';
import { askAlways, ruledPending, type AlwaysParts } from '../always.ts';
import { commands } from '../commands.ts';
import type { Documents } from '../documents.ts';
import { lookAndClear } from '../flowCommand.ts';
import type { LazyGate } from '../lazyGate.ts';
import { questionDocument } from '../question.ts';
import type { Terminals } from '../terminals.ts';
import { showRecord } from '../sessionRecords.ts';
import { comparisonsOf } from './diff.ts';
import type { JournalIntent } from './journalPart.ts';
import { triedCall } from './simulate.ts';
import { onTrust } from './trustActs.ts';

export interface IntentParts extends AlwaysParts {
  readonly gate: LazyGate;
  readonly documents: Documents;
  readonly terminals: Terminals;
  /** The folder of the gate's state. */
  readonly stateDir: string;
  /** The folders in which calls can be simulated, the usual one first. */
  readonly callFolders: () => readonly string[];
}

/** Intents that the view answers itself are not for here. */
type Act = Exclude<
  Intent,
  JournalIntent | { type: 'ready' | 'keep' | 'simulate' | 'whatIf' | 'saveRules' | 'diffRules' | 'rules' }
>;

export async function act(intent: Act, parts: IntentParts): Promise<void> {
  switch (intent.type) {
    case 'stop':
      return run(commands.stop);
    case 'release':
      return run(commands.releaseStop);
    case 'answer':
      return answer(await parts.gate.get(), [intent.id], intent);
    case 'answerAll':
      return answer(await parts.gate.get(), intent.ids, intent);
    case 'always':
      return always(intent, await parts.gate.get(), parts);
    case 'rule': {
      const pending = waiting(await parts.gate.get(), intent.id);
      return pending ? run(commands.goToRule, pending.decision.trace[intent.line]?.rule) : gone();
    }
    case 'details': {
      const pending = waiting(await parts.gate.get(), intent.id);
      if (!pending) return gone();
      const text = questionDocument(pending, agentName(pending.agent));
      return parts.documents.show(`Question ${pending.id.slice(0, 8)}.md`, text);
    }
    case 'diff': {
      const pending = waiting(await parts.gate.get(), intent.id);
      return pending ? showDiff(pending, parts.documents) : gone();
    }
    case 'addRule': {
      const gate = await parts.gate.get();
      const tried = triedCall(intent, parts.callFolders());
      if ('problem' in tried) throw new HumanError(`No rule can be added for it yet. ${tried.problem}`);
      const { context } = tried;
      const found = gate.tried(tried.tool, tried.input, context);
      const { agent, cwd } = context;
      const decides = (rules: readonly RuleSource[]): Promise<boolean> =>
        Promise.resolve(found.decides(rules));
      await askAlways({ ...found, suggestions: found.suggestions(), agent, cwd, decides }, gate, parts);
      return;
    }
    case 'openRule':
      return run(commands.goToRule, intent.rule);
    case 'identityFile': {
      const file = (await parts.gate.get()).identity.files().find((one) => one.path === intent.path);
      if (file === undefined) throw new HumanError('This is no identity file any more.');
      await vscode.window.showTextDocument(vscode.Uri.file(file.path));
      return;
    }
    case 'restore':
      return run(commands.restoreProtection, intent.id);
    case 'session':
      return onSession(intent, parts);
    case 'past':
      return showRecord(parts, intent.id, intent.act);
    case 'trust':
      return onTrust(intent, await parts.gate.get(), parts.documents);
    case 'command':
      return run(commandIds[intent.name]);
  }
}

/** Each call is answered, and so journaled, on its own. What a person says to the agent goes with a denial alone. */
function answer({ approvals }: Gate, ids: readonly string[], { behavior, feedback = '' }: Pick<Extract<Intent, { type: 'answer' }>, 'behavior' | 'feedback'>): void {
  const words = behavior === 'deny' ? feedback.trim() : '';
  const answered = ids.filter((id) => approvals.answer(id, { behavior, ...(words === '' ? {} : { feedback: words }) }));
  if (answered.length === ids.length) return;
  if (ids.length === 1) return gone();
  void vscode.window.showInformationMessage(`${ids.length - answered.length} of ${ids.length} calls no longer waited for an answer.`);
} // prettier-ignore

async function always({ id, others = [] }: Extract<Intent, { type: 'always' }>, gate: Gate, parts: IntentParts): Promise<void> {
  const pending = waiting(gate, id);
  if (!pending) return gone();
  const given = await askAlways(ruledPending(pending, gate), gate, parts);
  if (!given) return;
  const { rules: saved = [] } = given;
  // Asked before the first is answered: what the agent does next must not come in between.
  const decided = await Promise.all(others.map(async (other) => saved.length > 0 && (await gate.wouldDecide(other, saved))));
  if (!gate.approvals.answer(id, given)) gone();
  for (const [at, other] of others.entries()) if (decided[at] === true) gate.approvals.answer(other, given);
} // prettier-ignore

const commandIds: Readonly<Record<Extract<Intent, { type: 'command' }>['name'], string>> = {
  launch: commands.launchAgent,
  demo: commands.tryDemo,
  mode: commands.setMode,
  openRules: commands.openRules,
  doctor: commands.doctor,
  journal: commands.showJournal,
  sessions: commands.showSessions,
  approvals: commands.showApprovals,
  getStarted: commands.getStarted,
  reviewIdentity: commands.reviewIdentity,
  openIdentity: commands.openIdentityFiles,
  reviewGuard: commands.reviewGuard,
  hooksReference: commands.openHooksReference,
  gatesReference: commands.openGatesReference,
  reportSecurityIssue: commands.reportSecurityIssue,
};

async function run(id: string, given?: unknown): Promise<void> {
  await vscode.commands.executeCommand(id, given);
}

async function onSession({ id, act: what }: Extract<Intent, { type: 'session' }>, parts: IntentParts): Promise<void> {
  const gate = await parts.gate.get();
  switch (what) {
    case 'terminal':
      if (!parts.terminals.show(id)) throw new HumanError('The terminal of this session is not in this window.');
      return;
    case 'pause':
      return gate.sessions.pause(id, 'you paused it in the panel');
    case 'resume':
      return gate.sessions.resume(id);
    case 'clear': {
      const session = gate.sessions.list().find((one) => one.id === id);
      if (!session || session.flow.untrusted.length === 0) throw new HumanError('This session has taken in nothing that could be cleared.');
      return lookAndClear(session, gate, parts.documents);
    }
    case 'end': {
      const end = 'End Session';
      const detail = 'Its processes are ended, also those that it started in the background.';
      if ((await vscode.window.showWarningMessage('End this session?', { modal: true, detail }, end)) !== end) return;
      const { alive } = await gate.sessions.end(id);
      parts.terminals.close(id);
      if (alive.length > 0) throw new HumanError(`${alive.length} of its processes could not be ended.`);
    }
  }
} // prettier-ignore

/** Opens VS Code's diff editor, with a pair for each change of the call: what is there beside what would be there. */
export async function showDiff({ call, cwd, id }: Pick<Pending, 'call' | 'cwd' | 'id'>, documents: Pick<Documents, 'put'>): Promise<void> {
  if (call.kind !== 'edit' || !call.changes?.length) throw new HumanError('The call does not say what it would change.');
  const { title, files } = comparisonsOf(call, cwd);
  const pairs = files.map(({ file, before, after }, at) => {
    const put = (side: string, text: string) => documents.put(`${id.slice(0, 8)}/${side}/${at + 1}/${path.basename(file)}`, text);
    return [vscode.Uri.file(file), put('before', before), put('after', after)] as const;
  });
  const [first] = pairs;
  if (first && pairs.length === 1) await vscode.commands.executeCommand('vscode.diff', first[1], first[2], title, { preview: true });
  else await vscode.commands.executeCommand('vscode.changes', title, pairs);
} // prettier-ignore

function waiting(gate: Gate, id: string): Pending | undefined {
  return gate.approvals.pending().find((one) => one.id === id);
}

function gone(): void {
  void vscode.window.showInformationMessage('This call no longer waits for an answer.');
}
