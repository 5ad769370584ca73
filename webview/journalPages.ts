// Fetches the rows of the journal that come into sight, page by page, and forgets those that no longer hold. Knows where
// the list stands, and keeps it there when the journal grows.
import type { JournalFilter, JournalRow, News } from '../src/protocol/panel.ts';
import { send } from './host.ts';
import { lineOf, margin, rowAt, rowHeight } from './journalPlaces.ts';
import type { JournalList, ListFilter } from './model.ts';

const page = 100;
/** Milliseconds after the last key in the filter, and between what is fetched while one scrolls. */
const pause = 100;
/** Rows that are kept when more were fetched: those around what is in sight. */
const kept = { most: 3_000, around: 1_000 };

export interface JournalPages {
  filter(filter: ListFilter): void;
  scroll(top: number): void;
  /** Makes another row the one that keys go to, and brings it into sight. */
  choose(row: number): void;
  readonly shown: (list: Element | undefined) => void;
  /** It was hidden, and is to stand where it stood. */
  restore(): void;
  height(): number;
  arrived(news: Extract<News, { type: 'journal' }>): void;
  /** No answer will come; what is still in sight is asked for at the next occasion. */
  failed(request: number): void;
  /** The journal has grown: what is in sight is asked for again. */
  grown(): void;
}

/** `change` takes the list as it is from now on. */
export function journalPages(list: () => JournalList, change: (list: JournalList) => void): JournalPages {
  const { timeZone: zone } = Intl.DateTimeFormat().resolvedOptions();
  let request = 0;
  /** The first request whose answers fit the filter. */
  let since = 0;
  /** The next answer is of another filter than the rows that are there. */
  let isOther = true;
  let typing: ReturnType<typeof setTimeout> | undefined;
  let scrolling: ReturnType<typeof setTimeout> | undefined;
  let element: Element | undefined;
  /** Pixels that the list is scrolled down. */
  let place = 0;
  const wanted = new Map<number, number>();

  const height = (): number => Math.ceil((element?.clientHeight || 320) / rowHeight);
  const fetch = (offset: number): void => {
    if (wanted.has(offset)) return;
    request += 1;
    wanted.set(offset, request);
    send({ type: 'journal', request, filter: wireFilter(list().filter), offset, limit: page, zone });
  };
  const fetchInSight = (fresh: boolean): void => {
    const { first, rows, total, days } = list();
    const from = Math.max(0, Math.floor(rowAt(days, first - margin) / page));
    const to = Math.floor(rowAt(days, first + height() + margin) / page);
    for (let at = from; at <= to; at += 1) {
      const offset = at * page;
      if ((fresh && at === from) || (offset < total && (fresh || !rows.has(offset)))) fetch(offset);
    }
  };
  const again = (): void => {
    since = request + 1;
    wanted.clear();
    fetchInSight(true);
  };
  const show = (): void => {
    if (element !== undefined) element.scrollTop = place;
  };
  return {
    height,
    filter(filter) {
      change({ ...list(), filter, first: 0, active: -1 });
      clearTimeout(typing);
      typing = setTimeout(() => {
        place = 0;
        show();
        isOther = true;
        again();
      }, pause);
    },
    scroll(top) {
      place = top;
      const first = Math.floor(top / rowHeight);
      if (first !== list().first) change({ ...list(), first });
      scrolling ??= setTimeout(() => {
        scrolling = undefined;
        fetchInSight(false);
      }, pause);
    },
    choose(row) {
      const { total, days } = list();
      const active = Math.min(Math.max(0, row), total - 1);
      change({ ...list(), active });
      if (element === undefined || active < 0) return;
      const line = lineOf(days, active);
      // The day above its first row comes into sight with it.
      const above = (lineOf(days, active - 1) < line - 1 || active === 0 ? line - 1 : line) * rowHeight;
      if (above < element.scrollTop) element.scrollTop = Math.max(0, above);
      const below = (line + 1) * rowHeight - element.clientHeight;
      if (below > element.scrollTop) element.scrollTop = below;
      this.scroll(element.scrollTop);
    },
    shown(shown) {
      if (shown === undefined || shown === element) return;
      element = shown;
      requestAnimationFrame(show);
    },
    restore: show,
    arrived({ request: of, total, offset, rows, days }) {
      if (of < since) return;
      if (wanted.get(offset) === of) wanted.delete(offset);
      const before = list();
      // The newest stands first, so that every place moves when the journal grows.
      const grown = isOther ? 0 : total - before.total;
      const top = rowAt(before.days, before.first);
      const known = new Map<number, JournalRow>();
      if (!isOther)
        for (const [at, row] of before.rows)
          if (before.rows.size < kept.most || Math.abs(at - top) < kept.around) known.set(at + grown, row);
      for (const [at, row] of rows.entries()) known.set(offset + at, row);
      isOther = false;
      // Who reads further down stays there, and who is at the top sees what is new.
      const isTop = before.first === 0;
      const first = isTop ? 0 : lineOf(days, Math.max(0, top + grown));
      const active = before.active <= 0 && isTop ? before.active : before.active + grown;
      change({
        ...before,
        total,
        days,
        rows: known,
        known: true,
        first,
        active: Math.min(active, total - 1),
      });
      place = isTop ? 0 : place + (first - before.first) * rowHeight;
      if (first !== before.first) requestAnimationFrame(show);
      if (total !== before.total) fetchInSight(false);
    },
    failed(of) {
      for (const [offset, asked] of wanted) if (asked === of) wanted.delete(offset);
    },
    grown: again,
  };
}

/** As it goes to the extension: what is empty does not filter. */
export function wireFilter(filter: ListFilter): JournalFilter {
  const { behavior, ...others } = filter;
  const outcome = (['allow', 'ask', 'deny'] as const).find((one) => one === behavior);
  const given = Object.fromEntries(Object.entries(others).filter(([, value]) => value.trim() !== ''));
  return { ...given, ...(outcome === undefined ? {} : { behavior: outcome }) };
}
