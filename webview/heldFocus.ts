// The focus through a drawing: what is moved within a list loses it, and what is taken away takes it along.

/** To be called before the page is drawn; what it gives is called behind that. */
export function holdFocus(): () => void {
  const focus = document.activeElement;
  if (!(focus instanceof HTMLElement) || focus === document.body) return () => undefined;
  const item = focus.closest('[data-service], [data-session]');
  const heading = focus.closest('details.section')?.querySelector('summary');
  return () => {
    if (document.activeElement !== document.body) return;
    if (focus.isConnected) return focus.focus({ preventScroll: true });
    const near = item?.isConnected ? item.querySelector<HTMLElement>('button') : heading?.isConnected ? heading : elsewhere();
    if (near !== null && near !== undefined) void giveFocus(near);
  };
} // prettier-ignore

/** Where what had the focus is gone with all around it: a place at which Enter does nothing that cannot be taken back. */
function elsewhere(): HTMLElement | null {
  return document.querySelector<HTMLElement>('.head .release, #waiting > summary, #start vscode-button');
}

/** A button that has just come can take it only once it has drawn itself. */
async function giveFocus(place: HTMLElement): Promise<void> {
  if ('updateComplete' in place) await place.updateComplete;
  if (document.activeElement === document.body) place.focus();
}
