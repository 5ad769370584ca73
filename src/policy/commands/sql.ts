// Reads SQL and the commands of database clients far enough to sort statements by what they do to data.
// Not a parser of any dialect: a statement whose first words are not known is `unknown`, never `read`.

export type SqlClass = 'read' | 'write' | 'destroy' | 'code' | 'unknown';

export interface SqlReading {
  /** The worst class of all statements. */
  readonly worst: SqlClass;
  /** The words that decided, for a person: "DROP TABLE". */
  readonly because: string;
}

const order: readonly SqlClass[] = ['read', 'unknown', 'write', 'code', 'destroy'];

/** First words of statements and commands, in order: the first pattern that matches decides. */
const statements: readonly (readonly [SqlClass, RegExp])[] = [
  ['code', /^\\(?:!|copy|o|w|g\s*\||i|ir|e|ef|gexec|setenv)/iu], // psql(1)
  [
    'code',
    /^\.(?:shell|system|load|import|output|once|excel|backup|save|restore|log|read|open|clone|archive|cd|dump\s*>)/iu,
  ], // sqlite3(1)
  ['code', /^(?:system|source|tee|pager)\s|^(?:\\[!.T]|load_file)/iu], // mysql(1)
  [
    'code',
    /\bCOPY\b[\s\S]*\bPROGRAM\b|\b(?:writefile|edit|load_extension|xp_cmdshell|pg_read_file|pg_ls_dir|lo_export|lo_import|dblink|load_file)\b\s*\(?/iu,
  ],
  [
    'code',
    /\bINTO\s+(?:OUTFILE|DUMPFILE)\b|^LOAD\s+DATA|^ATTACH\b|^DO\b|^CALL\b|^EXEC(?:UTE)?\b|^INSTALL\b|^LOAD\b|^COPY\b|^EXPORT\b|^IMPORT\b/iu,
  ],
  [
    'destroy',
    /^DROP\s+(?:TABLE|DATABASE|SCHEMA|INDEX|VIEW|MATERIALIZED|COLUMN|USER|ROLE|COLLECTION|KEYSPACE|OWNED|TABLESPACE|TYPE|FUNCTION|TRIGGER|SEQUENCE|EXTENSION)\b/iu,
  ],
  ['destroy', /^ALTER\s+TABLE\b[\s\S]*\bDROP\b/iu],
  ['destroy', /^TRUNCATE\b/iu],
  ['write', /^(?:DELETE|UPDATE)\b[\s\S]*\bWHERE\b(?!\s+(?:1\s*=\s*1|TRUE|1)\s*$)/iu],
  ['destroy', /^(?:DELETE\s+FROM|UPDATE\s+\S+\s+SET|DELETE\s+\w+\s+FROM)\b/iu],
  ['destroy', /^EXPLAIN\s+(?:\(?\s*ANALYZE)[\s\S]*\b(?:DELETE|UPDATE|DROP|TRUNCATE)\b/iu],
  [
    'write',
    /^(?:WITH|EXPLAIN|SELECT)\b[\s\S]*\b(?:INSERT\s+INTO|UPDATE\s+\S+\s+SET|DELETE\s+FROM|SELECT\b[\s\S]*\bINTO\s+(?!@)\w+|MERGE)\b/iu,
  ],
  [
    'write',
    /^SELECT\b[\s\S]*\b(?:nextval|setval|pg_terminate_backend|pg_cancel_backend|set_config|pg_reload_conf)\s*\(/iu,
  ],
  ['read', /^(?:SELECT|SHOW|DESCRIBE|DESC|EXPLAIN|WITH|VALUES|TABLE|USE|SUMMARIZE)\b/iu],
  ['read', /^PRAGMA\s+[\w.]+\s*(?:\([^=]*\))?\s*$/iu],
  ['read', /^\\(?:d\S*|l\+?|dt\S*|x|timing|c\s|conninfo|q|\?|h|z|sf|sv|pset|a|t)(?:\s|$)/iu],
  [
    'read',
    /^\.(?:tables?|schema|indexes|indices|databases|headers?|mode|width|dump|help|quit|exit|stats|timer|show|separator|nullvalue|fullschema)\b/iu,
  ],
  [
    'read',
    /^(?:BEGIN|START\s+TRANSACTION|COMMIT|ROLLBACK|END|SET\s+(?:search_path|statement_timeout|NAMES))\b/iu,
  ],
  [
    'write',
    /^(?:INSERT|REPLACE|MERGE|UPSERT|CREATE|ALTER|GRANT|REVOKE|COMMENT|ANALYZE|VACUUM|REINDEX|REFRESH|LOCK|SET|RENAME|PRAGMA|DROP|OPTIMIZE|FLUSH|KILL)\b/iu,
  ],
];

export function readSql(text: string): SqlReading {
  let worst: SqlReading = { worst: 'read', because: '' };
  for (const statement of statementsOf(text)) {
    const kind = statements.find(([, test]) => test.test(statement))?.[0] ?? 'unknown';
    if (order.indexOf(kind) > order.indexOf(worst.worst)) {
      worst = { worst: kind, because: statement.split(/\s+/u).slice(0, 3).join(' ') };
    }
  }
  return worst;
}

/** Commands of Redis, which are words, not statements. Source: redis.io/commands. */
export function readRedis(words: readonly string[]): SqlReading {
  const [first = '', second = ''] = words.map((word) => word.toUpperCase());
  const because = `${first} ${second}`.trim();
  if (/^(?:FLUSHALL|FLUSHDB|SHUTDOWN|SWAPDB)$/u.test(first)) return { worst: 'destroy', because: first };
  if (/^(?:EVAL|EVALSHA|FCALL|FUNCTION|MODULE|SCRIPT|DEBUG|SLAVEOF|REPLICAOF|MIGRATE|RESTORE)$/u.test(first))
    return { worst: 'code', because };
  if (first === 'CONFIG' && second !== 'GET') return { worst: 'code', because };
  const reads =
    /^(?:GET|MGET|STRLEN|EXISTS|TTL|PTTL|TYPE|KEYS|SCAN|HGET|HGETALL|HMGET|HKEYS|HVALS|HLEN|HEXISTS|LLEN|LRANGE|LINDEX|SMEMBERS|SCARD|SISMEMBER|ZRANGE|ZCARD|ZSCORE|XLEN|XRANGE|PING|INFO|DBSIZE|ECHO|TIME|LASTSAVE|CONFIG|MEMORY|OBJECT|SLOWLOG|COMMAND|ROLE|RANDOMKEY|GETRANGE|BITCOUNT)$/u;
  if (reads.test(first)) return { worst: 'read', because };
  return { worst: first === '' ? 'unknown' : 'write', because };
}

/** JavaScript that is given to a MongoDB shell. Source: mongosh methods. */
export function readMongo(text: string): SqlReading {
  const hit =
    /\b(?:dropDatabase|dropAllUsers|dropIndexes|drop|remove\s*\(\s*\{\s*\}|deleteMany\s*\(\s*\{\s*\})/u.exec(
      text,
    );
  if (hit !== null) return { worst: 'destroy', because: hit[0] };
  return { worst: 'unknown', because: text.slice(0, 30) };
}

/** Statements without comments and with the contents of texts blanked out. */
function statementsOf(text: string): string[] {
  const bare = text.replaceAll(
    /'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.)*"|--[^\n]*|\/\*(?!!)[\s\S]*?\*\/|#[^\n]*/gu,
    (hit) => (hit.startsWith("'") ? "''" : hit.startsWith('"') ? '""' : ' '),
  );
  return bare
    .replaceAll(/\/\*!\d*|\*\//gu, ' ')
    .split(/;|\n(?=\s*[\\.])|(?<=^\s*[\\.][^\n]*)\n|\\g\b|\bGO\s*\n/gu)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}
