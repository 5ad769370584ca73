// `portcullis journal export`: the entries that fit the filter as JSON lines, as CSV, or as a report in Markdown.
import path from 'node:path';
import { exported, textFormats, writeExport, type TextFormat } from '../gate/journalExport.ts';
import { HumanError } from '../gate/humanError.ts';
import { matching, type JournalFilter } from '../policy/export/filter.ts';
import type { JournalEntry } from '../policy/journal.ts';
import type { Terminal } from './terminal.ts';
import { CommandError } from './usage.ts';

export async function exportTo(
  entries: Iterable<JournalEntry>,
  filter: JournalFilter,
  { format, out, force }: { readonly format: string | undefined; readonly out: string | undefined; readonly force: boolean },
  terminal: Terminal,
): Promise<number> {
  const pieces = exported(entries, readFormat(format, out), matching(filter));
  if (out === undefined) {
    for (const piece of pieces) if (piece !== '') await terminal.out(piece);
    return 0;
  }
  const file = path.resolve(terminal.cwd, out);
  const written = await writeExport(file, pieces, { force }).catch((error: unknown) => {
    throw error instanceof HumanError && !force ? new HumanError(`${error.message} Use --force to replace it.`) : error;
  });
  if (written !== 'stopped') terminal.error(`${file}: ${written.bytes} bytes`);
  return 0;
} // prettier-ignore

/** The named one, else that of the file's ending. */
function readFormat(name: string | undefined, out: string | undefined): TextFormat {
  const wanted = name ?? (out === undefined ? 'jsonl' : path.extname(out).slice(1).toLowerCase());
  const format = textFormats.find((one) => one === wanted);
  if (format !== undefined) return format;
  if (name === undefined) return 'jsonl';
  throw new CommandError(`--format is one of ${textFormats.join(', ')}, otlp`);
}
