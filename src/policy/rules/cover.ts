// Do allow rules cover a call? Every part of it must be covered: each segment, each file, each redirect. What stands
// between a call and its permission is named, so that the reason can say it.
import type { CallReading } from '../classifier/read.ts';
import { isHarmless } from '../classifier/harmless.ts';
import { objected } from '../classifier/opinion.ts';
import type { CheckContext } from '../context.ts';
import type { DoubtCode, SegmentReport } from '../effects.ts';
import { absolute } from '../paths/absolute.ts';
import { deviceOf } from '../paths/device.ts';
import type { Redirect, Segment } from '../shell/segment.ts';
import { coversCommand, maySightCommand, spells, type CommandMatcher } from './command.ts';
import { certainHost, matchesDomain } from './domain.ts';
import { namesPart, namesTool } from './names.ts';
import { matchesPath, pathOf } from './paths.ts';
import { isExact } from './pattern.ts';
import { isInterpreter } from './programs.ts';
import type { Rule } from './rule.ts';

/** `rules` are those that cover the call; `gap` says what they do not cover. */
export type Coverage =
  | { readonly covered: true; readonly rules: readonly Rule[] }
  | { readonly covered: false; readonly gap: string };

const noRule = 'No allow rule speaks of this call.';

export function coverage(reading: CallReading, context: CheckContext, rules: readonly Rule[]): Coverage {
  const { call } = reading;
  switch (call.kind) {
    case 'shell':
      return coverLine(reading, context, rules);
    case 'edit':
    case 'read':
      return call.paths.length === 0
        ? gap('The call names no file.')
        : coverAll(call.paths.map((path) => coverPath(path, call.kind, reading, context, rules)));
    case 'search': {
      // Whoever may search a folder sees what lies in it, at any depth.
      const folder = call.path ?? context.facts.cwd;
      const probes = ['', '/probe', '/probe/probe'].map((probe) => folder + probe);
      return coverAll(probes.map((path) => coverPath(path, 'read', reading, context, rules)));
    }
    case 'fetch': {
      const beside = besideFetching(reading);
      if (beside !== undefined) return gap(`No rule about tools or hosts says this: ${beside}.`);
      const host = certainHost(call.url);
      const named = rules.find(
        ({ matcher }) =>
          matcher.kind === 'domain' && host !== undefined && matchesDomain(matcher.pattern, host),
      );
      return coverNamed(named ?? wholeTool(reading, rules));
    }
    case 'agent':
    case 'skill': {
      const named = rules.find(
        ({ matcher }) => matcher.kind === 'name' && namesPart(matcher.tool, matcher.pattern, call, 'cover'),
      );
      return coverNamed(named ?? wholeTool(reading, rules));
    }
    case 'webSearch':
    case 'mcp':
    case 'feature':
    case 'internal':
      return coverNamed(wholeTool(reading, rules));
    case 'other':
      return gap('A call that the gate does not understand is covered by no rule.');
  }
}

/** Positions of the segments of which an allow rule speaks, or `whole`; undefined where it speaks of nothing in the call. */
export function spokenOf(rule: Rule, reading: CallReading, context: CheckContext): 'whole' | readonly number[] | undefined {
  const { call, shell } = reading;
  const covers = (text: string, access: 'read' | 'edit') => coverPath(text, access, reading, context, [rule]).covered;
  if (call.kind === 'edit' || call.kind === 'read') {
    const named = call.paths.filter((path) => covers(path, call.kind));
    return named.length === 0 ? undefined : named.length === call.paths.length ? 'whole' : [];
  }
  if (call.kind !== 'shell') return coverage(reading, context, [rule]).covered ? 'whole' : undefined;
  const segments = shell?.segments ?? [];
  const found = segments.filter((segment) => speaksOfSegment(segment, rule, reading, context)).map(({ index }) => index);
  if (found.length === 0) return undefined;
  return segments.every(({ via, index }) => via !== undefined || found.includes(index)) ? 'whole' : found;
} // prettier-ignore

