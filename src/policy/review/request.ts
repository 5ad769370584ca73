// What a reviewer is told of a call: the call, what was found out about it, the person's last prompt and the rules.
// Invariant: never what a tool put out, and never what stands in files, also not what an edit would write.
import { canonicalJson } from '../canonicalJson.ts';
import type { ToolCall } from '../call.ts';
import type { Decision } from '../decision.ts';
import type { Operation } from '../external/operation.ts';
import { riskOf } from '../external/risk.ts';
import type { Redactor } from '../knownSecrets.ts';
import type { RuleSet } from '../rules/rule.ts';

export interface ReviewFacts {
  readonly call: ToolCall;
  readonly decision: Decision;
  readonly operations: readonly Operation[];
  readonly agent: string;
  /** Absolute. */
  readonly folder: string;
  /** What the person typed last; undefined where nobody did, or where somebody else wrote it. */
  readonly prompt: string | undefined;
  readonly rules: RuleSet;
}

/** Everything that an opinion may depend on, as plain JSON. Equal requests have equal answers for a session. */
export type ReviewRequest = Readonly<Record<string, unknown>>;

/** Characters of a call; parts, and effects of one. What has more is not reviewed at all. */
const most = { call: 8_000, segments: 60, effects: 30 };

/** Of what is told beside the call; what is cut off is told by its number. */
const told = { text: 8_000, items: 200, depth: 20 };

/** Of the call itself nothing may be cut, so it must fit well into what is told. */
const fits = { items: 100, depth: 12 };

/** A string says why the call cannot be reviewed, as a clause: what is cut may be what matters. */
export function requestFor(facts: ReviewFacts): ReviewRequest | string {
  const { call, decision, operations, agent, folder, prompt, rules } = facts;
  const { segments, doubts } = decision.analysis;
  const wish = wishOf(call);
  if (canonicalJson(wish).length > most.call) return 'it is too long to be reviewed';
  if (segments.length > most.segments || segments.some(({ effects }) => effects.length > most.effects))
    return 'it has too many parts to be reviewed';
  if (!fitsInto(wish, fits.depth)) return 'its input is nested too deeply, or has too many items, to be reviewed';
  const texts = (list: RuleSet['allow']): readonly string[] => list.map(({ source }) => source.text);
  return {
    agent,
    folder,
    call: wish,
    parts: segments.map(({ text, effects, doubts: own, via }) => ({
      // What stands in a script is what stands in a file.
      text: via === undefined || via === text ? text : `a part of ${via}`,
      effects: effects.map(({ kind, scope, reversible, target, detail }) => [kind, scope, `reversible: ${reversible}`, target, detail].filter((word) => word !== undefined).join(' | ')),
      uncertain: own.map((doubt) => doubt.text),
    })),
    uncertain: doubts.map((doubt) => doubt.text),
    outside: operations.map((one) => `${one.kind} of ${one.service} (${one.name}), risk ${riskOf(one)}`),
    risk: decision.risk ?? 'not known',
    wouldBe: decision.behavior,
    because: decision.reason,
    rules: { deny: texts(rules.deny), ask: texts(rules.ask), allow: texts(rules.allow) },
    prompt: prompt ?? null,
  };
} // prettier-ignore

function fitsInto(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  const members: readonly unknown[] = Object.values(value);
  return depth > 0 && members.length <= fits.items && members.every((member) => fitsInto(member, depth - 1));
}

/** The same without secrets, for whoever is outside the gate. Cuts after that, so that no secret is halved and then not known. */
export function withoutSecrets(request: ReviewRequest, secrets: Redactor): ReviewRequest {
  const clean = secrets.value(request, told);
  return typeof clean === 'object' && clean !== null ? Object.fromEntries(Object.entries(clean)) : {};
}

/** The call as the agent wants it, without what an edit would write into files. */
function wishOf(call: ToolCall): Readonly<Record<string, unknown>> {
  switch (call.kind) {
    case 'shell':
      return { tool: call.tool, command: call.command, shell: call.shell, background: call.background };
    case 'edit':
      return { tool: call.tool, action: call.action, files: call.paths, content: 'not shown' };
    case 'read':
      return { tool: call.tool, files: call.paths };
    case 'search':
      return { tool: call.tool, folder: call.path ?? '.', pattern: call.pattern, files: call.files ?? '*' };
    case 'fetch':
      return { tool: call.tool, address: call.url };
    case 'webSearch':
      return { tool: call.tool, query: call.query };
    case 'mcp':
      return { tool: call.tool, server: call.server, name: call.name, input: call.input ?? null };
    case 'agent':
      return { tool: call.tool, subAgent: call.name, prompt: call.prompt };
    case 'skill':
      return { tool: call.tool, skill: call.name, commands: call.commands ?? 'not known' };
    case 'feature':
      return { tool: call.tool, what: call.what };
    case 'internal':
    case 'other':
      return { tool: call.tool };
  }
}
