// The guards: constructs that the grammar parses without complaint although they hide code, or whose meaning
// depends on what cannot be seen. Each answers with the clause of a doubt, or with undefined.
import type { Segment, Word } from './segment.ts';
import type { Value } from './state.ts';
import { programOf } from './word.ts';

/** Guard c: code or indirection inside `${…}`, which the grammar takes for a pattern or a word. */
export function expansionDoubt(raw: string): string | undefined {
  const inside = raw.slice(2, -1);
  if (inside.includes('`')) return 'backticks stand inside ${…}';
  if (inside.includes('$(') || inside.includes('<(') || inside.includes('>('))
    return 'a substitution stands inside ${…}';
  if (inside.includes('${')) return '${…} stands inside ${…}';
  if (inside.startsWith('!')) return '${!…} names a variable by another one';
  if (/@[A-Za-z]$/.test(inside)) return 'the value of a variable is expanded once more';
  if (/\$'|\$\[/.test(inside)) return 'quoting stands inside ${…} that the grammar does not follow';
  const offset = /^\w+(?:\[[^\]]*\])?:([^-=?+].*)$/s.exec(inside);
  if (offset !== null && !/^[\s\d:-]*$/.test(offset[1] ?? ''))
    return 'the offset in ${…} is arithmetic over variables';
  const subscript = /^[#]?\w+\[(.*?)\]/s.exec(inside);
  if (subscript !== null && !/^(?:[@*]|-?\d+)$/.test(subscript[1] ?? ''))
    return 'a subscript is arithmetic over variables';
  return undefined;
}

const names = /[A-Za-z_]\w*/g;
/**
 * Each shell whose arithmetic runs code gives these a number, whatever the environment holds. Of UID and EPOCHSECONDS that is
 * true in some of them alone. Source: bash(1), zshparam(1), ksh(1).
 */
const numbered: ReadonlySet<string> = new Set(['RANDOM', 'SECONDS', 'LINENO', 'PPID']);

/** Guard g: arithmetic runs `$( )` in the value of a variable that it evaluates. */
export function arithmeticDoubt(
  text: string,
  variables: ReadonlyMap<string, Value> | undefined,
): string | undefined {
  if (text.includes('`') || /\$\([^(]/.test(text)) return 'arithmetic evaluates the output of a command';
  if (/\+\+|--|[^=!<>]=(?!=)|<<=|>>=/.test(text)) return 'arithmetic sets a variable';
  for (const name of text.replaceAll(/\b0[xX][0-9A-Fa-f]+\b|\b\d{1,2}#\w+/g, '0').match(names) ?? []) {
    const value = variables?.get(name);
    if (value === undefined && numbered.has(name)) continue;
    if (value === undefined || !value.proven || !/^-?\d+$/.test(value.text)) {
      return `arithmetic evaluates the variable ${name}, whose value may hold code`;
    }
  }
  return /\$[^A-Za-z_{([]/.test(text.slice(2))
    ? 'arithmetic evaluates a parameter, whose value may hold code'
    : undefined;
}

const plainName = /^[A-Za-z0-9_./:+@%,-]+$/;
const keywords = new Set(
  '{ } ! if then elif else fi for while until do done case esac in function select time coproc'.split(' '),
);

/** Guard e: the doubt that a program's name raises. */
export function nameDoubt(
  word: Word,
): { code: 'dynamic-name' | 'disguise' | 'parse'; text: string } | undefined {
  if (!word.literal) return { code: 'dynamic-name', text: 'the name of the program is not plain text' };
  if (word.glob) return { code: 'dynamic-name', text: 'the name of the program is a pattern' };
  if (word.quoted) return { code: 'disguise', text: 'the name of the program is quoted or escaped' };
  if (keywords.has(word.text) && word.text !== 'time' && word.text !== 'coproc') {
    return { code: 'parse', text: `the grammar takes the keyword ${word.text} for a program` };
  }
  if (!plainName.test(word.text) && !ownNames.has(word.text)) {
    return { code: 'disguise', text: 'the name of the program holds unusual characters' };
  }
  return undefined;
}

/** Names that the reader itself gives to segments, or that shells have by nature. */
const ownNames = new Set(['[', '[[', '((', '']);

const identifier = /^[A-Za-z_]\w*$/;
const numericTests = new Set(['-eq', '-ne', '-lt', '-le', '-gt', '-ge']);

/** Guard h and the rest of g: builtins that evaluate the name of a variable, or call back. */
export function builtinDoubt(
  segment: Pick<Segment, 'words'>,
  variables: ReadonlyMap<string, Value> | undefined,
): string | undefined {
  const [first, ...rest] = segment.words;
  if (first === undefined) return undefined;
  const program = programOf(first);
  const check = builtins.get(program);
  return check === undefined ? undefined : check(rest, variables);
}

type Check = (
  words: readonly Word[],
  variables: ReadonlyMap<string, Value> | undefined,
) => string | undefined;

const isOption = (word: Word): boolean => word.text.startsWith('-');
const hasLetter = (words: readonly Word[], letter: string): boolean =>
  words.some((word) => /^-[A-Za-z]+/.test(word.text) && word.text.includes(letter));
const oddName = (word: Word): boolean => !word.literal || !identifier.test(word.text);

function namesAreOdd(words: readonly Word[]): boolean {
  return words.some((word) => !isOption(word) && oddName(word));
}

const callsBack = 'an option of this builtin runs a command';
const oddNames = 'a builtin gets the name of a variable that is not a plain name';

const testing: Check = (words) => {
  const at = words.findIndex((word) => word.text === '-v' || word.text === '-R');
  const name = words[at + 1];
  return at >= 0 && name !== undefined && oddName(name) ? oddNames : undefined;
};

const declaring: Check = (words) => {
  if (words.some((word) => /^[-+][A-Za-z]*[in]/.test(word.text))) {
    return 'the attribute -i or -n evaluates the value of a variable';
  }
  return words.some((word) => !isOption(word) && !/^[A-Za-z_]\w*(?:\+?=|$)/.test(word.text))
    ? oddNames
    : undefined;
};

const builtins = new Map<string, Check>(
  Object.entries({
    printf: (words) => {
      const first = words[0];
      if (first === undefined || !first.text.startsWith('-v')) return undefined;
      const name = first.text === '-v' ? words[1] : { ...first, text: first.text.slice(2) };
      return name === undefined || oddName(name) ? oddNames : undefined;
    },
    read: (words) => (namesAreOdd(afterOptions(words, 'adinNptu')) ? oddNames : undefined),
    unset: (words) => (namesAreOdd(words) ? oddNames : undefined),
    getopts: (words) => (words[1] !== undefined && oddName(words[1]) ? oddNames : undefined),
    wait: (words) => (hasLetter(words, 'p') ? oddNames : undefined),
    mapfile: (words) =>
      hasLetter(words, 'C') ? callsBack : namesAreOdd(afterOptions(words, 'dnOsucC')) ? oddNames : undefined,
    readarray: (words) =>
      hasLetter(words, 'C') ? callsBack : namesAreOdd(afterOptions(words, 'dnOsucC')) ? oddNames : undefined,
    compgen: (words) =>
      hasLetter(words, 'W') || hasLetter(words, 'C') || hasLetter(words, 'F') ? callsBack : undefined,
    complete: () => callsBack,
    bind: (words) => (hasLetter(words, 'x') ? callsBack : undefined),
    jobs: (words) => (hasLetter(words, 'x') ? callsBack : undefined),
    fc: () => 'fc runs commands of the history',
    hash: (words) => (hasLetter(words, 'p') ? 'hash -p changes what a name runs' : undefined),
    enable: () => 'enable changes what builtins do',
    let: (words, variables) =>
      arithmeticDoubt(
        words
          .map((word) => word.text)
          .join(' ')
          .replaceAll(/\b\w+=(?!=)/g, ''),
        variables,
      ),
    test: testing,
    '[': testing,
    '[[': (words, variables) =>
      testing(words, variables) ??
      (words.some((word) => numericTests.has(word.text))
        ? arithmeticOperands(words, variables)
        : words.some((word) => word.text.includes('[') && !word.literal && word.text.includes('`'))
          ? oddNames
          : undefined),
    declare: declaring,
    typeset: declaring,
    local: declaring,
    export: declaring,
    readonly: declaring,
  } satisfies Record<string, Check>),
);

function arithmeticOperands(
  words: readonly Word[],
  variables: ReadonlyMap<string, Value> | undefined,
): string | undefined {
  for (const [i, word] of words.entries()) {
    if (!numericTests.has(word.text)) continue;
    for (const side of [words[i - 1], words[i + 1]]) {
      if (side === undefined || (side.literal && /^-?\d+$/.test(side.text))) continue;
      const doubt = side.literal
        ? arithmeticDoubt(side.text, variables)
        : 'a comparison of numbers evaluates a value that may hold code';
      if (doubt !== undefined) return doubt;
    }
  }
  return undefined;
}

/** The operands behind short options of which some take a value. */
function afterOptions(words: readonly Word[], valued: string): readonly Word[] {
  let at = 0;
  for (; at < words.length; at++) {
    const text = words[at]?.text ?? '';
    if (text === '--') return words.slice(at + 1);
    if (!text.startsWith('-') || text === '-') break;
    const taker = text
      .slice(1)
      .split('')
      .findIndex((letter) => valued.includes(letter));
    if (taker >= 0 && taker === text.length - 2) at++;
  }
  return words.slice(at);
}
