// Words of a command: from a node of the tree to what the program will see, as far as that is known. Substitutions
// inside a word are collected for the walk, not followed here.
import { expandBraces, splitBlanks, type Masked } from './braces.ts';
import { Builder, steady, type Gathered } from './builder.ts';
import { caps } from './caps.ts';
import { foreign } from './characters.ts';
import { doubtCap, endOf, startOf, type Run, type Scope } from './run.ts';
import type { Word } from './segment.ts';
import type { Syntax } from './syntax.ts';

/** Nothing gathered yet. */
export function gather(): Gathered {
  return { words: [], nested: [], unproven: false, namedByVariable: false };
}

/** Plain words stand for themselves. */
const simple = /^[A-Za-z0-9_./:@%+,=-]+$/;
const globbing = /[*?[]/;

/** Where a word stands decides what is expanded: an argument may become several, a value or a target stays one. */
export type Place = 'argument' | 'value';

/** Adds the words that a node becomes: mostly one; several by braces or splitting; none for an empty variable. */
export function addWords(
  run: Run,
  scope: Scope,
  node: Syntax,
  into: Gathered,
  place: Place = 'argument',
): void {
  const { source } = scope;
  const raw = source.text.slice(node.start, node.end);
  const start = startOf(source, node.start);
  const end = endOf(source, node.end);
  if ((node.type === 'word' || node.type === 'number') && simple.test(raw)) {
    into.words.push({ text: raw, literal: true, glob: false, quoted: false, start, end });
    return;
  }
  if (node.type === 'raw_string') {
    into.words.push({ text: raw.slice(1, -1), literal: true, glob: false, quoted: true, start, end });
    return;
  }
  const allParameters = place === 'argument' ? positionalWords(scope, raw) : undefined;
  if (allParameters !== undefined) {
    into.namedByVariable ||= into.words.length === 0;
    run.expandedWords += allParameters.length;
    if (run.expandedWords > caps.expandedWords) {
      doubtCap(run, `parameters give more than ${String(caps.expandedWords)} words`);
      into.words.push({ text: raw, literal: false, glob: true, quoted: true, start, end });
      return;
    }
    if (!steady(scope)) into.unproven = true;
    into.words.push(...allParameters.map((word) => ({ ...word, start, end })));
    return;
  }
  const builder = new Builder(run, scope, into);
  builder.append(node);
  const word = builder.word;
  const glob = hasGlob(word);
  if (!builder.literal) {
    const { names, quoted } = builder;
    const unknown = { text: raw, literal: false, glob, quoted, start, end };
    into.words.push(names === undefined ? unknown : { ...unknown, names });
    return;
  }
  const push = (piece: Masked): void => {
    into.words.push({
      text: piece.text,
      literal: true,
      glob: hasGlob(piece),
      quoted: builder.quoted,
      start,
      end,
    });
  };
  if (place === 'value') push(word);
  else if (word.text === '') {
    // An empty value without quotes is no word at all.
    if (builder.quoted) push(word);
  } else if (!word.text.includes('{') && !word.mask.includes('x')) push(word);
  else {
    const spread = expandBraces(word);
    if (spread === undefined) {
      doubtCap(run, `braces give more than ${String(caps.expansion)} words`);
      into.words.push({ text: raw, literal: false, glob: true, quoted: builder.quoted, start, end });
    } else for (const piece of spread) for (const field of splitBlanks(piece)) push(field);
  }
}

/** The single value of a node: of an assignment, or of a redirect's target. */
export function valueOf(run: Run, scope: Scope, node: Syntax, into: Gathered): Word {
  const before = into.words.length;
  const { namedByVariable } = into;
  addWords(run, scope, node, into, 'value');
  const word = into.words[before];
  into.words.length = before;
  into.namedByVariable = namedByVariable;
  return word ?? emptyWord(scope, node.end);
}

export function emptyWord(scope: Scope, offset: number): Word {
  const at = startOf(scope.source, offset);
  return { text: '', literal: true, glob: false, quoted: false, start: at, end: endOf(scope.source, offset) };
}

function hasGlob({ text, mask }: Masked): boolean {
  if (!globbing.test(text)) return false;
  for (let i = 0; i < text.length; i++) if (mask[i] !== 'q' && globbing.test(text[i] ?? '')) return true;
  return false;
}

function positionalWords(scope: Scope, raw: string): readonly Word[] | undefined {
  if (scope.positional === undefined) return undefined;
  if (!/^"?\$(?:[@*]|\{[@*]\})"?$/.test(raw)) return undefined;
  return scope.positional.slice(1);
}

/** Whether a word in the place of an option hides something behind letters that only look familiar. */
export function foreignOption(word: Word): boolean {
  return word.text.startsWith('-') && foreign(word.text.split('=', 1)[0] ?? '');
}
