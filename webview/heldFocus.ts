// The focus through a drawing: what is moved within a list loses it, and what is taken away takes it along.

/** To be called before the page is drawn; what it gives is called behind that. */
export function holdFocus(): () => void {
  const focus = document.activeElement;
  if (!(focus instanceof HTMLElement) || focus === document.body) return () => undefined;
  const item = focus.closest('[data-service], [data-session]');
  const heading = focus.closest('details.section')?.querySelector('summary');
  return () => {
    if (document.activeElement !== document.body) return;
    const next = focus.isConnected ? focus : item?.isConnected ? item.querySelector<HTMLElement>('button') : heading;
    next?.focus({ preventScroll: focus.isConnected });
  };
} // prettier-ignore
