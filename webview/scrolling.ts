// Keeps where a person has scrolled to, and goes there again when the page comes back: as soon as it is tall enough,
// unless the person has begun to scroll.

export interface Scrolling {
  /** The page was drawn: it may be tall enough now. */
  drawn(): void;
}

export function keepScroll(top: number, keep: (top: number) => void): Scrolling {
  let wanted = top;
  let asked = false;
  const forget = (): void => void (wanted = 0);
  for (const event of ['wheel', 'keydown', 'pointerdown'])
    window.addEventListener(event, forget, { once: true });
  window.addEventListener('scroll', () => {
    // A page that is being hidden has no height, and is nowhere.
    if (asked || wanted > 0 || window.innerHeight === 0) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      if (window.innerHeight > 0) keep(window.scrollY);
    });
  });
  return {
    drawn() {
      if (wanted === 0) return;
      window.scrollTo({ top: wanted });
      if (Math.abs(window.scrollY - wanted) < 2) forget();
    },
  };
}
