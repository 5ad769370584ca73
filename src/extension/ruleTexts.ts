// The rules that the "Always…" flow offers, and the words in which it shows what would be saved. Pure.
import type { Pending } from '../gate/api.ts';
import type { Behavior, RuleScope } from '../policy/decision.ts';
import type { RuleSource } from '../policy/rules/rule.ts';

/**
 * Texts to start from. For an allow only what the gate suggests; for a deny, where it suggests nothing, the call
 * itself, word for word. Whether a text decides the call is for the gate to say.
 */
export function ruleTexts(
  pending: Pick<Pending, 'call' | 'decision' | 'suggestions'>,
  behavior: Behavior,
): readonly string[] {
  if (behavior === 'allow' || pending.suggestions.length > 0) return pending.suggestions;
  return literalTexts(pending);
}

/** Why no allow rule is offered, in words that fit into one row of a list. Undefined when some are. */
export function noAllowReason({
  suggestions,
  decision,
}: Pick<Pending, 'decision' | 'suggestions'>): string | undefined {
  if (suggestions.length > 0) return undefined;
  if (decision.allowed) return 'It runs already, and needs no further rule.';
  if (decision.layer === 'ask-rule' && decision.rule)
    return `Your ask rule “${decision.rule.text}” asks about every such call, and an allow rule does not lift it.`;
  if (decision.layer === 'paused')
    return 'The session is paused after several denials; a rule does not lift that.';
  if (decision.layer === 'grounding')
    return 'The agent could not be told who it is before this call; a rule does not lift that.';
  return 'A rule that covers this call would also free calls that nobody has seen, such as any code given to an interpreter, or the call has parts that no rule can pin down.';
}

/** The change of the settings file, literally, without what stays as it is. */
export function settingsChange(
  behavior: Behavior,
  before: readonly string[],
  added: readonly string[],
): string {
  const kept = before.length === 0 ? '' : `… ${before.length} kept, `;
  return `"portcullis.permissions.${behavior}": [${kept}${added.map((text) => JSON.stringify(text)).join(', ')}]`;
}

export function ruleSources(
  texts: readonly string[],
  behavior: Behavior,
  scope: RuleScope,
): readonly RuleSource[] {
  return texts.map((text) => ({ text, behavior, scope }));
}

function literalTexts({ call, decision }: Pick<Pending, 'call' | 'decision'>): readonly string[] {
  switch (call.kind) {
    case 'shell':
      return literalLines(
        decision.analysis.segments.flatMap(({ text, via }) => (via === undefined ? [text] : [])),
        call.command,
      );
    case 'edit':
      return call.paths.map((path) => `Edit(${absolute(path)})`);
    case 'read':
      return call.paths.map((path) => `Read(${absolute(path)})`);
    case 'fetch':
      return hostOf(call.url).map((host) => `WebFetch(domain:${host})`);
    case 'mcp':
      return [`mcp__${call.server}__${call.name}`];
    case 'agent':
      return [`Agent(${call.name})`];
    case 'skill':
      return [`Skill(${call.name})`];
    case 'search':
    case 'webSearch':
    case 'feature':
    case 'internal':
    case 'other':
      return [call.tool];
  }
}

/** One rule for each part of the line; for a line that could not be taken apart, the line. */
function literalLines(segments: readonly string[], line: string): readonly string[] {
  const texts = segments.length === 0 ? [line] : segments;
  const legible = texts.filter((text) => !/[\n\r]/.test(text) && text.length <= 200);
  return [...new Set(legible.map((text) => `Bash(${escaped(text)})`))].slice(0, 5);
}

/** A literal star in a rule is written `\*`. */
function escaped(text: string): string {
  return text.replaceAll('*', String.raw`\*`);
}

/** In rules, as in Claude Code's, an absolute path begins with two slashes. */
function absolute(path: string): string {
  return path.startsWith('/') ? `/${path}` : path;
}

function hostOf(url: string): readonly string[] {
  return URL.canParse(url) ? [new URL(url).hostname] : [];
}
