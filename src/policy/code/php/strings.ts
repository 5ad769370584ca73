// The value of the parts of a string in PHP, where it is known. Source: PHP manual, "Strings".
import type { Syntax } from '../../shell/syntax.ts';

/** The text of one part; undefined for what is no text of its own. `single` is whether the quotes are single ones. */
export function stringText(
  { type }: Syntax,
  raw: string,
  single: boolean,
): { readonly text: string | undefined } | undefined {
  switch (type) {
    case 'string_content':
      if (single) return { text: raw.replaceAll(/\\([\\'])/gu, '$1') };
      return { text: raw.includes('\\') ? undefined : raw };
    case 'escape_sequence':
      if (single) return { text: raw === '\\\\' || raw === "\\'" ? raw.slice(1) : raw };
      return { text: escapes[raw.slice(1)] };
    default:
      return undefined;
  }
}

/** In double quotes; what stands for a character by its number is not followed. */
const escapes: Readonly<Record<string, string>> = {
  n: '\n', t: '\t', r: '\r', '\\': '\\', $: '$', '"': '"',
}; // prettier-ignore
