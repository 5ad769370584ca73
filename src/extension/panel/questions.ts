// A question of the gate as the page shows it: everything that a notification has no room for. Pure.
import path from 'node:path';
import type { Pending } from '../../gate/api.ts';
import type { Decision } from '../../policy/decision.ts';
import type { SegmentReport } from '../../policy/effects.ts';
import { redactShown } from '../../policy/redact.ts';
import type { QuestionView } from '../../protocol/panel.ts';
import { agentName } from '../agentNames.ts';
import { callText, reasonText, verbOf } from '../question.ts';
import { shortened, shown, visibleLines } from '../visible.ts';
import { chipsOf, gravest, segmentViews } from './effectWords.ts';
import { lineWords, riskWords, says, tones } from './lineWords.ts';

export function questionView(pending: Pending): QuestionView {
  const { decision, call, cwd } = pending;
  const { risk, analysis } = decision;
  const facts = decision.trace.flatMap((verdict) => (verdict.behavior === 'none' ? [] : (verdict.facts ?? [])));
  const line = call.kind === 'shell' ? call.command : undefined;
  const grave = line === undefined || analysis.segments.length < 2 ? undefined : gravest(analysis.segments);
  return {
    id: pending.id,
    agent: agentName(pending.agent),
    session: pending.session,
    folder: shortened(shown(path.basename(cwd)), 40),
    what: capital(shown(verbOf(call))),
    askedAt: pending.askedAt,
    pieces: line === undefined ? pieces(callText(call, cwd)) : pieces(line, rangeOf(line, grave)),
    ...(grave?.via === undefined ? {} : { elsewhere: shortened(shown(grave.via), 120) }),
    consequence: shown(decision.consequence),
    why: shown(pending.resumes ? decision.reason : reasonText(decision)),
    ...(risk === undefined || decision.layer === 'external' ? {} : { risk: riskWords[risk] }),
    effects: chipsOf(analysis.segments, cwd),
    segments: segmentViews(analysis.segments, cwd),
    facts: facts.map(({ call: of, what }) => `${shown(what)} (${of === 'this call' ? of : `call ${shown(of)}`})`),
    opinions: opinions(decision),
    doubts: analysis.doubts.map(({ text }) => shown(text)),
    resumes: pending.resumes === true,
    hasDiff: call.kind === 'edit' && call.paths.length > 0,
  };
} // prettier-ignore

/** What spoke of it: rules that match, each with its place in the trace, and other lines but the one that asks. */
function opinions({ trace, layer }: Decision): QuestionView['opinions'] {
  return trace.flatMap(({ line, behavior, reason, rule }, at) => {
    if (behavior === 'none' || (line === layer && rule === undefined)) return [];
    const base = { name: lineWords[line].name, says: says[behavior], tone: tones[behavior] };
    if (rule === undefined) return [{ ...base, text: shown(reason) }];
    return [{ ...base, text: shortened(shown(rule.text), 200), ...(rule.file === undefined ? {} : { rule: at }) }];
  });
} // prettier-ignore

type Range = readonly [start: number, end: number];

/** Where the reader found the part; undefined where that is not this very text of the line. */
function rangeOf(line: string, part: SegmentReport | undefined): Range | undefined {
  const { text, via, start, end } = part ?? {};
  if (start === undefined || end === undefined || via !== undefined) return undefined;
  return line.slice(start, end) === text ? [start, end] : undefined;
}

/** A command of which nothing is hidden but secrets and what is far longer than a page; a part of it is marked. */
export function pieces(text: string, range?: Range): QuestionView['pieces'] {
  return cut(text, range)
    .filter((piece) => piece.text !== '')
    .map((piece) => ({ ...piece, text: shortened(visibleLines(piece.text), mostCharacters) }));
}

function cut(text: string, range: Range | undefined): QuestionView['pieces'] {
  const whole = redactShown(text);
  if (range === undefined) return [{ text: whole, marked: false }];
  const before = redactShown(text.slice(0, range[0]));
  const after = redactShown(text.slice(range[1]));
  // A secret may lie across a border, and is known for one only in the whole.
  if (before.length + after.length > whole.length || !whole.startsWith(before) || !whole.endsWith(after))
    return [{ text: whole, marked: false }];
  const marked = whole.slice(before.length, whole.length - after.length);
  return [
    { text: before, marked: false },
    { text: marked, marked: true },
    { text: after, marked: false },
  ];
}

const mostCharacters = 20_000;

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
