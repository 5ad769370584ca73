// Does one rule make another one idle, for it is stronger, wider or equal? Two rules at a time; which pairs are worth a
// look tells `filing.ts`.
import { includes } from './includes.ts';
import { placeOf, type Rule } from './rule.ts';

/** `stronger` wins over the rule, `equal` says the same, `wider` says it and more. */
export type Shadow = 'stronger' | 'equal' | 'wider';

/** What `other` does to the rule, if it makes it idle. `later`: it stands behind the rule. */
export function shadowOf(rule: Rule, other: Rule, later: boolean): Shadow | undefined {
  if (!includes(other.matcher, rule.matcher)) return undefined;
  const [own, theirs] = [rank[rule.source.behavior], rank[other.source.behavior]];
  // Of two equal ones the later is idle. Rules of the user can do more than those of a workspace.
  const equal = includes(rule.matcher, other.matcher);
  if (theirs > own) return 'stronger';
  if (theirs < own || !isAsStrong(other, rule) || (equal && isAsStrong(rule, other) && later))
    return undefined;
  return equal ? 'equal' : 'wider';
}

/** One sentence. */
export function shadowText({ source }: Rule, how: Shadow): string {
  return `It changes nothing: the ${source.behavior} rule “${source.text}” (${placeOf(source)}) ${ways[how]}.`;
}

const ways = { stronger: 'wins over it', equal: 'says the same', wider: 'says it already' } as const;

const rank = { allow: 0, ask: 1, deny: 2 } as const;

/** Among allow rules the scope counts: only the user's own settle a threat, and a path may start elsewhere. */
function isAsStrong({ source: other }: Rule, { source, matcher }: Rule): boolean {
  const relative = matcher.kind === 'path' && matcher.pattern.anchor !== 'root' && matcher.pattern.anchor !== 'home';
  const sameScope = other.scope === source.scope && other.base === source.base && other.form === source.form;
  return sameScope || (source.behavior !== 'allow' && !relative) || (other.scope === 'user' && other.form === undefined && !relative);
} // prettier-ignore
