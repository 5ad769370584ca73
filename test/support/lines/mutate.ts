// Small damages and splices of lines that exist.
import type { Random } from './random.ts';
import { disguises, expansions } from './values.ts';

const inserted = [
  ...expansions, ...disguises, ' ', '\n', ';', '|', '&', '&&', '"', "'", '\\', '`', '$(', ')', '{', '}', '<', '>', '<<EOF\n', '\nEOF', '#', '=', '-', '--', '/', '..', '~', '*', '0', '(', '${', '!', '\\\n', 'sudo ', 'eval ', ' -rf /',
] as const; // prettier-ignore

/** The line with one to four changes; `other` lends parts. */
export function mutated(random: Random, line: string, other: string): string {
  let text = line;
  const times = 1 + random.below(4);
  for (let i = 0; i < times; i++) text = random.pick(changes)(random, text, other);
  return text.slice(0, 4000);
}

type Change = (random: Random, text: string, other: string) => string;

const changes: readonly Change[] = [
  (random, text) => insert(text, random.below(text.length + 1), random.pick(inserted)),
  (random, text) => insert(text, random.below(text.length + 1), random.pick(inserted)),
  (random, text) => {
    const at = random.below(text.length + 1);
    return text.slice(0, at) + text.slice(at + 1 + random.below(4));
  },
  (random, text) => {
    const at = random.below(text.length + 1);
    const part = text.slice(at, at + 1 + random.below(12));
    return insert(text, at, part.repeat(1 + random.below(3)));
  },
  (random, text, other) =>
    text.slice(0, random.below(text.length + 1)) + other.slice(random.below(other.length + 1)),
  (random, text, other) => `${text}${random.pick(['; ', ' && ', ' | ', '\n', ' $(', ' & '])}${other}`,
  (random, text) => {
    const words = text.split(' ');
    const [a, b] = [random.below(words.length), random.below(words.length)];
    [words[a], words[b]] = [words[b] ?? '', words[a] ?? ''];
    return words.join(' ');
  },
  (random, text) => {
    const words = text.split(' ');
    words.splice(random.below(words.length), 1);
    return words.join(' ');
  },
];

function insert(text: string, at: number, part: string): string {
  return text.slice(0, at) + part + text.slice(at);
}
