// Texts made to keep one regular expression busy: what it repeats, many times, with what stands before it once or each
// time, and an end that fits nothing. All pieces come from the expression itself.
import { RegExpParser, type AST } from '@eslint-community/regexpp';

export interface Attack {
  readonly head: string;
  readonly piece: string;
  readonly end: string;
}

export function textOf({ head, piece, end }: Attack, length: number): string {
  return head + piece.repeat(Math.ceil(length / piece.length)) + end;
}

const parser = new RegExpParser({ ecmaVersion: 2024 });

/** An end that neither a class of letters nor `.` takes; behind a line end, so that `$` fits nowhere before it. */
const end = '\n\u0001';
const samples = ['a', '0', ' ', '\n', '-', '/', '.', '"', 'Z', ';', 'é'];
const mostPieces = 24;

export function attacks(source: string, flags: string): readonly Attack[] {
  const pattern = parser.parsePattern(source, 0, source.length, {
    unicode: flags.includes('u'),
    unicodeSets: flags.includes('v'),
  });
  const repeated: { readonly head: string; readonly element: AST.QuantifiableElement }[] = [];
  const words = new Set<string>();
  collect(pattern, '');
  const all = repeated.flatMap(({ head, element }) => {
    const own = membersOf(element, flags);
    const [first = ''] = own;
    const pieces = [first, head + first, head, exampleOf(pattern, flags), ...own, ...words];
    const mixed = [...words].slice(0, 6).flatMap((word) => [first + word, word + first, `${word} `]);
    const some = [...new Set([...pieces.slice(0, mostPieces), ...mixed])].filter((piece) => piece !== '');
    return some.flatMap((piece) => [...new Set(['', head])].map((start) => ({ head: start, piece, end })));
  });
  return [...new Map(all.map((attack) => [JSON.stringify(attack), attack])).values()];

  function collect(node: AST.Node, before: string): void {
    switch (node.type) {
      case 'Pattern':
      case 'Group':
      case 'CapturingGroup':
        for (const one of node.alternatives) collect(one, before);
        return;
      case 'Assertion':
        if ('alternatives' in node) for (const one of node.alternatives) collect(one, before);
        return;
      case 'Quantifier':
        if (node.max > 100) repeated.push({ head: before, element: node.element });
        collect(node.element, before);
        return;
      case 'Alternative':
        sequence(node.elements, before);
        return;
      case 'CharacterClass':
        for (const one of node.elements) if (one.type === 'Character') words.add(letter(one));
        return;
      default:
        return;
    }
  }

  function sequence(elements: readonly AST.Element[], before: string): void {
    let [head, word] = [before, ''];
    for (const element of elements) {
      collect(element, head);
      head += exampleOf(element, flags);
      if (element.type === 'Character') word += letter(element);
      if (element.type !== 'Character' || element === elements.at(-1)) {
        if (word !== '') words.add(word);
        word = '';
      }
    }
  }
}

/** Those of a group, and those of the groups inside it. */
function* alternativesIn(node: AST.Node): Generator<AST.Alternative> {
  if (node.type === 'Quantifier') yield* alternativesIn(node.element);
  if (node.type !== 'Group' && node.type !== 'CapturingGroup') return;
  yield* node.alternatives;
  for (const { elements } of node.alternatives) for (const one of elements) yield* alternativesIn(one);
}

function letter({ value }: AST.Character): string {
  return String.fromCodePoint(value);
}

/** Texts that one element takes. */
function membersOf(element: AST.QuantifiableElement, flags: string): readonly string[] {
  if (element.type === 'Group' || element.type === 'CapturingGroup')
    return [...alternativesIn(element)].map((one) => exampleOf(one, flags)).slice(0, 10);
  if (element.type !== 'CharacterClass' && element.type !== 'CharacterSet')
    return [exampleOf(element, flags)];
  const test = new RegExp(`^${element.raw}$`, flags.replaceAll(/[gmy]/gu, ''));
  const named =
    element.type === 'CharacterSet' || element.negate
      ? []
      : element.elements.flatMap((one) =>
          one.type === 'Character'
            ? [letter(one)]
            : one.type === 'CharacterClassRange'
              ? [letter(one.min)]
              : [],
        );
  return [...named.slice(0, 3), ...samples.filter((sample) => test.test(sample))].slice(0, 6);
}

/** A short text that the node takes, without a promise that what stands around it does. */
function exampleOf(node: AST.Node, flags: string): string {
  switch (node.type) {
    case 'Pattern':
    case 'Group':
    case 'CapturingGroup': {
      const all = node.alternatives.map((one) => exampleOf(one, flags)).filter((one) => one !== '');
      return all.sort((one, other) => one.length - other.length)[0] ?? '';
    }
    case 'Alternative':
      return node.elements.map((one) => exampleOf(one, flags)).join('');
    case 'Character':
      return letter(node);
    case 'CharacterClass':
    case 'CharacterSet':
      return membersOf(node, flags)[0] ?? '';
    case 'Quantifier':
      return exampleOf(node.element, flags).repeat(node.max === 0 ? 0 : Math.min(Math.max(node.min, 1), 50));
    default:
      return '';
  }
}
