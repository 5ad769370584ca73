// Recipes of a makefile: the lines that `make t` hands to a shell, for its targets and what they need. Only the plain
// part of the language is understood; every other line is a note that names it. Source: GNU make manual.
import type { Segment, Word } from '../shell/segment.ts';
import { plain } from '../shell/word.ts';
import { absolute } from '../paths/absolute.ts';
import type { Note, Piece, Program } from './program.ts';
import { namesIn, openFile, type Workshop } from './workshop.ts';
import { contentAt } from './written.ts';

/** The recipes that a call of make runs; undefined where no makefile is found. */
export function makeProgram(work: Workshop, segment: Segment): Program | undefined {
  const call = readCall(segment.words.slice(1));
  const { facts } = work.context;
  const folder = call.folder === undefined ? segment.cwd : absolute(call.folder, facts, segment.cwd);
  if (folder === undefined) return undefined;
  const names = call.file === undefined ? ['GNUmakefile', 'makefile', 'Makefile'] : [call.file];
  for (const name of names) {
    const opened = openFile(work, name, folder);
    if (!opened.open) continue;
    const makefile = readMakefile(opened.text);
    const notes: Note[] = [...makefile.notes];
    if (!call.known)
      notes.push({ code: 'unknown-option', text: 'the gate does not know all words of this call of make' });
    if (opened.cut) notes.push({ code: 'cap', text: 'it is longer than the gate reads' });
    if (contentAt(work, opened.path, segment).from !== 'disk')
      notes.push({ code: 'opaque-code', text: 'the line itself writes it first' });
    const beside = namesIn(work, folder);
    // A built-in rule would make the makefile itself out of `Makefile.sh`.
    if (beside === undefined || beside.some((other) => other.startsWith(`${name}.`)))
      notes.push({ code: 'opaque-code', text: 'a built-in rule may make it first' });
    const pieces = recipes(makefile, call.targets, {
      folder,
      file: opened.path,
      beside: beside ?? [],
      notes,
    });
    return {
      name,
      key: `${opened.path} ${call.targets.join(' ')}`,
      pieces,
      notes,
      files: [opened.path],
      whole: opened.near,
    };
  }
  return undefined;
}

interface Call {
  readonly targets: readonly string[];
  readonly folder: string | undefined;
  readonly file: string | undefined;
  readonly known: boolean;
}

function readCall(words: readonly Word[]): Call {
  const targets: string[] = [];
  let known = true;
  let folder: string | undefined;
  let file: string | undefined;
  for (let at = 0; at < words.length; at++) {
    const { text, literal, glob } = words[at] ?? plain('');
    if (!literal || glob) known = false;
    else if (text === '-C' || text === '-f') {
      const value = words[++at];
      if (value?.literal !== true || (text === '-C' ? folder : file) !== undefined) known = false;
      if (text === '-C') folder = value?.text;
      else file = value?.text;
    } else if (
      /^(?:-[skBw]+|-j\d*|--silent|--quiet|--no-print-directory|--always-make|--keep-going|-O|--output-sync)$/u.test(
        text,
      )
    )
      continue;
    else if (/^-|[=:]/u.test(text)) known = false;
    else targets.push(text);
  }
  return { targets, folder, file, known };
}

interface Rule {
  readonly needs: readonly string[];
  readonly recipe: readonly { readonly text: string; readonly line: number }[];
  readonly line: number;
}

interface Makefile {
  readonly rules: Map<string, Rule>;
  readonly variables: Map<string, string>;
  readonly phony: Set<string>;
  readonly first: string | undefined;
  readonly notes: readonly Note[];
}

/** Words that start a line which is no rule, whatever stands behind them. */
const directive =
  /^(?:-?include|sinclude|define|endef|undefine|ifn?eq|ifn?def|else|endif|export|unexport|override|private|vpath|-?load)$/u;

/** Lines of a makefile, with what a backslash continues. */
function* linesOf(text: string): Generator<{ readonly text: string; readonly line: number }> {
  const all = text.split('\n');
  for (let at = 0; at < all.length; at++) {
    const line = at + 1;
    let whole = all[at] ?? '';
    while (/(?:^|[^\\])(?:\\\\)*\\$/u.test(whole) && at + 1 < all.length)
      whole = `${whole}\n${all[++at] ?? ''}`;
    yield { text: whole, line };
  }
}

