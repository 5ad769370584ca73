// Hosts, sub-agents and skills: those that agents used before, and those that lie in the workspace.
import type { WindowFacts } from '../../protocol/language.ts';
import type { Machine } from '../ports.ts';
import type { Uses } from '../uses.ts';
import type { Choice } from './choice.ts';
import { times } from './tools.ts';

/** `spelled`: the rule says `domain:` already. */
export function hostChoices(uses: Uses, spelled: boolean): readonly Choice[] {
  const before = spelled ? '' : 'domain:';
  const hosts = uses.names('hosts');
  const parents = new Set(hosts.flatMap(({ name }) => parentOf(name) ?? []));
  return [
    ...(spelled ? [] : [{ label: 'domain:', insert: 'domain:', kind: 'host' as const, rank: 1, goesOn: true as const }]),
    ...hosts.map(({ name, count }): Choice => ({ label: name, insert: before + name, kind: 'host', detail: times(count), rank: 3 })),
    ...[...parents].map((name): Choice => ({ label: `*.${name}`, insert: `${before}*.${name}`, kind: 'host', detail: 'its subdomains', rank: 4 })),
  ];
} // prettier-ignore

/** `docs.example.com` → `example.com`; nothing for what may be a whole registry, such as `co.uk`. */
function parentOf(host: string): string | undefined {
  const labels = host.split('.');
  return labels.length < 3 || /^\d+$/u.test(labels.at(-1) ?? '') || (labels.at(-2)?.length ?? 0) < 4 ? undefined : labels.slice(1).join('.');
} // prettier-ignore

export function nameChoices(
  kind: 'agents' | 'skills',
  uses: Uses,
  { home, roots }: WindowFacts,
  machine: Pick<Machine, 'entries'>,
): readonly Choice[] {
  const met = uses.names(kind).map(({ name, count }): Choice => ({ label: name, insert: name, kind: 'name', detail: times(count), rank: 3 })); // prettier-ignore
  const there = [...roots, home].flatMap((root) =>
    ['agents', 'skills'].includes(kind) ? machine.entries(`${root}/.claude/${kind}`) : [],
  );
  const written = there
    .map(({ name, folder }) => (folder ? name : name.replace(/\.md$/u, '')))
    .filter((name) => /^[\w:.-]+$/u.test(name) && !met.some(({ label }) => label === name))
    .map((name): Choice => ({ label: name, insert: name, kind: 'name', detail: `in .claude/${kind}` }));
  return [...met, ...written];
}
