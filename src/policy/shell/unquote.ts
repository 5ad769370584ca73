// The values of quoted text: what is left when the shell has removed quotes and escapes. Pure text to text.

/** `a\ b` outside quotes: each backslash keeps the next character, and a backslash at a line's end vanishes. */
export function unescapeBare(raw: string): string {
  return raw.includes('\\')
    ? raw.replaceAll(/\\(\n|[^]|$)/g, (_, next: string) => (next === '\n' ? '' : next))
    : raw;
}

/** The inside of double quotes: only `$`, backtick, `"`, backslash and a line end can be escaped there. */
export function unescapeDouble(raw: string): string {
  return raw.includes('\\')
    ? raw.replaceAll(/\\([$`"\\\n])/g, (_, next: string) => (next === '\n' ? '' : next))
    : raw;
}

/** An unquoted here-document: as double quotes, but a quote is no special character. */
export function unescapeHeredoc(raw: string): string {
  return raw.includes('\\')
    ? raw.replaceAll(/\\([$`\\\n])/g, (_, next: string) => (next === '\n' ? '' : next))
    : raw;
}

const letters: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
  '?': '?',
};

const ansi =
  /\\(?:([abefnrtvE\\'"?])|([0-7]{1,3})|x\{?([0-9A-Fa-f]{1,2})\}?|u([0-9A-Fa-f]{1,4})|U([0-9A-Fa-f]{1,8})|c([^]))/g;

/** The inside of `$'…'` (bash manual, "ANSI-C Quoting"). A NUL ends the value, as in bash. */
export function unescapeAnsi(raw: string): string {
  const value = unescapePrinted(raw);
  const end = value.indexOf('\0');
  return end < 0 ? value : value.slice(0, end);
}

/** The escapes of `printf` and `echo -e`, which may print a NUL. */
export function unescapePrinted(raw: string): string {
  if (!raw.includes('\\')) return raw;
  const value = raw.replaceAll(
    ansi,
    (
      whole: string,
      letter: string | undefined,
      octal: string | undefined,
      hex: string | undefined,
      short: string | undefined,
      long: string | undefined,
      control: string | undefined,
    ) => {
      if (letter !== undefined) return letters[letter] ?? whole;
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
      if (control !== undefined) return String.fromCharCode(control.toUpperCase().charCodeAt(0) & 0x1f);
      const code = Number.parseInt(hex ?? short ?? long ?? '', 16);
      return code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole;
    },
  );
  return value;
}
