// Shell lines that stand in the code on a line: `python -c 'os.system("rm -rf /")'`, `awk 'BEGIN{system("…")}'`. A
// look for danger only: what is found is judged like a command, what is not found proves nothing.
import { pieces, type Piece } from '../text/pieces.ts';
import type { CheckContext } from '../context.ts';
import { secretOf } from '../paths/secrets.ts';
import { absolute } from '../paths/absolute.ts';
import { readArguments, type Arguments, type GivenOption } from '../commands/arguments.ts';
import { commandSpec } from '../commands/registry.ts';
import { standardInput } from '../commands/source.ts';
import type { Segment, ShellReading } from '../shell/segment.ts';
import { programName } from '../shell/word.ts';

const interpreters =
  /^(?:python[\d.]*|pypy3?|perl|ruby|node|nodejs|php|lua|luajit|deno|bun|[gmn]?awk|osascript)$/u;

/** The lines that code given to an interpreter would run, and its reads, writes and deletes spelled as commands. */
export function linesOfCode(segment: Segment, shell: ShellReading, context: CheckContext): string[] {
  const program = programName(segment);
  const first = segment.words[0];
  if (first !== undefined && !first.literal && /^"?\$\{?(?:SHELL|BASH)\}?"?$/u.test(first.text)) {
    const code = segment.words[segment.words.findIndex(({ text }) => /^-\w*c$/u.test(text)) + 1];
    return code?.literal === true && code !== first ? [code.text] : [];
  }
  if (/^(?:eval|(?:ba|z|da|k)?sh)$/u.test(program)) return defaultsOf(segment);
  const runs = interpreters.test(program);
  // A shell line in an option has blanks: most commands have no such word.
  const blank = runs || segment.words.some(({ text, literal }) => literal && text.includes(' '));
  const spec = blank ? commandSpec(program) : undefined;
  if (spec === undefined || !(spec.risky || runs)) return [];
  const given = readArguments(program, spec, segment.words.slice(1));
  if (!runs) return given.options.flatMap(linesOfOption);
  return codeTexts(program, given, segment, shell).flatMap((code) => [
    ...callsOf(code),
    ...pathsOf(code, segment, context),
  ]);
}

/** What an option of another program makes run: `ssh -o 'ProxyCommand=rm -rf /'`, `git -c core.pager='rm -rf /'`. */
function linesOfOption({ option, value }: GivenOption): string[] {
  if (value?.literal !== true) return [];
  const runs =
    option.kind === 'program' ||
    option.kind === 'gitconfig' ||
    option.deeds.some((deed) => deed.do === 'effect' && deed.kind === 'shell.escape');
  if (!runs || !/\s/u.test(value.text)) return [];
  return [value.text.replace(/^[\w.-]+(?:\s*=\s*|(?=\s* )\s+)(?=\S+\s)!?/u, '')];
}

/** What `eval "${x:-rm -rf /}"` runs where the variable is not set, or is. */
function defaultsOf({ words }: Segment): string[] {
  return words
    .slice(1)
    .filter(({ literal: known }) => !known)
    .map(({ text }) => text.slice(0, text.lastIndexOf('}') + 1))
    .flatMap((text) => [...text.matchAll(/\$\{\w+:?[-+]([^}]*)\}/gu)].map(([, inner = '']) => inner));
}

function codeTexts(program: string, given: Arguments, segment: Segment, shell: ShellReading): string[] {
  const texts = [
    ...given.options.flatMap(({ option, value }) =>
      value !== undefined &&
      (option.kind === 'code' || option.kind === 'awk' || /^-[erEp]$/u.test(option.name))
        ? [value.text]
        : [],
    ),
    ...given.operands.filter(({ kind }) => kind === 'awk').map(({ text }) => text),
    // Subcommands whose operand is code, and interpreters whose options end in a text.
    ...(/^(?:deno|bun)$/u.test(program)
      ? segment.words
          .slice(1)
          .map(({ text }) => text)
          .filter((text) => /[(;]/u.test(text))
      : []),
  ];
  const input = spansInput(given) ? standardInput(segment, shell) : undefined;
  return input?.from === 'text' ? [...texts, input.text] : texts;
}

function spansInput({ spec, operands, options }: Arguments): boolean {
  return (
    spec.stdin === 'code' &&
    !options.some(({ option }) => option.kind === 'module') &&
    operands.every(({ text }) => text === '-')
  );
}

const literals: Readonly<Record<string, RegExp>> = {
  "'": /'(?:[^'\\]|\\[^])*'/uy,
  '"': /"(?:[^"\\]|\\[^])*"/uy,
  '`': /`(?:[^`\\]|\\[^])*`/uy,
};

function literalsIn(code: string): Piece[] {
  return [...pieces(code, /['"`]/gu, literals)];
}

