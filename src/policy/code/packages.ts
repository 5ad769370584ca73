// Scripts of package.json: which one `npm run x` and its kin run, with the scripts before and after it. Sources:
// npm-run(1), npm "scripts"(7), documentation of pnpm, yarn and bun.
import type { Segment, Word } from '../shell/segment.ts';
import type { Note, Piece, Program } from './program.ts';
import type { PackageTool } from './runner-table.ts';
import { foldersUp, namesIn, openFile, type Workshop } from './workshop.ts';
import { contentAt } from './written.ts';

const lifecycle: Readonly<Record<string, string>> = {
  test: 'test', t: 'test', tst: 'test', start: 'start', stop: 'stop', restart: 'restart',
}; // prettier-ignore
/** Commands of pnpm and yarn, old and new, that are not short for a script. Source: their command line references. */
const ownCommands: ReadonlySet<string> = new Set(
  'access add approve-builds audit autoclean bin c cache cat-file cat-index catalog check ci clean-install completion config constraints create dedupe deploy dlx doctor env exec explain fetch find-hash generate-lock-entry global help i ic ignored-builds import info init install install-test it la licenses link list ll ln login logout ls m multi node npm outdated owner pack patch patch-commit patch-remove plugin policies prefix prune publish r rb rebuild recursive remove rm root run search self-update server set setup stage store tag team un uninstall unlink unplug up update upgrade upgrade-interactive version versions view why workspace workspaces x'.split(
    ' ',
  ),
);
const running = /^(?:run|run-script|rum|urn)$/u;

/** Options before the name of the script that only keep the tool quiet. */
const quiet = /^(?:-s|--silent|--quiet|-q)$/u;

interface Wanted {
  readonly script: string;
  /** Words for the script itself. */
  readonly rest: readonly Word[];
  readonly plain: boolean;
}

/** The scripts that a call of a package manager runs; undefined where it runs something else. */
export function packageProgram(work: Workshop, segment: Segment, tool: PackageTool): Program | undefined {
  const wanted = wantedBy(segment.words.slice(1), tool);
  if (wanted === undefined || segment.cwd === undefined) return undefined;
  const found = packageFile(work, segment.cwd);
  if (found === undefined) return undefined;
  const { folder, opened } = found;
  const scripts = scriptsOf(opened.text);
  const own = scripts?.get(wanted.script);
  if (scripts === undefined || own === undefined) return undefined;
  const notes: Note[] = [...configured(work, folder, opened.text, tool)];
  if (!wanted.plain)
    notes.push({ code: 'unknown-option', text: `the gate does not know all options of ${tool} here` });
  if (opened.cut) notes.push({ code: 'cap', text: 'it is longer than the gate reads' });
  if (contentAt(work, opened.path, segment).from !== 'disk')
    notes.push({ code: 'opaque-code', text: 'the line itself changes package.json first' });
  if (work.context.facts.platform === 'win32')
    notes.push({ code: 'opaque-code', text: 'scripts run in the Windows command shell' });
  const bins = binNames(work, folder);
  if (bins === undefined)
    notes.push({ code: 'opaque-code', text: 'the programs of its packages are not known' });
  const steps = [`pre${wanted.script}`, wanted.script, `post${wanted.script}`];
  const pieces = steps.flatMap((name): Piece[] => {
    const text = scripts.get(name);
    if (text === undefined) return [];
    const line = lineOf(opened.text, name);
    const rest = name === wanted.script ? wanted.rest : [];
    return [{
      language: 'shell', text: [text, ...rest.map(quoted)].join(' '), line, cwd: folder, file: opened.path,
      bins: bins ?? new Set(), positional: [],
    }];
  }); // prettier-ignore
  return {
    name: `the script ${wanted.script} of package.json`,
    key: `${opened.path} ${wanted.script}`,
    pieces,
    notes,
    files: [opened.path],
    whole: opened.near,
  };
}

function wantedBy(words: readonly Word[], tool: PackageTool): Wanted | undefined {
  let at = 0;
  const plainWord = (word: Word | undefined): word is Word =>
    word !== undefined && word.literal && !word.glob;
  while (quiet.test(words[at]?.text ?? '')) at++;
  const verb = words[at];
  if (!plainWord(verb) || verb.text.startsWith('-')) return undefined;
  let script: string | undefined;
  if (running.test(verb.text)) {
    at++;
    while (quiet.test(words[at]?.text ?? '')) at++;
    const name = words[at];
    if (!plainWord(name) || name.text.startsWith('-')) return undefined;
    script = name.text;
  } else if (ownCommands.has(verb.text)) {
    // The tool's own command goes before a script of that name.
    return undefined;
  } else if (tool === 'bun') {
    // `bun test` is bun's own runner, and `bun x.ts` runs a file.
    return undefined;
  } else script = tool === 'npm' ? lifecycle[verb.text] : (lifecycle[verb.text] ?? verb.text);
  if (script === undefined) return undefined;
  const after = words.slice(at + 1);
  if (tool !== 'npm') return { script, rest: after, plain: !after.some(({ text }) => text === '--') };
  const dashes = after.findIndex(({ text }) => text === '--');
  const before = dashes < 0 ? after : after.slice(0, dashes);
  const rest = dashes < 0 ? [] : after.slice(dashes + 1);
  return {
    script,
    rest: [...before.filter(({ text }) => !text.startsWith('-')), ...rest],
    plain: before.every((word) => quiet.test(word.text) || (word.literal && !word.text.startsWith('-'))),
  };
}

