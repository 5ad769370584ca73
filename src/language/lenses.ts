// Above each rule that decided something: how often, and a way to try it.
import type { CodeLens } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Behavior } from '../policy/decision.ts';
import type { CheckContext } from '../policy/context.ts';
import { ruleKey } from '../policy/rules/count.ts';
import { examplesOf } from '../policy/rules/examples.ts';
import { readRule } from '../policy/rules/read.ts';
import type { Rule } from '../policy/rules/rule.ts';
import type { LensCall, WindowFacts } from '../protocol/language.ts';
import type { Place } from './place.ts';
import type { SettingsFile } from './settingsFile.ts';
import { calls, day } from './texts.ts';
import type { PastCall, RuleUse, Uses } from './uses.ts';
import { writtenRules } from './writtenRules.ts';

export interface LensParts {
  readonly place: Place;
  readonly window: WindowFacts;
  readonly uses: Uses;
  readonly context: CheckContext;
}

export function lenses(document: TextDocument, file: SettingsFile, parts: LensParts): readonly CodeLens[] {
  const { place, window, uses, context } = parts;
  if (!window.lenses) return [];
  return writtenRules(file, place).flatMap((written): CodeLens[] => {
    const use = uses.rule(ruleKey(written.source));
    if (use === undefined) return [];
    const { node, source } = written;
    const range = { start: document.positionAt(node.offset), end: document.positionAt(node.offset + node.length) };
    const said = (title: string): CodeLens => ({ range, command: { title, command: '' } });
    const counted = said(useTitle(use, source.behavior));
    const { simulate } = window.commands;
    if (simulate === undefined) return [counted];
    const { title, call, note } = toSimulate(readRule(source), use, context);
    return [
      counted,
      ...(note === undefined ? [] : [said(note)]),
      ...(call === undefined ? [] : [{ range, command: { title, command: simulate, arguments: [call] } }]),
    ];
  });
} // prettier-ignore

function useTitle({ decided, last, times }: RuleUse, behavior: Behavior): string {
  const verb = { allow: 'allowed', ask: 'asked about', deny: 'denied' }[behavior];
  return times.length > 0 ? `${verb} ${calls(times.length)} this week` : `${verb} ${calls(decided)}, the last on ${day(last)}`;
} // prettier-ignore

interface ToSimulate {
  readonly title: string;
  readonly call: LensCall | undefined;
  /** Why it is not the newest call. */
  readonly note?: string;
}

/**
 * What the simulator starts from: the newest call that the rule decided and that is known whole, else an example of the
 * rule. Of a call that the journal cut only the beginning is known, which may be decided otherwise than the whole.
 */
function toSimulate(rule: Rule, { calls: past }: RuleUse, context: CheckContext): ToSimulate {
  const found = past.findIndex((call) => pastCall(call, rule) !== undefined);
  const call = past[found];
  const isCut = past.slice(0, found < 0 ? undefined : found).some(({ cut }) => cut);
  if (call !== undefined)
    return isCut
      ? { title: 'simulate the one before', call: pastCall(call, rule), note: 'the newest call is cut in the journal: it cannot be simulated' }
      : { title: 'simulate', call: pastCall(call, rule) };
  const example = { title: 'simulate an example', call: exampleOf(rule, context) };
  return isCut ? { ...example, note: 'cut in the journal: cannot be simulated' } : example;
} // prettier-ignore

function exampleOf(rule: Rule, context: CheckContext): LensCall | undefined {
  const [example] = examplesOf(rule, context).matching;
  if (example === undefined) return undefined;
  const { call } = example;
  switch (call.kind) {
    case 'shell':
      return { tool: call.shell === 'powershell' ? 'powershell' : 'shell', input: call.command };
    case 'read':
      return { tool: 'read', input: call.paths[0] ?? '' };
    case 'edit':
      return { tool: 'write', input: call.paths[0] ?? '' };
    case 'fetch':
      return { tool: 'fetch', input: call.url };
    case 'mcp':
      return { tool: 'mcp', input: `${call.server} ${call.name}` };
    default:
      return undefined;
  }
}

/** Undefined for one that the simulator has no field for. */
function pastCall({ kind, subject, cut, powershell }: PastCall, { matcher }: Rule): LensCall | undefined {
  if (cut) return undefined;
  switch (kind) {
    case 'shell': {
      const spoken = matcher.kind === 'command' && matcher.shell === 'powershell';
      return { tool: powershell || spoken ? 'powershell' : 'shell', input: subject };
    }
    case 'read':
    case 'edit': {
      // Several files stand in one text; the rule speaks of the call if it speaks of one of them.
      const [file = ''] = subject.split(', ');
      return { tool: kind === 'edit' ? 'write' : 'read', input: file };
    }
    case 'fetch':
    case 'mcp':
      return { tool: kind, input: subject };
    default:
      return undefined;
  }
}
