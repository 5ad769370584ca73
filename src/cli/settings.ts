// Reads a settings file as VS Code does: JSON with comments and trailing commas.
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parse, printParseErrorCode, type ParseError } from 'jsonc-parser/lib/esm/main.js';
import { decodeSettings, type Settings } from '../protocol/settings.ts';
import type { Terminal } from './terminal.ts';
import { CommandError } from './usage.ts';

/** Start values without a file. A file that cannot be read or parsed is an error: a check with fewer rules would mislead. */
export async function readSettings(file: string | undefined, terminal: Terminal): Promise<Settings> {
  if (file === undefined) return decodeSettings([]);
  const path = resolve(terminal.cwd, file);
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new CommandError(`${path} cannot be read: ${error.message}`, { showUsage: false });
  });
  const errors: ParseError[] = [];
  const value: unknown = parse(text, errors, { allowTrailingComma: true, disallowComments: false });
  const [first] = errors;
  if (first)
    throw new CommandError(`${path} is not JSON: ${printParseErrorCode(first.error)} at ${first.offset}`, {
      showUsage: false,
    });
  const settings = decodeSettings([{ scope: 'user', file: path, values: value }]);
  for (const problem of settings.problems) terminal.error(problem);
  return settings;
}
