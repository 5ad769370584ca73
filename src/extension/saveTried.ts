// From rules that were only tried to rules in the settings: what changes is shown in full, what loosens first, and
// nothing is written before the person says so.
import * as vscode from 'vscode';
import { HumanError } from '../gate/humanError.ts';
import { mayBeSaved } from '../policy/rules/save.ts';
import { offerUndo, type AlwaysParts } from './always.ts';
import { changeLines, loosens, type RuleChange } from './panel/triedRules.ts';
import { count } from './statusText.ts';
import { inert, visible } from './visible.ts';

/** False when there was nothing to save, or the person did not want to. */
export async function saveTried(changes: readonly RuleChange[], { rules: store, tell }: AlwaysParts): Promise<boolean> {
  for (const { list, added } of changes)
    for (const text of list === 'allow' ? added : []) {
      const why = mayBeSaved(text);
      if (why !== undefined) throw new HumanError(`Not saved, for the allow rule “${visible(text)}” says too much. ${why} Who means it writes it into the settings file.`);
    }
  const lines = changeLines(changes).map(visible);
  if (lines.length === 0) {
    void vscode.window.showInformationMessage('There is nothing to save: these rules are in the settings already.');
    return false;
  }
  const save = 'Save';
  const question = loosens(changes) ? 'Save these rules? Some of them let agents do more.' : 'Save these rules? They let agents do no more than before.';
  const detail = inert([...lines.slice(0, mostLines), ...(lines.length > mostLines ? [`and ${lines.length - mostLines} more`] : [])].join('\n'));
  if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, save)) !== save) return false;
  const undo = await store.change(changes);
  const files = [...new Set(changes.map(({ home }) => home.name))].join(' and ');
  const [first] = changes;
  const open = async (): Promise<void> => store.open({ scope: first?.home.scope === 'user' ? 'user' : 'workspace' });
  void offerUndo(`${count(lines.length, 'change')} of rules in the ${files}`, undo, open, tell).catch(tell);
  return true;
} // prettier-ignore

const mostLines = 30;
