// Reads patches: the envelope of the apply_patch tool (`*** Begin Patch`) and unified diffs. Says which files a patch
// adds, changes, moves and deletes, and with which text. What it does not understand is a problem, never nothing.
// Sources: the instructions of the apply_patch tool; diff(1), git-diff(1) on extended headers.
import type { FileChange } from '../call.ts';

export interface PatchReading {
  readonly changes: readonly FileChange[];
  /** A clause; undefined when every line of the patch was understood. */
  readonly problem: string | undefined;
}

const longest = 262_144;

/** Never throws. */
export function readPatch(text: string): PatchReading {
  if (text.length > longest) return { changes: [], problem: 'the patch is too long to be read' };
  const lines = text.replace(/\n$/u, '').split(/\r?\n/u);
  const reading = /^[ \t]*\*\*\* Begin Patch[ \t\r]*$/mu.test(text) ? readEnvelope(lines) : readDiff(lines);
  const odd = reading.changes.find(({ path }) => path === '' || /[\0\n]/u.test(path));
  const none = reading.changes.length === 0 ? 'the patch names no file' : undefined;
  return { ...reading, problem: reading.problem ?? (odd === undefined ? none : 'a file of the patch has no name') };
} // prettier-ignore

/** A change while its lines are still coming. */
interface Open {
  path: string;
  action: FileChange['action'];
  added: string[];
  removed: string[];
}

function readEnvelope(lines: readonly string[]): PatchReading {
  const changes: Open[] = [];
  let problem: string | undefined;
  let open: Open | undefined;
  let inside = false;
  let ended = false;
  const start = (path: string, action: Open['action']): void => {
    open = { path: path.trim(), action, added: [], removed: [] };
    changes.push(open);
  };
  for (const line of lines) {
    const heading = /^\s*\*\*\* (Begin Patch|End Patch|End of File|(?:Add|Update|Delete) File: |Move to: )(.*)$/u.exec(line);
    const [, mark = '', rest = ''] = heading ?? [];
    // A line of context begins with a blank; in a hunk, only what stands at the very start of a line is a heading.
    const context = open?.action === 'edit' && line.startsWith(' ');
    if (heading === null || context) {
      if (line.trim() === '') continue;
      if (context && heading !== null) problem ??= 'a line of the patch can be read in two ways';
      if (!inside || ended || open === undefined || !takes(open, line)) {
        // A patch may come in the quotes of a here-document.
        if (inside && !ended) problem ??= `a line of the patch was not understood: ${line.slice(0, 40)}`;
        else if (!/^(?:<<\s*-?['"]?\w+['"]?|\w+)$/u.test(line.trim())) problem ??= 'there is text around the patch';
      }
      continue;
    }
    if (mark === 'Begin Patch') inside = true;
    else if (mark === 'End Patch') ended = true;
    else if (ended || !inside) problem ??= 'there is more than one patch';
    else if (mark === 'Add File: ') start(rest, 'write');
    else if (mark === 'Update File: ') start(rest, 'edit');
    else if (mark === 'Delete File: ') start(rest, 'delete');
    else if (mark === 'Move to: ') {
      if (open === undefined) problem ??= 'a move without a file';
      else {
        changes.push({ path: open.path, action: 'delete', added: [], removed: [] });
        open.path = rest.trim();
      }
    }
  }
  return { changes, problem: problem ?? (ended ? undefined : 'the patch has no end') };
} // prettier-ignore

/** Adds a line of a hunk to the open change; false when it is none. */
function takes(open: Open, line: string): boolean {
  if (open.action === 'delete') return false;
  if (line.startsWith('+')) open.added.push(line.slice(1));
  else if (open.action === 'write') return false;
  else if (line.startsWith('-')) open.removed.push(line.slice(1));
  else return line.startsWith(' ') || line.startsWith('@@');
  return true;
}

function readDiff(lines: readonly string[]): PatchReading {
  const changes: Open[] = [];
  let problem: string | undefined;
  let open: Open | undefined;
  let left = { old: 0, new: 0 };
  let from = '';
  for (const [at, line] of lines.entries()) {
    if (left.old > 0 || left.new > 0) {
      const sign = line[0] ?? ' ';
      if (sign === '+') left.new -= 1;
      else if (sign === '-') left.old -= 1;
      else if (sign === ' ') left = { old: left.old - 1, new: left.new - 1 };
      else if (sign !== '\\') problem ??= 'a hunk of the patch is shorter than it says';
      if (open !== undefined && sign === '+') open.added.push(line.slice(1));
      if (open !== undefined && sign === '-') open.removed.push(line.slice(1));
      continue;
    }
    const hunk = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/u.exec(line);
    if (hunk !== null) {
      left = { old: Number(hunk[1] ?? 1), new: Number(hunk[2] ?? 1) };
      if (open === undefined) problem ??= 'a hunk of the patch belongs to no file';
      continue;
    }
    if (line.startsWith('--- ') && lines[at + 1]?.startsWith('+++ ') === true) {
      from = fileName(line);
      continue;
    }
    if (line.startsWith('+++ ')) {
      const to = fileName(line);
      const action = to === '/dev/null' ? 'delete' : from === '/dev/null' ? 'write' : 'edit';
      open = { path: action === 'delete' ? from : to, action, added: [], removed: [] };
      changes.push(open);
      if (action === 'edit' && from !== to && from !== '' && from !== `${to}.orig`) changes.push({ path: from, action: 'edit', added: [], removed: [] });
      continue;
    }
    const renamed = /^(rename|copy) (from|to) (.+)$/u.exec(line);
    if (renamed !== null) {
      const [, verb, end, path = ''] = renamed;
      if (end === 'to') changes.push({ path, action: 'edit', added: [], removed: [] });
      else if (verb === 'rename') changes.push({ path, action: 'delete', added: [], removed: [] });
      continue;
    }
    const git = /^(?=.*$)diff --git a\/(.+) b\/(.+)$/u.exec(line);
    if (git !== null) {
      // A file that is empty, or whose mode alone changes, has no other line.
      const mode = lines.slice(at + 1, at + 4).find((next) => /^(?:new file|deleted file|old) mode/u.test(next));
      const body = lines.slice(at + 1, at + 8).some((next) => next.startsWith('+++ '));
      if (mode !== undefined && !body) changes.push({ path: git[2] ?? '', action: mode.startsWith('deleted') ? 'delete' : 'edit', added: [], removed: [] });
      continue;
    }
    if (!/^(?:index |similarity index |dissimilarity index |old mode |new mode |new file mode |deleted file mode |\\ No newline|Index: |={3,}$|$)/u.test(line))
      problem ??= `a line of the patch was not understood: ${line.slice(0, 40)}`;
  }
  return { changes, problem: problem ?? (left.old > 0 || left.new > 0 ? 'a hunk of the patch has no end' : undefined) };
} // prettier-ignore

/** The name behind `---` or `+++`, without the time that diff adds and the `a/` or `b/` that git adds. */
function fileName(line: string): string {
  const name = line
    .slice(4)
    .replace(/\t[^]*$/u, '')
    .trim();
  return name === '/dev/null' ? name : name.replace(/^[ab]\//u, '');
}
