// Finds the shell lines in the text of a file that runs by itself: steps of a workflow, scripts of a package, recipes
// of a makefile. A look for danger only: what is found is judged like a command, what is not found proves nothing.
import type { CodeForm } from './running.ts';

export interface CodeLine {
  readonly line: string;
  /** What the file calls it: the name of a script, of a target. */
  readonly name?: string;
  /** It runs without being called by that name. */
  readonly itself?: boolean;
}

const mostLines = 40;

/** The code in a text that is the whole file, or a piece of it. Never throws. */
export function codeIn(form: CodeForm, text: string): readonly CodeLine[] {
  return readers[form](text.slice(0, 65_536)).slice(0, mostLines);
}

const readers: Record<CodeForm, (text: string) => readonly CodeLine[]> = {
  none: () => [],
  script: (text) => [{ line: script(text) }],
  python: (text) => [{ line: fed('python3 -', text) }],
  javascript: (text) => [{ line: fed('node -', text) }],
  package: packageScripts,
  yaml: (text) => yamlSteps(text),
  make: recipes,
  json: jsonCommands,
  unit: (text) => [
    ...lines(text, /^[ \t]*Exec\w*[ \t]*=[ \t]*[-@:+!|]*(.+)$/gmu),
    ...[...text.matchAll(/<array>([\s\S]{0,4000}?)<\/array>/gu)].map(([, list = '']) => ({
      line: [...list.matchAll(/<string>([^<]*)<\/string>/gu)].map(([, word = '']) => word).join(' '),
    })),
  ],
  crontab: (text) => lines(text, /^[ \t]*(?:@\w+|(?:[^\s]+[ \t]+){5})(?:root[ \t]+)?(.+)$/gmu),
  groovy: (text) =>
    [...text.matchAll(/\b(?:sh|bat)\s*(?:\(\s*)?(?:script\s*:\s*)?('''|"""|'|")([\s\S]*?)\1/gu)].map(
      ([, , line = '']) => ({ line }),
    ),
};

function lines(text: string, pattern: RegExp): CodeLine[] {
  return [...text.matchAll(pattern)].map(([, line = '']) => ({ line: line.trim() }));
}

/** A script runs in the program that its first line names. */
function script(text: string): string {
  const program = /^#!\s*(?:\/usr\/bin\/env\s+(?:-S\s+)?)?(?:\S*\/)?([a-z]+)/u.exec(text)?.[1];
  return program !== undefined && /^(?:python|node|ruby|perl|php|deno|bun)$/u.test(program)
    ? fed(`${program === 'python' ? 'python3' : program} -`, text)
    : text;
}

/** The text as a here-document that nothing in it can end. */
function fed(command: string, text: string): string {
  let end = 'END_OF_CODE';
  while (text.includes(end)) end += '_';
  return `${command} <<'${end}'\n${text}\n${end}`;
}

/** Scripts that npm, yarn and pnpm run without being asked for them. Source: npm documentation, scripts. */
const lifeCycle =
  /^(?:(?:pre|post)?(?:install|uninstall|publish|pack|version)|prepare|prepublish|prepublishOnly|prepack|postpack|preprepare|postprepare|dependencies)$/u;

function packageScripts(text: string): CodeLine[] {
  const whole = parsed(text);
  const scripts = whole === undefined ? pairs(text) : Object.entries(record(record(whole)['scripts']));
  return scripts.flatMap(([name, line]) =>
    typeof line === 'string' && line !== '' ? [{ line, name, itself: lifeCycle.test(name) }] : [],
  );
}

/** `"name": "text"` pairs of a piece of JSON, which may begin and end anywhere. */
function pairs(text: string): [string, string][] {
  const found: [string, string][] = [];
  const name = /"((?:[^"\\\n]|\\.)*)("?)/uy;
  const value = /\s*:\s*"((?:[^"\\\n]|\\.)*)"/uy;
  // What stands behind escapes of a text that fits nothing fits nothing either: the next sign to look at is its end.
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at)) {
    name.lastIndex = at;
    const [all = '', key = '', end = ''] = name.exec(text) ?? [];
    value.lastIndex = at + all.length;
    const hit = end === '' ? null : value.exec(text);
    if (hit !== null) found.push([key, unescaped(hit[1] ?? '')]);
    at = hit === null ? at + all.length - end.length : value.lastIndex;
  }
  return found;
}

function unescaped(value: string): string {
  const text = parsed(`"${value}"`);
  return typeof text === 'string' ? text : value;
}

/** Names under which settings hold a command. Sources: VS Code tasks, containers.dev, hooks of the agents, MCP. */
const commandKey =
  /^(?:command|cmd|bash|run|script|(?:initialize|onCreate|updateContent|postCreate|postStart|postAttach)Command)$/u;

function jsonCommands(text: string): CodeLine[] {
  const whole = parsed(withoutComments(text));
  if (whole === undefined)
    return pairs(text).flatMap(([name, line]) => (commandKey.test(name) ? [{ line, name }] : []));
  const found: CodeLine[] = [];
  const visit = (value: unknown, depth: number): void => {
    if (depth > 20 || found.length > mostLines) return;
    if (Array.isArray(value)) {
      for (const item of value) visit(item, depth + 1);
      return;
    }
    const fields = Object.entries(record(value));
    const args = fields.find(([key]) => key === 'args')?.[1];
    for (const [key, member] of fields) {
      if (commandKey.test(key)) {
        const words = typeof member === 'string' ? [member, ...texts(args).map(quoted)] : texts(member).map(quoted);
        if (words.length > 0) found.push({ line: words.join(' '), name: key });
      }
      visit(member, depth + 1);
    }
  };
  visit(whole, 0);
  return found;
} // prettier-ignore

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}

function quoted(word: string): string {
  return /^[\w./:=@%+,-]+$/u.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

function withoutComments(text: string): string {
  return text.replaceAll(/^[ \t]*\/\/.*$/gmu, '').replaceAll(/,(?=\s{0,200}[}\]])/gu, '');
}

/** Keys of workflows whose value is shell. Sources: documentation of GitHub, GitLab, CircleCI, Azure, Task, pre-commit. */
const stepKey =
  /^(\s*(?:- +)*)["']?(run|script|before_script|after_script|command|commands|cmd|cmds|entry|bash|sh|inlineScript|install)["']?\s*:\s*(.*)$/u;

function yamlSteps(text: string): CodeLine[] {
  const all = text.split(/\r?\n/u);
  const found: CodeLine[] = [];
  for (let at = 0; at < all.length; at += 1) {
    const step = stepKey.exec(all[at] ?? '');
    if (step === null) continue;
    const [, lead = '', name = '', rest = ''] = step;
    const scalar = rest !== '' && !/^[|>][+-]?\d*\s*(?:#.*)?$/u.test(rest);
    const end = scalar ? at + 1 : endOfBlock(all, at + 1, lead, rest === '');
    const block = all
      .slice(at + 1, end)
      .map((next) => (rest === '' ? unquoted(next.trim().replace(/^- +(?:[|>][+-]?$)?/u, '')) : next));
    at = end - 1;
    const line = scalar ? unquoted(rest) : block.join('\n');
    if (line.trim() !== '') found.push({ line: withoutExpressions(line), name });
  }
  return found;
}

/** The first line behind the block: it stands no deeper than the key, nor is it an item of the key's list. */
function endOfBlock(all: readonly string[], start: number, lead: string, isList: boolean): number {
  const column = lead.search(/\S|$/u);
  for (let at = start; at < all.length; at += 1) {
    const next = all[at] ?? '';
    const depth = next.search(/\S|$/u);
    const item = isList && /^\s*- /u.test(next) && depth >= column;
    if (next.trim() !== '' && depth <= lead.length && !item) return at;
  }
  return all.length;
}

function unquoted(text: string): string {
  const hit = /^(["'])([\s\S]*)\1\s*(?:#[^]*)?$/u.exec(text);
  if (hit === null) return text;
  return hit[1] === '"' ? unescaped(hit[2] ?? '') : (hit[2] ?? '').replaceAll("''", "'");
}

/** `${{ secrets.X }}` becomes a variable whose name says what it is; every other expression a plain word. */
function withoutExpressions(text: string): string {
  return text.replaceAll(/\$\{\{(?<!\$\{\{[^}]*?\$\{\{)([^}]*)\}\}/gu, (_all, inner: string) => {
    const secret = /\b(?:secrets\.(\w+)|github\.token)/u.exec(inner);
    return secret === null ? 'EXPRESSION' : `\${SECRET_${secret[1] ?? 'GITHUB'}_TOKEN}`;
  });
}

function recipes(text: string): CodeLine[] {
  const known = new Map<string, string>();
  for (const [, name = '', value = ''] of text.matchAll(/^([A-Za-z_][\w.-]*)[ \t]*[:?+]{0,2}=[ \t]*(.*)$/gmu))
    known.set(name, value.trim());
  let target = '';
  return text
    .replaceAll(/\\\r?\n[ \t]*/gu, ' ')
    .split(/\r?\n/u)
    .flatMap((line) => {
      target = /^([\w./%-]{1,100})[^=:\n]{0,200}:(?!=)/u.exec(line)?.[1] ?? target;
      const indent = /^(?:\t|[+-]?\s\s)\s*[@+-]*/u.exec(line)?.[0];
      const recipe = indent === undefined ? '' : line.slice(indent.length);
      return recipe === '' ? [] : [{ line: expanded(recipe, known), name: target }];
    });
}

/** Variables of make with their values where the text gives them; another one is taken for some plain word. */
function expanded(line: string, known: ReadonlyMap<string, string>): string {
  return line
    .replaceAll(/\$\(shell ([^()]*)\)/gu, '$$($1)')
    .replaceAll(/\$[({]([\w.-]+)[)}]/gu, (_all, name: string) => known.get(name) ?? 'VALUE')
    .replaceAll(/\{\{(?<!\{\{[^}]*?\{\{)[^}]*\}\}/gu, 'VALUE')
    .replaceAll(/\$[@<^*?%+]/gu, 'TARGET')
    .replaceAll('$$', '$');
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {};
} // prettier-ignore
