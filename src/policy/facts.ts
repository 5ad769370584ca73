// What the policy may ask about the machine. The policy never looks by itself: the gate passes an implementation
// that reads the real file system, tests pass one in memory. All paths are absolute, in the platform's spelling.

export type Platform = 'linux' | 'darwin' | 'win32';

export interface Facts {
  readonly platform: Platform;
  /** The person's home folder. */
  readonly home: string;
  /** The folder in which the agent says that the call runs. */
  readonly cwd: string;
  /** The folders of the workspace; may be empty in a window without a folder. */
  readonly roots: readonly string[];
  /** Folders for temporary files, such as /tmp. */
  readonly temporary: readonly string[];
  /** Files and folders of the gate itself: its state, journal, settings and program. */
  readonly own: readonly string[];
  /** Files that the settings name as saying who an agent is. */
  readonly identity?: readonly string[];
  /**
   * The path behind all symbolic links: the real path of the deepest existing ancestor, with the rest appended.
   * Returns `undefined` where it cannot be told (no permission, a loop of links): such a path has unknown scope.
   */
  realPath(path: string): string | undefined;
  /**
   * The text of a regular file, for code that a call would run; undefined for whatever is none, is not UTF-8, or may
   * not be read. Never waits: no pipe, device or terminal is opened. `path` has no links in it.
   */
  readText(path: string): FileText | undefined;
  /** The names in a folder; empty where there is no such folder, undefined where it may not be looked into. */
  names(folder: string): readonly string[] | undefined;
  /** What a call would cost; asked to put a question or a denial into words, and before work without a copy is lost. */
  readonly losses?: Losses;
}

/** Looks at the disk for as long as the words are worth it: past its limits an answer says that it is not complete. */
export interface Losses {
  /**
   * What lies at the path, which is absolute; undefined where nothing does. With `skip`, folders that git ignores are
   * left out: a discard does not reach them, and they are the largest.
   */
  at(path: string, ignored?: 'skip'): Loss | undefined;
  /** The root of the git work tree that the path lies in. */
  workTree(path: string): string | undefined;
  /** Is something staged there that no commit has? Undefined where it cannot be told. */
  staged(path: string): boolean | undefined;
  /** The branch that is checked out there, and what it is pushed to, such as `origin/main`. */
  branch(path: string): { readonly name: string; readonly upstream: string | undefined } | undefined;
}

export interface Loss {
  readonly kind: 'file' | 'folder' | 'link';
  /** Plain files and links at the path or below it. */
  readonly files: number;
  /** Undefined where not all files were looked at: names are counted faster than sizes. */
  readonly bytes: number | undefined;
  /** False when there was more than could be counted: the numbers are the least that there is. */
  readonly complete: boolean;
  /** The history of a repository lies below the path. */
  readonly history: boolean;
  /** What git has of the files; undefined outside of a work tree, or where its index cannot be read. */
  readonly git: GitState | undefined;
}

/** Numbers of files. */
export interface GitState {
  /** As in the index: git can bring them back. */
  readonly kept: number;
  /** In the index, but changed since. */
  readonly changed: number;
  readonly untracked: number;
  readonly ignored: number;
  /** In the index, but gone from the disk; counted for a folder. */
  readonly missing: number;
  /** Some that are changed or untracked, relative to the work tree. */
  readonly examples: readonly string[];
}

export interface FileText {
  readonly text: string;
  /** The file is longer than the gate reads; `text` is its beginning. */
  readonly cut: boolean;
}

/** Bytes of one file that are read. */
export const mostFileBytes = 262_144;
