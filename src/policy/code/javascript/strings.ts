// The value of a string in JavaScript, where it is known. Source: ECMAScript, "String Literals".
import type { Syntax } from '../../shell/syntax.ts';

/** The value of a string, or of a template without substitutions; undefined where an escape is not known. */
export function stringText(node: Syntax, source: string): string | undefined {
  let text = '';
  for (const child of node.children) {
    const raw = source.slice(child.start, child.end);
    if (child.type === 'string_fragment') text += raw;
    else if (child.type === 'escape_sequence') {
      const value = unescaped(raw);
      if (value === undefined) return undefined;
      text += value;
    } else if (child.type === 'template_substitution') return undefined;
  }
  return text;
}

const simple: Readonly<Record<string, string>> = {
  n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', 0: '\0', '\n': '',
}; // prettier-ignore

function unescaped(raw: string): string | undefined {
  const hex = /^\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]+)\})$/u.exec(raw);
  if (hex !== null) {
    const code = Number.parseInt(hex[1] ?? hex[2] ?? hex[3] ?? '', 16);
    return code <= 0x10_ffff ? String.fromCodePoint(code) : undefined;
  }
  const sign = raw.slice(1);
  if (/^[1-9]|^0\d/u.test(sign)) return undefined;
  return simple[sign] ?? sign;
}
