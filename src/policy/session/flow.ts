// What a session has done so far, as a reducer over its calls: private data read, untrusted content taken in, data sent
// out, files written, and how much it asked of each service. Every fact names the call that it comes from.
//
// One session has one state. The calls of its sub-agents are fed into the same one, so that a sub-agent starts with
// what its parent read and leaves what it took in itself.
import type { CallReading } from '../classifier/read.ts';
import { filePath, hostSign } from '../commands/url.ts';
import type { Effect } from '../effects.ts';
import { changingKinds, type Operation } from '../external/operation.ts';
import { operationsOf, type Annotations } from '../external/operations.ts';
import { answersWithForeignText } from '../external/services.ts';
import type { Facts } from '../facts.ts';
import { namesOnly } from '../paths/access.ts';
import { keyOf } from '../trust/trust.ts';
import { actOf } from './act.ts';
import { nothingWritten, written, type WrittenFiles } from './written.ts';

export interface FlowFact {
  /** The id of the call, or of the decision where the agent gives no call ids. */
  readonly call: string;
  /** A few words: a path, a host, a service. */
  readonly what: string;
  /** What the call was: "run “cat ~/notes”". */
  readonly act: string;
  /** Milliseconds since 1970, where the gate said so. */
  readonly time?: number;
}

export interface ServiceUse {
  /** Things that calls named since the person last approved one. */
  readonly items: number;
  /** The person approved a call of this kind in this session. */
  readonly approved: boolean;
}

export interface FlowState {
  readonly private: readonly FlowFact[];
  readonly untrusted: readonly FlowFact[];
  readonly sent: readonly FlowFact[];
  readonly written: WrittenFiles;
  /** By `keyOf(service, kind)`. */
  readonly services: ReadonlyMap<string, ServiceUse>;
}

export const startFlow: FlowState = {
  private: [],
  untrusted: [],
  sent: [],
  written: nothingWritten,
  services: new Map(),
};

/** A session whose prompt others wrote has taken in untrusted content before its first call. */
export function startedByOthers(flow: FlowState, from: string): FlowState {
  const fact = { call: 'launch', what: `its prompt (${from})`.slice(0, 200), act: 'start the session' };
  return { ...flow, untrusted: [...flow.untrusted, fact] };
}

export type FlowEvent =
  | {
      /** A call was allowed and is about to run. */
      readonly type: 'call';
      readonly call: string;
      readonly reading: CallReading;
      /** Milliseconds since 1970. */
      readonly time?: number;
      /** The person answered the question about it. */
      readonly approved?: boolean;
      readonly annotations?: Annotations;
      /** Those that the call was checked with: what is written through a link is written behind it too. */
      readonly facts?: Pick<Facts, 'cwd' | 'realPath'>;
    }
  /**
   * The person looked at what was taken in and found it harmless. What calls still take in that have not ended, nobody
   * has seen.
   */
  | { readonly type: 'cleared'; readonly running?: ReadonlySet<string> };

/** One event more. */
export function updateFlow(flow: FlowState, event: FlowEvent): FlowState {
  if (event.type === 'cleared') {
    return { ...flow, untrusted: flow.untrusted.filter(({ call }) => event.running?.has(call) === true) };
  }
  const { reading, call, time } = event;
  const by = { call, act: actOf(reading.call), ...(time === undefined ? {} : { time }) };
  const operations = operationsOf(reading, event.annotations);
  const facts = factsOf(reading, operations);
  return {
    private: added(flow.private, facts.private, by),
    untrusted: taken(flow.untrusted, facts.untrusted, by),
    sent: added(flow.sent, facts.sent, by),
    written: writtenBy(reading, operations, facts, event.facts).reduce(
      (files, path) => written(files, path, call),
      flow.written,
    ),
    services: used(flow.services, operations, event.approved === true),
  };
}

/** Paths of edits and commands, behind links too, and those that a server's changing tool was given. */
function writtenBy(
  { call }: CallReading,
  operations: readonly Operation[],
  { written: own }: CallFacts,
  facts: Pick<Facts, 'cwd' | 'realPath'> | undefined,
): readonly string[] {
  const changes = call.kind === 'mcp' && operations.some(({ kind }) => kind !== 'read');
  const paths = [...own.map(({ path }) => path), ...(changes ? pathsIn(call.input, facts?.cwd) : [])];
  if (facts === undefined || paths.length === 0) return paths;
  return paths.flatMap((path) => {
    const real = facts.realPath(path);
    return real === undefined || real === path ? [path] : [path, real];
  });
}

const mostPaths = 50;
const pathField = /path|file|dest|target|source|dir|folder|uri/iu;

/** Texts among the arguments of a server's tool that may be paths of this machine. */
function pathsIn(value: unknown, cwd: string | undefined, field = '', found: string[] = [], depth = 0): string[] {
  if (found.length >= mostPaths || depth > 6) return found;
  if (typeof value === 'string') {
    const path = /^file:/iu.test(value) ? filePath(value) : value;
    if (path.length > 4_096 || /[\n\0]/u.test(path)) return found;
    if (absolute.test(path)) found.push(path);
    else if (pathField.test(field) && cwd !== undefined && /^[\w.]/u.test(path)) found.push(`${cwd}/${path}`);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) pathsIn(inner, cwd, Array.isArray(value) ? field : key, found, depth + 1);
  }
  return found;
} // prettier-ignore

/** What one call does, by the segment that does it. */
export interface CallFacts {
  readonly private: readonly Found[];
  readonly untrusted: readonly Found[];
  readonly sent: readonly Found[];
  readonly written: readonly { readonly path: string; readonly segment: number }[];
}

