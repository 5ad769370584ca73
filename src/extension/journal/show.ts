// The newest entries of the journal in a list that can be searched and filtered; a choice shows all that the entry says,
// with the way to its rule.
import path from 'node:path';
import * as vscode from 'vscode';
import { journalFiles } from '../../gate/journalParts.ts';
import { entryText } from '../../policy/export/entryText.ts';
import { ruleOf, servicesOf, summaryOf, textOf } from '../../policy/export/fields.ts';
import { matching, type JournalFilter } from '../../policy/export/filter.ts';
import { outcomes, type Outcomes } from '../../policy/export/report.ts';
import type { JournalEntry } from '../../policy/journal.ts';
import type { Documents } from '../documents.ts';
import { shortened, visible } from '../visible.ts';
import { exportJournal } from './exportCommand.ts';
import { chooseFilter, filterWords } from './filter.ts';
import { eachOf } from './read.ts';
import { verifyJournal, type VerifyParts } from './verify.ts';

export interface JournalParts extends VerifyParts {
  readonly documents: Documents;
}

/** Entries in the list; the command line and the export know no limit. */
const most = 1_000;

const buttons = {
  filter: { iconPath: new vscode.ThemeIcon('filter'), tooltip: 'Filter by session, behavior, line, tool or service' },
  rule: { iconPath: new vscode.ThemeIcon('law'), tooltip: 'Go to the rule of the focused entry' },
  export: { iconPath: new vscode.ThemeIcon('export'), tooltip: 'Export these entries' },
  verify: { iconPath: new vscode.ThemeIcon('verified'), tooltip: 'Verify that the journal is whole' },
  file: { iconPath: new vscode.ThemeIcon('go-to-file'), tooltip: 'Open the newest file of the journal' },
} as const; // prettier-ignore

interface Row extends vscode.QuickPickItem {
  readonly entry: JournalEntry;
}

export async function showJournal(parts: JournalParts): Promise<void> {
  let filter: JournalFilter = {};
  for (;;) {
    const next = await list(parts, filter);
    if (next === undefined) return;
    filter = next;
  }
}

/** Shows the list once. Resolves with the filter to show it with again; undefined when the person is done. */
async function list(parts: JournalParts, filter: JournalFilter): Promise<JournalFilter | undefined> {
  const joined = outcomes(most);
  const newest: JournalEntry[] = [];
  const pick = vscode.window.createQuickPick<Row>();
  pick.title = `Journal${filterWords(filter)}`;
  pick.placeholder = 'Type to search in calls, tools, reasons and rules; choose an entry to see all of it';
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.buttons = Object.values(buttons);
  pick.busy = true;
  let open = true;
  const chosen = new Promise<(() => Promise<JournalFilter | undefined>) | undefined>((resolve) => {
    pick.onDidTriggerButton((button) => resolve(() => pressed(button, pick.activeItems[0]?.entry)));
    pick.onDidAccept(() => {
      const [row] = pick.activeItems;
      if (!row) return;
      resolve(() => show(parts, row.entry, joined));
      pick.hide();
    });
    pick.onDidHide(() => {
      open = false;
      resolve(undefined);
    });
  });
  const pressed = async (button: vscode.QuickInputButton, active: JournalEntry | undefined): Promise<JournalFilter | undefined> => {
    if (button === buttons.filter) return chooseFilter(newest, filter);
    if (button === buttons.rule && active) await goToRule(active);
    if (button === buttons.export) await exportJournal(parts.folder, matching(filter));
    if (button === buttons.verify) await verifyJournal(parts);
    if (button === buttons.file) await openNewest(parts.folder);
    return undefined;
  };
  pick.show();
  const wanted = matching(filter);
  const take = (entry: JournalEntry): void => {
    const fits = wanted(entry);
    const told = (fits || entry.event === 'outcome') && joined.add(entry);
    if (!fits || told) return;
    newest.push(entry);
    if (newest.length >= 2 * most) newest.splice(0, newest.length - most);
  };
  await eachOf(parts.folder, take, () => !open);
  newest.splice(0, Math.max(0, newest.length - most));
  pick.items = newest.toReversed().map((entry) => row(entry, joined.of(entry)));
  pick.busy = false;
  if (newest.length === 0) pick.placeholder = filterWords(filter) === '' ? 'The journal is empty: no agent has made a call yet' : 'No entry fits the filter';
  const act = await chosen;
  pick.dispose();
  return act?.();
} // prettier-ignore

async function show({ documents }: JournalParts, entry: JournalEntry, joined: Outcomes): Promise<undefined> {
  const outcome = entry.event === 'decision' ? joined.of(entry) : '';
  await documents.show(`Journal entry ${entry.digest.slice(0, 8)}.md`, entryText(entry, outcome));
}

const icons: Readonly<Record<string, string>> = { allow: '$(pass) ', ask: '$(question) ', deny: '$(error) ' };

function row(entry: JournalEntry, outcome: string): Row {
  const behavior = textOf(entry, 'behavior');
  const subject = textOf(entry, 'subject') || summaryOf(entry);
  const became = outcome === '' || entry.event !== 'decision' ? '' : `, ${outcome}`;
  const said = behavior === '' ? entry.event : `${behavior} by ${textOf(entry, 'layer') || textOf(entry, 'about')}${became}`;
  const words = [textOf(entry, 'tool'), said, ...servicesOf(entry), textOf(entry, 'session').slice(0, 8), entry.time.replace('T', ' ').slice(0, 19)];
  return {
    entry,
    // A name of an icon in an agent's text stays text.
    label: `${icons[behavior] ?? '$(note) '}${plain(shortened(visible(subject || entry.event), 120))}`,
    description: plain(visible(words.filter(Boolean).join(' · '))),
    detail: plain(shortened(visible([textOf(entry, 'reason'), ruleOf(entry).text].filter(Boolean).join(' ')), 200)),
  };
} // prettier-ignore

function plain(text: string): string {
  return text.replaceAll('$(', '$\u2060(');
}

async function goToRule(entry: JournalEntry): Promise<void> {
  const { text, file, line, scope } = ruleOf(entry);
  if (text === '' || !path.isAbsolute(file)) {
    const why = text === '' ? 'No rule decided this.' : `The rule “${visible(text)}” stands in ${visible(scope)} settings without a file.`;
    void vscode.window.showInformationMessage(why);
    return;
  }
  const at = new vscode.Position(Math.max(0, (line ?? 1) - 1), 0);
  await vscode.window.showTextDocument(vscode.Uri.file(file), { selection: new vscode.Range(at, at), preview: true });
} // prettier-ignore

/** The file itself stays what it is: append-only, and the gate's. */
async function openNewest(folder: string): Promise<void> {
  const newest = filesIn(folder).at(-1);
  if (newest === undefined) return;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(path.join(folder, newest)));
  const editor = await vscode.window.showTextDocument(document, { preview: true });
  await vscode.commands.executeCommand('workbench.action.files.setActiveEditorReadonlyInSession');
  const end = new vscode.Position(document.lineCount, 0);
  editor.revealRange(new vscode.Range(end, end));
}

/** Before the first entry there is no folder. */
function filesIn(folder: string): readonly string[] {
  try {
    return journalFiles(folder);
  } catch {
    return [];
  }
}
