// A long text scrolls in a place of its own, and whoever has no mouse goes there by Tab, but only where there is more of it
// than is in sight: for all others it would be one key more on the way to the answer.

export function reachLongTexts(root: ParentNode): void {
  for (const text of root.querySelectorAll<HTMLElement>(
    '.card .command, .segments code, .chosen-entry code',
  )) {
    const scrolls = text.scrollHeight > text.clientHeight + 1;
    if (scrolls) text.tabIndex = 0;
    else if (text !== document.activeElement) text.removeAttribute('tabindex');
  }
}