function inside({ text }: Piece): string {
  return text.slice(1, -1);
}

/** Functions that start a program. Sources: the standard libraries of Python, Node, Ruby, Perl, PHP, Lua and awk. */
const runners =
  /(?:\bos\.(?:system|popen|exec\w*|spawn\w*)|\bsubprocess\.\w+|\bcommands\.\w+|\bsystem|\bpopen|\bexec(?:File)?(?:Sync)?|\bspawn(?:Sync)?|\bshell_exec|\bpassthru|\bproc_open|\bIO\.popen|\bos\.execute|\bBun\.spawn(?:Sync)?|\bDeno\.(?:run|Command))\s*[({[ ]?([^\n;]*)/gu;

function callsOf(code: string): string[] {
  const lines = [...code.matchAll(runners)].flatMap(([, rest = '']) => {
    const [first, ...more] = literalsIn(rest).map(inside);
    if (first === undefined) return [];
    return [/\s/u.test(first) ? unescaped(first) : [first, ...more].map(quoted).join(' ')];
  });
  const shellWords = [
    ...code.matchAll(
      /(?:qx|%x)[({[/]([^)}\]/]*)|"(?=\s*\|\s*getline)(?<="((?:[^"\\]|\\.)*)")|\|&?\s*"((?:[^"\\]|\\.)*)"/gu,
    ),
  ];
  return [...lines, ...shellWords.map((hit) => unescaped(hit[1] ?? hit[2] ?? hit[3] ?? ''))];
}

/** Functions with a path as their first argument, and the command that does the same. */
const fileCalls: readonly (readonly [RegExp, string])[] = [
  [/(?:\brmtree|\bremove_tree|\brm_rf|\brm_r|\brmdirSync|\brmSync|\bfs\.rm|\bpromises\.rm|\bDeno\.remove(?:Sync)?)\s*(?:\(\s*)?$/u, 'rm -rf -- '],
  [/(?:\bos\.(?:remove|unlink)|\bunlink(?:Sync)?)\s*(?:\(\s*)?$/u, 'rm -- '],
  [/(?:\bwriteFile(?:Sync)?|\bappendFile(?:Sync)?|\bwriteTextFile(?:Sync)?|\bfile_put_contents|\bBun\.write|\bFile\.write)\s*(?:\(\s*)?$/u, 'tee -- '],
]; // prettier-ignore
const reading =
  /\b(?:open|fopen|read\w*|Bun\.file|File|Path|createReadStream|file_get_contents|getline|cat|slurp|file)\b|<\w*>/u;

function pathsOf(code: string, { cwd }: Segment, { facts }: CheckContext): string[] {
  const reads = reading.test(code);
  return literalsIn(code).flatMap((hit) => {
    const path = inside(hit);
    if (path === '' || path.length > 200 || /\s/u.test(path)) return [];
    const before = code.slice(Math.max(0, hit.start - 40), hit.start);
    const deed = fileCalls.find(([call]) => call.test(before))?.[1];
    if (deed !== undefined) return [`${deed}${quoted(path)}`];
    const place = absolute(path, facts, cwd ?? facts.cwd);
    const secret = reads && /[./]/u.test(path) && place !== undefined && secretOf(place, facts) !== undefined;
    const written = /^\s*,\s*(?:mode\s*=\s*)?['"][wa]/u.test(code.slice(hit.start + hit.text.length));
    if (written && /\bf?open\s*\(\s*$/u.test(before)) return [`tee -- ${quoted(path)}`];
    return secret ? [`cat -- ${quoted(path)}`] : [];
  });
}

function unescaped(text: string): string {
  return text.replaceAll(/\\(["'`\\])/gu, '$1');
}

function quoted(text: string): string {
  return /^~(?:\/|$)|^[\w./-]+$/u.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
