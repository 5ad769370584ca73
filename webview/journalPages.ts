// Fetches the rows of the journal that come into sight, page by page, and forgets those that no longer hold.
import type { News } from '../src/protocol/panel.ts';
import { send } from './host.ts';
import type { JournalFilter, JournalList } from './model.ts';
import { margin, rowHeight } from './views/journal.ts';

const page = 100;
/** Milliseconds after the last key in the filter, and between what is fetched while one scrolls. */
const pause = 100;

export interface JournalPages {
  filter(filter: JournalFilter): void;
  scroll(top: number): void;
  shown(list: Element | undefined): void;
  height(): number;
  arrived(news: Extract<News, { type: 'journal' }>): void;
  /** No answer will come; what is still in sight is asked for at the next occasion. */
  failed(request: number): void;
  /** The journal has grown: what is in sight is asked for again. */
  grown(): void;
}

/** `change` takes the list as it is from now on. */
export function journalPages(list: () => JournalList, change: (list: JournalList) => void): JournalPages {
  let request = 0;
  /** The first request whose answers fit the filter. */
  let since = 0;
  let typing: ReturnType<typeof setTimeout> | undefined;
  let scrolling: ReturnType<typeof setTimeout> | undefined;
  let element: Element | undefined;
  const wanted = new Map<number, number>();

  const height = (): number => Math.ceil((element?.clientHeight ?? 320) / rowHeight);
  const fetch = (offset: number): void => {
    if (wanted.has(offset)) return;
    request += 1;
    wanted.set(offset, request);
    const { text, behavior, layer } = list().filter;
    const outcome = (['allow', 'ask', 'deny'] as const).find((one) => one === behavior);
    const filter = {
      ...(text === '' ? {} : { text }),
      ...(outcome === undefined ? {} : { behavior: outcome }),
      ...(layer === '' ? {} : { layer }),
    };
    send({ type: 'journal', request, filter, offset, limit: page });
  };
  const fetchInSight = (fresh: boolean): void => {
    const { first, rows, total } = list();
    const from = Math.max(0, Math.floor((first - margin) / page));
    const to = Math.floor((first + height() + margin) / page);
    for (let at = from; at <= to; at += 1) {
      const offset = at * page;
      if (fresh || (offset < total && !rows.has(offset))) fetch(offset);
    }
  };
  const again = (): void => {
    since = request + 1;
    wanted.clear();
    fetchInSight(true);
  };
  return {
    height,
    filter(filter) {
      change({ ...list(), filter, first: 0 });
      clearTimeout(typing);
      typing = setTimeout(() => {
        element?.scrollTo({ top: 0 });
        again();
      }, pause);
    },
    scroll(top) {
      change({ ...list(), first: Math.floor(top / rowHeight) });
      scrolling ??= setTimeout(() => {
        scrolling = undefined;
        fetchInSight(false);
      }, pause);
    },
    shown: (shown) => void (element = shown),
    arrived({ request: of, total, offset, rows }) {
      if (of < since) return;
      if (wanted.get(offset) === of) wanted.delete(offset);
      const before = list();
      // The newest stands first, so that every place moves when the journal grows.
      const known = new Map(total === before.total && of > since ? before.rows : []);
      for (const [at, row] of rows.entries()) known.set(offset + at, row);
      change({ ...before, total, rows: known });
      if (total !== before.total) fetchInSight(false);
    },
    failed(of) {
      for (const [offset, asked] of wanted) if (asked === of) wanted.delete(offset);
    },
    grown: again,
  };
}
