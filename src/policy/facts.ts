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
  /**
   * The path behind all symbolic links: the real path of the deepest existing ancestor, with the rest appended.
   * Returns `undefined` where it cannot be told (no permission, a loop of links): such a path has unknown scope.
   */
  realPath(path: string): string | undefined;
  /** The text of a file of at most 256 KB; undefined for what is larger, is no plain file, or cannot be read. */
  readText(path: string): string | undefined;
}
