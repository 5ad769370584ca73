// "Always…": the narrowest useful rules that would have decided a call, as literal text for a person to read, edit and
// accept. Offers nothing where one click would free more than the person saw.
import type { CallReading } from '../classifier/read.ts';
import { neverBelowAsk, threatVerdict } from '../classifier/verdict.ts';
import type { CheckContext } from '../context.ts';
import type { DoubtCode, EffectKind, SegmentReport } from '../effects.ts';
import { floorVerdict } from '../floor/floor.ts';
import { absolute, canonical, parentOf, within } from '../paths/absolute.ts';
import type { Facts } from '../facts.ts';
import type { Segment } from '../shell/segment.ts';
import { programName, texts } from '../shell/word.ts';
import { behind, coverWhole, coverage } from './cover.ts';
import { certainHost } from './domain.ts';
import { pathOf } from './paths.ts';
import { freedomOf, isDelicate, namingWords } from './programs.ts';
import { readRules } from './read.ts';
import { mayBeSaved } from './save.ts';
import { askRuleVerdict, denyRuleVerdict } from './verdict.ts';

export interface Suggestion {
  /** The rule exactly as it would be stored. */
  readonly text: string;
  /** The part of the call that it is for: a segment of a line, a file, a host. */
  readonly part: string;
}

const most = 5;

/** Rules that together would allow the call; none if some part of it should not be allowed by a click. */
export function suggestRules(reading: CallReading, context: CheckContext): readonly Suggestion[] {
  const spoken = [floorVerdict, denyRuleVerdict, askRuleVerdict, threatVerdict].some(
    (speak) => speak(reading, context).behavior !== 'none',
  );
  if (spoken || neverBelowAsk(reading) !== undefined || isDoubtful(reading)) return [];
  const found = unique(candidates(reading, context));
  const usable = found.every(({ text }) => mayBeSaved(text) === undefined);
  if (!usable || found.length === 0 || found.length > most) return [];
  const sources = found.map(({ text }) => ({ text, behavior: 'allow', scope: 'user' }) as const);
  const allow = [...context.rules.allow, ...readRules(sources).allow];
  return coverage(reading, context, allow).covered ? found : [];
}

function candidates(reading: CallReading, context: CheckContext): readonly Suggestion[] {
  const { call } = reading;
  const { facts } = context;
  switch (call.kind) {
    case 'shell':
      return forLine(reading, context);
    case 'edit':
      return all(call.paths.map((path) => forPath('Edit', path, facts)));
    case 'read':
      return all(call.paths.map((path) => forPath('Read', path, facts)));
    case 'search':
      return all([forFolder('Read', call.path ?? facts.cwd, facts)]);
    case 'fetch': {
      const host = certainHost(call.url);
      return host === undefined ? [] : [{ text: `WebFetch(domain:${host})`, part: host }];
    }
    case 'mcp':
      return /[*()\s]/u.test(call.server + call.name) ? [] : [{ text: `mcp__${call.server}__${call.name}`, part: call.name }];
    case 'agent':
      return named('Agent', call.name);
    case 'skill':
      return call.commands === undefined ? [] : named('Skill', call.name);
    case 'webSearch':
      return [{ text: 'WebSearch', part: 'searches of the web' }];
    case 'feature':
    case 'internal':
    case 'other':
      return [];
  }
} // prettier-ignore

/** Without these doubts the text of a line says what it runs, and a rule on that text means something. */
const tolerated: ReadonlySet<DoubtCode> = new Set<DoubtCode>([
  'unknown-program',
  'unknown-option',
  'unknown-operand',
]);

function isDoubtful({ call, shell, analysis }: CallReading): boolean {
  if (call.kind !== 'shell') return analysis.doubts.some(({ code }) => code === 'failure');
  if (shell === undefined) return true;
  const own = shell.segments.filter(({ via }) => via === undefined);
  const segments = own.flatMap(({ doubts, index }) => [...doubts, ...(analysis.segments[index]?.doubts ?? [])]);
  const complex = own.some(({ origin, redirects }) => origin !== 'line' || redirects.some(({ kind }) => kind.startsWith('here')));
  return complex || [...analysis.doubts, ...shell.doubts, ...segments].some(({ code }) => !tolerated.has(code));
} // prettier-ignore

function forLine(reading: CallReading, context: CheckContext): readonly Suggestion[] {
  const segments = (reading.shell?.segments ?? []).filter(({ via }) => via === undefined);
  const open = segments.filter(
    (segment) => !coverWhole(segment, reading, context, context.rules.allow).covered,
  );
  return all(open.flatMap((segment) => forSegment(segment, reportOf(segment, reading), context)));
}

/** What a segment and the code that it runs do together. */
function reportOf(segment: Segment, { shell, analysis }: CallReading): SegmentReport | undefined {
  const report = analysis.segments[segment.index];
  const inside = behind(segment, shell?.segments ?? []);
  const effects = inside.flatMap(({ index }) => analysis.segments[index]?.effects ?? []);
  return report === undefined || effects.length === 0
    ? report
    : { ...report, effects: [...report.effects, ...effects] };
}

/** Effects for which no rule is offered: a person should see each of them. */
const grave =
  /^(?:irreversible|.*\.destroy|.*\.secret|write\.(?:policy|persist)|vcs\.discard|delete\.outside|privilege|system|security-off|anti-forensic|remote\.exec|exec\.(?:inline|fetched|decoded)|shell\.escape|env\.inject|net\.(?:send|listen)|publish)$/u;

