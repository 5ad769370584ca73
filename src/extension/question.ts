// The words of a question: one line for the notification, a row for the list, and a document with everything.
// Made from the pending question alone. All text of the agent passes `shown` before it is shown: without secrets, and
// with stand-ins for what cannot be seen.
import type { Pending } from '../gate/api.ts';
import type { ToolCall } from '../policy/call.ts';
import type { Decision, RuleRef, Verdict } from '../policy/decision.ts';
import type { Effect, SegmentReport } from '../policy/effects.ts';
import { fenced, rulePlaceText } from '../policy/export/entryText.ts';
import { reviewText } from '../policy/review/authority.ts';
import { redactShown } from '../policy/redact.ts';
import { factRow, factsText } from './trustTexts.ts';
import { inert, shortened, shown, visible } from './visible.ts';

export interface QuestionLine {
  readonly text: string;
  /** True when the call did not fit: whoever shows the line must offer the whole. */
  readonly shortened: boolean;
}

/** One line for a notification, at most about 600 characters; VS Code cuts at 1,000. */
export function questionLine(pending: Pending, agent: string): QuestionLine {
  const { verb, object } = wish(pending.call, pending.cwd);
  const whole = shown(object);
  const short = shortened(whole, 200);
  const call = object === '' ? verb : `${verb} “${short}”`;
  const words = [`${agent} wants to ${call}.`, reasons(pending)];
  const text = words.filter(Boolean).map(shown).join(' ');
  return { text: inert(shortened(text, 700)), shortened: short !== whole };
}

/** The call alone, for lists and titles. */
export function callLine({ call, cwd }: Pick<Pending, 'call' | 'cwd'>, max: number): string {
  const { verb, object } = wish(call, cwd);
  return shortened(shown(call.kind === 'shell' ? object : `${verb} ${object}`.trim()), max);
}

/** What the call would change, then why the person is asked. Paths below the call's folder are shown without it. */
export function reasons({ decision, cwd }: Pick<Pending, 'decision' | 'cwd'>): string {
  const base = cwd.endsWith('/') ? cwd : `${cwd}/`;
  return [decision.consequence, reasonText(decision), opinionText(decision), riskText(decision)]
    .filter(Boolean)
    .join(' ')
    .replaceAll(base, '');
}

/** What a reviewer said, where the reason does not say it already. */
function opinionText(decision: Decision): string {
  const text = decision.review === undefined ? '' : reviewText(decision.review);
  return reasonText(decision).includes(text) ? '' : text;
}

/** The line on external operations names the risk of the operation itself; two of them would only confuse. */
function riskText({ risk, layer }: Decision): string {
  return risk === undefined || layer === 'external' ? '' : `Risk: ${riskNames[risk]}.`;
}

const riskNames = { none: 'none', low: 'low', mid: 'medium', high: 'high', incomplete: 'not known' } as const;

/** Why the person is asked, in a sentence; and what the session did before, whatever it is that asks. */
export function reasonText(decision: Decision): string {
  const flow = decision.trace.find(({ line, behavior }) => line === 'flow' && behavior === 'ask');
  const facts = factsText(flow?.facts);
  if (facts === '' || decision.layer === 'flow') return facts || asking(decision);
  return `${asking(decision)} ${facts}`;
}

function asking({ layer, reason, rule }: Decision): string {
  if (layer === 'ask-rule' && rule) return `Your ${rule.scope} rule “${rule.text}” asks about it.`;
  if (layer === 'mode') return 'No rule covers it, and it is not known to be safe.';
  return reason;
}

/** Everything about a question, as Markdown that reads well as plain text. */
export function questionDocument(pending: Pending, agent: string): string {
  const { decision, call } = pending;
  const { verb, object } = wish(call, pending.cwd);
  const parts = [
    `# ${agent} wants to ${verb}`,
    fenced(redactShown(object === '' ? pending.tool : object)),
    shown(reasons(pending)),
    '## What it is made of',
    ...decision.analysis.segments.map(segmentText),
    ...decision.analysis.doubts.map((doubt) => `- Not certain: ${shown(doubt.text)}.`),
    ...factsPart(decision),
    '## What each line of authority says',
    decision.trace.map(verdictText).join('\n'),
    '## The call as it came',
    [
      ...(decision.rule === undefined ? [] : [`- rule: ${ruleText(decision.rule)}`]),
      `- tool: ${visible(pending.tool)}`,
      `- folder: ${shown(pending.cwd)}`,
      `- session: ${pending.session}`,
      `- asked: ${new Date(pending.askedAt).toLocaleTimeString()}`,
      `- digest: ${pending.digest}`,
    ].join('\n'),
    fenced(redactShown(JSON.stringify(pending.input, undefined, 2) ?? '')),
    'Characters that cannot be seen are written as ⟨U+202E⟩, secrets as [redacted]. This document is read-only; answer in the notification or with "Portcullis: Show Waiting Approvals".',
  ];
  return `${parts.join('\n\n')}\n`;
}

