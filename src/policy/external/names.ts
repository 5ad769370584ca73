// The name of a tool → what it does. Verbs are found wherever they stand: `createIssue`, `issue_create`, `deleteusers`,
// `getOrCreate`, `findAndDelete`. What holds no known verb is a change of unknown kind, never a read.
import { graver, type OperationKind, type Reversibility } from './operation.ts';
import { draftNouns, messageNouns, plainWords, things, verbs, type Verb } from './verbs.ts';

export interface NameReading {
  readonly kind: OperationKind;
  readonly reversibility: Reversibility;
  /** The verbs that decided; empty where none is known. */
  readonly verbs: readonly string[];
  /** The name runs what the arguments say, as `execute_sql` does. */
  readonly runs: boolean;
  /** The name itself says that it is about many things: `bulk_delete`, `delete_all`. */
  readonly many: boolean;
  readonly malformed: boolean;
}

/** Reads the words of one name. */
export function readName(name: string): NameReading {
  const malformed = !wellFormed.test(name);
  const words = malformed ? [] : wordsOf(name);
  const found = verbsIn(words);
  const many = words.some((word) => manyWords.has(word));
  if (found.length === 0) {
    return { kind: 'modify', reversibility: 'unknown', verbs: [], runs: false, many, malformed };
  }
  let kind: OperationKind = 'read';
  for (const { verb } of found) kind = graver(kind, verb.kind);
  const message = words.some((word, at) => isMessage(word) && words[at - 1] !== 'api');
  const draft = words.some((word) => draftNouns.has(singular(word)));
  // To make a release is to publish it, to write a comment is to send it; a draft goes nowhere yet.
  if (kind === 'write' && words.includes('release')) kind = 'publish';
  else if (kind === 'write' && message && !draft) kind = 'send';
  else if (kind === 'send' && draft && !found.some(({ word }) => word === 'send')) kind = 'write';
  const deciding = found.filter(({ verb }) => verb.kind === kind);
  return {
    kind,
    reversibility:
      kind === 'send' || kind === 'publish' ? 'no' : worstOf(deciding.length > 0 ? deciding : found),
    verbs: found.map(({ word }) => word),
    runs: found.some(({ verb, word }) => verb.reversibility === 'unknown' || word === 'query'),
    many,
    malformed,
  };
}

/** Source: Model Context Protocol 2025-11-25, tool names: 1 to 128 letters, digits, `_`, `-`, `.` (and `/`, which some use). */
const wellFormed = /^[A-Za-z0-9](?:[\w./-]{0,126}[A-Za-z0-9])?$/u;

/** `getHTTPUser2`, `get-http_user` → get, http, user. */
export function wordsOf(name: string): readonly string[] {
  return name
    .slice(0, mostLetters)
    .replaceAll(/([a-z0-9])([A-Z])/gu, '$1 $2')
    .replaceAll(/(?<![A-Z])([A-Z]+)([A-Z][a-z])/gu, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/u)
    .filter((word) => word !== '');
}

/** No name that is well formed is longer. */
const mostLetters = 256;

interface Found {
  readonly word: string;
  readonly verb: Verb;
}

const connectors: ReadonlySet<string> = new Set(['and', 'or', 'then', 'n', 'plus', 'also', 'by']);
const manyWords: ReadonlySet<string> = new Set(
  'bulk batch all mass many multi multiple everything every'.split(' '),
);

/**
 * A word that is also a thing counts as a verb where it leads the name, follows a connecting word, or no other verb
 * came before it: `post_message`, `find_and_post`; not in `list_posts`. The same holds for inflected verbs.
 */