interface Found {
  readonly folder: string;
  readonly opened: Extract<ReturnType<typeof openFile>, { open: true }>;
}

function packageFile(work: Workshop, cwd: string): Found | undefined {
  for (const folder of foldersUp(cwd)) {
    const opened = openFile(work, `${folder === '/' ? '' : folder}/package.json`, undefined);
    if (opened.open) return { folder, opened };
    if (opened.why === 'cap' || namesIn(work, folder)?.includes('node_modules') === true) return undefined;
  }
  return undefined;
}

function scriptsOf(text: string): ReadonlyMap<string, string> | undefined {
  const value = jsonField(text, 'scripts');
  if (typeof value !== 'object' || value === null) return undefined;
  const all = Object.entries(value).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return new Map(all);
}

function jsonField(text: string, name: string): unknown {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/u, ''));
    return typeof value === 'object' && value !== null
      ? Object.entries(value).find(([key]) => key === name)?.[1]
      : undefined;
  } catch {
    return undefined;
  }
}

/** Keys of .npmrc that change nothing of how scripts run. Source: npm config(7). */
const mildKeys =
  /^(?:(?:@[\w.-]+:)?registry|\/\/.*|save-.*|engine-strict|fund|audit|audit-level|legacy-peer-deps|strict-peer-dependencies|auto-install-peers|package-lock|progress|loglevel|update-notifier|color|email|always-auth|hoist|public-hoist-pattern\[\]|shamefully-hoist|node-linker|prefer-.*|access|tag-version-prefix|lockfile.*|link-workspace-packages|resolution-mode)$/u;

/** What the project says about the package manager itself and how it runs scripts. */
function configured(work: Workshop, folder: string, json: string, tool: PackageTool): Note[] {
  const notes: Note[] = [];
  for (const place of foldersUp(folder)) {
    const names = namesIn(work, place);
    if (names === undefined) continue;
    const strange = names.find((name) => special[tool]?.test(name) === true);
    if (strange !== undefined)
      notes.push({ code: 'opaque-code', text: `${strange} changes what ${tool} runs` });
    if (!names.includes('.npmrc')) continue;
    const opened = openFile(work, `${place === '/' ? '' : place}/.npmrc`, undefined);
    const settings = opened.open ? opened.text.split('\n').map((line) => line.trim()) : ['?'];
    const odd = settings.find(
      (line) => line !== '' && !/^[#;]/u.test(line) && !mildKeys.test(line.split('=', 1)[0]?.trim() ?? ''),
    );
    if (odd !== undefined)
      notes.push({ code: 'opaque-code', text: '.npmrc has settings that may change how scripts run' });
  }
  if (tool !== 'npm' && jsonField(json, 'packageManager') !== undefined)
    notes.push({ code: 'opaque-code', text: 'packageManager in package.json decides which program runs' });
  return notes;
}

const special: Readonly<Partial<Record<PackageTool, RegExp>>> = {
  pnpm: /^(?:\.pnpmfile\.[cm]?js|pnpm-workspace\.yaml)$/u,
  yarn: /^(?:\.yarnrc|\.yarnrc\.yml|\.pnp\.cjs)$/u,
  bun: /^(?:bunfig\.toml|\.env.*)$/u,
};

/** The programs that packages bring: they go before those of the system. */
function binNames(work: Workshop, folder: string): ReadonlySet<string> | undefined {
  const all = new Set<string>();
  for (const place of foldersUp(folder)) {
    const names = namesIn(work, `${place === '/' ? '' : place}/node_modules/.bin`);
    if (names === undefined) return undefined;
    for (const name of names) all.add(name.replace(/\.(?:cmd|ps1|exe)$/u, ''));
  }
  return all;
}

function lineOf(json: string, script: string): number {
  const at = json.indexOf(`${JSON.stringify(script)}:`);
  return at < 0 ? 1 : json.slice(0, at).split('\n').length;
}

/** A word as the script's shell gets it. */
function quoted(word: Word): string {
  return word.literal && !word.glob ? `'${word.text.replaceAll("'", String.raw`'\''`)}'` : word.text;
}