function speaksOfSegment(segment: Segment, rule: Rule, reading: CallReading, context: CheckContext): boolean {
  const { matcher } = rule;
  if (isCommand(matcher)) return coversCommand(matcher, segment, context.facts, isPowershell(reading));
  if (wholeTool(reading, [rule]) !== undefined) return true;
  return segment.redirects.some((redirect) => {
    const covered = coverRedirect(redirect, segment, reading, context, [rule]);
    return covered.covered && covered.rules.length > 0;
  });
} // prettier-ignore

function isPowershell({ call }: CallReading): boolean {
  return call.kind === 'shell' && call.shell === 'powershell';
}

/** What an address does that no rule about a host means: it carries data, or does not say plainly where it leads. */
function besideFetching({ analysis }: CallReading): string | undefined {
  const [segment] = analysis.segments;
  const sent = segment?.effects.find(({ kind }) => kind !== 'net.fetch' && !kind.startsWith('read.'));
  return sent === undefined ? segment?.doubts[0]?.text : `the address carries ${sent.detail ?? 'data'}`;
}

/** The rules that cover one segment with its redirects; none but `safe` where the classifier alone vouches for it. */
function coverSegment(
  segment: Segment,
  reading: CallReading,
  context: CheckContext,
  rules: readonly Rule[],
): Coverage {
  const report = reading.analysis.segments[segment.index];
  if (report === undefined) return gap('A part of the line was not analysed.');
  if (isSafe(segment, report, reading) && !isDoubted(segment, reading, context))
    return { covered: true, rules: [] };
  const redirects = segment.redirects.map((one) => coverRedirect(one, segment, reading, context, rules));
  const whole = wholeTool(reading, rules);
  const powershell = isPowershell(reading);
  const found = rules.filter(
    ({ matcher }) => isCommand(matcher) && coversCommand(matcher, segment, context.facts, powershell),
  );
  const spelled = found.find((rule) => hidden(rule, segment, report) === undefined);
  if (spelled !== undefined) return coverAll([{ covered: true, rules: [spelled] }, ...redirects]);
  if (whole !== undefined && hidden(whole, segment, report) === undefined)
    return { covered: true, rules: [whole] };
  // The command is harmless but for its redirects, and rules cover those.
  const without = withoutRedirects(segment, report, context);
  if (isSafe(segment, without, reading) && !isDoubted(segment, reading, context)) return coverAll(redirects);
  const named = found[0] ?? whole;
  const why = named === undefined ? undefined : hidden(named, segment, report);
  return named === undefined || why === undefined
    ? gap(`No allow rule covers ${quote(segment.text)}.`)
    : gap(`The rule ${quote(named.source.text)} does not spell this out: ${why}.`);
}

function withoutRedirects(segment: Segment, report: SegmentReport, { facts }: CheckContext): SegmentReport {
  const targets = segment.redirects.flatMap(({ target }) => (target?.literal === true ? (absolute(target.text, facts, segment.cwd) ?? []) : []));
  const effects = report.effects.filter(({ target }) => target === undefined || !targets.includes(target));
  return { ...report, effects };
} // prettier-ignore

function coverLine(reading: CallReading, context: CheckContext, rules: readonly Rule[]): Coverage {
  const { shell, analysis } = reading;
  if (shell === undefined) return gap('No rule can allow a line that the gate cannot read.');
  const segments = shell.segments;
  if (segments.length === 0 || segments.length !== analysis.segments.length) return gap('The line holds no command that a rule could allow.');
  const doubt = [...analysis.doubts, ...shell.doubts].find(({ code }) => blinding.has(code));
  if (doubt !== undefined) return gap(`No rule can allow this line: ${doubt.text}.`);
  const own = segments.filter(({ via }) => via === undefined);
  if (!own.some((segment) => speaksOf(segment, reading, context, rules))) return gap(noRule);
  const covered = coverAll(own.map((segment) => coverWhole(segment, reading, context, rules)));
  if (!covered.covered) return covered;
  if (covered.rules.length === 0) return gap(noRule);
  const forbidding = mayBeForbidden(segments, context);
  return forbidding === undefined
    ? covered
    : gap(`What is not known of this line may be what the rule ${quote(forbidding.source.text)} forbids.`);
} // prettier-ignore

