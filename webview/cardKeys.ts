// The keys of a card that waits: arrows to the next, and a letter for each of its buttons. A key that is held down
// answers nothing: its first press was for the card that stood there before. And a card that has only just got the focus
// cannot be allowed by a key: that one was meant for what had the focus before.
import { stillFor } from './standing.ts';
import { moveInCards } from './waitingFocus.ts';

export interface CardActs {
  readonly allow: () => void;
  /** Instead of an allow that came too soon. */
  readonly tooSoon: () => void;
  readonly always: () => void;
  readonly deny: () => void;
  /** To the field with what the agent is told. */
  readonly words: () => void;
}

export function cardKeys(acts: CardActs): (event: KeyboardEvent) => void {
  const byKey = new Map(Object.entries({ w: acts.always, d: acts.deny, f: acts.words }));
  return (event) => {
    const { key, repeat, ctrlKey, altKey, metaKey, currentTarget: card, target } = event;
    if (ctrlKey || altKey || metaKey || !(card instanceof HTMLElement)) return;
    const isLooked = Date.now() - Number(card.dataset['since'] ?? 0) >= stillFor;
    const act =
      key.toLowerCase() === 'a' ? (isLooked ? acts.allow : acts.tooSoon) : byKey.get(key.toLowerCase());
    if (target === card && moveInCards(card, key)) event.preventDefault();
    else if (act !== undefined) {
      event.preventDefault();
      if (!repeat) act();
    }
  };
}

/** For the event `focusin` of a card: since when it, or something in it, has the focus. */
export function noteFocus({ currentTarget: card, relatedTarget: before }: FocusEvent): void {
  if (!(card instanceof HTMLElement) || (before instanceof Node && card.contains(before))) return;
  card.dataset['since'] = String(Date.now());
}
