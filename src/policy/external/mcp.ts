// A call of an MCP server → one operation. The name says the verb, the arguments the scope, and statements in them
// what really happens. The server's own annotations are hints: they make an operation graver, never milder.
import type { McpCall } from '../call.ts';
import type { SqlClass } from '../commands/sql.ts';
import { readInput, worse, type ArgumentReading, type Statement } from './arguments.ts';
import { readName, wordsOf, type NameReading } from './names.ts';
import {
  graver,
  type Operation,
  type OperationKind,
  type OperationScope,
  type Reversibility,
} from './operation.ts';
import { channelOf, inWorkspace } from './services.ts';

/** What a server says about its tool. Source: Model Context Protocol 2025-11-25, ToolAnnotations. */
export interface ToolAnnotations {
  readonly readOnlyHint?: boolean;
  readonly destructiveHint?: boolean;
}

/** The operation of one call. `segment` is its place in the analysis. */
export function mcpOperation(call: McpCall, hints: ToolAnnotations | undefined, segment = 0): Operation {
  const name = readName(call.name);
  const malformed = name.malformed || !/^[\w .:/@-]{1,128}$/u.test(call.server);
  const input = readInput(call.input);
  const { own, loose } = statementsOf(name, input);
  const statement = worse(own, loose);
  const said = neverMilder(withStatements(name, own), withStatements(name, statement));
  const hinted = withHints(said, hints);
  const kind = malformed ? graver(hinted.kind, 'modify') : hinted.kind;
  const scope = scopeOf(kind, name, input);
  return {
    service: serviceOf(call),
    channel: channelOf([...wordsOf(call.server), ...wordsOf(call.name)]),
    kind,
    name: call.name,
    reversibility: malformed ? 'unknown' : hinted.reversibility,
    scope: malformed ? 'unknown' : scope,
    items: scope === 'unknown' ? undefined : (input.items ?? 1),
    targets:
      statement === undefined || statement.worst === 'read'
        ? input.targets
        : [statement.because, ...input.targets],
    segment,
    malformed,
  };
}

/** Anyone may call a server `github`: one that a workspace brings along earns trust for that workspace alone. */
function serviceOf({ server, workspace }: McpCall): string {
  return workspace === undefined ? `mcp:${server}` : `mcp:${server}${inWorkspace}${workspace}`;
}

interface Said {
  readonly kind: OperationKind;
  readonly reversibility: Reversibility;
}

/**
 * The worst statements that the call may run. In a search it is what is looked for; in other fields than those for
 * statements it counts only for a tool that runs what it is given, or of which nobody knows what it does.
 */
function statementsOf(
  name: NameReading,
  { statements: { named, asked, loose } }: ArgumentReading,
): Partial<Record<'own' | 'loose', Statement | undefined>> {
  const searches = name.verbs.length > 0 && name.verbs.every((verb) => searching.has(verb));
  const runs = name.runs || name.verbs.length === 0;
  return { own: worse(named, searches ? undefined : asked), loose: runs ? loose : undefined };
}

/** The worst of all. */
export function statementOf(name: NameReading, input: ArgumentReading): Statement | undefined {
  const { own, loose } = statementsOf(name, input);
  return worse(own, loose);
}

/** Invariant: a text that an agent writes beside what is run, a note or a reason, never makes a call milder. */
function neverMilder(said: Said, withText: Said): Said {
  const kind = graver(said.kind, withText.kind);
  if (kind !== said.kind) return withText;
  const isKnown = said.reversibility !== 'unknown' && kind === withText.kind;
  return isKnown && doubt.indexOf(withText.reversibility) > doubt.indexOf(said.reversibility)
    ? withText
    : said;
}

const doubt: readonly Reversibility[] = ['yes', 'partly', 'no', 'unknown'];

const searching: ReadonlySet<string> = new Set(['search', 'find', 'grep', 'lookup']);

/**
 * A tool that runs what it is given does what the statement does; with any other verb the statement can only make it
 * graver. A statement that is not known leaves a tool that runs statements at its worst.
 */
function withStatements(name: NameReading, statement: Statement | undefined): Said {
  const { kind, reversibility } = name;
  if (statement === undefined) return { kind, reversibility };
  const { worst, isCertain } = statement;
  const runs = name.runs && (kind === 'read' || reversibility === 'unknown');
  const does = bySql[worst];
  if (runs && worst === 'read') return does;
  if (worst === 'unknown') {
    // A text that is no statement, in a tool named for queries, is what is looked for.
    const isRun = isCertain || (name.runs && name.verbs.some((verb) => verb !== 'query'));
    return isRun ? { kind: graver(kind, 'modify'), reversibility: 'unknown' } : { kind, reversibility };
  }
  return graver(kind, does.kind) === kind && kind !== does.kind ? { kind, reversibility } : does;
}

const bySql: Readonly<Record<SqlClass, Said>> = {
  read: { kind: 'read', reversibility: 'yes' },
  write: { kind: 'modify', reversibility: 'partly' },
  unknown: { kind: 'modify', reversibility: 'unknown' },
  code: { kind: 'modify', reversibility: 'unknown' },
  destroy: { kind: 'delete', reversibility: 'no' },
};

/** Invariant: a hint never lowers anything. */
function withHints(said: Said, hints: ToolAnnotations | undefined): Said {
  if (hints === undefined) return said;
  const destroys = hints.destructiveHint === true && hints.readOnlyHint !== true;
  const changes = hints.readOnlyHint === false || destroys;
  const kind = changes ? graver(said.kind, 'modify') : said.kind;
  if (destroys && said.reversibility !== 'unknown') return { kind, reversibility: 'no' };
  return kind === said.kind ? said : { kind, reversibility: 'unknown' };
}

/** What a read chooses by is what it looks for; for all else a description may fit anything. */
function scopeOf(kind: OperationKind, name: NameReading, input: ArgumentReading): OperationScope {
  if (kind === 'read') return input.scope === 'unknown' ? 'single' : input.scope;
  return name.many && input.scope === 'single' ? 'unknown' : input.scope;
}
