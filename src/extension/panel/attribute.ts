// Text as a part of a page that is made anew.
/** The text as the value of an attribute in double quotes. */
export function attribute(text: string): string {
  const names: Readonly<Record<string, string>> = { '&': '&amp;', '"': '&quot;', '<': '&lt;', '>': '&gt;' };
  return text.replaceAll(/[&"<>]/gu, (one) => names[one] ?? '');
}
