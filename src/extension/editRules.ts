// One list of rules to tick and to change, which closes only with rules that decide the call together.
import * as vscode from 'vscode';
import { mayBeSaved } from '../policy/rules/save.ts';
import { visible } from './visible.ts';

export interface RuleChoice {
  readonly title: string;
  readonly texts: readonly string[];
  readonly behavior: 'allow' | 'ask' | 'deny';
  /** Would these rules, together, have decided the call? */
  readonly decides: (texts: readonly string[]) => Promise<boolean>;
}

interface Row extends vscode.QuickPickItem {
  readonly text: string;
}

/** The ticked texts; undefined when the person left. */
export async function editRules(choice: RuleChoice): Promise<readonly string[] | undefined> {
  let texts = choice.texts;
  let ticked = texts;
  let problem: string | undefined;
  for (;;) {
    const step = await showRows(choice, texts, ticked, problem);
    if (step.type === 'left') return undefined;
    ticked = step.ticked;
    if (step.type === 'edit') {
      const text = await editText(step.text, choice);
      if (text === undefined) continue;
      texts = texts.map((one) => (one === step.text ? text : one));
      ticked = [...ticked.filter((one) => one !== step.text), text];
      problem = undefined;
    } else if (ticked.length === 0) {
      problem = 'Tick at least one rule.';
    } else {
      problem = await whyNot(ticked, choice);
      if (problem === undefined) return texts.filter((text) => ticked.includes(text));
    }
  }
}

/** Undefined when the rules decide the call, and each of them has a part in it. */
async function whyNot(
  ticked: readonly string[],
  { behavior, decides }: RuleChoice,
): Promise<string | undefined> {
  if (!(await decides(ticked))) return `These rules would not ${verbs[behavior]} this call.`;
  for (const text of ticked) {
    const others = ticked.filter((one) => one !== text);
    const idle =
      behavior !== 'allow' ? !(await decides([text])) : others.length > 0 && (await decides(others));
    if (idle) return `The rule ${visible(text)} has no part in this call.`;
  }
  return undefined;
}

const verbs = { allow: 'allow', ask: 'ask about', deny: 'deny' } as const;

const pencil: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('edit'),
  tooltip: 'Change this rule',
};

type Step =
  | { readonly type: 'left' }
  | { readonly type: 'edit'; readonly text: string; readonly ticked: readonly string[] }
  | { readonly type: 'accepted'; readonly ticked: readonly string[] };

function showRows(
  { title, behavior }: RuleChoice,
  texts: readonly string[],
  ticked: readonly string[],
  problem: string | undefined,
): Promise<Step> {
  const list = vscode.window.createQuickPick<Row>();
  list.title = problem === undefined ? title : `Not saved. ${problem}`;
  list.placeholder = 'Tick the rules to save. The pencil, here or above, changes one';
  list.canSelectMany = true;
  list.ignoreFocusOut = true;
  list.items = texts.map((text) => ({
    text,
    label: visible(text),
    description: behavior,
    buttons: [pencil],
  }));
  // The buttons of rows are out of the keyboard's reach; this one is not.
  list.buttons = [{ ...pencil, tooltip: 'Change the focused rule' }];
  list.selectedItems = list.items.filter((item) => ticked.includes(item.text));
  return new Promise((resolve) => {
    const leave = (step: Step): void => {
      resolve(step);
      list.hide();
    };
    const now = (): readonly string[] => list.selectedItems.map((item) => item.text);
    list.onDidTriggerButton(() => {
      const text = list.activeItems[0]?.text ?? texts[0];
      if (text !== undefined) leave({ type: 'edit', text, ticked: now() });
    });
    list.onDidTriggerItemButton(({ item }) => leave({ type: 'edit', text: item.text, ticked: now() }));
    list.onDidAccept(() => leave({ type: 'accepted', ticked: now() }));
    list.onDidHide(() => {
      resolve({ type: 'left' });
      list.dispose();
    });
    list.show();
  });
}

async function editText(text: string, { behavior, title }: RuleChoice): Promise<string | undefined> {
  const edited = await vscode.window.showInputBox({
    title,
    value: text,
    prompt: 'A trailing " *" matches any further words; \\* is a literal star.',
    ignoreFocusOut: true,
    validateInput(value) {
      if (value.trim() === '') return 'A rule needs a text.';
      return behavior === 'allow' ? mayBeSaved(value.trim()) : undefined;
    },
  });
  return edited?.trim();
}
