// From a decision to the rule that made it: opens the file and the line where the rule stands now, which may be another
// line than it was when the rule decided.
import path from 'node:path';
import * as vscode from 'vscode';
import type { RuleRef } from '../policy/decision.ts';
import { decodeRuleRef } from '../policy/rules/count.ts';
import type { RuleSource } from '../policy/rules/rule.ts';
import { isRecord, number, text } from '../protocol/decode.ts';
import { readSettingsText } from '../protocol/settingsText.ts';
import { openRules } from './openRules.ts';
import { mayHoldRules } from './rulePlace.ts';
import type { LiveSettings } from './settings.ts';
import { visible } from './visible.ts';

export interface RulePlaces {
  readonly settings: Pick<LiveSettings, 'rules'>;
  /** The file of user settings, which VS Code opens in its own way. */
  readonly userFile: string;
}

/** `given` is a rule as decisions and the journal name it, or its place alone; without one the person chooses. */
export async function goToRule(given: unknown, places: RulePlaces): Promise<void> {
  const rule = decodeRuleRef(given) ?? placeIn(given) ?? (await chooseRule(places.settings.rules()));
  if (rule !== undefined) await showRule(rule, places);
}

type Wanted = Pick<RuleRef, 'file' | 'line'> & Partial<RuleRef>;

function placeIn(given: unknown): Wanted | undefined {
  if (!isRecord(given)) return undefined;
  const [file, line] = [text(given, 'file'), number(given, 'line')];
  return { ...(file === undefined ? {} : { file }), ...(line === undefined ? {} : { line }) };
}

async function showRule(rule: Wanted, { settings, userFile }: RulePlaces): Promise<void> {
  const { file } = rule;
  if (file === undefined || !path.isAbsolute(file)) return openRules();
  if (!mayHoldRules(file, [userFile, ...settings.rules().map((one) => one.file)])) return openRules();
  try {
    const editor = file === userFile ? await userSettings() : await vscode.window.showTextDocument(vscode.Uri.file(file));
    const line = editor === undefined ? undefined : lineOf(editor.document.getText(), rule);
    if (editor === undefined || line === undefined) return;
    const { range } = editor.document.lineAt(Math.min(line, editor.document.lineCount) - 1);
    const start = range.start.translate(0, editor.document.lineAt(range.start.line).firstNonWhitespaceCharacterIndex);
    editor.selection = new vscode.Selection(start, start);
    editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  } catch {
    await openRules();
  }
} // prettier-ignore

async function userSettings(): Promise<vscode.TextEditor | undefined> {
  await vscode.commands.executeCommand('workbench.action.openSettingsJson');
  return vscode.window.activeTextEditor;
}

/** Where the rule stands in the text; else where it stood. */
function lineOf(source: string, { text: rule, behavior, line }: Wanted): number | undefined {
  if (rule === undefined || behavior === undefined) return line;
  const { lines } = readSettingsText(source);
  const lists = behavior === 'deny' ? ['deny', 'denyTools', 'denyPrefixes'] : [behavior];
  return lists.map((list) => lines.of(list, rule)).find((one) => one !== undefined) ?? line;
}

interface RuleItem extends vscode.QuickPickItem {
  readonly rule: RuleSource;
}

async function chooseRule(rules: readonly RuleSource[]): Promise<RuleRef | undefined> {
  const rows = rules.map((rule): RuleItem => ({
    rule,
    label: visible(rule.text),
    description: rule.behavior,
    ...(rule.file === undefined ? {} : { detail: vscode.workspace.asRelativePath(rule.file) }),
  }));
  if (rows.length === 0) {
    void vscode.window.showInformationMessage('There are no rules yet.');
    return undefined;
  }
  const title = 'Go to a rule';
  return (await vscode.window.showQuickPick(rows, { title, matchOnDescription: true, matchOnDetail: true }))
    ?.rule;
}
