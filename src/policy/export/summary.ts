// What a person should look at from time to time: how much was refused, what they let run themselves, whom they trust
// since, and what was weakened. Folded from the journal's entries.
import type { JournalEntry } from '../journal.ts';
import { objectsOf, textOf } from './fields.ts';

export interface Summary {
  readonly decisions: number;
  readonly denied: number;
  /** Calls that the gate would not have let run, and the person did. */
  readonly overridden: number;
  /** Allow rules that were saved. */
  readonly rules: number;
  /** Services of which more is trusted than before. */
  readonly trusted: readonly string[];
  /** What was switched to a weaker state, in a few words each. */
  readonly weakened: readonly string[];
  /** Calls past the gate. */
  readonly breaches: number;
}

export const noSummary: Summary = {
  decisions: 0,
  denied: 0,
  overridden: 0,
  rules: 0,
  trusted: [],
  weakened: [],
  breaches: 0,
};

export function summarised(summary: Summary, entry: JournalEntry): Summary {
  switch (entry.event) {
    case 'decision': {
      const denied = textOf(entry, 'behavior') === 'deny';
      const overridden = !denied && textOf(entry, 'by') === 'person';
      return { ...summary, decisions: summary.decisions + 1, denied: summary.denied + (denied ? 1 : 0), overridden: summary.overridden + (overridden ? 1 : 0) };
    }
    case 'answer':
    case 'session-rules': {
      const allowing = objectsOf(entry, 'rules').filter((rule) => textOf(rule, 'behavior') === 'allow').length;
      return { ...summary, rules: summary.rules + allowing };
    }
    case 'trust': {
      if (textOf(entry, 'type') !== 'level' || textOf(entry, 'source') === '') return summary;
      return { ...summary, trusted: added(summary.trusted, `${textOf(entry, 'kind')} of ${textOf(entry, 'service')}`) };
    }
    case 'breach':
      return { ...summary, breaches: summary.breaches + 1 };
    default: {
      const words = weakening[entry.event]?.(entry) ?? '';
      return words === '' ? summary : { ...summary, weakened: added(summary.weakened, words) };
    }
  }
} // prettier-ignore

const weakening: Readonly<Record<string, (entry: JournalEntry) => string>> = {
  mode: (entry) => (weak.has(textOf(entry, 'to')) ? `mode ${textOf(entry, 'to')}` : ''),
  'always-allow-bash': (entry) => (entry['on'] === true ? 'all shell commands let run' : ''),
  'guard-class': (entry) => (entry['on'] === false ? `exception from the guard ${textOf(entry, 'class')}` : ''),
  'workspace-rules-approved': () => "a workspace's allow rules approved",
  launch: (entry) => (textOf(entry, 'profile') === 'handsOff' ? 'a hands-off launch' : ''),
  'settings-changed': ({ weakened }) => (Array.isArray(weakened) ? weakened.filter((one) => typeof one === 'string').join(', ') : ''),
  'trust-lost': () => 'trust lost with its files',
}; // prettier-ignore

const weak: ReadonlySet<string> = new Set(['acceptEdits', 'auto', 'bypassPermissions']);

/** One sentence; undefined where nothing happened that is worth one. */
export function summaryWords(summary: Summary): string | undefined {
  const { decisions, denied, overridden, rules, trusted, weakened, breaches } = summary;
  if (decisions === 0 && trusted.length === 0 && weakened.length === 0 && rules === 0 && breaches === 0) return undefined;
  const parts = [
    `${count(decisions, 'call')} vetted, ${denied} denied`,
    ...(overridden > 0 ? [`${overridden} that the gate asked about were allowed by you`] : []),
    ...(rules > 0 ? [`${count(rules, 'allow rule')} saved`] : []),
    ...(trusted.length > 0 ? [`new trust: ${some(trusted)}`] : []),
    ...(weakened.length > 0 ? [`weakened: ${some(weakened)}`] : []),
    ...(breaches > 0 ? [`${count(breaches, 'call')} past the gate`] : []),
  ];
  return `${parts.join('; ')}.`;
} // prettier-ignore

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}

function some(list: readonly string[]): string {
  const shown = list.slice(0, 3).join(', ');
  return list.length > 3 ? `${shown} and ${list.length - 3} more` : shown;
}

const most = 50;

function added(list: readonly string[], one: string): readonly string[] {
  return list.includes(one) || list.length >= most ? list : [...list, one];
}
