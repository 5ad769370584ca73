// The file of a session that lies beside the work: its id, the prompts that were submitted, and what they cost in
// tokens; nothing else. Texts are redacted before they come here.
// Invariant: the id is checked before it becomes part of a path, and what is read has exactly these fields.
import { closeSync, fstatSync, lstatSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative, isAbsolute, sep } from 'node:path';
import type { TokenCounts } from '../../policy/session/tokens.ts';
import { isRecord } from '../../protocol/decode.ts';
import { openPlain, writeAtomic } from '../files.ts';
import { openWithin, pathOf, type InnerFolder, type Within } from './within.ts';

export interface PromptFile {
  readonly sessionId: string;
  readonly prompts: readonly string[];
  /** Absent where the agent does not tell. */
  readonly tokens?: TokenCounts;
}

export function isSessionId(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/u.test(text);
}

/** In the workspace folder that holds `cwd`, the innermost if there are several; else in the folder of state. */
export function promptPlace(cwd: string, roots: readonly string[], stateDir: string): Within {
  const holding = roots.filter((root) => holds(root, cwd)).sort((a, b) => b.length - a.length);
  const [root] = holding;
  return root === undefined ? statePlace(stateDir) : workspacePlace(root);
}

export function workspacePlace(root: string): Within {
  return { root, names: ['.portcullis', 'sessions'] };
}

export function statePlace(stateDir: string): Within {
  return { root: stateDir, names: ['session-files'] };
}

/** Throws when the folder must not be used or the file cannot be written. */
export function savePromptFile(place: Within, file: PromptFile): void {
  const folder = openWithin(place, true);
  if (!folder) return;
  try {
    ignoreAll(folder);
    const { sessionId, prompts, tokens } = file;
    const text = JSON.stringify({ sessionId, prompts, ...(tokens === undefined ? {} : { tokens }) }, null, 2);
    writeAtomic(fileIn(folder, sessionId), `${text}\n`);
  } finally {
    folder.close();
  }
}

/** Undefined when there is none. Throws for an id that is none, and for a file with other content. */
export function readPromptFile(place: Within, id: string): PromptFile | undefined {
  const folder = openWithin(place, false);
  if (!folder) return undefined;
  try {
    const text = readOwn(fileIn(folder, id), mostBytes);
    if (text === undefined) return undefined;
    const file = decodePromptFile(JSON.parse(text));
    if (file?.sessionId !== id) throw new Error(`${join(pathOf(place), id)}.json is no file of that session`);
    return file;
  } finally {
    folder.close();
  }
}

export interface StoredPrompts {
  readonly place: Within;
  readonly id: string;
  /** How a person would name it. */
  readonly path: string;
  /** Milliseconds since the epoch. */
  readonly changedAt: number;
  readonly bytes: number;
}

/** The oldest first. What is not a plain file with an id for a name is left out. */
export function listPromptFiles(place: Within): readonly StoredPrompts[] {
  const folder = openWithin(place, false);
  if (!folder) return [];
  try {
    return readdirSync(folder.path)
      .flatMap((name) => {
        const id = name.replace(/\.json$/u, '');
        if (id === name || !isSessionId(id)) return [];
        const info = lstatSync(join(folder.path, name), { throwIfNoEntry: false });
        if (!info?.isFile()) return [];
        return [{ place, id, path: join(pathOf(place), name), changedAt: info.mtimeMs, bytes: info.size }];
      })
      .sort((a, b) => a.changedAt - b.changedAt);
  } finally {
    folder.close();
  }
}

export function removePromptFile(place: Within, id: string): void {
  const folder = openWithin(place, false);
  if (!folder) return;
  try {
    rmSync(fileIn(folder, id), { force: true });
  } finally {
    folder.close();
  }
}

/** Undefined for whatever has other fields, or fields of other types. */
export function decodePromptFile(value: unknown): PromptFile | undefined {
  if (!isRecord(value) || Object.keys(value).some((key) => !fields.has(key))) return undefined;
  const { sessionId, prompts, tokens } = value;
  if (typeof sessionId !== 'string' || !isSessionId(sessionId) || !Array.isArray(prompts)) return undefined;
  const texts = prompts.filter((prompt) => typeof prompt === 'string');
  if (texts.length < prompts.length) return undefined;
  if (tokens === undefined) return { sessionId, prompts: texts };
  const counts = decodeTokens(tokens);
  return counts && { sessionId, prompts: texts, tokens: counts };
}

export function decodeTokens(value: unknown): TokenCounts | undefined {
  if (!isRecord(value) || Object.keys(value).length !== 4) return undefined;
  const { input, output, cacheRead, cacheWrite } = value;
  if (!isCount(input) || !isCount(output) || !isCount(cacheRead) || !isCount(cacheWrite)) return undefined;
  return { input, output, cacheRead, cacheWrite };
}

const fields: ReadonlySet<string> = new Set(['sessionId', 'prompts', 'tokens']);
const mostBytes = 256 * 1024 * 1024;

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function fileIn(folder: InnerFolder, id: string): string {
  if (!isSessionId(id)) throw new Error(`${JSON.stringify(id)} is no session`);
  return join(folder.path, `${id}.json`);
}

/** Git looks at this file before it looks at any other in the folder; the project's own ignore file stays as it is. */
function ignoreAll(folder: InnerFolder): void {
  const file = join(folder.path, '.gitignore');
  if (readOwn(file, 1_024) !== everything) writeAtomic(file, everything);
}

const everything = '*\n';

/** The text of a plain file that is no link; undefined when there is none, or a longer one. */
function readOwn(file: string, most: number): string | undefined {
  const handle = openPlain(file);
  if (handle === undefined) return undefined;
  try {
    return fstatSync(handle).size <= most ? readFileSync(handle, 'utf8') : undefined;
  } finally {
    closeSync(handle);
  }
}

function holds(root: string, path: string): boolean {
  const below = relative(root, path);
  return below === '' || (!isAbsolute(below) && below !== '..' && !below.startsWith(`..${sep}`));
}
