// The tools that rules know, with what may stand in their brackets, and tools of MCP servers that were met.
import type { Behavior } from '../../policy/decision.ts';
import { toolNamed, toolNames, type Specifier } from '../../policy/rules/tools.ts';
import type { Uses } from '../uses.ts';
import type { Choice } from './choice.ts';

/** `open` is false where brackets stand behind the caret already. */
export function toolChoices(behavior: Behavior, open: boolean): readonly Choice[] {
  return toolNames().flatMap((name) => {
    const specifier = toolNamed(name)?.specifier ?? 'none';
    const what = specifiers[specifier];
    const rank = mostUsed.has(name) ? 2 : 7;
    const whole: Choice = {
      label: name,
      insert: name,
      kind: 'tool',
      detail: specifier === 'none' ? 'tool' : 'every call of the tool',
      rank: behavior === 'allow' && specifier !== 'none' ? rank + 1 : rank,
    };
    if (what === undefined || !open) return [whole];
    const bracketed: Choice = {
      label: `${name}(${what.shown})`,
      insert: `${name}(${what.start}`,
      after: ')',
      kind: 'tool',
      detail: what.detail,
      rank,
      goesOn: true,
    };
    return [bracketed, whole];
  });
}

const mostUsed: ReadonlySet<string> = new Set(['Bash', 'Read', 'Edit', 'WebFetch', 'Agent', 'Skill']);

const specifiers: Readonly<Record<Specifier, { readonly shown: string; readonly start: string; readonly detail: string } | undefined>> = {
  command: { shown: '…', start: '', detail: 'commands of this shell' },
  'read-path': { shown: './…', start: './', detail: 'files that are read' },
  'edit-path': { shown: './…', start: './', detail: 'files that are changed' },
  domain: { shown: 'domain:…', start: 'domain:', detail: 'hosts that are fetched from' },
  agent: { shown: '…', start: '', detail: 'sub-agents' },
  skill: { shown: '…', start: '', detail: 'skills' },
  none: undefined,
}; // prettier-ignore

/** Servers and tools that agents called before. */
export function mcpChoices(uses: Uses): readonly Choice[] {
  const servers = uses.names('servers').flatMap(({ name, count }): Choice[] => [
    { label: `mcp__${name}`, insert: `mcp__${name}`, kind: 'server', detail: `every tool of the server, ${times(count)}`, rank: 3 },
    { label: `mcp__${name}__*`, insert: `mcp__${name}__`, after: '*', kind: 'server', detail: 'tools of the server whose names fit', rank: 4 },
  ]);
  const tools = uses.names('tools').map(
    ({ name, count }): Choice => ({ label: name, insert: name, kind: 'tool', detail: times(count), rank: 4 }),
  );
  return [...servers, ...tools];
} // prettier-ignore

export function times(count: number): string {
  return count === 1 ? 'met once' : `met ${count} times`;
}