function verbsIn(words: readonly string[]): readonly Found[] {
  const found: Found[] = [];
  for (const [at, word] of words.entries()) {
    const before = words[at - 1] ?? '';
    // Pull requests and merge requests are things.
    if (/^requests?$/u.test(word) && (before === 'pull' || before === 'merge')) continue;
    if (word === 'merge' && /^requests?$/u.test(words[at + 1] ?? '')) continue;
    // `API-post-page`: the method of a request, as servers made from an API description name their tools.
    if (word === 'post' && before === 'api') {
      found.push({ word, verb: { kind: 'write', reversibility: 'partly', noun: false } });
      continue;
    }
    // To check something out or in is no look at it.
    if (word === 'check' && /^(?:out|in)$/u.test(words[at + 1] ?? '')) {
      found.push({ word, verb: unknownChange });
      continue;
    }
    const exact = verbs.get(word);
    const verb = exact ?? verbs.get(inflected(word));
    if (verb !== undefined) {
      const thing = exact === undefined || verb.noun;
      if (!thing || found.length === 0 || connectors.has(before)) found.push({ word, verb });
      continue;
    }
    if (plainWords.has(word) || connectors.has(word) || isParticiple(word)) continue;
    if (isMessage(word)) continue;
    const inside = glued(word);
    found.push(...inside);
    // What follows a connecting word is a second verb, unless it is a thing: `check_and_fix`, `list_users_and_groups`.
    const isSecond = at > 1 && joining.has(before) && !word.endsWith('s') && !things.has(word);
    if (isSecond && inside.length === 0) found.push({ word, verb: unknownChange });
  }
  return found;
}

const joining: ReadonlySet<string> = new Set(['and', 'then', 'plus']);
const unknownChange: Verb = { kind: 'modify', reversibility: 'unknown', noun: false };

/** `deleted`, `merged`, `submitted`: what things are, not what happens. */
function isParticiple(word: string): boolean {
  const stems = [word.replace(/d$/u, ''), word.replace(/ed$/u, ''), word.replace(/(.)\1ed$/u, '$1')];
  return word.endsWith('ed') && stems.some((stem) => verbs.has(stem));
}

/** `deletes`, `deleting` → delete. */
function inflected(word: string): string {
  const stems = [
    word.replace(/s$/u, ''),
    word.replace(/es$/u, ''),
    word.replace(/ies$/u, 'y'),
    word.replace(/ing$/u, ''),
    word.replace(/ing$/u, 'e'),
    word.replace(/(.)\1ing$/u, '$1'),
  ];
  return stems.find((stem) => stem !== word && verbs.has(stem)) ?? word;
}

function isMessage(word: string): boolean {
  return messageNouns.has(word) || messageNouns.has(singular(word));
}

function singular(word: string): string {
  return word.replace(/ies$/u, 'y').replace(/s$/u, '');
}

/**
 * Verbs in a word that has no seam: a changing verb that leads it or, from five letters on, stands anywhere in it. It
 * reads only where a reading verb is followed by a known thing and nothing else is found.
 */
function glued(word: string): readonly Found[] {
  const lead = leading(word);
  const inside = changing.filter(({ word: text }) => word.includes(text, 1));
  return lead === undefined ? inside : [lead, ...inside];
}

const changing: readonly Found[] = [...verbs].flatMap(([word, verb]) =>
  word.length >= 5 && verb.kind !== 'read' && !verb.noun ? [{ word, verb }] : [],
);

function leading(word: string): Found | undefined {
  for (let length = Math.min(word.length - 1, 12); length >= 3; length -= 1) {
    const text = word.slice(0, length);
    const verb = verbs.get(text);
    if (verb === undefined || verb.noun) continue;
    if (verb.kind !== 'read' || things.has(singular(word.slice(length)))) return { word: text, verb };
  }
  return undefined;
}

const badness: readonly Reversibility[] = ['yes', 'partly', 'no', 'unknown'];

function worstOf(found: readonly Found[]): Reversibility {
  return found
    .map(({ verb }) => verb.reversibility)
    .reduce((worst, one) => (badness.indexOf(one) > badness.indexOf(worst) ? one : worst), 'yes');
}
