// What is brought into sight, by the focus or by a command, is not under the head, which stays there while one scrolls and
// is as high as what it has to say.

export function keepBelowHead(): void {
  const head = document.querySelector<HTMLElement>('.head');
  if (head === null) return;
  const room = 8;
  new ResizeObserver(() => {
    document.documentElement.style.scrollPaddingTop = `${head.offsetHeight + room}px`;
  }).observe(head);
}
