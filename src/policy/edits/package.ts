// Does an edit of package.json change what runs? Versions, names and lists of files do not; scripts, hooks and the
// package manager itself do. Where it cannot be told, the answer is yes.
import type { FileChange } from '../call.ts';

/** Members of package.json whose texts are run. Sources: npm scripts, Corepack, husky, lint-staged, simple-git-hooks. */
const running = ['scripts', 'packageManager', 'husky', 'lint-staged', 'simple-git-hooks', 'pre-commit', 'gypfile', 'prettier', 'eslintConfig', 'babel']; // prettier-ignore

/** `before` is the file as it is now; undefined when it cannot be read. */
export function changesScripts(change: FileChange, before: string | undefined): boolean {
  if (change.action === 'write') {
    const after = runningPart(change.added.join('\n'));
    return after === undefined || (before === undefined ? after !== none : after !== (runningPart(before) ?? ''));
  }
  const old = before === undefined ? undefined : runningPart(before);
  const after = before === undefined ? undefined : applied(change, before);
  if (old !== undefined && after !== undefined) return runningPart(after) !== old;
  return ![...change.added, ...change.removed].flatMap((piece) => piece.split('\n')).every(isPlain);
} // prettier-ignore

/** The members that run, as one text; undefined when the text is not JSON. */
function runningPart(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return undefined;
    return JSON.stringify(Object.entries(value).filter(([name]) => running.includes(name)));
  } catch {
    return undefined;
  }
}

const none = '[]';

/** The file with the pieces replaced; undefined when it cannot be told which piece goes where. */
function applied({ added, removed }: FileChange, before: string): string | undefined {
  if (added.length !== removed.length || removed.some((piece) => piece === '' || !before.includes(piece)))
    return undefined;
  return removed.reduce((text, piece, at) => text.replaceAll(piece, () => added[at] ?? ''), before);
}

const version =
  /^\s*"[@\w./-]+"\s*:\s*"(?:[\^~<>=v ]*\d[\w.+*-]*(?: (?:\|\| |- )?[\^~<>=v]*\d[\w.+*-]*)*|workspace:[\w.*^~-]*|\*|latest|next)"\s*(?:,\s*)?$/u;
const described =
  /^\s*"(?:name|version|description|license|author|homepage|keywords|private|type|main|module|types|sideEffects|funding)"\s*:\s*(?:"[^"\\]*"|true|false)\s*(?:,\s*)?$/u;
const heading = /^\s*(?:(?:"(?:dev|peer|optional)?[dD]ependencies"\s*:\s*\{|\}(?:\s*,)?)\s*)?$/u;

/** A line of JSON that names a version or describes the package. */
function isPlain(line: string): boolean {
  return line.length < 300 && (version.test(line) || described.test(line) || heading.test(line));
}
