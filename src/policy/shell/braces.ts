// Text of a word under expansion, where each character remembers whether quotes protect it, and the expansions
// that turn one such text into several: braces, and the splitting of variables. Knows no syntax tree.
import { caps } from './caps.ts';

/**
 * A text and, of equal length, one letter per character: `u` written without quotes, `q` quoted or escaped,
 * `x` from a variable without quotes.
 */
export interface Masked {
  readonly text: string;
  readonly mask: string;
}

const range = /^(-?\d+|[A-Za-z])\.\.(-?\d+|[A-Za-z])(?:\.\.(-?\d+))?$/;

/** Brace expansion (bash manual, "Brace Expansion"); undefined when it gives more than the cap. */
export function expandBraces(word: Masked, depth = 0): Masked[] | undefined {
  const group = firstGroup(word);
  if (group === undefined || depth > 8) return depth > 8 ? undefined : [word];
  const { open, close, parts } = group;
  const all: Masked[] = [];
  for (const part of parts) {
    const text = word.text.slice(0, open) + part.text + word.text.slice(close + 1);
    const mask = word.mask.slice(0, open) + part.mask + word.mask.slice(close + 1);
    const more = expandBraces({ text, mask }, depth + 1);
    if (more === undefined || all.length + more.length > caps.expansion) return undefined;
    all.push(...more);
  }
  return all;
}

interface Group {
  readonly open: number;
  readonly close: number;
  readonly parts: readonly Masked[];
}

function firstGroup({ text, mask }: Masked): Group | undefined {
  for (let open = text.indexOf('{'); open >= 0; open = text.indexOf('{', open + 1)) {
    if (mask[open] !== 'u') continue;
    const commas: number[] = [];
    let level = 0;
    for (let i = open; i < text.length; i++) {
      if (mask[i] !== 'u') continue;
      const char = text[i];
      if (char === '{') level++;
      else if (char === ',' && level === 1) commas.push(i);
      else if (char === '}' && --level === 0) {
        const parts = partsOf({ text, mask }, open, i, commas);
        if (parts !== undefined) return { open, close: i, parts };
        break;
      }
    }
  }
  return undefined;
}

function partsOf(
  { text, mask }: Masked,
  open: number,
  close: number,
  commas: readonly number[],
): Masked[] | undefined {
  if (commas.length > 0) {
    const edges = [open, ...commas, close];
    return edges.slice(1).map((edge, i) => {
      const from = (edges[i] ?? open) + 1;
      return { text: text.slice(from, edge), mask: mask.slice(from, edge) };
    });
  }
  const match = range.exec(text.slice(open + 1, close));
  return match === null ? undefined : sequence(match[1] ?? '', match[2] ?? '', match[3]);
}

function sequence(from: string, to: string, by: string | undefined): Masked[] | undefined {
  const numeric = /\d/.test(from);
  if (numeric !== /\d/.test(to)) return undefined;
  const first = numeric ? Number(from) : from.charCodeAt(0);
  const last = numeric ? Number(to) : to.charCodeAt(0);
  const step = Math.max(1, Math.abs(Number(by ?? 1))) * (first <= last ? 1 : -1);
  const values: Masked[] = [];
  const width = numeric && /^-?0\d/.test(from + to) ? Math.max(from.length, to.length) : 0;
  for (let n = first; step > 0 ? n <= last : n >= last; n += step) {
    const text = numeric ? String(n).padStart(width, '0') : String.fromCharCode(n);
    values.push({ text, mask: 'u'.repeat(text.length) });
    // One more than the cap, so that the caller sees that there are too many.
    if (values.length > caps.expansion) break;
  }
  return values;
}

/** Splits where an unquoted variable brought blanks in. A word of nothing but an empty variable gives none. */
export function splitBlanks(word: Masked): Masked[] {
  const { text, mask } = word;
  if (!mask.includes('x')) return text === '' && mask === '' ? [] : [word];
  const fields: Masked[] = [];
  let from = -1;
  for (let i = 0; i <= text.length; i++) {
    const blank = i === text.length || (mask[i] === 'x' && /\s/.test(text[i] ?? ''));
    if (!blank && from < 0) from = i;
    if (blank && from >= 0) {
      fields.push({ text: text.slice(from, i), mask: mask.slice(from, i) });
      from = -1;
    }
  }
  return fields;
}
