// One command pattern against one segment. Deny and ask look at every spelling of every level of wrapping; allow
// looks at what the program will really be given, and believes no wrapper that is not neutral.
import type { Facts } from '../facts.ts';
import { canonical } from '../paths/absolute.ts';
import { assignmentFinding } from '../commands/environment.ts';
import type { Assignment, Segment, Word } from '../shell/segment.ts';
import { programOf, texts } from '../shell/word.ts';
import { matchesFlagged, withoutGlobals } from './flags.ts';
import { aliasOf } from '../powershell/aliases.ts';
import {
  lineOf,
  literalText,
  matchesLine,
  matchesWords,
  mayMatchWords,
  patternOf,
  type TextPattern,
} from './pattern.ts';
import type { Matcher } from './rule.ts';

type Place = Pick<Facts, 'home' | 'platform'>;

export type CommandMatcher = Extract<Matcher, { kind: 'command' | 'command-regex' }>;

/** One way to write a command: its words, and the line that they make. */
export interface Spelling {
  readonly words: readonly string[];
  readonly line: string;
}

/** Does a deny or ask rule speak of the segment with these spellings? */
export function sightsCommand(
  matcher: CommandMatcher,
  spellings: readonly Spelling[],
  facts: Place,
  powershell = false,
): boolean {
  if (matcher.shell === 'powershell' && !powershell) return false;
  if (spellings.some((spelling) => sightsWords(matcher, spelling))) return true;
  if (powershell) {
    const lower = folded(matcher);
    if (
      spellings.some(({ words }) => sightsWords(lower, spellingOf(words.map((word) => word.toLowerCase()))))
    )
      return true;
  }
  return (
    namesHome(matcher) &&
    spellings.some(({ words }) => sightsWords(matcher, spellingOf(fromHome(words, facts))))
  );
}

/** PowerShell does not tell case apart, and a rule on an alias is a rule on its cmdlet. */
export function folded(matcher: CommandMatcher): CommandMatcher {
  if (matcher.kind === 'command-regex') return matcher;
  const tokens = matcher.pattern.tokens.map((token) => token.map((piece) => piece.toLowerCase()));
  return { ...matcher, pattern: underCmdlet(tokens, matcher.pattern.text), flagged: undefined };
}

function underCmdlet(tokens: TextPattern['tokens'], text: string): TextPattern {
  const [first = [], ...rest] = tokens;
  const cmdlet = first.length === 1 ? aliasOf(first[0] ?? '')?.cmdlet.toLowerCase() : undefined;
  return patternOf(cmdlet === undefined ? tokens : [[cmdlet], ...rest], text);
}

/** For an allow rule only the name of the command has no case: what programs are given has. */
function namedFolded(matcher: CommandMatcher): CommandMatcher {
  if (matcher.kind === 'command-regex') return matcher;
  const [first = [], ...rest] = matcher.pattern.tokens;
  const tokens = [first.map((piece) => piece.toLowerCase()), ...rest];
  return { ...matcher, pattern: underCmdlet(tokens, matcher.pattern.text) };
}

/** The same question about words that no reader vouches for. */
export function sightsWords(matcher: CommandMatcher, { words, line }: Spelling): boolean {
  if (matcher.kind === 'command-regex') return matcher.regex.found(words.join(' '));
  return (
    matchesLine(matcher.pattern, line) ||
    (matcher.flagged !== undefined && matchesFlagged(matcher.flagged, words))
  );
}

export function spellingOf(words: readonly string[]): Spelling {
  return { words, line: lineOf(words) };
}

/** Could a deny or ask rule speak of the segment once its unknown words have values? */
export function maySightCommand(matcher: CommandMatcher, segment: Segment): boolean {
  if (matcher.kind === 'command-regex') return false;
  if (matcher.shell === 'powershell' && segment.language === undefined) return false;
  return segment.forms.some(
    (words) =>
      words.some((word) => !word.literal) &&
      mayMatchWords(matcher.pattern, words.map((word, at) => (word.literal ? (at === 0 ? programOf(word) : word.text) : undefined))),
  ); // prettier-ignore
}

/** Does an allow rule cover the segment's command with its assignments? Redirects are judged elsewhere. */
export function coversCommand(
  given: CommandMatcher,
  segment: Segment,
  facts: Place,
  powershell = false,
): boolean {
  if (segment.words.length === 0) return false;
  // What stands in a line of one shell is not covered by a rule that names another one.
  const inside = powershell || segment.language !== undefined;
  if (given.shell !== 'any' && (given.shell === 'powershell') !== inside) return false;
  const matcher = inside ? namedFolded(given) : given;
  const unsafe = segment.assignments.filter((one) => !isHarmless(one));
  return believableForms(segment).some(({ words, fed }) => {
    const written = [texts(words), programFirst(words)];
    const plain = inside ? written.map(([first = '', ...rest]) => [first.toLowerCase(), ...rest]) : written;
    const spelled = namesHome(matcher) ? [...plain, ...plain.map((one) => fromHome(one, facts))] : plain;
    if (matcher.kind === 'command-regex') {
      return unsafe.length === 0 && !fed && spelled.some((one) => matcher.regex.whole(shellText(one)));
    }
    if (fed && !matcher.pattern.open) return false;
    const named = spellsOut(matcher.pattern, segment);
    return spelled.some(
      (one) =>
        (unsafe.length === 0 && matchesWords(matcher.pattern, one)) ||
        (named && matchesWords(matcher.pattern, [...assigned(segment), ...one])),
    );
  });
}

