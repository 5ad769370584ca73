// A decision of the journal as five steps: the entry, the mode, the classifier, the rules, the person. Made from the
// journal's entry alone, so that it tells what was decided then, not what would be decided now. Pure.
import type { JournalEntry } from '../../policy/journal.ts';
import { lines, type Line, type Verdict } from '../../policy/decision.ts';
import { numberOf, objectsOf, ruleOf, rulePlace, textOf } from '../../policy/export/fields.ts';
import type { NodeId, Trace } from '../../protocol/panel.ts';
import { modeNames } from '../statusText.ts';
import { visible } from '../visible.ts';
import { timeOf } from './journalRows.ts';
import { layerNames, lineWords, says, tones } from './lineWords.ts';

type Step = Trace['steps'][number];

export function traceOf(entry: JournalEntry): Trace {
  const own = (name: string): string => visible(textOf(entry, name));
  const behavior = behaviorOf(textOf(entry, 'behavior'));
  const steps: readonly Step[] = [entryStep(entry), modeStep(entry), ...layerSteps(entry), personStep(entry)];
  return {
    id: own('id'),
    time: timeOf(entry.time),
    subject: own('subject') || own('tool'),
    outcome: { text: behavior === 'allow' ? 'executed' : 'denied', tone: tones[behavior] },
    steps,
  };
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
        ['Rule that decided', visible(rule.text)],
        ['Where it stands', visible(rulePlace(entry))],
      ].flatMap(([name = '', value = '']) => fact(name, value)),
    },
  ];
} // prettier-ignore

function layerStep(entry: JournalEntry, layer: NodeId, name: string, code: string, otherwise: string): Omit<Step, 'facts'> {
  const own = verdictsOf(entry, (line) => lineWords[line].layer === layer);
  const spoke = own.find(({ decides }) => decides) ?? own.find(({ says: what }) => what !== says.none);
  return { name, code, says: spoke?.says ?? otherwise, tone: spoke?.tone ?? 'dim', lines: own };
} // prettier-ignore

function personStep(entry: JournalEntry): Step {
  const own = (name: string): string => visible(textOf(entry, name));
  const byPerson = textOf(entry, 'by') === 'person';
  const behavior = behaviorOf(textOf(entry, 'behavior'));
  const layer = Object.entries(layerNames).find(([id]) => id === textOf(entry, 'layer'))?.[1] ?? own('layer');
  const waited = numberOf(entry, 'waited');
  return {
    name: 'Decision',
    code: 'askPerson',
    says: byPerson ? `you: ${behavior}` : `${behavior}, not asked`,
    tone: tones[behavior],
    facts: [
      ['Decided by', layer],
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
      },
    ];
  });
}

function verdictBehavior(text: string): Verdict['behavior'] {
  return text === 'allow' || text === 'ask' || text === 'deny' ? text : 'none';
}

function behaviorOf(text: string): 'allow' | 'ask' | 'deny' {
  return text === 'allow' || text === 'ask' ? text : 'deny';
}

/** What is not known is not shown. */
function fact(
  name: string,
  value: string,
): readonly {
  readonly name: string;
  readonly value: string;
}[] {
  return value.trim() === '' ? [] : [{ name, value }];
}
