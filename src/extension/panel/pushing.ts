// Pushes slices of state to the page when they have changed, several changes of a moment together. Knows nothing of
// what they mean.
import { decodeNews, type SliceName, type Slices } from '../../protocol/panel.ts';

export interface Pushing {
  /** Something changed that these slices show. */
  changed(...names: readonly SliceName[]): void;
  /** The page is new: it gets everything. */
  reset(): void;
  dispose(): void;
}

type Makers = { readonly [K in SliceName]: () => Slices[K] };

/** `post` is not called while the page is hidden; what changed meanwhile goes out with `reset`. */
export function pushing(makers: Makers, post: (part: Partial<Slices>) => void, onError: (error: unknown) => void): Pushing {
  const names = Object.keys(makers).filter(isName);
  const sent = new Map<SliceName, string>();
  let due = new Set<SliceName>();
  let timer: NodeJS.Timeout | undefined;

  const flush = (): void => {
    timer = undefined;
    const wanted = due;
    due = new Set();
    const news = [...wanted].flatMap((name) => fresh(name));
    if (news.length > 0) post(Object.fromEntries(news));
  };
  /** Each slice for itself: one that cannot be made, or that the page would not take, keeps no other away. */
  const fresh = <K extends SliceName>(name: K): readonly (readonly [K, Slices[K]])[] => {
    try {
      const value = makers[name]();
      const text = JSON.stringify(value);
      if (sent.get(name) === text) return [];
      if (decodeNews({ type: 'slices', part: { [name]: value } }) === undefined)
        throw new Error(`the slice ${name} is not of its shape`);
      sent.set(name, text);
      return [[name, value]];
    } catch (error) {
      onError(error);
      return [];
    }
  };
  const changed = (...more: readonly SliceName[]): void => {
    for (const name of more) due.add(name);
    timer ??= setTimeout(flush, 20);
  };
  return {
    changed,
    reset() {
      sent.clear();
      clearTimeout(timer);
      due = new Set(names);
      flush();
    },
    dispose: () => clearTimeout(timer),
  };

  function isName(name: string): name is SliceName {
    return name in makers;
  }
} // prettier-ignore
