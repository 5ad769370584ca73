// One element of a pipeline → its segments: names are resolved, parameters bound, blocks and texts read as code, and
// programs handed to the reader of their own words.
import type { Doubt } from '../effects.ts';
import type { Input, Redirect, Word } from '../shell/segment.ts';
import { plain } from '../shell/word.ts';
import { argumentWords, type Evaluated } from './argument.ts';
import { bind } from './bind.ts';
import { emitCode, readText } from './code.ts';
import type { Cmdlet } from './cmdlet.ts';
import { itemWord } from './items.ts';
import { isPathProperty } from './members.ts';
import { resolveName } from './names.ts';
import { emitProgram } from './program.ts';
import { inherited, itemsOf, open, wordOf, type Draft, type Run, type Scope, type Value } from './run.ts';
import { sideEffects } from './session.ts';
import type { Element, Expression, Redirection } from './syntax.ts';
import { evaluate, walkBlock } from './values.ts';

/** What comes through the pipe. */
export interface Feed {
  readonly input: Input;
  /** The files or texts that come, where they are known. */
  readonly listed: readonly Value[] | undefined;
  /** The values themselves, where they are known. */
  readonly values: readonly Value[] | undefined;
}

export interface Emitted {
  readonly segments: readonly number[];
  readonly listed: readonly Value[] | undefined;
  readonly values: readonly Value[] | undefined;
}

/** Arguments of a command, and values of a list, that are looked at. */
const mostArguments = 500;

const nothingFed: Feed = { input: inherited, listed: undefined, values: undefined };

export function emitElement(run: Run, scope: Scope, element: Element, feed: Feed = nothingFed): Emitted {
  return element.kind === 'value' ? emitValue(run, scope, element, feed) : emitCommand(run, scope, element, feed);
} // prettier-ignore

/** An expression prints its value, as Write-Output does. */
function emitValue(
  run: Run,
  scope: Scope,
  element: Extract<Element, { kind: 'value' }>,
  feed: Feed,
): Emitted {
  const draft = open(run, scope, element, feed.input);
  const value = evaluate(run, { ...scope, parent: draft.index }, element.value, draft.doubts);
  const words = itemsOf(value).flatMap((item) => [plain('-InputObject', item.start), wordOf(item)]);
  draft.words = [plain('Write-Output', draft.start), ...words];
  draft.forms = [draft.words];
  draft.redirects = redirects(run, scope, element.redirects, draft);
  const known = value.literal ? itemsOf(value) : undefined;
  return { segments: [draft.index], listed: value.listed ?? known, values: known };
}