/** The facts of the session with their calls, whose ids are those of the journal. */
function factsPart({ trace }: Decision): readonly string[] {
  const facts = trace.flatMap((verdict) => (verdict.behavior === 'ask' ? (verdict.facts ?? []) : []));
  return facts.length === 0 ? [] : ['## What this session did', facts.map(factRow).join('\n')];
}

function ruleText({ text, behavior, scope, file, line }: RuleRef): string {
  return `${behavior} “${visible(text)}”, ${rulePlaceText(file, line, scope)}`;
}

/** What the agent wants to do, without what it does it to. */
export function verbOf(call: ToolCall): string {
  return wish(call, '').verb;
}

/** The command, the files, the address: as the agent gave it, without secrets. */
export function callText(call: ToolCall, cwd: string): string {
  const { object } = wish(call, cwd);
  return redactShown(object === '' ? call.tool : object);
}

interface Wish {
  readonly verb: string;
  readonly object: string;
}

function wish(call: ToolCall, cwd: string): Wish {
  switch (call.kind) {
    case 'shell':
      return { verb: call.background ? 'run in the background' : 'run', object: call.command };
    case 'edit':
      return { verb: editVerbs[call.action], object: paths(call.paths, cwd) };
    case 'read':
      return { verb: 'read', object: paths(call.paths, cwd) };
    case 'search':
      return { verb: `search ${call.path ?? 'the folder'} for`, object: call.pattern };
    case 'fetch':
      return { verb: 'fetch', object: call.url };
    case 'webSearch':
      return { verb: 'search the web for', object: call.query };
    case 'mcp':
      return { verb: `use the MCP server ${call.server}:`, object: call.name };
    case 'agent':
      return { verb: 'start the sub-agent', object: call.name };
    case 'skill':
      return { verb: 'run the skill', object: call.name };
    case 'feature':
      return { verb: `use its tool ${call.tool}, which`, object: call.what };
    case 'internal':
      return { verb: `use its tool ${call.tool}`, object: '' };
    case 'other':
      return { verb: 'use a tool that the gate does not know:', object: call.tool };
  }
}

const editVerbs = { write: 'write the file', edit: 'change the file', delete: 'delete the file' } as const;

/** Paths below the call's folder are shown without it. */
function paths(all: readonly string[], cwd: string): string {
  const base = cwd.endsWith('/') ? cwd : `${cwd}/`;
  return all.map((path) => (path.startsWith(base) ? path.slice(base.length) : path)).join(', ');
}

function segmentText({ text, effects, doubts, via }: SegmentReport): string {
  const lines = [
    ...effects.map((effect) => `  - ${effectText(effect)}`),
    ...doubts.map((doubt) => `  - not certain: ${shown(doubt.text)}`),
  ];
  const where = via === undefined || via === text ? '' : ` (in ${shown(via)})`;
  return [`- ${shown(text)}${where}`, ...(lines.length === 0 ? ['  - no effect'] : lines)].join('\n');
}

function effectText({ kind, target, scope, reversible, detail }: Effect): string {
  const where = target === undefined ? '' : ` ${shown(target)}`;
  const place = scope === 'none' ? '' : ` (${scope})`;
  const how = detail === undefined ? '' : `, ${shown(detail)}`;
  const undo = { yes: '', partly: ', can be undone in part', no: ', cannot be undone' }[reversible];
  return `${kind}${where}${place}${how}${undo}`;
}

function verdictText({ line, behavior, reason }: Verdict): string {
  return `- ${line}: ${behavior === 'none' ? 'no opinion' : behavior}. ${shown(reason)}`;
}
