// What the journal tells about rules and names: how often each rule decided, on which calls, and which hosts, servers,
// sub-agents and skills were met. A fold over entries; files are read elsewhere.
import type { Behavior } from '../policy/decision.ts';
import type { JournalEntry } from '../policy/journal.ts';
import { isCut } from '../policy/redact.ts';
import { decodeRuleRef, ruleKey } from '../policy/rules/count.ts';
import { certainHost } from '../policy/rules/domain.ts';
import { toolInAnyCase } from '../policy/rules/tools.ts';

/** A call that a rule decided, as the journal has it: secrets are gone, and a long one is cut. */
export interface PastCall {
  readonly subject: string;
  readonly kind: string;
  /** Only its beginning is known. */
  readonly cut: boolean;
  /** A line for PowerShell. */
  readonly powershell: boolean;
  readonly behavior: Behavior;
  /** Milliseconds since the epoch. */
  readonly time: number;
}

export interface RuleUse {
  readonly decided: number;
  readonly last: number;
  /** Times of the last seven days, in order. */
  readonly times: readonly number[];
  /** The newest calls first, each text once. */
  readonly calls: readonly PastCall[];
}

export interface Uses {
  add(entry: JournalEntry): void;
  /** By `ruleKey`. */
  rule(key: string): RuleUse | undefined;
  /** Names that were met, the most frequent first. */
  names(kind: NameKind): readonly { readonly name: string; readonly count: number }[];
}

/** `tools` are whole names of MCP tools: `mcp__server__tool`. */
export const nameKinds = ['hosts', 'servers', 'tools', 'agents', 'skills'] as const;
export type NameKind = (typeof nameKinds)[number];

export const week = 7 * 24 * 3_600_000;
const mostCalls = 20;
const mostNames = 1_000;
const mostRules = 5_000;

export function openUses(now: () => number): Uses {
  const rules = new Map<string, { decided: number; last: number; times: number[]; calls: PastCall[] }>();
  const names = new Map<NameKind, Map<string, number>>(nameKinds.map((kind) => [kind, new Map()]));
  const met = (kind: NameKind, name: string): void => {
    const known = names.get(kind);
    if (known === undefined || (known.size >= mostNames && !known.has(name))) return;
    known.set(name, (known.get(name) ?? 0) + 1);
  };
  return {
    add(entry) {
      if (entry.event !== 'decision') return;
      const { subject, kind, tool } = entry;
      if (typeof subject !== 'string' || typeof kind !== 'string') return;
      for (const [of, name] of namesIn(kind, subject, tool)) met(of, name);
      const rule = decodeRuleRef(entry['rule']);
      const behavior = behaviors.find((one) => one === entry['behavior']);
      if (rule === undefined || behavior === undefined) return;
      const key = ruleKey(rule);
      const time = Date.parse(entry.time);
      const use = rules.get(key) ?? { decided: 0, last: 0, times: [], calls: [] };
      if (rules.size >= mostRules && !rules.has(key)) return;
      rules.set(key, use);
      use.decided += 1;
      use.last = Math.max(use.last, time);
      if (time > now() - week) use.times.push(time);
      const others = use.calls.filter((one) => one.subject !== subject);
      const powershell = typeof tool === 'string' && toolInAnyCase(tool)?.family === 'powershell';
      use.calls = [{ subject, kind, cut: isCut(subject), powershell, behavior, time }, ...others].slice(
        0,
        mostCalls,
      );
    },
    rule(key) {
      const use = rules.get(key);
      if (use === undefined) return undefined;
      const since = now() - week;
      use.times = use.times.filter((time) => time > since);
      return use;
    },
    names: (kind) =>
      [...(names.get(kind) ?? [])]
        .map(([name, count]) => ({ name, count }))
        .sort((one, other) => other.count - one.count || (one.name < other.name ? -1 : 1)),
  };
}

const behaviors: readonly Behavior[] = ['allow', 'ask', 'deny'];

function namesIn(kind: string, subject: string, tool: unknown): readonly (readonly [NameKind, string])[] {
  switch (kind) {
    case 'fetch': {
      const host = certainHost(subject);
      return host === undefined ? [] : [['hosts', host]];
    }
    case 'mcp': {
      const [server = '', name = ''] = subject.split(' ');
      if (!plain.test(server) || !plain.test(name)) return [];
      return [['servers', server], ['tools', typeof tool === 'string' && /^mcp__[\w-]+$/u.test(tool) ? tool : `mcp__${server}__${name}`]];
    }
    case 'agent':
      return plain.test(subject) ? [['agents', subject]] : [];
    case 'skill':
      return plain.test(subject) ? [['skills', subject]] : [];
    default:
      return [];
  }
} // prettier-ignore

/** What is no plain name is not offered: an agent chose it. */
const plain = /^[\w.:/@-]{1,100}$/u;
