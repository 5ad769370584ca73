// Options that begin with a slash, as cmd and many programs of Windows have them, in the spelling of their tables.
import type { Word } from '../shell/segment.ts';
import { slashSpec } from './registry.ts';

/** `/S` → `-s`, `/fo:csv` → `-fo csv`; other words stay. Paths keep their slashes. */
export function slashWords(program: string, words: readonly Word[]): Word[] {
  const spec = slashSpec(program);
  if (spec === undefined || spec.style === 'words') return [...words];
  const out: Word[] = [];
  for (const word of words) {
    // Options may stand without a blank between them: `/s/q`.
    const all = word.literal && /^(?:\/[^/\s]+){2,}$/u.test(word.text) ? word.text.split(/(?=\/)/u).map((text) => ({ ...word, text })) : [word];
    const known = all.every(({ text }) => spec.options.has(`-${text.slice(1).toLowerCase()}`));
    for (const one of known ? all : [word]) out.push(...optionWords(spec.options, one));
  }
  return out;
} // prettier-ignore

function optionWords(options: ReadonlyMap<string, { readonly value: string }>, word: Word): Word[] {
  const hit = word.literal ? /^[/-]([^:]+)(?::(.*))?$/su.exec(word.text) : null;
  if (hit === null) return [word];
  const name = `-${(hit[1] ?? '').toLowerCase()}`;
  const option = options.get(name);
  // `/w:C:\` of a program whose row does not say what `/w` takes stays one option, which no row accepts.
  if (option === undefined)
    return [/^\/[A-Za-z?]/u.test(word.text) ? { ...word, text: `-${word.text.slice(1)}` } : word];
  if (hit[2] === undefined) return [{ ...word, text: name }];
  return option.value === 'none'
    ? [{ ...word, text: `-${word.text.slice(1).toLowerCase()}` }]
    : [
        { ...word, text: name },
        { ...word, text: hit[2] },
      ];
}
