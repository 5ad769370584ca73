// What is there to begin with: agents on this machine, and rules for them that exist already. Pure.
import type { RuleSource } from '../../policy/rules/rule.ts';
import type { Slices } from '../../protocol/panel.ts';
import type { FoundAgent } from '../findAgents.ts';
import { nameOfFile } from '../identityTexts.ts';
import { shortened, shown } from '../visible.ts';

export interface FirstFacts {
  /** Undefined while they are looked for. */
  readonly agents: readonly FoundAgent[] | undefined;
  readonly rules: readonly RuleSource[];
  readonly folders: readonly string[];
}

export function firstMinute({ agents, rules, folders }: FirstFacts): Slices['start'] {
  const files = new Map<string, number>();
  for (const { file } of rules)
    if (file !== undefined && /[\\/]\.claude[\\/]/u.test(file)) files.set(file, (files.get(file) ?? 0) + 1);
  return {
    looked: agents !== undefined,
    agents: (agents ?? []).map(({ name, program, version, problem }) => ({
      name,
      found: program !== undefined && problem === undefined,
      text:
        program === undefined
          ? (problem ?? 'Not found.')
          : shortened(shown(`${version.replace(/\s*\(.*\)$/u, '')} · ${program}${problem === undefined ? '' : `. ${problem}`}`), 300),
    })),
    rules: [...files].map(([file, count]) => ({ name: nameOfFile(file, folders), count })),
  };
} // prettier-ignore
