// Says what is wrong with the settings, and what in them does not count yet; each text once.
import * as vscode from 'vscode';
import type { Log } from '../gate/api.ts';
import { commands } from './commands.ts';
import type { Consents } from './consent.ts';
import { severities, withMending, type LintFinding } from '../policy/rules/findings.ts';
import { placeOf } from '../policy/rules/rule.ts';
import { confirmMode } from './modeCommand.ts';
import type { LiveSettings } from './settings.ts';
import { inert, shortened, visible } from './visible.ts';

export function followSettings(settings: LiveSettings, consents: Consents, log: Log): vscode.Disposable {
  const told = new Set<string>();
  const advised = new Set<string>();
  let begun = false;
  const once = (text: string, tell: () => Promise<void>): void => {
    if (told.has(text)) return;
    told.add(text);
    void tell();
  };
  const lookAtAdvice = (): void => {
    const advice = settings.advice().filter((one) => !advised.has(adviceText(one)));
    const texts = advice.map(adviceText);
    for (const text of texts) advised.add(text);
    // Thousands of single messages would hold up the window.
    if (texts.length > 0) log.info(texts.join('\n'));
    // A rule that was just written is worth a word; those that were there when the window opened stand in the log.
    const worth = begun ? advice.filter(({ code }) => severities[code] !== 'information') : [];
    begun = true;
    if (worth[0] !== undefined) void tellAdvice(worth[0], worth.length - 1);
  };
  const look = (): void => {
    const problems = settings.problems();
    for (const key of told) if (key !== unconfirmed && !problems.includes(key)) told.delete(key);
    const fresh = problems.filter((problem) => !told.has(problem));
    for (const problem of fresh) {
      told.add(problem);
      log.warn(problem);
    }
    if (fresh[0] !== undefined) void tellProblems(fresh);
    if (settings.bypassUnconfirmed()) once(unconfirmed, () => tellUnconfirmed(settings, consents));
    else told.delete(unconfirmed);
  };
  look();
  return vscode.Disposable.from(
    settings.changed(look),
    settings.advised(() => {
      look();
      lookAtAdvice();
    }),
  );
}

const unconfirmed =
  'The settings say to bypass permissions, but you have not confirmed that for this workspace. Until you do, you are asked.';

async function tellProblems([first = '', ...others]: readonly string[]): Promise<void> {
  const more = others.length === 0 ? '' : ` (and ${others.length} more, in the log)`;
  const text = inert(shortened(visible(first), 400)) + more;
  const open = 'Open Settings';
  if ((await vscode.window.showWarningMessage(text, open)) === open)
    await vscode.commands.executeCommand(commands.openRules);
}

async function tellAdvice(first: LintFinding, others: number): Promise<void> {
  const more = others === 0 ? '' : ` (and ${others} more, in the log)`;
  const text = inert(shortened(visible(adviceText(first)), 400)) + more;
  const open = 'Show Rule';
  if ((await vscode.window.showInformationMessage(text, open)) === open)
    await vscode.commands.executeCommand(commands.goToRule, first.rule);
}

function adviceText(finding: LintFinding): string {
  const { rule } = finding;
  return `The ${rule.behavior} rule “${rule.text}” (${placeOf(rule)}): ${withMending(finding)}`;
}

async function tellUnconfirmed(settings: LiveSettings, consents: Consents): Promise<void> {
  const review = 'Review…';
  if ((await vscode.window.showWarningMessage(unconfirmed, review)) !== review) return;
  if (await confirmMode('bypassPermissions', consents)) settings.refresh();
}
