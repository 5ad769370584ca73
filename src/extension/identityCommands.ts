// "Review Identity Files…" shows what agents are told about who they are, and settles changes. "Open Identity Files…"
// opens everything that governs agents for the person, who may edit all of it: identity files, hooks and settings of
// agents, rules.
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { IdentityFile } from '../gate/api.ts';
import { projectFiles } from '../gate/agentRules.ts';
import { sha256 } from '../gate/digest.ts';
import { commands } from './commands.ts';
import { showDifference, tellDrift, type IdentityParts } from './identity.ts';
import { identityTemplate, nameOfFile, stateText } from './identityTexts.ts';
import { localFolders } from './localFolders.ts';

type Parts = Pick<IdentityParts, 'gate' | 'documents'>;

interface Row extends vscode.QuickPickItem {
  run?(): void | Thenable<unknown>;
}

export async function reviewIdentity(parts: Parts): Promise<void> {
  const gate = await parts.gate.get();
  const rows = gate.identity
    .files()
    .filter(({ state }) => state !== 'absent')
    .map((file): Row => ({
      label: `$(${icons[file.state]}) ${nameOfFile(file.path, localFolders())}`,
      detail: stateText(file),
      run: () => (file.state === 'changed' ? review(file, parts) : open(file.path)),
    }));
  if (rows.length === 0) return offerTemplate(parts);
  await choose(
    rows,
    'What agents are told about who they are',
    'Choose a file to read it, or to settle what changed',
  );
}

const icons: Readonly<Record<IdentityFile['state'], string>> = {
  accepted: 'check',
  changed: 'diff-modified',
  absent: 'circle-slash',
  untrusted: 'workspace-untrusted',
  refused: 'warning',
};

async function review(file: IdentityFile, parts: Parts): Promise<void> {
  const gate = await parts.gate.get();
  await showDifference(file, gate, parts.documents);
  await tellDrift(file, gate, parts);
}

export async function openIdentityFiles(parts: Parts): Promise<void> {
  const gate = await parts.gate.get();
  const folders = localFolders();
  const row = (file: string): Row => ({
    label: `$(file) ${nameOfFile(file, folders)}`,
    run: () => open(file),
  });
  const identity = gate.identity.files().map(({ path: file }) => file);
  const wanted = folders.map((folder) => path.join(folder, 'AGENTS.md')).filter((file) => !existsSync(file));
  await choose(
    [
      separator('Who the agent is'),
      ...unique([...identity, path.join(homedir(), '.claude', 'CLAUDE.md')]).map(row),
      ...wanted.map((file): Row => ({
        label: `$(new-file) Create ${nameOfFile(file, folders)}…`,
        detail: path.dirname(file),
        run: () => createIdentity(file, parts),
      })),
      separator('Hooks and settings of agents'),
      ...unique([
        ...folders.flatMap((folder) => [...projectFiles(folder, homedir()), path.join(folder, '.mcp.json')]),
        path.join(homedir(), '.claude', 'settings.json'),
      ]).map(row),
      separator('The gate'),
      { label: '$(law) Rules', run: () => vscode.commands.executeCommand(commands.openRules) },
      {
        label: '$(diff) Review identity files…',
        run: () => vscode.commands.executeCommand(commands.reviewIdentity),
      },
    ],
    'What governs agents',
    'Choose a file to edit it: agents change these only with your consent',
  );
}

async function offerTemplate(parts: Parts): Promise<void> {
  const [folder] = localFolders();
  const create = 'Create AGENTS.md…';
  const text = 'No file says who agents are here: they are given only what they may expect from the gate.';
  const choice = await vscode.window.showInformationMessage(text, ...(folder === undefined ? [] : [create]));
  if (choice === create && folder !== undefined) await createIdentity(path.join(folder, 'AGENTS.md'), parts);
}

/** Asks first, and overwrites nothing. What is created here is the person's own. */
async function createIdentity(file: string, { gate }: Parts): Promise<void> {
  const create = 'Create';
  const title = `Create ${nameOfFile(file, localFolders())}?`;
  const detail = `${file}\n\n${identityTemplate}`;
  if ((await vscode.window.showInformationMessage(title, { modal: true, detail }, create)) !== create) return;
  const up = await gate.get();
  const edit = new vscode.WorkspaceEdit();
  const uri = vscode.Uri.file(file);
  edit.createFile(uri, { overwrite: false, contents: Buffer.from(identityTemplate, 'utf8') });
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error(`${file} could not be created`);
  up.identity.accept(file, sha256(identityTemplate), 'editor');
  await open(file);
}

async function choose(rows: readonly Row[], title: string, placeHolder: string): Promise<void> {
  const choice = await vscode.window.showQuickPick([...rows], { title, placeHolder, matchOnDetail: true });
  await choice?.run?.();
}

async function open(file: string): Promise<void> {
  await vscode.window.showTextDocument(vscode.Uri.file(file));
}

function separator(label: string): Row {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function unique(files: readonly string[]): readonly string[] {
  return [...new Set(files)].filter((file) => existsSync(file));
}
