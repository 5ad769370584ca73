// One simple command as features of the effect-verb model: its words, their parts, and short pieces of them, hashed
// into buckets. The program's name is masked, so that what is learned of one program holds for programs never seen.

/** So many buckets has each head: a prime that lets two heads and their numbers fit into 64 KiB. */
export const buckets = 32_749;

/** Stands in place of the program's name. */
const maskedProgram = 'PROG';

/** No command needs more to say what it does, and a long one must not take long. */
const mostWords = 64;
const mostCharacters = 48;

/**
 * Calls `each` with the bucket of every feature of the masked program and the words behind its name, and `end` after
 * each of these: the features of a beginning are the first features of the whole. A bucket may come twice.
 */
export function features(
  words: readonly string[],
  each: (bucket: number) => void,
  end: (words: number) => void = () => undefined,
): void {
  let before = '^';
  const count = Math.min(words.length, mostWords);
  for (let at = 0; at <= count; at += 1) {
    const word = at === 0 ? maskedProgram : (words[at - 1] ?? '').slice(0, mostCharacters);
    each(hashed(of.word, word));
    each(hashed(hash(of.pair, before), ` ${word}`));
    if (at <= 2) each(hashed(of.place + at, word));
    if (at > 0) {
      for (const part of partsOf(word)) each(hashed(of.word, part));
      pieces(` ${word} `, each);
    }
    before = word;
    end(at);
  }
}

/** Features that a person can read, each with its bucket: words, pairs of words and parts of words. */
export function readable(words: readonly string[]): readonly (readonly [text: string, bucket: number])[] {
  const known = [maskedProgram, ...words.slice(0, mostWords).map((word) => word.slice(0, mostCharacters))];
  return known.flatMap((word, at) => {
    const before = known[at - 1];
    if (before === undefined) return [];
    return [
      [word, hashed(of.word, word)] as const,
      [`${before} ${word}`, hashed(hash(of.pair, before), ` ${word}`)] as const,
      ...partsOf(word).map((part) => [part, hashed(of.word, part)] as const),
    ];
  });
}

/** `--delete-branch`, `deleteBranch`, `DELETE` and `'delete from x'` speak of deleting, too. */
function partsOf(word: string): readonly string[] {
  const parts = word.split(/[^A-Za-z\d]+|(?<=[a-z\d])(?=[A-Z])/u).filter((part) => part !== '');
  const lower = parts.map((part) => part.toLowerCase());
  return lower.length === 1 && lower[0] === word ? [] : lower;
}

/** Pieces of three to five characters. */
function pieces(text: string, each: (bucket: number) => void): void {
  for (let from = 0; from + 2 < text.length; from += 1) {
    let value = step(step(of.piece, text.charCodeAt(from)), text.charCodeAt(from + 1));
    const end = Math.min(text.length, from + 5);
    for (let at = from + 2; at < end; at += 1) {
      value = step(value, text.charCodeAt(at));
      each(bucketOf(value));
    }
  }
}

/** Where the hash of each kind of feature starts. */
const of = { word: 0x811c_9dc5, pair: 0x1f83_d9ab, piece: 0x9b05_688c, place: 0x510e_527f } as const;

function hashed(start: number, text: string): number {
  return bucketOf(hash(start, text));
}

function hash(start: number, text: string): number {
  let value = start;
  for (let at = 0; at < text.length; at += 1) value = step(value, text.charCodeAt(at));
  return value;
}

/** FNV-1a over the units of the text. */
function step(value: number, unit: number): number {
  return Math.imul(value ^ unit, 0x0100_0193) >>> 0;
}

function bucketOf(value: number): number {
  return ((value ^ (value >>> 15)) >>> 0) % buckets;
}