export interface Found {
  readonly what: string;
  readonly segment: number;
}

export function factsOf(reading: CallReading, operations: readonly Operation[]): CallFacts {
  const privately: Found[] = [];
  const untrusted: Found[] = [];
  const sent: Found[] = [];
  const writes: { path: string; segment: number }[] = [];
  for (const [segment, { effects, program }] of reading.analysis.segments.entries()) {
    for (const effect of effects) {
      const secret = privateRead(effect);
      if (secret !== undefined) privately.push({ what: secret, segment });
      if (effect.kind === 'pkg.install') untrusted.push({ what: `output of ${program}, which installs packages`, segment });
      if (effect.kind === 'exec.fetched') untrusted.push({ what: `code fetched by ${program}`, segment });
      if (effect.kind === 'net.send' && operations.length === 0) sent.push({ what: effect.target ?? program, segment });
      if (effect.kind.startsWith('write.') && isAbsolute(effect.target)) writes.push({ path: effect.target, segment });
    }
  }
  for (const operation of operations) {
    const { service, kind, channel, segment } = operation;
    if (kind === 'read' && channel !== undefined) privately.push({ what: `${channel} by ${service}`, segment });
    if (takesIn(operation)) untrusted.push({ what: service, segment });
    if (kind !== 'read' || carriesOut(reading)) sent.push({ what: service, segment });
  }
  return { private: privately, untrusted, sent, written: writes };
} // prettier-ignore

/** Secrets anywhere, and the content of files outside the workspace that are not the system's own. */
function privateRead({ kind, scope, target, detail }: Effect): string | undefined {
  if (kind === 'read.secret') return target ?? detail ?? 'a secret';
  if (kind !== 'read.outside' || detail === namesOnly || detail?.startsWith('names of files') === true) return undefined;
  return scope === 'outside' || scope === 'unknown' ? (target ?? 'a file outside the workspace') : undefined;
} // prettier-ignore

/** Everything that an MCP server answers; of other services what they are asked for. The person's own machine is known. */
function takesIn({ service, kind }: Operation): boolean {
  if (service.startsWith('web:') && hostSign(service.slice('web:'.length)) === 'this machine') return false;
  return (kind === 'read' || service.startsWith('mcp:')) && answersWithForeignText(service);
}

/** An address can carry out what stands in it: a query, or more than an address needs. */
function carriesOut({ call }: CallReading): boolean {
  if (call.kind === 'fetch') return /[?#]./u.test(call.url) || call.url.length > 200;
  return call.kind === 'webSearch' && call.query.length > 200;
}

const mostFacts = 50;

/** The first call that did a thing stands for it; of too many things the first are kept. */
function added(
  facts: readonly FlowFact[],
  found: readonly Found[],
  by: Omit<FlowFact, 'what'>,
): readonly FlowFact[] {
  let list: FlowFact[] | undefined;
  for (const what of shortly(found)) {
    const known = list ?? facts;
    if (known.length >= mostFacts || known.some((fact) => fact.what === what)) continue;
    list = [...known, { ...by, what }];
  }
  return list ?? facts;
}

/**
 * Each call stands for itself: the person clears what calls took in that have ended, and must not clear with it what
 * another one still takes in from the same place. Of too many facts the first and the latest are kept.
 */
function taken(
  facts: readonly FlowFact[],
  found: readonly Found[],
  by: Omit<FlowFact, 'what'>,
): readonly FlowFact[] {
  const own = new Set(facts.filter(({ call }) => call === by.call).map(({ what }) => what));
  const more = shortly(found).filter((what) => !own.has(what)).map((what) => ({ ...by, what }));
  const list = more.length === 0 ? facts : [...facts, ...more];
  return list.length <= mostFacts ? list : [...list.slice(0, mostFacts / 2), ...list.slice(-mostFacts / 2)];
} // prettier-ignore

function shortly(found: readonly Found[]): readonly string[] {
  return [...new Set(found.map(({ what }) => what.slice(0, 200)))];
}

/** Services of one session that are counted; of further ones nothing is approved, and their checkpoint is reached. */
export const mostServices = 300;

function used(
  services: ReadonlyMap<string, ServiceUse>,
  operations: readonly Operation[],
  approved: boolean,
): ReadonlyMap<string, ServiceUse> {
  if (operations.length === 0) return services;
  const next = new Map(services);
  for (const { service, kind, items } of operations) {
    const key = keyOf(service, kind);
    const before = next.get(key);
    if (before === undefined && next.size >= mostServices) continue;
    // What is described instead of counted may be any number of things.
    const more = items ?? Number.MAX_SAFE_INTEGER;
    const sum = approved ? 0 : Math.min(Number.MAX_SAFE_INTEGER, (before?.items ?? 0) + more);
    next.set(key, { items: sum, approved: approved || before?.approved === true });
    if (approved && kind !== 'read') countAnew(next, service);
  }
  return next;
}

/** The person who approves a change was told of all changes to the service since they were last asked. */
function countAnew(services: Map<string, ServiceUse>, service: string): void {
  for (const kind of changingKinds) {
    const key = keyOf(service, kind);
    const use = services.get(key);
    if (use !== undefined && use.items > 0) services.set(key, { ...use, items: 0 });
  }
}

function isAbsolute(path: string | undefined): path is string {
  return path !== undefined && absolute.test(path);
}

const absolute = /^(?:[\\/]|[A-Za-z]:[\\/])/u;