/** Effects on others: only the exact line is offered. */
const external =
  /^(?:vcs\.remote|cloud\.write|db\.write|pkg\.install|write\.autorun|delete\.workspace|proc|perm|write\.outside)$/u;

function forSegment(segment: Segment, report: SegmentReport | undefined, { facts }: CheckContext): (Suggestion | undefined)[] {
  const effects: readonly EffectKind[] = report?.effects.map(({ kind }) => kind) ?? [];
  if (report === undefined || effects.some((kind) => grave.test(kind))) return [undefined];
  const command = segment.words.length === 0 ? [] : [forCommand(segment, effects)];
  const redirects = segment.redirects.filter(({ kind }) => kind !== 'read' && kind !== 'duplicate');
  return [
    ...command,
    ...redirects.map(({ target }) => {
      const path = target?.literal === true && !target.glob ? absolute(target.text, facts, segment.cwd) : undefined;
      return path === undefined || path.startsWith('/dev/') ? undefined : forPath('Edit', path, facts);
    }),
  ];
} // prettier-ignore

function forCommand(segment: Segment, effects: readonly EffectKind[]): Suggestion | undefined {
  if (segment.wrappers.length > 0 || segment.assignments.length > 0) return undefined;
  // A cmdlet is offered as it was written: its bound form is for the tables.
  const shown = segment.language === undefined ? segment.words : (segment.forms[0] ?? segment.words);
  const words = texts(shown);
  const program = programName(segment);
  const sub = words.slice(1).find((word) => !word.startsWith('-'));
  if (freedomOf(program, sub) !== undefined || /[/\\]/u.test(program)) return undefined;
  if (shown.some((word) => !word.literal || word.glob)) return undefined;
  const exact = effects.some((kind) => external.test(kind)) || isDelicate(program);
  const depth = namingWords([program, ...words.slice(1)]);
  const head = [program, ...words.slice(1, depth)];
  const naming = depth !== undefined && head.length === depth && head.every(isName);
  const text =
    naming && !exact ? `${head.map(spelled).join(' ')} *` : exactText([program, ...words.slice(1)]);
  return text === undefined ? undefined : { text, part: segment.text };
}

/** A long line is not a rule that anyone reads, nor one that will be met again. */
function exactText(words: readonly string[]): string | undefined {
  const text = words.map(spelled).join(' ');
  // The bare name of a program that is asked to do nothing else would read as a rule about all of it.
  return words.length < 2 || words.length > 8 || text.length > 100 || /[\n\r]/u.test(text) ? undefined : text;
}

/** Numbers, hashes, paths and flags name nothing that will come again. */
function isName(word: string, at: number): boolean {
  return at === 0 || (/^[A-Za-z][\w:.@-]*$/u.test(word) && !/^[0-9a-f]{7,40}$/u.test(word));
}

/** A word as a pattern spells it literally. */
function spelled(word: string): string {
  const text = word.replaceAll(/[\\*"']/gu, (sign) => `\\${sign}`);
  return word === '' ? '""' : text.replaceAll(' ', '\\ ').replace(/:$/u, ':');
}

function forPath(tool: 'Read' | 'Edit', text: string, facts: Facts): Suggestion | undefined {
  const path = pathOf(text, facts);
  if (path === undefined) return undefined;
  const folder = parentOf(path);
  const root = facts.roots
    .map((one) => canonical(one, facts.platform))
    .find((one) => within(path, one, facts.platform));
  // Outside the workspace, and right below its root, only the file itself is offered.
  const broad = root !== undefined && within(folder, root, facts.platform) && folder !== root;
  return pathSuggestion(tool, broad ? folder : path, broad, path, facts);
}

function forFolder(tool: 'Read', text: string, facts: Facts): Suggestion | undefined {
  const path = pathOf(text, facts);
  return path === undefined || path === '/' ? undefined : pathSuggestion(tool, path, true, path, facts);
}

function pathSuggestion(
  tool: string,
  path: string,
  folder: boolean,
  part: string,
  facts: Facts,
): Suggestion | undefined {
  if (/[*?[\]{}!()\\]/u.test(path)) return undefined;
  const root = facts.roots
    .map((one) => canonical(one, facts.platform))
    .find((one) => within(path, one, facts.platform));
  const home = canonical(facts.home, facts.platform);
  const below = (base: string): string => path.slice(base.length + 1);
  const spelling =
    root !== undefined
      ? `./${below(root)}`
      : within(path, home, facts.platform) && path !== home
        ? `~/${below(home)}`
        : `/${path.replace(/^([A-Z]):/u, '/$1')}`;
  return { text: `${tool}(${spelling.replace(/\/$/u, '')}${folder ? '/**' : ''})`, part };
}

function named(tool: string, name: string): readonly Suggestion[] {
  return /^[\w:./-]+$/u.test(name) ? [{ text: `${tool}(${name})`, part: name }] : [];
}

/** All or nothing: rules that leave a part open would not settle the call. */
function all(parts: readonly (Suggestion | undefined)[]): readonly Suggestion[] {
  const found = parts.flatMap((part) => part ?? []);
  return found.length === parts.length ? found : [];
}

function unique(suggestions: readonly Suggestion[]): readonly Suggestion[] {
  return suggestions.filter((one, at) => suggestions.findIndex(({ text }) => text === one.text) === at);
}
