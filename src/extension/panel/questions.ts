// A question of the gate as the page shows it: everything that a notification has no room for. Pure.
import type { Pending } from '../../gate/api.ts';
import type { Decision } from '../../policy/decision.ts';
import type { QuestionView } from '../../protocol/panel.ts';
import { agentName } from '../agentNames.ts';
import { callText, reasonText, verbOf } from '../question.ts';
import { shortened, shown, visibleLines } from '../visible.ts';
import { gravest, segmentViews } from './effectWords.ts';
import { lineWords, riskWords, says } from './lineWords.ts';

export function questionView(pending: Pending): QuestionView {
  const { decision, call, cwd } = pending;
  const { risk } = decision;
  const facts = decision.trace.flatMap((verdict) => (verdict.behavior === 'none' ? [] : (verdict.facts ?? [])));
  return {
    id: pending.id,
    agent: agentName(pending.agent),
    session: pending.session,
    what: capital(shown(verbOf(call))),
    askedAt: pending.askedAt,
    pieces: pieces(callText(call, cwd), call.kind === 'shell' ? gravest(decision.analysis.segments) : undefined),
    consequence: shown(decision.consequence),
    why: shown(pending.resumes ? decision.reason : reasonText(decision)),
    ...(risk === undefined || decision.layer === 'external' ? {} : { risk: riskWords[risk] }),
    segments: segmentViews(decision.analysis.segments, cwd),
    facts: facts.map(({ call: of, what }) => `${shown(what)} (${of === 'this call' ? of : `call ${shown(of)}`})`),
    lines: opinions(decision),
    resumes: pending.resumes === true,
    hasDiff: call.kind === 'edit' && call.paths.length > 0,
  };
} // prettier-ignore

/** What other lines said beside the one that asks. */
function opinions({ trace, layer, analysis }: Decision): readonly string[] {
  const spoke = trace.filter(({ behavior, line }) => behavior !== 'none' && line !== layer);
  return [
    ...analysis.doubts.map(({ text }) => `Not certain: ${shown(text)}.`),
    ...spoke.map(({ line, behavior, reason }) => `${lineWords[line].name}: ${says[behavior]}. ${shown(reason)}`),
  ];
} // prettier-ignore

/** A command of which nothing is hidden but what is far longer than a page; the gravest part is marked. */
export function pieces(text: string, grave: string | undefined): QuestionView['pieces'] {
  const at = grave === undefined ? -1 : text.indexOf(grave);
  const cut = [
    { text: at < 0 ? text : text.slice(0, at), marked: false },
    { text: at < 0 ? '' : text.slice(at, at + (grave?.length ?? 0)), marked: true },
    { text: at < 0 ? '' : text.slice(at + (grave?.length ?? 0)), marked: false },
  ];
  return cut
    .filter((piece) => piece.text !== '')
    .map((piece) => ({ ...piece, text: shortened(visibleLines(piece.text), mostCharacters) }));
}

const mostCharacters = 20_000;

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
