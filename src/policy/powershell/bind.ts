// Words as they stand on the line → words as a cmdlet gets them: each value behind the full name of its parameter.
// Source: about_Parameters, about_Parameter_Binding (named ones first, then by position).
import type { OptionSpec } from '../commands/spec.ts';
import type { Doubt } from '../effects.ts';
import type { Word } from '../shell/segment.ts';
import { plain } from '../shell/word.ts';
import type { Cmdlet } from './cmdlet.ts';
import { itemWord } from './items.ts';
import { itemsOf, wordOf, type Value } from './run.ts';

/** One argument after evaluation. */
export type Given =
  | { readonly name: string; readonly value: Value | undefined; readonly start: number; readonly end: number }
  | { readonly name: undefined; readonly value: Value };

export interface Bound {
  /** Behind the name of the cmdlet. */
  readonly words: readonly Word[];
  readonly values: readonly { readonly option: OptionSpec; readonly value: Value }[];
  readonly doubts: readonly Doubt[];
}

/** Binds; `piped` are the files that the pipeline brings, if it brings any. */
export function bind(cmdlet: Cmdlet, given: readonly Given[], piped: readonly Value[] | undefined): Bound {
  const doubts: Doubt[] = [];
  const bound: { option: OptionSpec; value: Value | undefined; at: number }[] = [];
  const loose: Value[] = [];
  for (let at = 0; at < given.length; at++) {
    const one = given[at];
    if (one === undefined) break;
    if (one.name === undefined) {
      loose.push(one.value);
      continue;
    }
    const found = cmdlet.parameter(one.name);
    const option = 'name' in found ? found : guess(found);
    if (!('name' in found))
      doubts.push({ code: 'unknown-option', text: `the gate does not know the option -${one.name} of ${cmdlet.name}` });
    if (option === undefined) {
      if (one.value !== undefined) loose.push(one.value);
      continue;
    }
    if (option.value === 'none') {
      const on = one.value === undefined || /^(?:true|1)$/iu.test(one.value.text);
      const known = one.value === undefined || one.value.literal;
      if (!known) doubts.push({ code: 'dynamic-argument', text: `it is not known whether ${option.name} holds` });
      // What would make the command harmless counts only where it is certain.
      if (on || (!known && !option.deeds.some((deed) => deed.do === 'nothing'))) bound.push({ option, value: undefined, at: one.start });
      continue;
    }
    const next = given[at + 1];
    if (one.value === undefined && next?.name === undefined && next !== undefined) at++;
    const value = one.value ?? (next?.name === undefined ? next?.value : undefined);
    if (value === undefined) doubts.push({ code: 'unknown-option', text: `${option.name} of ${cmdlet.name} lacks its value` });
    else bound.push({ option, value, at: one.start });
  }
  place(cmdlet, loose, bound, doubts);
  const target = cmdlet.piped;
  if (piped !== undefined && target !== undefined && !bound.some(({ option }) => option === target || /^-(?:Literal)?Path$/u.test(option.name)))
    bound.push(...piped.map((value) => ({ option: target, value, at: value.start })));
  const words = bound.flatMap(({ option, value, at }) => {
    const name = plain(option.name, at, at + option.name.length);
    return value === undefined ? [name] : valuesOf(value, option).flatMap((item) => [name, option.kind.startsWith('item-') ? itemWord(item, option.name) : wordOf(item)]);
  });
  return { words, doubts, values: bound.flatMap(({ option, value }) => (value === undefined ? [] : [{ option, value }])) };
} // prettier-ignore

/** Files that a command listed stand for an unknown value where items are wanted. */
function valuesOf(value: Value, { kind }: OptionSpec): readonly Value[] {
  const { listed } = value;
  return !value.literal && listed !== undefined && listed.length > 0 && kind.startsWith('item-')
    ? listed
    : itemsOf(value);
}

/** A beginning that means several parameters does nothing in PowerShell; the gate sees the most dangerous. */
function guess(all: readonly OptionSpec[]): OptionSpec | undefined {
  return all.find(({ deeds }) => deeds.length > 0 && !deeds.some((deed) => deed.do === 'nothing')) ?? all.find(({ value }) => value === 'none') ?? all[0];
} // prettier-ignore

function place(
  cmdlet: Cmdlet,
  loose: readonly Value[],
  bound: { option: OptionSpec; value: Value | undefined; at: number }[],
  doubts: Doubt[],
): void {
  // A path under another name takes the place of the first one too.
  const taken = (option: OptionSpec): boolean =>
    bound.some(({ option: one }) => one === option || (/^-(?:Literal)?Path$/u.test(one.name) && option.name === '-Path'));
  const free = cmdlet.positions.filter((option) => !taken(option));
  loose.forEach((value, at) => {
    const option = free[at] ?? (cmdlet.rest ? (free.at(-1) ?? cmdlet.positions.at(-1)) : undefined);
    if (option !== undefined) {
      bound.push({ option, value, at: value.start });
      return;
    }
    doubts.push({ code: 'unknown-operand', text: `${cmdlet.name} is given more than the gate knows: ${value.text.slice(0, 60)}` });
    // Danger in what has no place is seen all the same.
    const first = cmdlet.positions[0];
    if (first !== undefined && first.kind.startsWith('item-')) bound.push({ option: first, value, at: value.start });
  });
} // prettier-ignore
