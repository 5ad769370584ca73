// "Report a Security Issue": an untitled document with the template, filled in as far as the editor knows it. It sends
// nothing; where a report goes stands in it.
import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { configuredProgram } from './agentPath.ts';
import { versionOf } from './doctorCommand.ts';
import { findAgents } from './findAgents.ts';
import { openPage } from './pages.ts';
import { securityReport } from './securityReport.ts';

export async function reportSecurityIssue(context: vscode.ExtensionContext): Promise<void> {
  const found = await findAgents({ env: process.env, home: homedir(), configured: configuredProgram });
  const content = securityReport({
    version: versionOf(context),
    editor: `${vscode.env.appName} ${vscode.version}`,
    platform: `${process.platform} ${process.arch}`,
    node: process.versions.node,
    agents: found
      .filter(({ program }) => program !== undefined)
      .map(({ name, version }) => `${name} ${version}`),
  });
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content });
  await vscode.window.showTextDocument(document);
  const read = 'Open Security Policy';
  const text =
    'Fill it in and report it privately: nothing was sent. A public issue would warn attackers first.';
  if ((await vscode.window.showInformationMessage(text, read)) === read)
    await openPage('security', context.extensionUri);
}
