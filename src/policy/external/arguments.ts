// What the arguments of an MCP call say: how many things it names, what they are, and what SQL among them does.
// Walks at most `mostNodes` values and `deepest` levels; what lies beyond makes the scope unknown.
import { changesWithin, readSql, type SqlClass } from '../commands/sql.ts';
import { scopeOfItems, type OperationScope } from './operation.ts';

export interface ArgumentReading {
  readonly scope: OperationScope;
  readonly items: number | undefined;
  readonly targets: readonly string[];
  /** The worst statement of each kind of field; absent where there is none. */
  readonly statements: Statements;
}

export interface Statements {
  /** In a field whose name says that it holds one. */
  readonly named?: Statement;
  /** In a field that may also hold what is looked for: a query, a command. */
  readonly asked?: Statement;
  /** In any other field, by its first word, or by the form of a statement that changes something. */
  readonly loose?: Statement;
}

export interface Statement {
  readonly worst: SqlClass;
  /** The words that decided: "DROP TABLE". */
  readonly because: string;
  /** It is one for certain, not a text that is looked for. */
  readonly isCertain: boolean;
}

const deepest = 6;
const mostNodes = 2_000;
const mostTargets = 4;

export function readInput(input: unknown): ArgumentReading {
  const seen: Seen = {
    nodes: 0,
    items: 1,
    open: false,
    targets: [],
    statements: {},
  };
  walk(input, '', 0, seen);
  return {
    scope: seen.open ? 'unknown' : scopeOfItems(seen.items),
    items: seen.open ? undefined : seen.items,
    targets: seen.targets,
    statements: seen.statements,
  };
}

interface Seen {
  nodes: number;
  items: number;
  /** It names things by a description: all, a query, a pattern. */
  open: boolean;
  readonly targets: string[];
  statements: Statements;
}

/** Fields that hold statements. Source: the arguments of the Postgres, SQLite, MySQL, BigQuery and Supabase servers. */
const namesStatement = /sql|statement/iu;
const mayHoldStatement = /^(?:query|queries|command|q|script)$/iu;
/** The first word of a statement, behind comments. Sources: the references of PostgreSQL, MySQL, SQLite and SQL Server. */
const startsStatement =
  /^\s*(?:(?:--[^\n]*\n|\/\*(?:(?!\*\/)[\s\S])*\*\/)\s*)*(?:select|with|insert|update|delete|drop|alter|truncate|create|grant|revoke|merge|replace|call|exec|execute|copy|explain|do|load|attach|pragma|vacuum)\b/iu;
/** Source: the GraphQL specification, operations. */
const mutation = /\{(?<=(?:^|[\s}])mutation\b[^{}]*\{)/u;
/** Fields by which things are chosen instead of named. */
const choosing =
  /^(?:query|q|filters?|where|patterns?|glob|globs|search|selector|criteria|match|jql|cql|condition|prefix|regex)$/iu;
/** Switches that widen a call to everything. Source: AIP-135 `force`, tools of file and mail servers. */
const widening =
  /^(?:all|recursive|recursively|everything|force_all|include_all|select_all|delete_all|bulk)$/iu;
/** Lists that describe one thing instead of naming several. */
const describing =
  /^(?:labels?|tags?|fields?|columns?|options?|include|expand|properties|select|headers?|attachments?|reviewers|assignees|scopes|blocks|content|args|arguments|params|path)$/iu;
const naming =
  /^(?:\w*_?ids?|\w*Ids?|\w*names?|\w*Names?|owner|repo|repository|path|paths|file|url|uri|to|cc|bcc|recipients?|channel|channel_id|chat_id|project|bucket|table|database|branch|key|title|subject|email|phone|resource|target|issue_number|pull_number|number|page_id)$/u;

function walk(value: unknown, field: string, depth: number, seen: Seen): void {
  seen.nodes += 1;
  if (seen.nodes > mostNodes || depth > deepest) {
    seen.open = true;
    return;
  }
  if (typeof value === 'string') return text(value, field, seen);
  if (typeof value === 'number') {
    if (naming.test(field)) target(String(value), seen);
    return;
  }
  if (value === true) {
    if (widening.test(field)) seen.open = true;
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    if (!describing.test(field)) seen.items = Math.max(seen.items, value.length);
    for (const item of value) walk(item, field, depth + 1, seen);
    return;
  }
  if (choosing.test(field) && Object.keys(value).length > 0) seen.open = true;
  for (const [key, inner] of Object.entries(value)) walk(inner, key, depth + 1, seen);
}

function text(value: string, field: string, seen: Seen): void {
  statement(value.slice(0, 100_000), field, seen);
  if (choosing.test(field) && value.trim() !== '') seen.open = true;
  if (!naming.test(field)) return;
  // Lists of ids, addresses or names in one text; a pattern or the word "all" stands for as many as there are.
  const parts = value.split(/[,;\s]+/u).filter((part) => part !== '');
  if (/^(?:\*|all|everyone|everything|any)$/iu.test(value.trim()) || /[*?]/u.test(value)) seen.open = true;
  if (/ids$|^(?:to|cc|bcc|recipients?|emails?|paths|names)$/iu.test(field)) {
    seen.items = Math.max(seen.items, parts.length);
  }
  target(value, seen);
}

function statement(value: string, field: string, seen: Seen): void {
  const isCertain = namesStatement.test(field) || startsStatement.test(value) || mutation.test(value);
  const place = namesStatement.test(field) ? 'named' : mayHoldStatement.test(field) ? 'asked' : 'loose';
  const found =
    place === 'loose' && !isCertain
      ? behindOthers(value)
      : { ...(mutation.test(value) ? graphChange : readSql(value)), isCertain };
  if (found === undefined) return;
  seen.statements = { ...seen.statements, [place]: worse(seen.statements[place], found) };
}

/**
 * A text of several statements may begin with anything: a transaction, a setting, an empty statement. Such a text is sure
 * of what it destroys alone; of other changes in it nobody knows what they come to, so that no words make a call milder.
 */
function behindOthers(value: string): Statement | undefined {
  const changes = changesWithin(value);
  if (changes.length === 0) return undefined;
  const { worst, because } = readSql(changes.join(';\n'));
  return { worst: worst === 'destroy' ? worst : 'unknown', because, isCertain: true };
}

const graphChange = { worst: 'code', because: 'mutation' } as const;

/** The worse of two; where they are equal, the first. What is certain in either is so in both. */
export function worse(one: Statement | undefined, other: Statement | undefined): Statement | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  const isWorse = badness.indexOf(other.worst) > badness.indexOf(one.worst);
  return { ...(isWorse ? other : one), isCertain: one.isCertain || other.isCertain };
}

/** As in `readSql`: an unknown statement is worse than a read, better than a known change. */
const badness: readonly SqlClass[] = ['read', 'unknown', 'write', 'code', 'destroy'];

function target(value: string, seen: Seen): void {
  const short = value.trim().slice(0, 80);
  if (short !== '' && seen.targets.length < mostTargets && !seen.targets.includes(short))
    seen.targets.push(short);
}
