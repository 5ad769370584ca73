// Segments of shell lines → operations. What a segment does is already derived as effects; here each effect on a
// remote system gets its service, its kind and its scope, from the segment's own words.
import { addressOf } from '../commands/url.ts';
import type { Effect, SegmentReport } from '../effects.ts';
import type { Segment } from '../shell/segment.ts';
import { readName, wordsOf } from './names.ts';
import {
  graver,
  scopeOfItems,
  type Operation,
  type OperationKind,
  type OperationScope,
  type Reversibility,
} from './operation.ts';
import { clientService, mailPrograms, messageHost, registryOf } from './services.ts';
import { verbs } from './verbs.ts';

/** Effects that make an operation. Databases count where a server is asked, see `database`. */
export const outward: ReadonlySet<string> = new Set([
  'net.fetch', 'net.send', 'remote.exec', 'publish', 'vcs.remote', 'vcs.remote.destroy',
  'cloud.read', 'cloud.write', 'cloud.destroy',
]); // prettier-ignore

/** The operations of one segment, one for each service. `index` is its place in the analysis. */
export function commandOperations(report: SegmentReport, segment: Segment | undefined, index: number): readonly Operation[] {
  const words = (segment?.words ?? []).map(({ text }) => text);
  const { program, effects } = report;
  // A line of thousands of addresses has an effect for each: what holds for all of them is found once.
  const at: Place = {
    program,
    words,
    report,
    index,
    host: hostOf(effects),
    operands: words.slice(1).filter((word) => !word.startsWith('-')).slice(0, 4),
    kinds: new Set(effects.map(({ kind }) => kind)),
    method: methodIn(words),
    scope: scopeOf({ program, words, report, segment }),
  };
  const found = new Map<string, Operation>();
  for (const effect of effects) {
    const operation = ofEffect(effect, at);
    if (operation === undefined) continue;
    const before = found.get(operation.service);
    found.set(operation.service, before === undefined ? operation : joined(before, operation));
  }
  return [...found.values()];
} // prettier-ignore

interface Place {
  readonly program: string;
  readonly words: readonly string[];
  readonly report: SegmentReport;
  readonly index: number;
  /** The first words that are no options. */
  readonly operands: readonly string[];
  readonly kinds: ReadonlySet<Effect['kind']>;
  /** The method of a request, where an option names it. */
  readonly method: string | undefined;
  readonly scope: Pick<Operation, 'scope' | 'items'>;
  /** The host that another effect of the segment names: `curl -d` says only elsewhere where it sends to. */
  readonly host: string | undefined;
}

interface Said {
  readonly service: string;
  readonly kind: OperationKind;
  readonly name?: string;
  readonly reversibility?: Reversibility;
  readonly channel?: Operation['channel'];
  readonly scope?: OperationScope;
}

function ofEffect(effect: Effect, at: Place): Operation | undefined {
  const said = saidBy(effect, at);
  if (said === undefined) return undefined;
  const { kind } = said;
  const { scope, items } = kind === 'read' ? single : at.scope;
  return {
    channel: undefined,
    name: '',
    reversibility: kind === 'read' ? 'yes' : kind === 'delete' ? 'no' : 'partly',
    ...said,
    scope: said.scope ?? scope,
    items: said.scope === undefined ? items : undefined,
    targets: [effect.target, ...at.operands]
      .filter((word) => word !== undefined)
      .slice(0, 4)
      .map((word) => word.slice(0, 80)),
    segment: at.index,
    malformed: false,
  };
}

const single = { scope: 'single', items: 1 } as const;

function saidBy(effect: Effect, at: Place): Said | undefined {
  const { program, words } = at;
  switch (effect.kind) {
    case 'net.fetch':
      if (program === 'git')
        return { service: `git:${gitRemote(words)}`, kind: 'read', name: words[1] ?? '' };
      if (effect.target === undefined)
        return { service: clientService(program), kind: 'read', name: words[1] ?? '' };
      return web(effect.target, at);
    case 'net.send':
      return sent(effect, at);
    case 'remote.exec':
      return {
        service: at.host === undefined ? clientService(program) : `ssh:${at.host}`,
        kind: 'modify',
        name: 'run',
        reversibility: 'unknown',
      };
    case 'publish':
      return { service: registryOf(program), kind: 'publish', name: subcommand(words), reversibility: 'no' };
    case 'vcs.remote':
      return { service: `git:${gitRemote(words)}`, kind: 'write', name: 'push', reversibility: 'partly' };
    case 'vcs.remote.destroy':
      return { service: `git:${gitRemote(words)}`, kind: 'delete', name: 'push', reversibility: 'no' };
    case 'cloud.read':
      if (program === 'git')
        return { service: `git:${gitRemote(words)}`, kind: 'read', name: words[1] ?? '' };
      return { service: clientService(program), kind: 'read', name: subcommand(words) };
    case 'cloud.write':
      return changed(at);
    case 'cloud.destroy':
      if (program === 'gh' && words[1] === 'api')
        return { ...api('cli:gh', words), kind: 'delete', reversibility: 'no' };
      return {
        service: clientService(program),
        kind: 'delete',
        name: subcommand(words),
        reversibility: 'no',
      };
    case 'db.write':
    case 'db.destroy':
      return database(effect, at);
    default:
      return undefined;
  }
}

