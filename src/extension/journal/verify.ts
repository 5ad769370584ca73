// "Verify Journal": the command line's check in a process of its own, so that a long journal holds up no window, and the
// way to the first break.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { HumanError } from '../../gate/humanError.ts';
import { isRecord } from '../../protocol/decode.ts';
import { count } from '../statusText.ts';

export interface VerifyParts {
  /** The folder of the journal, below the folder of state. */
  readonly folder: string;
  /** The folder of the bundled programs. */
  readonly programDir: string;
}

export interface Report {
  readonly files: number;
  readonly entries: number;
  readonly problems: readonly Problem[];
}

interface Problem {
  readonly file: string;
  readonly line: number | undefined;
  readonly problem: string;
}

export async function verifyJournal(parts: VerifyParts): Promise<void> {
  const progress = {
    location: vscode.ProgressLocation.Notification,
    title: 'Verifying the journal',
    cancellable: true,
  };
  const report = await vscode.window.withProgress(progress, (_report, token) => verified(parts, token));
  if (report === undefined) return;
  if (report.problems.length === 0) {
    void vscode.window.showInformationMessage(reportWords(report));
    return;
  }
  const go = 'Go to the Break';
  if ((await vscode.window.showErrorMessage(reportWords(report), go)) === go)
    await goToBreak(parts.folder, report);
}

/** In a sentence. */
export function reportWords({ files, entries, problems }: Report): string {
  const [first] = problems;
  return first === undefined
    ? `The journal is whole: ${entries.toLocaleString('en')} entries in ${count(files, 'file')}.`
    : `The journal is broken in ${problems.length} of ${count(files, 'file')}. First: ${words(first)}.`;
}

export async function goToBreak(folder: string, { problems }: Report): Promise<void> {
  const [first] = problems;
  const chosen = problems.length > 1 ? await choose(problems) : first;
  if (chosen) await goTo(folder, chosen);
}

/** Undefined when the person gave up waiting. */
export function verified({ folder, programDir }: VerifyParts, token: vscode.CancellationToken): Promise<Report | undefined> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1', PORTCULLIS_STATE_DIR: path.dirname(folder) };
    const args = [path.join(programDir, 'cli.js'), 'journal', 'verify', '--json'];
    const child = execFile(process.execPath, args, { env, maxBuffer: 64 * 1024 * 1024, windowsHide: true }, (_error, stdout, stderr) => {
      const report = decodeReport(stdout);
      if (token.isCancellationRequested) resolve(undefined);
      else if (report) resolve(report);
      else if (stderr.includes('no journal yet')) resolve({ files: 0, entries: 0, problems: [] });
      else reject(new HumanError(`The journal could not be verified: ${stderr.trim().slice(0, 300) || 'no answer'}`));
    });
    token.onCancellationRequested(() => child.kill());
  });
} // prettier-ignore

function decodeReport(text: string): Report | undefined {
  const value = parse(text);
  if (!isRecord(value)) return undefined;
  const { files, entries, problems } = value;
  if (typeof files !== 'number' || typeof entries !== 'number' || !Array.isArray(problems)) return undefined;
  return { files, entries, problems: problems.flatMap((one) => decodeProblem(one) ?? []) };
}

function decodeProblem(value: unknown): Problem | undefined {
  if (!isRecord(value)) return undefined;
  const { file, line, problem } = value;
  if (typeof file !== 'string' || typeof problem !== 'string') return undefined;
  return { file, line: typeof line === 'number' ? line : undefined, problem };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function choose(problems: readonly Problem[]): Promise<Problem | undefined> {
  const rows = problems.map((problem) => ({ problem, label: problem.file, detail: words(problem) }));
  return (await vscode.window.showQuickPick(rows, { title: 'Breaks of the journal' }))?.problem;
}

function words({ file, line, problem }: Problem): string {
  return `${file}${line === undefined ? '' : `, line ${line}`}: ${problem}`;
}

async function goTo(folder: string, { file, line }: Problem): Promise<void> {
  const uri = vscode.Uri.file(path.join(folder, path.basename(file)));
  if (!existsSync(uri.fsPath)) {
    void vscode.window.showInformationMessage(`${file} does not lie in ${folder}: it is archived, or gone.`);
    return;
  }
  const at = new vscode.Position(Math.max(0, (line ?? 1) - 1), 0);
  await vscode.window.showTextDocument(uri, { selection: new vscode.Range(at, at), preview: true });
  await vscode.commands.executeCommand('workbench.action.files.setActiveEditorReadonlyInSession');
}