/** Could any rule cover the segment or one of its redirects? Most lines end here. */
function speaksOf(segment: Segment, reading: CallReading, { facts }: CheckContext, rules: readonly Rule[]): boolean {
  if (segment.redirects.length > 0 || wholeTool(reading, rules) !== undefined) return true;
  const powershell = isPowershell(reading);
  return rules.some(({ matcher }) => isCommand(matcher) && coversCommand(matcher, segment, facts, powershell));
} // prettier-ignore

/** A segment of the line with the code that it runs. Who allows `npm run build` by name allows that code, too. */
export function coverWhole(segment: Segment, reading: CallReading, context: CheckContext, rules: readonly Rule[]): Coverage {
  const own = coverSegment(segment, reading, context, rules);
  if (!own.covered) return own;
  const inside = behind(segment, reading.shell?.segments ?? []);
  if (inside.length === 0 || isNamed(segment, reading, context, rules)) return own;
  return coverAll([own, ...inside.map((one) => coverSegment(one, reading, context, rules))]);
} // prettier-ignore

/** Segments of the code that a segment of the line runs. */
export function behind({ index }: Segment, segments: readonly Segment[]): readonly Segment[] {
  if (!segments.some(({ via }) => via !== undefined)) return [];
  const inside = new Set([index]);
  return segments.filter((segment) => {
    const is = segment.via !== undefined && segment.parent !== undefined && inside.has(segment.parent);
    if (is) inside.add(segment.index);
    return is;
  });
}

function isNamed(segment: Segment, reading: CallReading, { facts }: CheckContext, rules: readonly Rule[]): boolean {
  const report = reading.analysis.segments[segment.index];
  const whole = wholeTool(reading, rules);
  const powershell = isPowershell(reading);
  const found = rules.filter(({ matcher }) => isCommand(matcher) && coversCommand(matcher, segment, facts, powershell));
  const all = whole === undefined ? found : [...found, whole];
  return report !== undefined && all.some((rule) => hidden(rule, segment, report) === undefined);
} // prettier-ignore

/** The deny or ask rule that a word whose value is not known may turn the line into a case of. */
export function mayBeForbidden(
  segments: readonly Segment[],
  { rules }: Pick<CheckContext, 'rules'>,
): Rule | undefined {
  return [...rules.deny, ...rules.ask].find((rule) => mayForbid(rule, segments));
}

export function mayForbid({ matcher }: Rule, segments: readonly Segment[]): boolean {
  return isCommand(matcher) && segments.some((segment) => maySightCommand(matcher, segment));
}

/** Doubts in which the text of a command is no sign of what will run. What rules settle is doubt about what it does. */
const blinding: ReadonlySet<DoubtCode> = new Set<DoubtCode>([
  'parse', 'cap', 'dynamic-name', 'redefined', 'disguise', 'failure', 'unknown-tool',
]); // prettier-ignore

/** What the segment does that the text of the rule does not say; undefined if nothing. */
function hidden({ matcher }: Rule, segment: Segment, report: SegmentReport): string | undefined {
  const doubts = [...segment.doubts, ...report.doubts];
  const blind = doubts.find(({ code }) => blinding.has(code));
  if (blind !== undefined) return blind.text;
  const exact = matcher.kind === 'command' && isExact(matcher.pattern);
  for (const { kind, target, detail } of report.effects) {
    if (kind === 'exec.fetched') return 'it runs code fetched from the network';
    if (kind === 'exec.decoded') return 'it runs decoded code';
    if (kind === 'env.inject' && !exact && !(isCommand(matcher) && spells(matcher, `${target ?? ''}=`))) {
      return `it sets ${target ?? 'a variable that changes what runs'}`;
    }
    if (kind === 'shell.escape' && !exact && !(isCommand(matcher) && spellsOption(matcher, detail))) {
      return `it runs a program ${detail ?? 'through another'}`;
    }
  }
  const opaque = doubts.find(({ code }) => code === 'opaque-code');
  if (opaque === undefined) return undefined;
  // Who names an interpreter allows its code on the line or in a file, but not what happens to flow into it.
  const named =
    isCommand(matcher) && (exact || isInterpreter(report.program)) && segment.input.from === 'inherited';
  return named ? undefined : opaque.text;
}

