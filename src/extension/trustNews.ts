// A proposal of more trust is one quiet notification. Whoever closes it finds it again among the trust in services.
import * as vscode from 'vscode';
import type { Gate } from '../gate/api.ts';
import type { Proposal } from '../policy/trust/trust.ts';
import { commands } from './commands.ts';
import type { LazyGate } from './lazyGate.ts';
import { inert, visible } from './visible.ts';

export function followTrust(gate: LazyGate, onError: (error: unknown) => void): void {
  gate.whenUp((up) => up.trust.proposed.on((proposal) => void tell(proposal, up).catch(onError)));
}

const by = 'the person, in a notification';

async function tell({ service, kind, to, text }: Proposal, { trust }: Gate): Promise<void> {
  const [accept, later, show] = ['Accept', 'Not Now', 'Show Trust'];
  const choice = await vscode.window.showInformationMessage(inert(visible(text)), accept, later, show);
  if (choice === accept) trust.act({ type: 'accept', service, kind, to }, { by });
  if (choice === later) trust.act({ type: 'decline', service, kind }, { by });
  if (choice === show) await vscode.commands.executeCommand(commands.showTrust);
}
