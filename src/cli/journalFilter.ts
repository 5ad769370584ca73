// The options by which `portcullis journal` chooses entries.
import { readTime, type JournalFilter } from '../policy/export/filter.ts';
import { CommandError } from './usage.ts';

export const filterOptions = {
  session: { type: 'string' },
  event: { type: 'string' },
  behavior: { type: 'string' },
  layer: { type: 'string' },
  tool: { type: 'string' },
  service: { type: 'string' },
  text: { type: 'string' },
  since: { type: 'string' },
  until: { type: 'string' },
} as const;

type FilterValues = { readonly [name in keyof typeof filterOptions]?: string | undefined };

export function readFilter(values: FilterValues): JournalFilter {
  const { session, event, behavior, layer, tool, service, text, since, until } = values;
  return {
    session,
    event,
    behavior,
    layer,
    tool,
    service,
    text,
    since: time('since', since),
    until: time('until', until),
  };
}

function time(option: 'since' | 'until', text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const read = readTime(text, Date.now());
  if (read === undefined)
    throw new CommandError(
      `--${option} is a time, as 2026-01-31, 2026-01-31T12:00Z, 90m, 24h, 7d or 2w, not ${JSON.stringify(text)}`,
    );
  return read;
}
