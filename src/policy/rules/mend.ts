// What was probably meant by a rule that advice speaks of: other texts for it. None of them says more than the rule
// did; a person chooses.
import type { LintCode } from './findings.ts';
import { hasInnerStar, textOf } from './pattern.ts';
import type { Matcher, Rule } from './rule.ts';
import { toolInAnyCase, toolNames } from './tools.ts';

type Tokens = readonly (readonly string[])[];

/** Each entry holds the texts that would together stand in the place of the rule. */
export function mends(rule: Rule, code: LintCode): readonly (readonly string[])[] {
  const { source, matcher } = rule;
  const text = source.text.trim();
  switch (code) {
    case 'unknown-tool':
      return named(text);
    case 'invalid':
      return fetching(text);
    case 'never':
      return matcher.kind === 'command' ? parts(matcher.pattern.tokens, text) : prefix(matcher);
    case 'broad':
      return narrower(matcher, text);
    // Who finds these says at once what was meant.
    case 'misread':
    case 'narrow':
    case 'duplicate':
    case 'shadowed':
    case 'idle':
    case 'frees':
    case 'uncounted':
      return [];
  }
}

/** The tool whose name is most like the word, if one is like it at all. */
export function nearestTool(word: string): string | undefined {
  const same = toolInAnyCase(word)?.name;
  if (same !== undefined) return same;
  const other = otherNames.get(word.toLowerCase());
  if (other !== undefined) return other;
  if (word.length < 3) return undefined;
  const lower = word.toLowerCase();
  const near = toolNames()
    .map((name) => ({ name, far: distance(lower, name.toLowerCase()) }))
    .sort((one, other) => one.far - other.far)[0];
  return near !== undefined && near.far <= Math.min(2, Math.floor(word.length / 3)) ? near.name : undefined;
}

/** What agents and people call these tools as well. */
const otherNames: ReadonlyMap<string, string> = new Map(
  Object.entries({
    Bash: 'shell terminal sh cmd command exec execute run runcommand',
    Read: 'file open view readfile',
    Edit: 'replace modify patch change update',
    Write: 'create writefile savefile',
    WebFetch: 'fetch web http https url browse download',
    Agent: 'subagent',
  }).flatMap(([tool, names]) => names.split(' ').map((name): [string, string] => [name, tool])),
);

/** The texts among `known` that are most like the word, the nearest first. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const [near] = known
    .map((name) => ({ name, far: distance(word, name) }))
    .sort((one, other) => one.far - other.far);
  return near !== undefined && near.far <= Math.max(2, Math.floor(word.length / 3)) ? near.name : undefined;
}

function named(text: string): readonly (readonly string[])[] {
  const word = /^[\w*.-]+/u.exec(text)?.[0] ?? '';
  const tool = nearestTool(word);
  return tool === undefined ? [] : [[tool + text.slice(word.length)]];
}

/** `WebFetch(https://example.com/x)` means its host. */
function fetching(text: string): readonly (readonly string[])[] {
  const inside = /^WebFetch\((?:domain:)?\s*(?!\s)(?:[a-z][\w+.-]*:\/\/)?(?:[^/@]*@)?([\w.*-]+)(?::\d+)?(?:[/?#].*)?\)$/iu.exec(text)?.[1];
  return inside === undefined || !inside.includes('.') ? [] : [[`WebFetch(domain:${inside})`]];
} // prettier-ignore

const joining = /^(?:&&|\|\|?|\|&|;|&)$/u;
const redirecting = /^\d*(?:>{1,2}|&>{1,2})$/u;

/** One rule for each command of a line, and one for each file that it writes. */
function parts(tokens: Tokens, text: string): readonly (readonly string[])[] {
  const commands: Tokens[] = [];
  const files: string[] = [];
  let now: (readonly string[])[] = [];
  const end = (): void => {
    if (now.length > 0) commands.push(now);
    now = [];
  };
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] ?? [];
    const word = token.length === 1 ? (token[0] ?? '') : '';
    if (joining.test(word)) end();
    else if (redirecting.test(word)) {
      const target = tokens[++at];
      if (target === undefined) return [];
      files.push(`Edit(${target.join('*')})`);
    } else if (word.endsWith(';')) {
      now.push([word.slice(0, -1)]);
      end();
    } else now.push(token);
  }
  end();
  const rules = [...commands.map((one) => within(textOf(one), text)), ...files];
  return rules.length === 0 || (rules.length === 1 && rules[0] === text) ? [] : [rules];
}

/** In the brackets of the same tool, if the rule stood in some. */
function within(inside: string, text: string): string {
  const tool = /^([A-Za-z_]\w*)\(.*\)$/u.exec(text)?.[1];
  return tool === undefined ? inside : `${tool}(${inside})`;
}

/** An entry of the lists of denied beginnings needs no star. */
function prefix(matcher: Matcher): readonly (readonly string[])[] {
  if (matcher.kind !== 'listed') return [];
  const [text] = matcher.tools.written.prefixes;
  return text !== undefined && /^[\w.:/-]+\*+$/u.test(text) ? [[text.replace(/(?<!\*)\*+$/u, '')]] : [];
}

function narrower(matcher: Matcher, text: string): readonly (readonly string[])[] {
  switch (matcher.kind) {
    case 'command': {
      const { tokens } = matcher.pattern;
      const last = tokens.at(-1) ?? [];
      const glued = last.length === 2 && last[1] === '' && last[0] !== '';
      const whole = [...tokens.slice(0, -1), [last[0] ?? ''], ['', '']];
      return [
        ...(glued ? [[within(textOf(whole), text)]] : []),
        ...(hasInnerStar(matcher.pattern) ? [[within(literal(tokens), text)]] : []),
      ];
    }
    case 'tool':
      return matcher.family === 'edit' || matcher.family === 'read' ? [[`${matcher.family === 'edit' ? 'Edit' : 'Read'}(./**)`]] : [];
    case 'path':
      return matcher.access === 'edit' ? [['Edit(./**)']] : [];
    default:
      return [];
  }
} // prettier-ignore

/** Stars in the middle as the signs that they are; one at the end stays. */
function literal(tokens: Tokens): string {
  const inner = tokens.slice(0, -1).map((token) => [token.join('*')]);
  return textOf([...inner, ...tokens.slice(-1)]);
}

/** Damerau's distance: letters that were left out, added, changed or swapped. */
function distance(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const cell = (up: number, left: number): number => rows[i - up]?.[j - left] ?? Number.POSITIVE_INFINITY;
      const same = one[i - 1] === other[j - 1];
      const swapped = one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      row[j] = Math.min(
        cell(1, 0) + 1,
        (row[j - 1] ?? 0) + 1,
        cell(1, 1) + (same ? 0 : 1),
        ...(swapped ? [cell(2, 2) + 1] : []),
      );
    }
    rows.push(row);
  }
  return rows[one.length]?.[other.length] ?? 0;
}
