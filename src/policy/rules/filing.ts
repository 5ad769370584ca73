// Rules filed under the words that they spell out: which of them may make which idle, and whose place a rule that comes
// or goes can change. What was found for a rule stays true until that.
import { includes } from './includes.ts';
import { keysOfNarrow, keysOfWide } from './keys.ts';
import type { Rule } from './rule.ts';
import { shadowOf, type Shadow } from './shadow.ts';

export interface Filed {
  rule: Rule;
  /** The place in the order of all rules; only who changes the order changes it, for all at once. */
  at: number;
  /** Is it wanted what makes this one idle, or does it only stand there for others? */
  readonly own: boolean;
}

export interface Filing<E extends Filed> {
  add(entry: E): void;
  remove(entry: E): void;
  /** The first rule in the order of all that makes this one idle. */
  shadow(entry: E): { readonly other: E; readonly how: Shadow } | undefined;
}

/** More rules under one key than this are not compared: nobody keeps so many of one beginning by hand. */
const mostCompared = 300;

/** Each own rule for which a rule that came or went may have changed what makes it idle is put into `touched`. */
export function openFiling<E extends Filed>(touched: Set<E>, most = mostCompared): Filing<E> {
  /** Rules by the keys under which they may include others, in order. */
  const wide = new Map<string, E[]>();
  /** Own rules by the keys under which a rule lies that includes them. */
  const narrow = new Map<string, Set<E>>();
  /** Rules that may include rules of any text, in order. */
  const loose: E[] = [];
  const own = new Set<E>();

  const touch = (by: E | undefined, those: Iterable<E> | undefined): void => {
    if (by === undefined || those === undefined) return;
    for (const one of those)
      if (!touched.has(one) && includes(by.rule.matcher, one.rule.matcher)) touched.add(one);
  };
  const enter = (list: E[], entry: E, those: Iterable<E> | undefined): void => {
    const at = placeIn(list, entry.at);
    list.splice(at, 0, entry);
    if (at >= most) return;
    touch(entry, those);
    // Where there are too many, one falls out of sight at the end.
    touch(list[most], those);
  };
  const leave = (list: E[], entry: E, those: Iterable<E> | undefined): void => {
    const at = list.indexOf(entry);
    if (at < 0) return;
    list.splice(at, 1);
    if (at >= most) return;
    touch(entry, those);
    touch(list[most - 1], those);
  };
  return {
    add(entry) {
      const keys = keysOfWide(entry.rule.matcher);
      if (keys === undefined) enter(loose, entry, own);
      for (const key of keys ?? []) enter(listUnder(wide, key), entry, narrow.get(key));
      if (!entry.own) return;
      own.add(entry);
      for (const key of keysOfNarrow(entry.rule.matcher)) setUnder(narrow, key).add(entry);
    },
    remove(entry) {
      own.delete(entry);
      for (const key of entry.own ? keysOfNarrow(entry.rule.matcher) : []) {
        const set = narrow.get(key);
        set?.delete(entry);
        if (set?.size === 0) narrow.delete(key);
      }
      const keys = keysOfWide(entry.rule.matcher);
      if (keys === undefined) leave(loose, entry, own);
      for (const key of keys ?? []) {
        const list = listUnder(wide, key);
        leave(list, entry, narrow.get(key));
        if (list.length === 0) wide.delete(key);
      }
    },
    shadow(entry) {
      let found: { readonly other: E; readonly how: Shadow } | undefined;
      for (const list of [...keysOfNarrow(entry.rule.matcher).map((key) => wide.get(key) ?? []), loose]) {
        for (let index = 0; index < Math.min(list.length, most); index++) {
          const other = list[index];
          if (other === undefined || (found !== undefined && other.at >= found.other.at)) break;
          const how = other === entry ? undefined : shadowOf(entry.rule, other.rule, other.at > entry.at);
          if (how !== undefined) found = { other, how };
        }
      }
      return found;
    },
  };
} // prettier-ignore

/** Where an entry belongs in a list that is in order. */
function placeIn(list: readonly Filed[], at: number): number {
  let [from, to] = [0, list.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((list[middle]?.at ?? 0) < at) from = middle + 1;
    else to = middle;
  }
  return from;
}

function listUnder<T>(lists: Map<string, T[]>, key: string): T[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

function setUnder<T>(sets: Map<string, Set<T>>, key: string): Set<T> {
  const set = sets.get(key) ?? new Set();
  sets.set(key, set);
  return set;
}
