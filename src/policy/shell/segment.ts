// The shapes into which a shell line is read: segments are simple commands after unwrapping. Plain data, no syntax
// tree: whoever judges a segment never sees the parser.
import type { Doubt } from '../effects.ts';
import type { Platform } from '../facts.ts';

/** One word after unquoting. */
export interface Word {
  /** The value that the program will see where it is known (`literal`), else the source text. */
  readonly text: string;
  /** True when the value is known: no expansion, or one that the reader resolved (`~`, `$HOME`, `$PWD`, a literal variable). */
  readonly literal: boolean;
  /** True when unquoted `*`, `?` or `[` may turn the word into file names. The pattern stands in `text`. */
  readonly glob: boolean;
  /** True when quotes or escapes were needed; a quoted program name is a mark of disguise. */
  readonly quoted: boolean;
  /** Of an unknown word that is the name of one of some files: which ones. */
  readonly names?: Names;
  /** Offsets into the whole line, for marking the place to a person. */
  readonly start: number;
  readonly end: number;
}

/** What a loop's variable runs over: words and patterns, and lines that segments print. */
export interface Names {
  readonly patterns: readonly string[];
  readonly segments: readonly number[];
  /** Known text around the variable in its word: `src/$f.ts`. */
  readonly before: string;
  readonly after: string;
}

export interface Assignment {
  readonly name: string;
  readonly value: Word;
}

/** `append` covers >>; `both` covers &> and >&file; `duplicate` is 2>&1 and has no effect of its own. */
export type RedirectKind =
  'read' | 'write' | 'append' | 'both' | 'readwrite' | 'duplicate' | 'heredoc' | 'herestring';

export interface Redirect {
  readonly kind: RedirectKind;
  readonly descriptor: number | undefined;
  /** The file, or for a here-string its text; undefined for a here-document. */
  readonly target: Word | undefined;
}

/** What a segment reads on its standard input. */
export type Input =
  | { readonly from: 'inherited' }
  | { readonly from: 'pipe'; readonly segments: readonly number[] }
  | { readonly from: 'text'; readonly text: string; readonly literal: boolean }
  | { readonly from: 'file'; readonly file: Word }
  | { readonly from: 'process'; readonly segments: readonly number[] };

/** How a segment came to be; `script` is the outermost level of a file or text that a segment runs. */
export type Origin =
  'line' | 'substitution' | 'shell-string' | 'function' | 'trap' | 'exec-option' | 'script';

/**
 * One simple command, unwrapped: `sudo env X=1 bash -c 'rm a; ls'` has two, `rm a` and `ls`.
 * `words` is empty for a bare redirect (`> f`) or assignment (`X=1`).
 */
export interface Segment {
  /** Position in `ShellReading.segments`. */
  readonly index: number;
  readonly words: readonly Word[];
  /**
   * The words at every level of wrapping, outermost first: `[sudo rm a] [rm a]`. The last one is `words`.
   * A deny rule is matched against each of them.
   */
  readonly forms: readonly (readonly Word[])[];
  /** The wrappers that were taken off, outermost first, with their own words up to the wrapped command. */
  readonly wrappers: readonly { readonly name: string; readonly words: readonly Word[] }[];
  /** Assignments before the command, of every level: `X=1 cmd`, `env X=1 cmd`. */
  readonly assignments: readonly Assignment[];
  readonly redirects: readonly Redirect[];
  readonly input: Input;
  /** The index of a segment that reads this one's output through a pipe or process substitution. */
  readonly feeds: number | undefined;
  /** The folder in force after `cd`, `pushd`, `git -C` is not included; undefined when it cannot be told. */
  readonly cwd: string | undefined;
  readonly background: boolean;
  readonly origin: Origin;
  /** The segment whose option, substitution or string this one came from. */
  readonly parent: number | undefined;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly doubts: readonly Doubt[];
  /** Set where the segment stands in code that the line runs, not in the line itself. */
  readonly via?: Via;
  /** Whose tables know the program; undefined for a program or a POSIX shell. `cmd` is for programs of Windows too. */
  readonly language?: 'powershell' | 'cmd';
}

/** Where followed code stands. */
export interface Via {
  /** The file as the line names it, or a few words: `./deploy.sh`, `the script build of package.json`. */
  readonly name: string;
  /** Counted from 1. */
  readonly line: number;
}

export interface ShellReading {
  readonly segments: readonly Segment[];
  /** Doubts about the whole line. */
  readonly doubts: readonly Doubt[];
  /** Names that the line defines as function or alias. */
  readonly defined: readonly string[];
}

/** What the reader must know to resolve words. */
export interface ShellSurroundings {
  readonly home: string;
  readonly cwd: string;
  /** `$0 $1 …` of a script, where they are known. */
  readonly positional?: readonly Word[];
  /** The system that the line runs on; Linux where nobody says. */
  readonly platform?: Platform;
}

/** Reads one line. Never throws; what it does not understand is a doubt. */
export interface ShellReader {
  read(text: string, surroundings: ShellSurroundings): ShellReading;
}
