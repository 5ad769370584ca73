// The value of a string in Python, where it is known. Source: the Python language reference, "String literals".
import type { Syntax } from '../../shell/syntax.ts';

/** The value of a string node without interpolations; undefined where an escape is not known. */
export function stringText(node: Syntax, source: string): string | undefined {
  const open = node.children[0];
  const close = node.children.at(-1);
  if (open === undefined || close === undefined) return undefined;
  const prefix = source
    .slice(open.start, open.end)
    .replace(/(?<!["'])["']+$/u, '')
    .toLowerCase();
  const raw = source.slice(open.end, close.start);
  if (prefix.includes('r') || !raw.includes('\\')) return raw;
  return unescaped(raw);
}

const simple: Readonly<Record<string, string>> = {
  n: '\n', t: '\t', r: '\r', '\\': '\\', "'": "'", '"': '"', a: '\u0007', b: '\b', f: '\f', v: '\v', '\n': '',
}; // prettier-ignore

function unescaped(raw: string): string | undefined {
  let known = true;
  const text = raw.replaceAll(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|([^]))/gu,
    (whole: string, x?: string, u?: string, long?: string, octal?: string, sign?: string) => {
      const hex = x ?? u ?? long;
      if (hex !== undefined || octal !== undefined) {
        const code = Number.parseInt(hex ?? octal ?? '', hex === undefined ? 8 : 16);
        if (code <= 0x10_ffff) return String.fromCodePoint(code);
        known = false;
      }
      if (sign === 'N') known = false;
      return simple[sign ?? ''] ?? whole;
    },
  );
  return known ? text : undefined;
}