function emitCommand(run: Run, scope: Scope, element: Extract<Element, { kind: 'command' }>, feed: Feed): Emitted {
  const { name, given, invoke } = element;
  if (name.kind === 'block') {
    const from = run.segments.length;
    const doubts: Doubt[] = [];
    const inner = { ...scope, doubts: [...scope.doubts, ...(invoke === undefined ? [{ code: 'parse', text: 'a block stands where a command should' } as const] : [])] };
    walkBlock(run, inner, name.script);
    evaluateAll(run, scope, given, doubts);
    run.doubts.push(...doubts);
    const last = run.segments.length - 1;
    const target = run.segments[from];
    if (target !== undefined) target.redirects = [...target.redirects, ...redirects(run, scope, element.redirects, target)];
    if (target !== undefined && feed.input.from !== 'inherited' && target.input.from === 'inherited') target.input = feed.input;
    return { segments: last >= from ? [last] : [], listed: undefined, values: undefined };
  }
  const draft = open(run, scope, element, feed.input);
  const inside: Scope = { ...scope, parent: draft.index };
  const named = evaluate(run, inside, name, draft.doubts);
  draft.redirects = redirects(run, inside, element.redirects, draft);
  const pieces = named.made === true || (invoke === undefined && /["'`]/u.test(scope.text.slice(name.start, name.end)));
  if (pieces && named.literal) draft.doubts.push({ code: 'disguise', text: `the name ${named.text.slice(0, 40)} is put together from pieces` });
  const all: Emitted = { segments: [draft.index], listed: undefined, values: undefined };
  if (!named.literal || named.items !== undefined) {
    draft.words = [wordOf({ ...named, literal: false }), ...evaluateAll(run, inside, given, draft.doubts).flatMap(argumentWords)];
    draft.forms = [draft.words];
    return all;
  }
  const found = resolveName(run, named.text);
  draft.doubts.push(...found.doubts);
  const block = blockItem(found.cmdlet, feed);
  const values = evaluateAll(run, inside, given, draft.doubts, block);
  if (found.cmdlet === undefined) return { ...all, segments: emitProgram(run, scope, draft, named, found.program ?? named.text, values) };
  const emitted = emitCmdlet(run, scope, draft, found.cmdlet, values, feed);
  if (found.program === undefined) return emitted;
  // Which of the two runs depends on the version or the system: both are judged.
  const other = open(run, { ...scope, doubts: [...scope.doubts, ...found.doubts] }, element, feed.input);
  return { ...emitted, segments: [...emitted.segments, ...emitProgram(run, scope, other, named, found.program, values)] };
} // prettier-ignore

/** What `$_` is in the blocks of a cmdlet: the files that come through the pipe, where they are known. */
function blockItem(cmdlet: Cmdlet | undefined, { listed, values }: Feed): Value | undefined {
  if (cmdlet?.name !== 'ForEach-Object' && cmdlet?.name !== 'Where-Object') return undefined;
  const [first] = values ?? [];
  if (values?.length === 1 && first !== undefined) return first;
  const [one] = listed ?? [];
  return one === undefined ? undefined : { ...one, literal: false, items: undefined, listed, text: '$_' };
} // prettier-ignore

function evaluateAll(
  run: Run,
  scope: Scope,
  given: Extract<Element, { kind: 'command' }>['given'],
  doubts: Doubt[],
  item?: Value,
): Evaluated[] {
  const inside = item === undefined ? scope : { ...scope, item };
  const value = (expression: Expression): Value => {
    if (expression.kind !== 'block') return evaluate(run, inside, expression, doubts);
    walkBlock(run, inside, expression.script, item);
    return evaluate(run, scope, { ...expression, script: [] }, doubts);
  };
  if (given.length > mostArguments) doubts.push({ code: 'cap', text: 'a command has too many arguments' });
  return given.slice(0, mostArguments).map((one): Evaluated => {
    switch (one.kind) {
      case 'parameter':
        return { name: one.name, value: one.value === undefined ? undefined : value(one.value), start: one.start, end: one.end };
      case 'value':
        return { name: undefined, value: value(one.value), expression: one.value };
      case 'rest': {
        doubts.push({ code: 'opaque-code', text: 'PowerShell does not read what stands behind --%' });
        const text = { text: one.text, literal: true, glob: false, quoted: true, start: one.start, end: one.end, proven: true };
        return { name: undefined, value: text, verbatim: one.text };
      }
    }
  });
} // prettier-ignore

/** Cmdlets through which objects pass as they are. */
const passing: ReadonlySet<string> = new Set(['Where-Object', 'Sort-Object', 'Select-Object', 'Tee-Object', 'Get-Item', 'Resolve-Path', 'Convert-Path']); // prettier-ignore

function emitCmdlet(
  run: Run,
  scope: Scope,
  draft: Draft,
  cmdlet: Cmdlet,
  values: readonly Evaluated[],
  feed: Feed,
): Emitted {
  const piped = feed.input.from === 'inherited' ? undefined : pipedFiles(cmdlet, feed, draft);
  const bound = bind(cmdlet, values, piped);
  const name = plain(cmdlet.name, draft.start, draft.end);
  draft.words = [name, ...bound.words];
  draft.forms = [[name, ...values.flatMap(argumentWords)], draft.words];
  draft.doubts.push(...bound.doubts);
  sideEffects(run, scope, draft, cmdlet.name, bound);
  for (const { option, value } of bound.values) if (option.kind === 'code') emitCode(run, scope, draft, value, draft.doubts);
  if (cmdlet.name === 'Invoke-Expression' && bound.values.length === 0 && feed.values !== undefined)
    readText(run, { ...scope, origin: 'shell-string', parent: draft.index }, feed.values.map(({ text }) => text).join('\n'), { start: draft.start, end: draft.end });
  const listed = listing(cmdlet, bound.words, draft, feed);
  run.listings.set(draft.index, listed ?? []);
  if (listed === undefined) run.listings.delete(draft.index);
  const member = bound.values.find(({ option }) => option.name === '-Process')?.value;
  if (cmdlet.name === 'ForEach-Object') namedMember(draft, bound.values);
  const names = cmdlet.name === 'ForEach-Object' && member?.literal === true && isPathProperty(member.text);
  const printed = cmdlet.name === 'Write-Output' ? bound.values.flatMap(({ value }) => itemsOf(value)) : undefined;
  const known = printed?.every(({ literal }) => literal) === true ? printed : undefined;
  return { segments: [draft.index], listed: names ? feed.listed : (listed ?? known), values: known };
} // prettier-ignore

/** `% Name` looks at a property, and `% Delete` calls a method. */
function namedMember(draft: Draft, values: readonly { readonly option: { readonly name: string }; readonly value: Value }[]): void {
  for (const { option, value } of values) {
    if (!/^-(?:Process|MemberName|RemainingScripts)$/u.test(option.name)) continue;
    if (value.literal && /^(?:name|fullname|length|count|extension|basename|directory|directoryname|id|line|path|value|key|lastwritetime|creationtime|version|status|processname|linenumber|filename|matches|groups|toupper|tolower|trim|tostring)$/iu.test(value.text)) continue;
    if (value.literal || !value.text.startsWith('{')) draft.doubts.push({ code: 'opaque-code', text: `the gate does not know the member ${value.text.slice(0, 40)}` });
  }
} // prettier-ignore

/** The files that a cmdlet gets through the pipe. */
function pipedFiles(cmdlet: Cmdlet, { listed, values }: Feed, draft: Draft): readonly Value[] | undefined {
  if (cmdlet.piped === undefined) return undefined;
  // Text that is searched is no list of files.
  if (cmdlet.name === 'Select-String' && (listed === undefined || values !== undefined)) return undefined;
  if (listed !== undefined) return listed;
  return [
    {
      text: '$_',
      literal: false,
      glob: false,
      quoted: false,
      start: draft.start,
      end: draft.end,
      proven: true,
    },
  ];
}

/** A computed property may take the place of the path; a plain one only leaves others out. */
function keepsPaths(words: readonly Word[]): boolean {
  return words.every(({ text, literal }, at) => {
    const option = words[at - 1]?.text;
    if (option === '-ExpandProperty') return literal && isPathProperty(text);
    return option !== '-Property' || literal;
  });
}

/** The files that a cmdlet lists, as patterns. */
function listing(
  cmdlet: Cmdlet,
  words: readonly Word[],
  draft: Draft,
  feed: Feed,
): readonly Value[] | undefined {
  if (passing.has(cmdlet.name) && feed.listed !== undefined)
    return cmdlet.name !== 'Select-Object' || keepsPaths(words) ? feed.listed : undefined;
  if (!/^(?:Get-ChildItem|Get-Item|Resolve-Path|Convert-Path)$/u.test(cmdlet.name)) return undefined;
  const given = (name: string): readonly Word[] => words.filter((_, at) => words[at - 1]?.text === name);
  const roots = [...given('-Path'), ...given('-LiteralPath')];
  const [filter] = [...given('-Filter'), ...given('-Include')];
  const bases = roots.length > 0 ? roots : [plain('.', draft.start, draft.end)];
  if (!bases.every(({ literal }) => literal) || filter?.literal === false) return undefined;
  return bases.flatMap(({ text, start, end, glob }): Value[] => {
    const value = (path: string, pattern: boolean): Value => ({ text: path, literal: true, glob: pattern, quoted: false, start, end, proven: true });
    if (cmdlet.name !== 'Get-ChildItem' || glob) return [value(text, glob)];
    const below = value(`${text.replace(/(?<!\/)\/+$/u, '')}/${filter?.text.replaceAll('\\', '/') ?? '*'}`, true);
    // What looks like a file may be a folder, and the other way round.
    return /^(?:\.{0,2}|[A-Za-z]:|~)\/?$/u.test(text) ? [below] : [value(text, false), below];
  }); // prettier-ignore
}

function redirects(run: Run, scope: Scope, all: readonly Redirection[], draft: Draft): Redirect[] {
  return all.flatMap(({ sign, target }): Redirect[] => {
    if (target === undefined) return [{ kind: 'duplicate', descriptor: undefined, target: undefined }];
    const value = evaluate(run, scope, target, draft.doubts);
    if (target.kind === 'variable' && target.name.toLowerCase() === 'null') return [];
    const word = itemWord(value, '-LiteralPath');
    const device = /^(?:nul|\/dev\/null)$/iu.test(word.text) && (run.platform === 'win32' || word.text.startsWith('/'));
    if (device && word.literal) return [];
    const drive = /^[A-Za-z]\w+:/u.test(word.text);
    return [{ kind: sign === '>>' ? 'append' : sign === '<' ? 'read' : 'write', descriptor: undefined, target: drive ? { ...word, literal: false } : word }];
  });
} // prettier-ignore
