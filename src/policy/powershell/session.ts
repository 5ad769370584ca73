// What a cmdlet changes for the rest of the line: the folder, variables, aliases; and what it starts.
import { absolute } from '../paths/absolute.ts';
import { commandSpec } from '../commands/registry.ts';
import { plain } from '../shell/word.ts';
import type { Bound } from './bind.ts';
import { hostName } from './hosts.ts';
import { isPlainObject } from './members.ts';
import { emitProgram } from './program.ts';
import { inherited, itemsOf, open, type Draft, type Run, type Scope, type Value } from './run.ts';

export function sideEffects(run: Run, scope: Scope, draft: Draft, name: string, { values, words }: Bound): void {
  const value = (...names: readonly string[]): Value | undefined => values.find(({ option }) => names.includes(option.name))?.value; // prettier-ignore
  const { state } = scope;
  switch (name) {
    case 'Push-Location':
      state.folders = [...state.folders, state.cwd];
      moveTo(run, scope, value('-Path', '-LiteralPath'));
      return;
    case 'Set-Location':
      moveTo(run, scope, value('-Path', '-LiteralPath'));
      return;
    case 'Pop-Location':
      state.cwd = state.folders.at(-1);
      state.folders = state.folders.slice(0, -1);
      return;
    case 'Set-Alias':
    case 'New-Alias': {
      const [alias, target] = [value('-Name'), value('-Value')];
      if (alias?.literal === true) {
        run.defined.add(alias.text.toLowerCase());
        if (target?.literal === true) run.aliases.set(alias.text.toLowerCase(), target.text);
      }
      return;
    }
    case 'Set-Variable':
    case 'New-Variable': {
      const [variable, held] = [value('-Name'), value('-Value')];
      if (variable?.literal !== true || held === undefined) state.variables.clear();
      else state.variables.set(variable.text.toLowerCase(), held);
      return;
    }
    case 'Remove-Variable':
    case 'Clear-Variable':
      state.variables.clear();
      return;
    case 'Start-Process':
    case '[Diagnostics.Process]::Start':
      startProcess(run, scope, draft, value('-FilePath'), value('-ArgumentList'));
      if (value('-Verb')?.text.toLowerCase() === 'runas') draft.words = [...draft.words, plain('-AsAdministrator', draft.start)];
      return;
    case 'New-Object': {
      const type = value('-TypeName');
      if (type?.literal !== true || !isPlainObject(type.text))
        draft.doubts.push({ code: 'opaque-code', text: `the gate does not know what making a ${type?.text.slice(0, 40) ?? 'new object'} does` });
      return;
    }
    case 'Remove-Item':
      // -Recurse may come from a variable; whoever asks for it means the tree.
      if (words.length === 0) draft.doubts.push({ code: 'unknown-operand', text: 'it is not known what Remove-Item removes' });
      return;
    default:
  }
} // prettier-ignore

function moveTo(run: Run, { state }: Scope, target: Value | undefined): void {
  const path = target?.text.replaceAll('\\', '/');
  if (path === undefined) state.cwd = run.home;
  else if (target?.literal !== true || /^[-+]$/u.test(path) || /^[A-Za-z]\w+:/u.test(path))
    state.cwd = undefined;
  else state.cwd = absolute(path, run, state.cwd);
}

/** The program behind Start-Process is judged as a command of its own. */
function startProcess(run: Run, scope: Scope, draft: Draft, file: Value | undefined, given: Value | undefined): void {
  if (file?.literal !== true) return;
  const inner = open(run, { ...scope, origin: 'exec-option', parent: draft.index }, { start: file.start, end: file.end }, inherited);
  inner.text = [file.text, ...(given === undefined ? [] : itemsOf(given).map(({ text }) => text))].join(' ');
  inner.background = true;
  // The list is joined to one text and split again by the program.
  const words = (given === undefined ? [] : itemsOf(given)).flatMap((item) => (item.literal ? item.text.split(/\s+/u).filter((text) => text !== '').map((text) => ({ ...item, text: text.replaceAll('"', '') })) : [item]));
  // A file of the folder in force goes before a program of that name that nobody knows.
  const short = file.text.replace(/\.\w+$/u, '').toLowerCase();
  const here = short !== file.text.toLowerCase() && !/[\\/:]/u.test(file.text) && commandSpec(short) === undefined && hostName(plain(short)) === undefined;
  emitProgram(run, scope, inner, file, here ? `./${file.text}` : file.text, words.map((value) => ({ name: undefined, value })));
} // prettier-ignore
