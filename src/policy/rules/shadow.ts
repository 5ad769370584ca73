// Which rules change nothing, for a stronger, a wider or an equal one says it already. Rules are filed under the words
// that they spell out, so that in a list of thousands each is held only against those that could include it.
import { plainHost } from './domain.ts';
import { includes } from './includes.ts';
import { placeOf, type Matcher, type Rule } from './rule.ts';

export interface Shadow {
  readonly rule: Rule;
  /** The rule that makes it idle. */
  readonly other: Rule;
  /** `stronger` wins over it, `equal` says the same, `wider` says it and more. */
  readonly how: 'stronger' | 'equal' | 'wider';
  /** One sentence. */
  readonly text: string;
}

/** For each wanted rule the first other one, in the order of all, that makes it idle. */
export function shadows(rules: readonly Rule[], wanted: readonly Rule[]): ReadonlyMap<Rule, Shadow> {
  const filed = file(rules);
  const found = new Map<Rule, Shadow>();
  const those = new Set(wanted);
  for (const [at, rule] of rules.entries()) {
    if (!those.has(rule)) continue;
    const shadow = shadowOf(rule, at, rules, filed);
    if (shadow !== undefined) found.set(rule, shadow);
  }
  return found;
}

function shadowOf(rule: Rule, at: number, all: readonly Rule[], filed: Filed): Shadow | undefined {
  const own = rank[rule.source.behavior];
  for (const index of candidates(rule.matcher, filed)) {
    const other = all[index];
    if (other === undefined || index === at || !includes(other.matcher, rule.matcher)) continue;
    const theirs = rank[other.source.behavior];
    // Of two equal ones the later is idle. Rules of the user can do more than those of a workspace.
    const equal = includes(rule.matcher, other.matcher);
    const stronger = theirs > own;
    const wider = theirs === own && isAsStrong(other, rule) && !(equal && isAsStrong(rule, other) && index > at);
    if (!stronger && !wider) continue;
    const how = stronger ? 'stronger' : equal ? 'equal' : 'wider';
    const said = `It changes nothing: the ${other.source.behavior} rule “${other.source.text}” (${placeOf(other.source)}) ${ways[how]}.`;
    return { rule, other, how, text: said };
  }
  return undefined;
} // prettier-ignore

const ways = { stronger: 'wins over it', equal: 'says the same', wider: 'says it already' } as const;

const rank = { allow: 0, ask: 1, deny: 2 } as const;

/** Among allow rules the scope counts: only the user's own settle a threat, and a path may start elsewhere. */
function isAsStrong({ source: other }: Rule, { source, matcher }: Rule): boolean {
  const relative = matcher.kind === 'path' && matcher.pattern.anchor !== 'root' && matcher.pattern.anchor !== 'home';
  const sameScope = other.scope === source.scope && other.base === source.base && other.form === source.form;
  return sameScope || (source.behavior !== 'allow' && !relative) || (other.scope === 'user' && other.form === undefined && !relative);
} // prettier-ignore

interface Filed {
  readonly byKey: ReadonlyMap<string, readonly number[]>;
  /** Rules that may include rules of any text. */
  readonly loose: readonly number[];
}

/** More rules under one key than this are not compared: nobody keeps so many of one beginning by hand. */
const mostCompared = 300;

function file(rules: readonly Rule[]): Filed {
  const byKey = new Map<string, number[]>();
  const loose: number[] = [];
  for (const [index, { matcher }] of rules.entries()) {
    const keys = keysOfWide(matcher);
    if (keys === undefined) loose.push(index);
    for (const key of keys ?? []) {
      const list = byKey.get(key);
      if (list === undefined) byKey.set(key, [index]);
      else if (list.length < mostCompared) list.push(index);
    }
  }
  return { byKey, loose: loose.slice(0, mostCompared) };
}

/** The places of all rules that might include this one, in order. */
function candidates(matcher: Matcher, { byKey, loose }: Filed): readonly number[] {
  const found = keysOfNarrow(matcher).flatMap((key) => byKey.get(key) ?? []);
  return [...new Set([...found, ...loose])].sort((one, other) => one - other);
}

/** Words at the start of a command that serve as a key. */
const mostWords = 4;

/** Where a rule is looked for that may include others; undefined where no key tells. */
function keysOfWide(matcher: Matcher): readonly string[] | undefined {
  switch (matcher.kind) {
    case 'command': {
      const { tokens } = matcher.pattern;
      const starred = tokens.findIndex((token) => token.length !== 1);
      const literal = tokens.slice(0, Math.min(starred < 0 ? tokens.length : starred, mostWords));
      return literal.length === 0 ? undefined : [commandKey(literal)];
    }
    case 'command-regex':
      return [`regex ${matcher.regex.source}`];
    case 'path': {
      const { text } = matcher.pattern;
      const folder = /^(.*?)\/?\*\*$/u.exec(text)?.[1];
      return folder === undefined ? [`path ${text}`] : [`path ${text}`, `path ${folder}/`];
    }
    case 'domain': {
      const host = plainHost(matcher.pattern);
      return host.replace(/^\*\./u, '').includes('*') ? undefined : [`host ${host}`];
    }
    case 'tool':
      return matcher.family === undefined && !matcher.tool.includes('*') ? [`tool ${matcher.tool}`] : undefined;
    case 'listed':
    case 'name':
    case 'parameter':
      return undefined;
    case 'broken':
      return [];
  }
} // prettier-ignore

/** Under which keys a rule lies that includes this one. */
function keysOfNarrow(matcher: Matcher): readonly string[] {
  switch (matcher.kind) {
    case 'command': {
      const { tokens } = matcher.pattern;
      return tokens.slice(0, mostWords).map((_, at) => commandKey(tokens.slice(0, at + 1)));
    }
    case 'command-regex':
      return [`regex ${matcher.regex.source}`];
    case 'path': {
      const { text } = matcher.pattern;
      const folders = Array.from(text.matchAll(/\//gu), ({ index }) => `path ${text.slice(0, index + 1)}`);
      return [`path ${text}`, ...folders];
    }
    case 'domain': {
      const host = plainHost(matcher.pattern);
      const labels = host.split('.');
      const parents = labels.slice(1).map((_, at) => `host *.${labels.slice(at + 1).join('.')}`);
      return [`host ${host}`, ...parents];
    }
    case 'tool':
    case 'parameter': {
      const { tool } = matcher;
      const servers = Array.from(tool.matchAll(/(?=__)/gu), ({ index }) => `tool ${tool.slice(0, index)}`);
      return [`tool ${tool}`, ...servers];
    }
    case 'listed':
    case 'name':
    case 'broken':
      return [];
  }
}

function commandKey(tokens: readonly (readonly string[])[]): string {
  return `command ${tokens.map((token) => token.join('*')).join('\0')}`;
}
