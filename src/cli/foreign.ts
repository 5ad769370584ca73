// What makes a run untrusted: the word of the person, or a prompt that they take from a file, such as an issue or a job
// of a repository, which others wrote.
import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { mostPrompt, promptProblem } from '../protocol/foreignPrompt.ts';
import type { Terminal } from './terminal.ts';
import { CommandError } from './usage.ts';

/** The arguments of that, for `parseArgs`. */
export const foreignOptions = {
  untrusted: { type: 'boolean', default: false },
  because: { type: 'string' },
  'prompt-from': { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
} as const;

export interface Foreign {
  readonly untrusted: boolean;
  /** Who or where the prompt comes from; undefined in a run that is trusted. */
  readonly from: string | undefined;
  readonly promptFile: string | undefined;
  readonly dryRun: boolean;
}

export function readForeign(values: {
  readonly untrusted: boolean;
  readonly because?: string | undefined;
  readonly 'prompt-from'?: string | undefined;
  readonly 'dry-run': boolean;
}): Foreign {
  const { untrusted, because, 'prompt-from': promptFile, 'dry-run': dryRun } = values;
  if (because?.trim() === '') throw new CommandError('--because needs a text');
  const foreign = untrusted || because !== undefined || promptFile !== undefined;
  const file = promptFile === '-' ? 'standard input' : promptFile && `the file ${promptFile}`;
  const from = foreign ? (because ?? file ?? 'the command line says so') : undefined;
  return { untrusted: foreign, from: from?.slice(0, 200), promptFile, dryRun };
}

/** The prompt of the file, or of standard input for `-`; undefined when none is named. */
export async function promptOf({ promptFile }: Foreign, terminal: Terminal): Promise<string | undefined> {
  if (promptFile === undefined) return undefined;
  const text = promptFile === '-' ? await readInput(terminal) : await readStart(resolve(terminal.cwd, promptFile));
  const problem = promptProblem(text);
  if (problem !== undefined) throw new CommandError(problem, { showUsage: false });
  return text;
} // prettier-ignore

/** More bytes than any prompt may have. */
const mostBytes = mostPrompt * 4 + 1;

async function readInput({ input }: Terminal): Promise<string> {
  let text = '';
  for await (const chunk of input) {
    text += chunk.toString();
    if (text.length > mostBytes) break;
  }
  return text;
}

async function readStart(path: string): Promise<string> {
  try {
    const file = await open(path);
    try {
      const { bytesRead, buffer } = await file.read({ buffer: Buffer.alloc(mostBytes) });
      return buffer.subarray(0, bytesRead).toString('utf8');
    } finally {
      await file.close();
    }
  } catch (error) {
    throw new CommandError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`, { showUsage: false });
  }
} // prettier-ignore