/** Of a file, as with sqlite3, it is the person's own; with a client of a server it leaves this machine. */
function database(effect: Effect, { program, kinds }: Place): Said | undefined {
  if (!kinds.has('cloud.read')) return undefined;
  const service = clientService(program);
  return effect.kind === 'db.destroy'
    ? { service, kind: 'delete', name: effect.detail ?? '', reversibility: 'no' }
    : { service, kind: 'modify', name: effect.detail ?? '', reversibility: 'partly' };
}

/** What a client of a service changes, by its subcommand; one that is not known changes in an unknown way. */
function changed({ program, words }: Place): Said {
  const service = clientService(program);
  const name = subcommand(words);
  if (program === 'gh' && words[1] === 'api') return api(service, words);
  const { kind, reversibility } = readName(name.replaceAll(/[ :]/gu, '_') || 'unknown');
  // The table of the program says that it changes something, whatever its verb sounds like.
  return kind === 'read'
    ? { service, kind: 'modify', name, reversibility: 'unknown' }
    : { service, kind, name, reversibility };
}

/** Source: gh-api(1): with fields and no method it posts; comments and reviews are messages to people. */
function api(service: string, words: readonly string[]): Said {
  const at = words.findIndex((word) => /^(?:-X|--method)$/u.test(word));
  const method = (at < 0 ? words.find((word) => /^(?:-X|--method=)\w/u.test(word))?.replace(/^(?:-X|--method=)/u, '') : words[at + 1])?.toUpperCase() ?? 'POST';
  const path = words.find((word, index) => index > 1 && /\//u.test(word) && !word.startsWith('-')) ?? '';
  if (method === 'POST' && /\/(?:comments|reviews|replies|dispatches)\b/u.test(path)) return { service, kind: 'send', name: `api ${method}`, reversibility: 'no' };
  return { service, name: `api ${method}`, ...byMethod(method) };
} // prettier-ignore

/** Source: RFC 9110, section 9. A method that is not known is the worst. */
function byMethod(method: string): Pick<Said, 'kind' | 'reversibility'> {
  switch (method.toUpperCase()) {
    case 'GET':
    case 'HEAD':
    case 'OPTIONS':
      return { kind: 'read', reversibility: 'yes' };
    case 'POST':
      return { kind: 'write', reversibility: 'partly' };
    case 'PUT':
    case 'PATCH':
      return { kind: 'modify', reversibility: 'partly' };
    case 'DELETE':
      return { kind: 'delete', reversibility: 'no' };
    default:
      return { kind: 'modify', reversibility: 'unknown' };
  }
}

function web(target: string, { kinds }: Place): Said {
  const host = hostName(target);
  const channel = messageHost(host);
  // Of a log-in or a message, finding the host is only the first step.
  if (kinds.has('remote.exec')) return { service: `ssh:${host}`, kind: 'read', name: 'login' };
  if (channel === undefined) return { service: `web:${host}`, kind: 'read', name: 'GET' };
  return { service: kinds.has('net.send') ? channel : `web:${host}`, channel, kind: 'read', name: 'GET' };
}

/** Data that goes out: mail, a message to a chat, a request with a body, or files to a host. */
function sent(effect: Effect, at: Place): Said {
  const { program, words } = at;
  if (mailPrograms.has(program)) return { service: 'mail', channel: 'mail', kind: 'send', name: program, reversibility: 'no' };
  if (program === 'git') return { service: `git:${gitRemote(words)}`, kind: 'write', name: words[1] ?? '', reversibility: 'partly' };
  const host = effect.target === undefined ? at.host : hostName(effect.target);
  if (host === undefined) {
    const verb = readName(subcommand(words).replaceAll(/[ :]/gu, '_') || 'unknown');
    const kind = verb.kind === 'read' ? 'write' : verb.kind;
    return { service: clientService(program), kind, name: subcommand(words), reversibility: 'no' };
  }
  const channel = messageHost(host);
  if (channel !== undefined) return { service: channel, channel, kind: 'send', name: 'POST', reversibility: 'no' };
  if (/^(?:scp|sftp|rsync|rclone|tar)$/u.test(program)) return { service: `ssh:${host}`, kind: 'write', name: program, reversibility: 'partly' };
  const method = /^the method (.+)$/u.exec(effect.detail ?? '')?.[1] ?? at.method ?? 'POST';
  const asked = byMethod(method);
  // Data on the line goes out with every method.
  const kind = asked.kind === 'read' ? 'write' : asked.kind;
  return { service: `web:${host}`, kind, name: method.toUpperCase(), reversibility: asked.reversibility === 'yes' ? 'partly' : (asked.reversibility ?? 'unknown') };
} // prettier-ignore

function methodIn(words: readonly string[]): string | undefined {
  const at = words.findIndex((word) => /^(?:-X|--request|--method)$/u.test(word));
  if (at >= 0) return words[at + 1];
  return words.find((word) => /^(?:-X|--request=|--method=)\w/u.test(word))?.replace(/^(?:-X|--request=|--method=)/u, '');
} // prettier-ignore

function hostOf(effects: readonly Effect[]): string | undefined {
  const target = effects.find(({ kind, target }) => kind === 'net.fetch' && target !== undefined)?.target;
  return target === undefined ? undefined : hostName(target);
}

/** Of `user@host:path`, `https://host/x` and `host`. */
function hostName(target: string): string {
  const copied = /^(?:[^@/\s]+@)?([^/:\s]+):(?!\/\/|\d+(?:\/|$))/u.exec(target)?.[1];
  return copied?.toLowerCase() ?? addressOf(target)?.host ?? target.toLowerCase().slice(0, 80);
}

/** The remote that a git command names; `origin` where it names none. Source: git-push(1), git-fetch(1). */
function gitRemote(words: readonly string[]): string {
  const verb = words.findIndex((word) => /^(?:push|fetch|pull|clone|ls-remote|remote|submodule)$/u.test(word));
  const operands = words.slice(verb + 1).filter((word) => !word.startsWith('-'));
  const remote = words[verb] === 'remote' ? operands[1] : operands[0];
  if (remote === undefined || words[verb] === 'submodule') return 'origin';
  return /[/:@]/u.test(remote) ? hostName(remote) : remote.slice(0, 80);
} // prettier-ignore

/**
 * The words behind the program up to its verb, four at most: `pr create`, `ec2 terminate-instances`,
 * `compute instances delete`; for clusters with the kind of thing: `delete pods`.
 */
function subcommand(words: readonly string[]): string {
  const found: string[] = [];
  let verb = false;
  for (const [at, word] of words.entries()) {
    if (at === 0) continue;
    if (word.startsWith('-')) {
      if (found.length > 0) break;
      continue;
    }
    if (verb || found.length === 4 || !/^[a-z][a-z0-9:-]*$/u.test(word)) {
      if (verb && /^(?:kubectl|oc|k)$/u.test(words[0] ?? '') && /^[a-z]+$/u.test(word)) found.push(word);
      break;
    }
    found.push(word);
    // `release create`: a thing, unless nothing that is done to it follows.
    verb = wordsOf(word).some(
      (part) => verbs.has(part) && (verbs.get(part)?.noun === false || !isVerb(words[at + 1])),
    );
  }
  return found.join(' ');
}

function isVerb(word: string | undefined): boolean {
  return word !== undefined && wordsOf(word).some((part) => verbs.has(part));
}

/** Switches that widen a command to all there is. Sources: kubectl, aws s3, gcloud, docker and gh manuals. */
const widening =
  /^(?:--all|--all-namespaces|-A|--recursive|--selector(?:=.*)?|-l|--mirror|--tags|--prune|--filter(?:=.*)?|--filters|--include(?:=.*)?)$/u;

/** Things that the words name; a pattern, a selector, names of another command or a loop make it open. */
function scopeOf({ words, segment, report, program }: Pick<Place, 'words' | 'report' | 'program'> & { readonly segment: Segment | undefined }): Pick<Operation, 'scope' | 'items'> {
  const fed = segment?.wrappers.some(({ name }) => name === 'xargs' || name === 'parallel') ?? false;
  const unclear = report.doubts.some(({ code }) => code === 'dynamic-argument' || code === 'dynamic-name');
  const open = fed || unclear || words.some((word, at) => at > 0 && (widening.test(word) || (segment?.words[at]?.glob ?? false)));
  if (open) return { scope: 'unknown', items: undefined };
  const skipped = 1 + subcommand(words).split(' ').filter((word) => word !== '').length;
  const operands = words.slice(skipped).filter((word) => !word.startsWith('-'));
  // Only clients that take a list of things as operands name several; elsewhere operands are text and values.
  const items = /^(?:kubectl|oc|k|docker|podman|gcloud|az|doctl|aws)$/u.test(program) ? Math.max(1, listed(words, operands)) : 1;
  return { scope: scopeOfItems(items), items };
} // prettier-ignore

/** `--instance-ids i-1 i-2`: words up to the next option; else the operands that look like names. */
function listed(words: readonly string[], operands: readonly string[]): number {
  const at = words.findIndex((word) => /^--[\w-]*(?:ids|names|arns)$/u.test(word));
  if (at < 0) return operands.filter((word) => /^[\w./-]+$/u.test(word)).length;
  const rest = words.slice(at + 1);
  const end = rest.findIndex((word) => word.startsWith('-'));
  return (end < 0 ? rest : rest.slice(0, end)).length;
}

/** Two effects of one segment on the same service are one operation, the graver one. */
function joined(one: Operation, other: Operation): Operation {
  return graver(one.kind, other.kind) === one.kind ? one : other;
}
