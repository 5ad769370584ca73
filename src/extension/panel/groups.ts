// Waiting calls that a person may answer together: of one session, asked about for the same reason, with the same kinds
// of effects, by the same programs or tools. Pure.
import type { Pending } from '../../gate/api.ts';
import { digestOf } from '../../gate/digest.ts';
import type { GroupView } from '../../protocol/panel.ts';
import { callLine, verbOf } from '../question.ts';
import { shortened, shown } from '../visible.ts';

/** Fewer stand as cards of their own. */
const fewest = 3;

export function groupsOf(all: readonly Pending[]): readonly GroupView[] {
  const byKind = new Map<string, Pending[]>();
  for (const one of all) {
    // Whether a session may go on is no question about the call, and what is not understood is looked at by itself.
    if (one.resumes || !one.decision.analysis.complete) continue;
    const kind = kindOf(one);
    byKind.set(kind, [...(byKind.get(kind) ?? []), one]);
  }
  return [...byKind]
    .filter(([, { length }]) => length >= fewest)
    .map(([id, members]) => ({ id, label: labelOf(members), ids: members.map((one) => one.id) }));
}

function kindOf({ session, tool, call, decision }: Pending): string {
  const { layer, rule, risk, analysis } = decision;
  const { segments } = analysis;
  const effects = segments.flatMap((segment) => segment.effects.map(({ kind, scope }) => `${kind} ${scope}`));
  const programs = call.kind === 'shell' ? segments.map(({ program }) => program) : [call.kind];
  return digestOf([session, tool, layer, rule?.text ?? '', risk ?? '', unique(effects), programs]).slice(0, 16);
} // prettier-ignore

/** The words with which all begin; else the verb. */
function labelOf(members: readonly Pending[]): string {
  const lines = members.map((one) => callLine(one, 200).split(' '));
  const [first = []] = lines;
  const differs = first.findIndex((word, at) => lines.some((line) => line[at] !== word));
  const common = first.slice(0, differs < 0 ? first.length : differs).join(' ');
  const [one] = members;
  const text = common === '' && one !== undefined ? shown(verbOf(one.call)) : common;
  return `${shortened(text, 80)}${differs < 0 ? '' : ' …'}`;
}

function unique(all: readonly string[]): readonly string[] {
  return [...new Set(all)].toSorted();
}
