// What a command may do with the world of the terminal: read its input, write text, look at the environment.

export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly colors: boolean;
  readonly columns: number;
  readonly input: NodeJS.ReadableStream;
  /** Resolves when the reader is ready for more. */
  out(text: string): Promise<void>;
  error(text: string): void;
  /** Shows how far long work is, in one line that is written over; absent where nobody would see it. */
  readonly status?: (text: string) => void;
}

/** Runs with the arguments behind its name; gives the exit code. */
export type Command = (args: readonly string[], terminal: Terminal) => Promise<number>;
