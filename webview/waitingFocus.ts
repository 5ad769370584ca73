// Keeps the keyboard's place in the list of what waits: when the card that has the focus goes, the next one gets it.

export interface Place {
  readonly id: string;
  readonly at: number;
  /** Words were being typed, which must not become keys of the next card. */
  readonly typing: boolean;
  /** Of a group, which of its calls, and which of the buttons that this has. */
  readonly own: readonly [call: number, button: number];
}

/** Where the focus is, before the page is drawn anew. */
export function focusedEntry(): Place | undefined {
  const card = document.activeElement?.closest<HTMLElement>('[data-entry]');
  const id = card?.dataset['entry'];
  if (card === null || card === undefined || id === undefined) return undefined;
  const focus = document.activeElement;
  const member = focus?.closest('.members > li') ?? null;
  const own = [placeIn([...card.querySelectorAll('.members > li')], member), placeIn([...(member?.querySelectorAll('button') ?? [])], focus)] as const;
  return { id, at: cards().indexOf(card), typing: focus?.matches('.feedback') === true, own };
} // prettier-ignore

function placeIn(all: readonly Element[], one: Element | null): number {
  return one === null ? -1 : all.indexOf(one);
}

/** After it was drawn: nothing to do where the focus is still somewhere. */
export function keepFocus(place: Place | undefined): void {
  const { activeElement } = document;
  if (place === undefined || (activeElement !== null && activeElement !== document.body)) return;
  const all = cards();
  const heading = document.querySelector<HTMLElement>('#waiting > summary');
  const same = all.find(({ dataset }) => dataset['entry'] === place.id);
  const next = place.typing ? heading : (sameButton(same, place.own) ?? same ?? all[place.at] ?? all.at(-1) ?? heading);
  next?.focus();
} // prettier-ignore

/** Of the call that has come into the place of one that went: whoever goes through a group stays at it. */
function sameButton(card: HTMLElement | undefined, [call, button]: Place['own']): HTMLElement | undefined {
  const members = [...(card?.querySelectorAll('.members > li') ?? [])];
  const member = call < 0 ? undefined : (members[call] ?? members.at(-1));
  return [...(member?.querySelectorAll('button') ?? [])][button];
} // prettier-ignore

/** To the next or previous card, or to an end of the list. True when the key was one of these. */
export function moveInCards(card: HTMLElement, key: string): boolean {
  const all = cards();
  const at = all.indexOf(card);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[key];
  if (to === undefined) return false;
  const next = all[Math.max(0, Math.min(all.length - 1, to))];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
  return true;
}

function cards(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-entry]')];
}
