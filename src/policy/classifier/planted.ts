// Danger that is not run now but left to run by itself: the new text of a hook, a workflow, a start file or a package
// script is read like a command. A sighting of the floor or of a threat in it, that was not there before, is a threat.
import type { FileChange, ToolCall } from '../call.ts';
import type { CheckContext } from '../context.ts';
import { codeIn, type CodeLine } from '../edits/code.ts';
import { readPatch } from '../edits/patch.ts';
import { runningOf, type Running } from '../edits/running.ts';
import { standardInput } from '../commands/source.ts';
import { absolute, canonical, native } from '../paths/absolute.ts';
import type { Segment, ShellReading } from '../shell/segment.ts';
import { programName } from '../shell/word.ts';
import type { CallReading } from './read.ts';

export interface Sighted {
  /** The id of the floor rule or threat. */
  readonly id: string;
  readonly what: string;
}

/** Looks at a line as floor and threats do. */
export type Look = (line: string) => Sighted | undefined;

/** A clause that says what the new text would do, or undefined. */
export function plantedThreat(reading: CallReading, context: CheckContext, look: Look): string | undefined {
  for (const change of changesOf(reading)) {
    const running = change.action === 'delete' ? undefined : runningAt(change.path, context);
    if (running === undefined) continue;
    const before = new Set(change.removed.flatMap((text) => seen(text, running, look).map(({ what }) => what)));
    const hit = change.added.flatMap((text) => seen(text, running, look)).find(({ what }) => !before.has(what));
    if (hit === undefined) continue;
    const name = hit.name === undefined || hit.name === '' ? '' : ` (${hit.name})`;
    return `the new text of ${change.path}${name} runs ${running.when}. ${hit.what}`;
  }
  return undefined;
} // prettier-ignore

function seen(text: string, { form, danger }: Running, look: Look): (Sighted & { name?: string })[] {
  return codeIn(form, text).flatMap(({ line, name, itself }: CodeLine) => {
    const hit = look(line);
    const usual = everyday[itself === true ? 'itself' : danger];
    return hit === undefined || usual(hit.id) ? [] : [{ ...hit, ...(name === undefined ? {} : { name }) }];
  });
}

/**
 * What stands in such files every day and says nothing: a start file sets variables and fetches the person's own
 * tokens, a task that is called by name may be the way to deploy or to reset a data base, and what a build server
 * does to itself is no harm to this machine.
 */
const everyday: Record<Running['danger'], (id: string) => boolean> = {
  itself: (id) => /^(?:variable-injection|option-escape)$/u.test(id),
  start: (id) => /^(?:variable-injection|option-escape|secret-read|keychain-read|traces-wiped)$/u.test(id),
  called: (id) =>
    /^(?:variable-injection|option-escape|secret-read|keychain-read|force-push|database-destruction|cloud-destruction|stop-machine|open-permissions|protection-off|recovery-destroyed|container-escape)$/u.test(id),
  elsewhere: (id) => !/^(?:secret-sent|reverse-shell|hidden-channel|raw-socket|run-decoded)$/u.test(id),
}; // prettier-ignore

function runningAt(path: string, { facts }: CheckContext): Running | undefined {
  const place = absolute(path, facts, facts.cwd);
  if (place === undefined) return undefined;
  const real = facts.realPath(native(place, facts.platform));
  return runningOf(place, facts) ?? (real === undefined ? undefined : runningOf(canonical(real, facts.platform), facts));
} // prettier-ignore

/** The changes that the call shows: of an edit tool, or of a shell line that writes a text it holds. */
function changesOf({ call, shell }: CallReading): readonly FileChange[] {
  if (call.kind === 'edit') return call.changes ?? [];
  return shell === undefined ? [] : shell.segments.flatMap((segment) => written(segment, shell));
}

/** `cat > file <<EOF`, `tee file <<EOF`, `echo text >> file` and `printf text > file`. */
function written(segment: Segment, shell: ShellReading): FileChange[] {
  const program = programName(segment);
  if (/^apply_?patch$/u.test(program)) return [...readPatch(segment.words[1]?.text ?? inputText(segment, shell) ?? '').changes];
  const files = segment.redirects
    .filter(({ kind }) => kind === 'write' || kind === 'append' || kind === 'both')
    .flatMap(({ target }) => (target?.literal === true ? [target.text] : []));
  const words = segment.words.slice(1).filter(({ literal }) => literal).map(({ text }) => text);
  const operands = words.filter((word) => !word.startsWith('-'));
  const paths = program === 'tee' ? [...files, ...operands] : files;
  if (paths.length === 0 || !/^(?:cat|tee|echo|printf)$/u.test(program)) return [];
  const text = /^(?:echo|printf)$/u.test(program) ? operands.join(' ').replaceAll(String.raw`\n`, '\n') : inputText(segment, shell);
  return text === undefined ? [] : paths.map((path) => ({ path, action: 'edit', added: [text], removed: [] }));
} // prettier-ignore

function inputText(segment: Segment, shell: ShellReading): string | undefined {
  const source = standardInput(segment, shell);
  return source.from === 'text' ? source.text : undefined;
}

/** The line as a call, as if the agent ran it now. */
export function lineCall(line: string): ToolCall {
  return { kind: 'shell', tool: 'the new text', command: line, shell: 'posix', background: false };
}