function readMakefile(text: string): Makefile {
  const rules = new Map<string, Rule>();
  const variables = new Map<string, string>();
  const phony = new Set<string>();
  const notes: Note[] = [];
  let first: string | undefined;
  let open: { text: string; line: number }[] | undefined;
  const strange = (line: number, what: string): void =>
    void notes.push({ line, code: 'opaque-code', text: what });
  if (/[\0\r\uFEFF]/u.test(text)) strange(1, 'it has characters that are not plain');
  for (const { text: raw, line } of linesOf(text)) {
    if (raw.startsWith('\t') && open !== undefined) {
      open.push({ text: raw.slice(1), line });
      continue;
    }
    const words = raw.replaceAll(/\\\n\s*/gu, ' ').trim();
    if (words === '' || words.startsWith('#')) continue;
    const assigned = /^(?:export\s+)?([A-Za-z_][\w.-]*)\s*(:{0,3}=|\?=|\+=|!=)\s*((?:\S.*)?)$/u.exec(words);
    if (assigned !== null) {
      open = undefined;
      const [, name = '', sign = '', value = ''] = assigned;
      const plainValue = value.replace(/(?<!\s)\s+#[^]*$/u, '');
      if (
        sign === '!=' ||
        /^(?:export|SHELL|MAKEFLAGS|MAKEFILES|\.SHELLFLAGS|VPATH|MAKE|CURDIR|PATH)$/u.test(name) ||
        words.startsWith('export')
      )
        strange(line, `${name} is set, which the gate does not follow`);
      // Where it is set twice, or only if nobody else has set it, its value is not known.
      if (sign === '?=' || sign === '+=' || variables.has(name)) variables.set(name, unknownValue);
      else variables.set(name, plainValue);
      continue;
    }
    const rule = /^([^:=#]*[^:=#\s])\s*:(?![:=])\s*((?:[^=;\s][^=;]*)?)(;.*)?$/u.exec(words);
    if (rule === null) {
      open = undefined;
      strange(line, 'the gate does not follow this line of a makefile');
      continue;
    }
    const targets = (rule[1] ?? '').split(/\s+/u);
    const needs = (rule[2] ?? '')
      .replace(/#[^]*$/u, '')
      .split(/\s+/u)
      .filter((need) => need !== '' && need !== '|');
    const recipe: { text: string; line: number }[] =
      rule[3] === undefined ? [] : [{ text: rule[3].slice(1), line }];
    open = recipe;
    if (directive.test(targets[0] ?? '')) {
      strange(line, 'the gate does not follow this line of a makefile');
      continue;
    }
    if (targets[0] === '.PHONY') {
      for (const need of needs) phony.add(need);
      continue;
    }
    if (targets.some((target) => target.startsWith('.') && /^\.[A-Z]/u.test(target))) {
      if (!/^\.(?:DEFAULT_GOAL|SILENT|PRECIOUS|NOTPARALLEL)$/u.test(targets[0] ?? ''))
        strange(line, `${targets.join(' ')} changes how rules work`);
      continue;
    }
    if (
      /[%$*?[(]/u.test(targets.join(' ')) ||
      targets.some((target) => /^(?:GNU)?[Mm]akefile$/u.test(target))
    )
      strange(line, 'the gate does not follow this rule');
    for (const target of targets) {
      const before = rules.get(target);
      if (before !== undefined && before.recipe.length > 0) strange(line, `${target} has more than one rule`);
      rules.set(target, {
        needs: [...(before?.needs ?? []), ...needs],
        recipe: before === undefined || before.recipe.length === 0 ? recipe : before.recipe,
        line,
      });
      if (!target.startsWith('.')) first ??= target;
    }
  }
  if (variables.has('.DEFAULT_GOAL')) first = variables.get('.DEFAULT_GOAL');
  return { rules, variables, phony, first, notes };
}

const unknownValue = '$(unknown)';

interface Place {
  readonly folder: string;
  readonly file: string;
  readonly beside: readonly string[];
  readonly notes: Note[];
}

/** The recipes of targets and of all that they need, needs first. */
function recipes(makefile: Makefile, wanted: readonly string[], place: Place): Piece[] {
  const { notes, beside } = place;
  const pieces: Piece[] = [];
  const seen = new Set<string>();
  const visit = (target: string, line: number | undefined): void => {
    if (seen.has(target)) return;
    seen.add(target);
    const rule = makefile.rules.get(target);
    const name = target.slice(target.lastIndexOf('/') + 1);
    // A built-in rule makes `x` out of `x.c`, `x.sh` and the like.
    const built = beside.some((other) => other.startsWith(`${name}.`));
    if (rule === undefined) {
      if (/[$%*]/u.test(target) || target.includes('/') || built || !beside.includes(target))
        notes.push({ line, code: 'opaque-code', text: `there is no plain rule for ${target}` });
      return;
    }
    if (rule.recipe.length === 0 && built && !makefile.phony.has(target))
      notes.push({ line: rule.line, code: 'opaque-code', text: `a built-in rule may make ${target}` });
    for (const need of rule.needs) visit(need, rule.line);
    for (const { text, line: at } of rule.recipe)
      pieces.push(recipe(text, at, target, rule, makefile, place));
  };
  const goals = wanted.length > 0 ? wanted : makefile.first === undefined ? [] : [makefile.first];
  if (goals.length === 0) notes.push({ code: 'opaque-code', text: 'it has no target' });
  for (const goal of goals) visit(goal, undefined);
  return pieces;
}

function recipe(
  text: string,
  line: number,
  target: string,
  rule: Rule,
  makefile: Makefile,
  { folder, file, notes }: Place,
): Piece {
  const unknown = (what: string): void =>
    void notes.push({ line, code: 'opaque-code', text: `the gate does not follow ${what} of make` });
  const expanded = expand(
    text.replace(/^[\s@+-]+/u, ''),
    { '@': target, '<': rule.needs[0] ?? '', '^': rule.needs.join(' '), MAKE: 'make', CURDIR: folder },
    makefile.variables,
    unknown,
    0,
  );
  return {
    language: 'shell',
    text: expanded.replaceAll('\\\n\t', '\\\n'),
    line,
    cwd: folder,
    file,
    positional: [],
  };
}

/** Puts in the values of variables; what is not known becomes a variable of the shell, and is reported. */
function expand(
  text: string,
  automatic: Readonly<Record<string, string>>,
  variables: ReadonlyMap<string, string>,
  unknown: (what: string) => void,
  depth: number,
): string {
  return text.replaceAll(
    /\$(?:\$|\(([^()]*)\)|\{([^{}]*)\}|(.)|$)/gu,
    (whole: string, round?: string, curly?: string, single?: string) => {
      if (whole === '$$') return '$';
      const name = round ?? curly ?? single ?? '';
      const value = automatic[name] ?? variables.get(name);
      if (value === undefined || value === unknownValue || depth > 8) {
        unknown(whole);
        return '"$MAKE_VARIABLE"';
      }
      return expand(value, automatic, variables, unknown, depth + 1);
    },
  );
}
