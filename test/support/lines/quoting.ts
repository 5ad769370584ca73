// Spellings of a word that the shell reads as the same text.
import type { Random } from './random.ts';

/** Only letters that mean nothing to a shell, wherever they stand. */
const bare = /^[A-Za-z0-9_./:@%+,-]+$/;

export function isBare(text: string): boolean {
  return bare.test(text);
}

export const quotings: readonly ((text: string, random: Random) => string)[] = [
  (text) => `'${text.replaceAll("'", "'\\''")}'`,
  (text) => `"${text.replaceAll(/["\\$`]/g, '\\$&')}"`,
  (text) => `$'${text.replaceAll(/['\\]/g, '\\$&').replaceAll('\n', '\\n')}'`,
  (text) => text.replaceAll(/[^\n]/g, '\\$&').replaceAll('\n', "'\n'"),
  (text, random) => `$'${hexed(text, random)}'`,
  (text, random) => {
    const at = random.below(text.length + 1);
    return `'${text.slice(0, at).replaceAll("'", "'\\''")}'"${text.slice(at).replaceAll(/["\\$`]/g, '\\$&')}"`;
  },
  (text, random) => {
    const at = random.below(text.length + 1);
    return isBare(text) ? `${text.slice(0, at)}''${text.slice(at)}` : `'${text.replaceAll("'", "'\\''")}'`;
  },
];

/** Another spelling of the text. */
export function quoted(text: string, random: Random): string {
  return text === '' ? "''" : random.pick(quotings)(text, random);
}

/** As it is where that means the same, else in single quotes. */
export function spelled(text: string): string {
  return isBare(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function hexed(text: string, random: Random): string {
  return Array.from(text)
    .map((letter) => {
      const code = letter.codePointAt(0) ?? 0;
      if (code > 0x7e || code < 0x20 || letter === "'" || letter === '\\' || random.chance(0.3))
        return code > 0xff
          ? `\\U${code.toString(16).padStart(8, '0')}`
          : code > 0x7f
            ? `\\u${code.toString(16).padStart(4, '0')}`
            : `\\x${code.toString(16).padStart(2, '0')}`;
      return letter;
    })
    .join('');
}
