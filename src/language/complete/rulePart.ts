// Which part of a rule is being written: the text of the rule up to the caret → what belongs there.
import { toolNamed } from '../../policy/rules/tools.ts';

/** `from` and `to` are the place in the rule that a choice replaces; `text` is what stands there before the caret. */
interface Slot {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

export type RulePart = Slot &
  (
    | /** The first word: the name of a tool, or of a program. */ { readonly part: 'start' }
    | /** A word of a command, with the words before it. */ {
        readonly part: 'word';
        readonly head: readonly string[];
      }
    | { readonly part: 'path'; readonly access: 'read' | 'edit' }
    | /** `spelled`: `domain:` stands there already. */ {
        readonly part: 'domain';
        readonly spelled: boolean;
      }
    | { readonly part: 'name'; readonly kind: 'agents' | 'skills' }
    | { readonly part: 'mcp' }
  );

/** Undefined where nothing can be offered: in a regular expression, behind the closing bracket. */
export function rulePart(rule: string, index: number): RulePart | undefined {
  const before = rule.slice(0, index);
  if (before.startsWith('mcp__')) return { part: 'mcp', ...slot(rule, index, 0, /[\s)]/u) };
  const call = /^([A-Za-z_][\w*.-]*)\(/u.exec(before);
  const known = call?.[1] === undefined ? undefined : toolNamed(call[1]);
  if (call === null || known === undefined) return ofCommand(rule, index, 0);
  const from = call[0].length;
  const inside = rule.slice(from, index);
  if (inside.includes(')') && !rule.slice(index).includes(')')) return undefined;
  switch (known.specifier) {
    case 'command': {
      const part = ofCommand(rule, index, from);
      return part?.part === 'start' ? { ...part, part: 'word', head: [] } : part;
    }
    case 'read-path':
    case 'edit-path':
      return { part: 'path', access: known.specifier === 'read-path' ? 'read' : 'edit', ...slot(rule, index, from, /\)$/u) };
    case 'domain': {
      const spelled = /^domain:\s*/iu.exec(inside)?.[0];
      return { part: 'domain', spelled: spelled !== undefined, ...slot(rule, index, from + (spelled ?? '').length, /\)$/u) };
    }
    case 'agent':
    case 'skill':
      return { part: 'name', kind: known.specifier === 'agent' ? 'agents' : 'skills', ...slot(rule, index, from, /\)$/u) };
    case 'none':
      return undefined;
  }
} // prettier-ignore

function ofCommand(rule: string, index: number, from: number): RulePart | undefined {
  const before = rule.slice(from, index);
  // A path may begin so as well, but no command is named by one in a rule that is being written.
  if (/^\/.*\s/u.test(before) || /["'\\]/u.test(before)) return undefined;
  const start = from + before.length - (/\S*$/u.exec(before)?.[0].length ?? 0);
  const head = rule.slice(from, start).trim().split(/\s+/u).filter((word) => word !== '');
  const place = slot(rule, index, start, from > 0 ? /\s|\)$/u : /[\s(]/u);
  return head.length === 0 ? { part: 'start', ...place } : { part: 'word', head, ...place };
} // prettier-ignore

/** From `from` up to the first sign behind the caret that ends the part. */
function slot(rule: string, index: number, from: number, end: RegExp): Slot {
  const rest = end.exec(rule.slice(index));
  return { from, to: index + (rest?.index ?? rule.length - index), text: rule.slice(from, index) };
}
