// Does a deny or ask rule speak of a call? One sighting anywhere is enough: any segment, any level of wrapping, any way
// to the file or host that the rule names.
import type { CallReading } from '../classifier/read.ts';
import type { CheckContext } from '../context.ts';
import type { Segment } from '../shell/segment.ts';
import {
  folded,
  sightsCommand,
  sightsWords,
  spellingOf,
  spellingsOf,
  type CommandMatcher,
  type Spelling,
} from './command.ts';
import { matchesDomain, possibleHosts } from './domain.ts';
import { isListed, namesPart, namesTool } from './names.ts';
import { holdsNamed, matchesPath } from './paths.ts';
import { matchesText, type TextPattern } from './pattern.ts';
import { rawCommands } from './raw.ts';
import type { Rule } from './rule.ts';
import { toolNamed } from './tools.ts';
import { touchedHosts, touchedPaths, type Touch } from './touched.ts';

/** All of a call that rules look at, gathered when the first of them asks, and once for all of them. */
export interface Sight {
  readonly reading: CallReading;
  readonly context: CheckContext;
  readonly commands: () => readonly { readonly segment: Segment; readonly spellings: readonly Spelling[] }[];
  readonly raw: () => readonly Spelling[];
  readonly paths: () => readonly Touch[];
  readonly hosts: () => readonly string[];
}

export function sightOf(reading: CallReading, context: CheckContext): Sight {
  const segments = once(() => reading.shell?.segments ?? skillSegments(reading, context));
  return {
    reading,
    context,
    commands: once(() =>
      segments().map((segment) => ({ segment, spellings: spellingsOf(segment, context.facts) })),
    ),
    raw: once(() => rawCommands(reading).map(spellingOf)),
    paths: once(() => touchedPaths(reading, reading.shell === undefined ? [] : segments(), context.facts)),
    hosts: once(() => touchedHosts(reading, segments())),
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** What in the call the rule speaks of, in a few words; undefined if nothing. Broken rules speak of nothing here. */
export function sighting(rule: Rule, sight: Sight): string | undefined {
  const { matcher } = rule;
  const { call } = sight.reading;
  switch (matcher.kind) {
    case 'tool':
      return namesTool(matcher.tool, matcher.family, call, 'sight') ? call.tool : undefined;
    case 'listed':
      return isListed(matcher.tools, matcher.family, call) ? call.tool : undefined;
    case 'command':
    case 'command-regex':
      return sightedCommand(matcher, sight);
    case 'path':
      return sightedPath(rule, sight);
    case 'domain':
      return sight.hosts().find((host) => matchesDomain(matcher.pattern, host));
    case 'name':
      return namesPart(matcher.tool, matcher.pattern, call, 'sight') ? call.tool : undefined;
    case 'parameter':
      return hasParameter(matcher, sight.reading) ? `${matcher.parameter} of ${call.tool}` : undefined;
    case 'broken':
      return undefined;
  }
}

/** Positions of the segments in which a rule that speaks of the call finds it; empty where that cannot be told. */
export function sightedIn(rule: Rule, sight: Sight): readonly number[] {
  const { matcher } = rule;
  const { reading, context } = sight;
  if (reading.call.kind !== 'shell') return [];
  const { segments } = reading.analysis;
  switch (matcher.kind) {
    case 'command':
    case 'command-regex':
      return sight.commands().flatMap(({ segment, spellings }) =>
        sightsCommand(matcher, spellings, context.facts, isPowershell(reading) || segment.language !== undefined) ? [segment.index] : [],
      );
    case 'path':
      return segments.flatMap(({ effects }, at) =>
        effects.some(({ target }) => target !== undefined && matchesPath(matcher.pattern, rule.source, target, context.facts, 'sight')) ? [at] : [],
      );
    case 'domain':
      return segments.flatMap(({ effects }, at) =>
        effects.some(({ target }) => target !== undefined && possibleHosts(target).some((host) => matchesDomain(matcher.pattern, host))) ? [at] : [],
      );
    default:
      return segments.map((_, at) => at);
  }
} // prettier-ignore

function isPowershell({ call }: CallReading): boolean {
  return call.kind === 'shell' && call.shell === 'powershell';
}

/** Is this a call that the rule, which could not be read, may have meant: its tool, or another way to its files or hosts? */
export function concerns(rule: Rule, { reading: { call }, paths, hosts }: Sight): boolean {
  if (rule.matcher.kind !== 'broken') return false;
  const { tool } = rule.matcher;
  const known = tool === undefined ? undefined : toolNamed(tool);
  if (tool === undefined || namesTool(tool, known?.family, call, 'sight')) return true;
  switch (known?.specifier) {
    case 'read-path':
      return paths().length > 0;
    case 'edit-path':
      return paths().some(({ access }) => access !== 'read');
    case 'domain':
      return hosts().length > 0;
    default:
      return false;
  }
}

function sightedCommand(
  matcher: CommandMatcher,
  { commands, raw, reading, context }: Sight,
): string | undefined {
  const powershell = isPowershell(reading);
  const found = commands().find(({ segment, spellings }) =>
    sightsCommand(matcher, spellings, context.facts, powershell || segment.language !== undefined),
  );
  if (found !== undefined) return found.segment.text;
  if (matcher.shell !== 'any' && (matcher.shell === 'powershell') !== powershell) return undefined;
  const spelled = powershell ? folded(matcher) : matcher;
  return raw()
    .find((spelling) => sightsWords(spelled, spelling))
    ?.words.join(' ');
}

function sightedPath({ source, matcher }: Rule, { paths, context: { facts } }: Sight): string | undefined {
  if (matcher.kind !== 'path') return undefined;
  const { pattern, access } = matcher;
  const found = paths().find(
    (touch) =>
      // Who may not read a file may not change it either.
      (access === 'read' || touch.access !== 'read') &&
      (matchesPath(pattern, source, touch.path, facts, 'sight') ||
        (touch.access === 'delete' && holdsNamed(pattern, source, touch.path, facts))),
  );
  return found?.path;
}

function hasParameter(
  { tool, parameter, pattern }: { tool: string; parameter: string; pattern: TextPattern },
  { call }: CallReading,
): boolean {
  if (!namesTool(tool, toolNamed(tool)?.family, call, 'sight')) return false;
  const value =
    call.kind === 'shell' ? call.background : call.kind === 'mcp' ? scalar(call.input, parameter) : undefined;
  return value !== undefined && matchesText(pattern, [String(value)]);
}

function scalar(input: unknown, name: string): string | number | boolean | undefined {
  if (typeof input !== 'object' || input === null) return undefined;
  const value: unknown = Object.entries(input).find(([key]) => key === name)?.[1];
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : undefined;
}

/** The lines that a skill runs by itself come to the gate in no other way. */
function skillSegments({ call }: CallReading, { shell, facts }: CheckContext): readonly Segment[] {
  if (call.kind !== 'skill' || shell === undefined) return [];
  return (call.commands ?? []).flatMap(
    (line) => shell.read(line, { home: facts.home, cwd: facts.cwd }).segments,
  );
}