/** Words as the reader gives them have `~` resolved; the pattern of a person may still say it. */
function namesHome(matcher: CommandMatcher): boolean {
  return (
    matcher.kind === 'command' && matcher.pattern.tokens.some(([piece = '']) => /^~(?:\/|$)/u.test(piece))
  );
}

function fromHome(words: readonly string[], { home, platform }: Place): readonly string[] {
  const base = canonical(home, platform);
  return words.map((word) =>
    word === base ? '~' : word.startsWith(`${base}/`) ? `~${word.slice(base.length)}` : word,
  );
}

/** Variables that change how a program speaks, not what it runs. */
function isHarmless({ name, value }: Assignment): boolean {
  const { effects, doubts } = assignmentFinding(name, value, true);
  return effects.length === 0 && doubts.length === 0;
}

/** The rule names each unsafe variable itself, before any star. */
function spellsOut(pattern: TextPattern, segment: Segment): boolean {
  const head = pattern.pieces[0] ?? '';
  return segment.assignments.every(({ name, value }) => value.literal && head.includes(`${name}=`));
}

function assigned(segment: Segment): readonly string[] {
  return segment.assignments.map(({ name, value }) => `${name}=${value.text}`);
}

/** Wrappers that change nothing but time, priority or buffering: Claude Code's list. */
const neutral: ReadonlySet<string> = new Set([
  'timeout',
  'time',
  'nice',
  'nohup',
  'stdbuf',
  'command',
  'builtin',
  'noglob',
]);

interface Form {
  readonly words: readonly Word[];
  /** Further arguments come from elsewhere, as with xargs. */
  readonly fed: boolean;
}

/** The forms that an allow rule may be matched against: from the outside in, as long as the wrappers are neutral. */
function believableForms(segment: Segment): readonly Form[] {
  const forms = segment.forms.length > 0 ? segment.forms : [segment.words];
  const believed: Form[] = [];
  let fed = false;
  for (const [depth, words] of forms.entries()) {
    believed.push({ words, fed });
    const wrapper = segment.wrappers[depth];
    if (wrapper === undefined) break;
    if (wrapper.name === 'xargs' && wrapper.words.length === 1) fed = true;
    else if (!neutral.has(wrapper.name)) break;
  }
  // A wrapper that the reader lists without a form of its own breaks the pairing: only the outermost counts then.
  return segment.wrappers.length === forms.length - 1
    ? believed
    : believed.slice(0, segment.wrappers.length === 0 ? 1 : 0);
}

/** All spellings under which a deny may know the segment. */
export function spellingsOf(segment: Segment, { platform }: Place): readonly Spelling[] {
  const forms = segment.forms.length > 0 ? segment.forms : [segment.words];
  const spelled = forms.flatMap((words) => lenientProgram(texts(words), platform));
  const bare = spelled.flatMap((words) => {
    const short = withoutGlobals(words);
    return short === words ? [words] : [words, short];
  });
  const prefix = assigned(segment);
  const all = prefix.length === 0 ? bare : [...bare, ...bare.map((words) => [...prefix, ...words])];
  return all.map(spellingOf);
}

/** Any absolute path counts as its base name too: a copy of a program elsewhere is no way around a deny. */
function lenientProgram(
  words: readonly string[],
  platform: Facts['platform'],
): readonly (readonly string[])[] {
  const [first = '', ...rest] = words;
  const path = platform === 'win32' ? first.replaceAll('\\', '/') : first;
  const base = /^(?:\/|[A-Za-z]:\/|~\/)/u.test(path) ? path.slice(path.lastIndexOf('/') + 1) : path;
  const folded = platform === 'linux' ? base : base.toLowerCase().replace(/\.(?:exe|cmd|bat|com)$/u, '');
  if (first === base && first === folded) return [words];
  return [...new Set([first, base, folded])].map((name) => [name, ...rest]);
}

function programFirst(words: readonly Word[]): readonly string[] {
  return words.map((word, at) => (at === 0 ? programOf(word) : word.text));
}

/** Words as a shell would need them written, so that a blank inside one cannot pass for the gap between two. */
export function shellText(words: readonly string[]): string {
  return words
    .map((word) => (/^[\w@%+=:,./~^*?[\]{}-]+$/u.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
    .join(' ');
}

/** Does the author of the rule spell out this option or variable, rather than leave it to a star? */
export function spells(matcher: CommandMatcher, text: string): boolean {
  return matcher.kind === 'command' && ` ${literalText(matcher.pattern)} `.includes(text);
}