function spellsOption(matcher: CommandMatcher, detail: string | undefined): boolean {
  const option = /(?:^|\s)(--?[\w-]+)/u.exec(detail ?? '')?.[1];
  return option !== undefined && spells(matcher, option);
}

/** Would the segment pass by itself, without any rule? */
function isSafe(segment: Segment, report: SegmentReport, reading: CallReading): boolean {
  if (report.doubts.length > 0 || segment.doubts.length > 0 || reading.analysis.doubts.length > 0)
    return false;
  const fed =
    segment.input.from !== 'inherited' && report.effects.some(({ kind }) => kind.startsWith('exec.'));
  return !fed && report.effects.every(isHarmless);
}

/** Does the model want a rule that names what the analysis vouches for? */
function isDoubted({ index }: Segment, reading: CallReading, { model }: CheckContext): boolean {
  if (doubted?.reading !== reading || doubted.model !== model)
    doubted = { reading, model, segments: objected(reading, model) };
  return doubted.segments.has(index);
}

/** Segments of one call are looked at one after the other. */
let doubted:
  | {
      readonly reading: CallReading;
      readonly model: CheckContext['model'];
      readonly segments: ReadonlySet<number>;
    }
  | undefined;

function coverRedirect(redirect: Redirect, segment: Segment, reading: CallReading, context: CheckContext, rules: readonly Rule[]): Coverage {
  const { kind, target } = redirect;
  const nothing: Coverage = { covered: true, rules: [] };
  if (target === undefined || kind === 'duplicate' || kind === 'heredoc' || kind === 'herestring') return nothing;
  const path = target.literal && !target.glob ? absolute(target.text, context.facts, segment.cwd) : undefined;
  if (path === undefined) return gap(`It cannot be told which file ${quote(target.text)} is.`);
  if (deviceOf(path) === 'sink') return nothing;
  const effects = reading.analysis.segments[segment.index]?.effects ?? [];
  const secret = effects.some((effect) => effect.kind === 'read.secret' && effect.target === path);
  if (kind === 'read' && !secret) return nothing;
  return coverPath(path, kind === 'read' ? 'read' : 'edit', reading, context, rules);
} // prettier-ignore

function coverPath(text: string, access: 'read' | 'edit', reading: CallReading, context: CheckContext, rules: readonly Rule[]): Coverage {
  const path = pathOf(text, context.facts);
  if (path === undefined) return gap(`It cannot be told which file ${quote(text)} is.`);
  const named = rules.find(
    ({ matcher, source }) =>
      matcher.kind === 'path' && matcher.access === access && matchesPath(matcher.pattern, source, path, context.facts, 'cover'),
  );
  const whole = rules.find(({ matcher }) => matcher.kind === 'tool' && matcher.family === access);
  const rule = named ?? whole ?? (reading.call.kind === 'shell' ? undefined : wholeTool(reading, rules));
  return rule === undefined ? gap(`No allow rule covers ${path}.`) : { covered: true, rules: [rule] };
} // prettier-ignore

function wholeTool({ call }: CallReading, rules: readonly Rule[]): Rule | undefined {
  return rules.find(
    ({ matcher }) => matcher.kind === 'tool' && namesTool(matcher.tool, matcher.family, call, 'cover'),
  );
}

function coverNamed(rule: Rule | undefined): Coverage {
  return rule === undefined ? gap(noRule) : { covered: true, rules: [rule] };
}

function coverAll(parts: readonly Coverage[]): Coverage {
  const rules: Rule[] = [];
  for (const part of parts) {
    if (!part.covered) return part;
    rules.push(...part.rules.filter((rule) => !rules.includes(rule)));
  }
  return { covered: true, rules };
}

function isCommand(matcher: Rule['matcher']): matcher is CommandMatcher {
  return matcher.kind === 'command' || matcher.kind === 'command-regex';
}

function gap(text: string): Coverage {
  return { covered: false, gap: text };
}

function quote(text: string): string {
  const short = text.length > 80 ? `${text.slice(0, 77)}…` : text;
  return `“${short}”`;
}
