// A decision of the journal as steps: the entry, the mode, the classifier, the rules, the reviewer if one was asked, the person. Made from the
// journal's entry alone, so that it tells what was decided then, not what would be decided now. An entry of another kind
// has one step, with all that it says. Pure.
import type { JournalEntry } from '../../policy/journal.ts';
import { lines, type Line, type RuleRef, type Verdict } from '../../policy/decision.ts';
import {
  numberOf,
  objectOf,
  objectsOf,
  ruleOf,
  rulePlace,
  summaryOf,
  textOf,
} from '../../policy/export/fields.ts';
import { decodeRuleRef } from '../../policy/rules/count.ts';
import type { NodeId, Trace } from '../../protocol/panel.ts';
import { nameOf } from '../agentNames.ts';
import { modeNames } from '../statusText.ts';
import { shortened, visible } from '../visible.ts';
import { eventWord } from './eventWords.ts';
import { timeOf } from './journalRows.ts';
import { layerTitle, lineWords, says, tones } from './lineWords.ts';
import { opinionView } from './opinionView.ts';

type Step = Trace['steps'][number];
type Fact = Step['facts'][number];

export function traceOf(entry: JournalEntry): Trace {
  if (entry.event !== 'decision') return entryTrace(entry);
  const own = (name: string): string => visible(textOf(entry, name));
  const behavior = behaviorOf(textOf(entry, 'behavior'));
  const steps: readonly Step[] = [
    entryStep(entry),
    modeStep(entry),
    ...layerSteps(entry),
    ...reviewerStep(entry),
    personStep(entry),
  ];
  return {
    id: own('id'),
    time: timeOf(entry.time),
    subject: own('subject') || own('tool'),
    session: own('session'),
    outcome: { text: behavior === 'allow' ? 'executed' : 'denied', tone: tones[behavior] },
    steps,
  };
}

/** Fields that stand elsewhere, or that only the chain needs. */
const unshown: ReadonlySet<string> = new Set(['event', 'time', 'n', 'digest', 'prev', 'heads']);

function entryTrace(entry: JournalEntry): Trace {
  const { says } = eventWord(entry.event);
  const facts = Object.entries(entry)
    .filter(([name, value]) => !unshown.has(name) && value !== undefined && value !== '')
    .map(([name, value]) => ({ name: fieldName(name), value: shortened(visible(valueText(name, value)), 2_000) }));
  return {
    id: '',
    time: timeOf(entry.time),
    subject: visible(summaryOf(entry)) || says,
    session: visible(textOf(entry, 'session')),
    outcome: { text: says, tone: 'plain' },
    steps: [{ name: 'Entry', code: '', says, tone: 'plain', facts, lines: [] }],
  };
} // prettier-ignore

