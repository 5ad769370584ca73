// From "launch" to a gated terminal: findings shown, consents given, the gate's launch, the terminal.
import * as vscode from 'vscode';
import type { LaunchFinding, LaunchRequest } from '../gate/api.ts';
import { agentName } from './agentNames.ts';
import type { Consents } from './consent.ts';
import { handsOffConsent, launchConsent } from './consentTexts.ts';
import type { LazyGate } from './lazyGate.ts';
import type { Terminals } from './terminals.ts';
import { count } from './statusText.ts';
import { inert, visible } from './visible.ts';

export interface LaunchParts {
  readonly gate: LazyGate;
  readonly terminals: Terminals;
  readonly consents: Consents;
}

/** The id of the session; undefined when the person decided against it. Throws a HumanError when it is refused. */
export async function launch(wanted: LaunchRequest, parts: LaunchParts): Promise<string | undefined> {
  const name = agentName(wanted.agent);
  if (wanted.agent !== 'demo' && !(await parts.consents.ask(launchConsent))) return undefined;
  if (wanted.profile === 'handsOff' && !(await parts.consents.ask(handsOffConsent))) return undefined;
  const gate = await parts.gate.get();
  const findings = await gate.findings(wanted.agent, wanted.cwd, wanted);
  if (!(await acceptFindings(findings, name))) return undefined;
  const request = { ...wanted, acceptedFindings: findings.map((finding) => finding.id) };
  const launched = await gate.launch(request);
  if (launched.unrecorded !== undefined) void vscode.window.showWarningMessage(launched.unrecorded);
  parts.terminals.open(launched, request, name);
  return launched.session;
}

/** Shows what the workspace brings along that touches the gate. True when the launch may go on. */
async function acceptFindings(findings: readonly LaunchFinding[], name: string): Promise<boolean> {
  const refused = findings.filter((finding) => finding.severity === 'refuse');
  const asked = findings.filter((finding) => finding.severity === 'ask');
  if (refused.length > 0) {
    const title = `${name} is not launched: this workspace would switch the gate off.`;
    await vscode.window.showErrorMessage(title, { modal: true, detail: listed(refused) });
    return false;
  }
  if (asked.length === 0) return true;
  if (asked.length > mostShown) {
    const title = `${name} is not launched: this workspace brings ${count(asked.length, 'setting')} that can act beside the gate, more than can be shown and judged.`;
    await vscode.window.showErrorMessage(title, { modal: true, detail: listed(asked) });
    return false;
  }
  const launch = 'Accept and Launch';
  const choice = await vscode.window.showWarningMessage(
    `This workspace brings ${count(asked.length, 'setting')} for ${name} that can act beside the gate.`,
    { modal: true, detail: `${listed(asked)}\n\nAccept them only if you know what they do.` },
    launch,
  );
  return choice === launch;
}

/** What is accepted must have been shown. */
const mostShown = 20;

function listed(findings: readonly LaunchFinding[]): string {
  const shown = findings.slice(0, mostShown).map(({ file, text }) => `${visible(file)}\n${visible(text)}`);
  const rest = findings.length > mostShown ? `\n\nand ${findings.length - mostShown} more` : '';
  return inert(`${shown.join('\n\n')}${rest}`);
}
