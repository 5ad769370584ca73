// Says which allow rules mode `auto` does not go by, when it begins and whenever others join them.
import * as vscode from 'vscode';
import { placeOf, type Rule } from '../policy/rules/rule.ts';
import { whySetAside } from '../policy/rules/setAside.ts';
import { commands } from './commands.ts';
import type { LiveSettings } from './settings.ts';
import { count } from './statusText.ts';
import { inert, shortened, visible } from './visible.ts';

export function followSetAside(
  settings: Pick<LiveSettings, 'setAside' | 'changed'>,
  onError: (error: unknown) => void,
): vscode.Disposable {
  let told: ReadonlySet<string> = new Set();
  const look = (): void => {
    const now = settings.setAside();
    const fresh = now.filter((rule) => !told.has(keyOf(rule)));
    told = new Set(now.map(keyOf));
    if (fresh.length > 0) tell(now).catch(onError);
  };
  look();
  return settings.changed(look);
}

function keyOf({ source }: Rule): string {
  return `${source.text} ${placeOf(source)}`;
}

/** For the doctor and the log. */
export function setAsideText(rule: Rule): string {
  const { source } = rule;
  return `In mode auto the allow rule \`${visible(source.text)}\` (${visible(placeOf(source))}) does not count: it frees ${visible(whySetAside(rule) ?? 'too much')}.`;
}

async function tell(rules: readonly Rule[]): Promise<void> {
  const show = 'Show Rules';
  const names = rules.map(({ source }) => `“${source.text}”`).join(', ');
  const text = `In mode auto ${count(rules.length, 'allow rule')} ${rules.length === 1 ? 'is' : 'are'} set aside, because what they free runs whatever it is told: ${inert(shortened(visible(names), 400))}. In other modes they count as before.`;
  if ((await vscode.window.showInformationMessage(text, show)) === show)
    await vscode.commands.executeCommand(commands.openRules);
}