/** `acceptedBy` → "Accepted by". */
function fieldName(name: string): string {
  const words = name.replaceAll(/([a-z])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`);
  return visible(words.charAt(0).toUpperCase() + words.slice(1));
} // prettier-ignore

function valueText(name: string, value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value) ?? '';
  return name === 'agent' ? nameOf(value) : value;
}

function entryStep(entry: JournalEntry): Step {
  const own = (name: string): string => visible(textOf(entry, name));
  const segments = objectsOf(entry, 'segments').map((one) => {
    const effects = objectsOf(one, 'effects').map((effect) => `${textOf(effect, 'kind')} ${textOf(effect, 'target')}`.trim());
    return `${textOf(one, 'text')}: ${effects.join(', ') || 'no effect'}`;
  });
  return {
    name: 'Entry point',
    code: 'hasPermissionsToUseTool',
    says: own('tool'),
    tone: 'plain',
    facts: [
      ['Agent', `${own('agent')}${own('agentId') === '' ? '' : `, sub-agent ${own('agentId')}`}`],
      ['Session', own('session')],
      ['Folder', own('cwd')],
      ['Purpose, as the agent says', own('purpose')],
      ['Digest of the input', own('inputDigest').slice(0, 16)],
      ...segments.map((text) => ['Part', visible(text)]),
    ].flatMap(([name = '', value = '']) => fact(name, value)),
    lines: [],
  };
} // prettier-ignore

function modeStep(entry: JournalEntry): Step {
  const mode = textOf(entry, 'mode');
  const known = Object.entries(modeNames).find(([id]) => id === mode)?.[1] ?? mode;
  return {
    name: 'Mode',
    code: 'judge',
    says: known,
    tone: 'plain',
    facts: [],
    lines: verdictsOf(entry, (line) => line === 'stop' || line === 'mode'),
  };
}

function layerSteps(entry: JournalEntry): readonly Step[] {
  const complete = entry['complete'] === true;
  const doubts = [entry, ...objectsOf(entry, 'segments')].flatMap((one) => objectsOf(one, 'doubts')).map((doubt) => visible(textOf(doubt, 'text')));
  const rule = ruleOf(entry);
  const link = decodeRuleRef(entry['rule']);
  return [
    {
      ...layerStep(entry, 'classifier', 'Classifier', 'safeVerdict', 'uncertain'),
      facts: [
        ['Analysis', complete ? 'complete: every part is understood' : 'not complete'],
        ...doubts.map((doubt) => ['Not certain', doubt]),
      ].flatMap(([name = '', value = '']) => fact(name, value)),
    },
    {
      ...layerStep(entry, 'rules', 'Rules', 'denyRuleVerdict', 'no match'),
      facts: [
        ...fact('Rule that decided', visible(rule.text), link),
        ...fact('Where it stands', visible(rulePlace(entry)), link),
      ],
    },
  ];
} // prettier-ignore

function layerStep(entry: JournalEntry, layer: NodeId, name: string, code: string, otherwise: string): Omit<Step, 'facts'> {
  const own = verdictsOf(entry, (line) => lineWords[line].layer === layer);
  const spoke = own.find(({ decides }) => decides) ?? own.find(({ says: what }) => what !== says.none);
  return { name, code, says: spoke?.says ?? otherwise, tone: spoke?.tone ?? 'dim', lines: own };
} // prettier-ignore

/** There is none where nobody was asked. */
function reviewerStep(entry: JournalEntry): readonly Step[] {
  const review = objectOf(entry, 'review');
  if (textOf(review, 'by') === '') return [];
  const own = (name: string): string => visible(textOf(review, name));
  const risk = own('risk');
  const asked = review['authorised'] === true ? 'asked for' : 'not asked for';
  const milliseconds = numberOf(review, 'milliseconds') ?? 0;
  return [
    {
      name: 'Reviewer',
      code: 'afterReview',
      says: risk === '' ? 'no opinion' : `${risk} risk, ${asked}`,
      tone: risk === '' ? 'warning' : risk === 'high' ? 'danger' : 'plain',
      facts: [
        ['Model', own('by')],
        ['It says', own('sentence')],
        ['Why it gave none', own('problem')],
        ['Its time', review['again'] === true ? 'asked before in this session' : `${milliseconds} ms`],
      ].flatMap(([name = '', value = '']) => fact(name, value)),
      lines: [],
    },
  ];
}

function personStep(entry: JournalEntry): Step {
  const own = (name: string): string => visible(textOf(entry, name));
  const byPerson = textOf(entry, 'by') === 'person';
  const behavior = behaviorOf(textOf(entry, 'behavior'));
  const waited = numberOf(entry, 'waited');
  return {
    name: 'Decision',
    code: 'askPerson',
    says: byPerson ? `you: ${behavior}` : `${behavior}, not asked`,
    tone: tones[behavior],
    facts: [
      ['Decided by', layerTitle(own('layer'))],
      ['Reason', own('reason')],
      ['What it would have changed', own('consequence')],
      ['The agent was told', own('advice')],
      ['Time of the gate', `${numberOf(entry, 'milliseconds') ?? 0} ms`],
      ['Time of the person', waited === undefined ? '' : `${(waited / 1000).toFixed(1)} s`],
      ['What became of it', own('outcome')],
    ].flatMap(([name = '', value = '']) => fact(name, value)),
    lines: [],
  };
} // prettier-ignore

function verdictsOf(entry: JournalEntry, wanted: (line: Line) => boolean): Step['lines'] {
  return objectsOf(entry, 'verdicts').flatMap((verdict) => {
    const line = lines.find((one) => one === textOf(verdict, 'line'));
    if (line === undefined || !wanted(line)) return [];
    const behavior = verdictBehavior(textOf(verdict, 'behavior'));
    return [
      {
        name: lineWords[line].name,
        says: says[behavior],
        tone: tones[behavior],
        reason: visible(textOf(verdict, 'reason')),
        decides: line === textOf(entry, 'layer'),
        ...opinionIn(verdict),
      },
    ];
  });
}

/** What the model held of the call, where it was asked. */
function opinionIn(verdict: Parameters<typeof textOf>[0]): Pick<Step['lines'][number], 'opinion'> {
  const opinion = objectOf(verdict, 'opinion');
  const [changes, destroys] = [numberOf(opinion, 'changes'), numberOf(opinion, 'destroys')];
  if (changes === undefined || destroys === undefined) return {};
  const reasons = objectsOf(opinion, 'reasons').map((one) => ({
    text: textOf(one, 'text'),
    weight: numberOf(one, 'weight') ?? 0,
  }));
  return { opinion: opinionView({ segment: textOf(opinion, 'segment'), changes, destroys, reasons }) };
}

function verdictBehavior(text: string): Verdict['behavior'] {
  return text === 'allow' || text === 'ask' || text === 'deny' ? text : 'none';
}

function behaviorOf(text: string): 'allow' | 'ask' | 'deny' {
  return text === 'allow' || text === 'ask' ? text : 'deny';
}

/** What is not known is not shown. */
function fact(name: string, value: string, rule?: RuleRef): readonly Fact[] {
  return value.trim() === '' ? [] : [{ name, value, ...(rule === undefined ? {} : { rule }) }];
}
