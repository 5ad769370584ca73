// Recipes of a justfile: the lines that `just t` hands to a shell, for the recipe and those before it. Only the plain
// part of the language is understood; every other line is a note that names it. Source: the just manual.
import type { Segment } from '../shell/segment.ts';
import type { Note, Piece, Program } from './program.ts';
import { foldersUp, namesIn, openFile, type Workshop } from './workshop.ts';
import { contentAt } from './written.ts';

/** The recipes that a call of just runs; undefined where no justfile is found. */
export function justProgram(work: Workshop, segment: Segment): Program | undefined {
  const { cwd } = segment;
  const words = segment.words.slice(1);
  if (cwd === undefined || words.some(({ literal, glob }) => !literal || glob)) return undefined;
  for (const folder of foldersUp(cwd)) {
    const name = namesIn(work, folder)?.find((one) => /^\.?justfile$/iu.test(one));
    if (name === undefined) continue;
    const opened = openFile(work, `${folder === '/' ? '' : folder}/${name}`, undefined);
    if (!opened.open) return undefined;
    const notes: Note[] = [];
    if (opened.cut) notes.push({ code: 'cap', text: 'it is longer than the gate reads' });
    if (contentAt(work, opened.path, segment).from !== 'disk')
      notes.push({ code: 'opaque-code', text: 'the line itself writes it first' });
    const justfile = readJustfile(opened.text, notes);
    const wanted = words.map(({ text }) => text);
    if (wanted.length > 1 || wanted.some((word) => /^-|=/u.test(word)))
      notes.push({ code: 'unknown-operand', text: 'the gate does not know all words of this call of just' });
    const goal =
      wanted.find((word) => justfile.recipes.has(word)) ?? (wanted.length === 0 ? justfile.first : undefined);
    if (goal === undefined) return undefined;
    const pieces = piecesOf(justfile, goal, { folder, file: opened.path, notes });
    return {
      name,
      key: `${opened.path} ${wanted.join(' ')}`,
      pieces,
      notes,
      files: [opened.path],
      whole: opened.near,
    };
  }
  return undefined;
}

interface Recipe {
  readonly needs: readonly string[];
  readonly lines: { readonly text: string; readonly line: number }[];
}

interface Justfile {
  readonly recipes: Map<string, Recipe>;
  readonly first: string | undefined;
}

function readJustfile(text: string, notes: Note[]): Justfile {
  const recipes = new Map<string, Recipe>();
  let first: string | undefined;
  let open: Recipe | undefined;
  const strange = (line: number): void =>
    void notes.push({ line, code: 'opaque-code', text: 'the gate does not follow this line of a justfile' });
  if (/[\0\r\uFEFF]/u.test(text)) strange(1);
  for (const [at, raw] of text.split('\n').entries()) {
    const line = at + 1;
    if (/^\s*(?:#(?!!).*)?$/u.test(raw)) continue;
    if (/^[ \t]/u.test(raw)) {
      if (open === undefined) strange(line);
      else open.lines.push({ text: raw.trim(), line });
      continue;
    }
    const header = /^@?([A-Za-z_][\w-]*)\s*:(?!=)\s*((?:[\w-][\w\s-]*)?)$/u.exec(raw);
    if (header === null) {
      // Settings, variables, attributes, modules, and recipes with parameters.
      const named = /^@?([A-Za-z_][\w-]*)(?![\w-])[^:]*:(?!=)/u.exec(raw)?.[1];
      open = named === undefined ? undefined : { needs: [], lines: [] };
      if (named !== undefined && open !== undefined) recipes.set(named, open);
      strange(line);
      continue;
    }
    const name = header[1] ?? '';
    open = { needs: (header[2] ?? '').split(/\s+/u).filter((need) => need !== ''), lines: [] };
    if (recipes.has(name)) strange(line);
    recipes.set(name, open);
    first ??= name;
  }
  return { recipes, first };
}

interface Place {
  readonly folder: string;
  readonly file: string;
  readonly notes: Note[];
}

function piecesOf({ recipes }: Justfile, goal: string, { folder, file, notes }: Place): Piece[] {
  const pieces: Piece[] = [];
  const seen = new Set<string>();
  const visit = (name: string): void => {
    if (seen.has(name)) return;
    seen.add(name);
    const recipe = recipes.get(name);
    if (recipe === undefined) {
      notes.push({ code: 'opaque-code', text: `there is no recipe ${name}` });
      return;
    }
    for (const need of recipe.needs) visit(need);
    const [start] = recipe.lines;
    if (start?.text.startsWith('#!') === true)
      notes.push({ line: start.line, code: 'opaque-code', text: 'the recipe is a script of its own' });
    for (const { text, line } of recipe.lines) {
      if (/\{\{/u.test(text))
        notes.push({ line, code: 'opaque-code', text: 'the gate does not follow {{ }} of just' });
      if (text.endsWith('\\'))
        notes.push({ line, code: 'opaque-code', text: 'the line goes on on the next one' });
      pieces.push({
        language: 'shell',
        text: text.replace(/^[@-]+/u, ''),
        line,
        cwd: folder,
        file,
        positional: [],
      });
    }
  };
  visit(goal);
  return pieces;
}
