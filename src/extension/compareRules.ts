// What the rules of a settings file would change, as they stand in the editor, saved or not: they are put into What if, in
// the place of those that the file has now, and held against the last decisions.
import * as vscode from 'vscode';
import { HumanError } from '../gate/humanError.ts';
import type { RuleSource } from '../policy/rules/rule.ts';
import { isRecord } from '../protocol/decode.ts';
import { longest } from '../protocol/panel.ts';
import { decodeSettings } from '../protocol/settings.ts';
import { readSettingsText } from '../protocol/settingsText.ts';
import { homeOf, textOfRules, type RuleHome } from './panel/triedRules.ts';
import type { Panel } from './panel/view.ts';
import type { LiveSettings } from './settings.ts';
import { uncover } from './uncover.ts';
import { settingsSelector } from './windowFacts.ts';

export interface CompareParts {
  readonly panel: Pick<Panel, 'reveal'>;
  readonly settings: Pick<LiveSettings, 'current'>;
  readonly homes: () => readonly RuleHome[];
  readonly userFile: string;
}

/** `given` is the address of a document, as a code action names it; without one it is that of the active editor. */
export async function compareRules(given: unknown, parts: CompareParts): Promise<void> {
  const document = documentOf(given, parts.userFile);
  const rules = document === undefined ? undefined : rulesToCompare(document, parts);
  await uncover(document?.isDirty === true ? 'kept' : 'closed');
  return parts.panel.reveal('whatIf', rules === undefined ? {} : { rules });
}

/** Undefined where no settings file is looked at: What if then begins with the rules in force. */
function documentOf(given: unknown, userFile: string): vscode.TextDocument | undefined {
  const document =
    typeof given === 'string'
      ? vscode.workspace.textDocuments.find(
          ({ uri }) => uri.toString() === vscode.Uri.parse(given).toString(),
        )
      : vscode.window.activeTextEditor?.document;
  return document !== undefined && vscode.languages.match([...settingsSelector(userFile)], document) > 0
    ? document
    : undefined;
}

/** The rules of all settings, those of the document in the place of what its file holds. */
function rulesToCompare(document: vscode.TextDocument, { settings, homes, userFile }: CompareParts): string {
  const all = homes();
  const file = document.uri.scheme === 'file' ? document.uri.fsPath : userFile;
  const home = all.find((one) => one.file !== undefined && isSame(one.file, file));
  if (home === undefined) throw new HumanError('This window does not go by the rules of this file, so there is nothing to compare.');
  const kept = settings.current().rules.filter((rule) => homeOf(rule, all) !== home);
  const text = textOfRules([...kept, ...rulesIn(document, home)], all, home);
  if (text.length > longest.rules) throw new HumanError('These are more rules than can be compared at once.');
  return text;
} // prettier-ignore

function rulesIn(document: vscode.TextDocument, { scope, file, base, form }: RuleHome): readonly RuleSource[] {
  const { values, problem } = readSettingsText(document.getText());
  if (problem !== undefined) throw new HumanError(`The file cannot be read yet, so its rules cannot be compared: ${problem}.`);
  const place = { scope, ...(file === undefined ? {} : { file }), ...(base === undefined ? {} : { base }) };
  const { rules, problems } = decodeSettings([{ ...place, approved: true, values: settingsIn(document, values, form) }]);
  if (rules.some((rule) => rule.form === 'unreadable')) throw new HumanError(`The rules cannot be compared before this is mended. ${problems.join(' ')}`);
  return rules.map((rule) => (form === undefined ? rule : { ...rule, form }));
} // prettier-ignore

/** The part of a file that the gate reads for rules. */
function settingsIn({ fileName }: vscode.TextDocument, values: unknown, form: RuleHome['form']): unknown {
  const own = fileName.endsWith('.code-workspace') && isRecord(values) ? values['settings'] : values;
  if (!isRecord(own)) return {};
  if (form !== undefined) return own['permissions'] === undefined ? {} : { permissions: own['permissions'] };
  return Object.fromEntries(Object.entries(own).filter(([name]) => /^portcullis(?:\.|$)/u.test(name)));
}

/** A drive letter comes in both cases, and where case does not count all of a path may. */
function isSame(one: string, other: string): boolean {
  return process.platform === 'linux' ? one === other : one.toLowerCase() === other.toLowerCase();
}
