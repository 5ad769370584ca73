// Reads SQL and the commands of database clients far enough to sort statements by what they do to data.
// Not a parser of any dialect: a statement whose first words are not known is `unknown`, never `read`.
import { follow } from '../text/order.ts';
import { pieces } from '../text/pieces.ts';
import { asksOnly } from './mongo.ts';

export type SqlClass = 'read' | 'write' | 'destroy' | 'code' | 'unknown';

export interface SqlReading {
  /** The worst class of all statements. */
  readonly worst: SqlClass;
  /** The words that decided, for a person: "DROP TABLE". */
  readonly because: string;
}

const order: readonly SqlClass[] = ['read', 'unknown', 'write', 'code', 'destroy'];

/** What a database drops, and a name in any quotes; articles and the like are names of nothing. */
const things =
  'TABLE|DATABASE|SCHEMA|INDEX|VIEW|MATERIALIZED\\s+VIEW|USER|ROLE|COLLECTION|KEYSPACE|OWNED\\s+BY|TABLESPACE|TYPE|FUNCTION|PROCEDURE|TRIGGER|SEQUENCE|EXTENSION';
const named =
  String.raw`(?!(?:an?|the|this|that|these|those|it|them|my|your|our|his|her|its|their|all|any|some|by|off|out|to|in|on|from|with|and|or)\b)(?:[\w$#@]|\.(?=\S)|""|\[\w[^\]\n]{0,120}\]|` +
  '`[^`\n]{1,120}`' +
  String.raw`)+`;
const dropped = String.raw`DROP\s+(?:TEMPORARY\s+)?(?:${things})\s+(?:CONCURRENTLY\s+)?(?:IF\s+EXISTS\s+)?${named}\s*(?:$|,|\(|(?:CASCADE|RESTRICT|PURGE|FORCE|WITH|ON)\b)`;
const unseparated = new RegExp(String.raw`^(?:USE\s+${named}|SET\s+\w+\s+(?:ON|OFF)|BEGIN(?:\s+TRAN(?:SACTION)?)?|IF\b[^\n]{1,300}|DECLARE\s+@[^\n]{1,300})\s{1,99}${dropped}`, 'iu'); // prettier-ignore

/**
 * First words of statements and commands, in order: the first row decides whose patterns stand in the statement, one
 * behind the other.
 */
const statements: readonly (readonly [SqlClass, ...RegExp[]])[] = [
  ['code', /^\\(?:!|copy|o|w|g\s*\||i|ir|e|ef|gexec|setenv)/iu], // psql(1)
  [
    'code',
    /^\.(?:shell|system|load|import|output|once|excel|backup|save|restore|log|read|open|clone|archive|cd|dump\s*>)/iu,
  ], // sqlite3(1)
  ['code', /^(?:system|source|tee|pager)\s|^(?:\\[!.T]|load_file)/iu], // mysql(1)
  ['code', /\bCOPY\b/iu, /\bPROGRAM\b/iu],
  [
    'code',
    /\b(?:writefile|edit|load_extension|xp_cmdshell|pg_read_file|pg_ls_dir|lo_export|lo_import|dblink|load_file)\b/iu,
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
  // Statements of SQL Server need nothing between them. Source: Transact-SQL, syntax conventions.
  ['destroy', unseparated],
  ['destroy', /^TRUNCATE\b/iu],
  ['write', /^(?:DELETE|UPDATE)\b[\s\S]*\bWHERE\b(?!\s+(?:1\s*=\s*1|TRUE|1)\s*$)/iu],
  ['destroy', /^(?:DELETE\s+FROM|UPDATE\s+\S+\s+SET|DELETE\s+\w+\s+FROM)\b/iu],
  ['destroy', /^EXPLAIN\s+(?:\(\s*)?ANALYZE[\s\S]*\b(?:DELETE|UPDATE|DROP|TRUNCATE)\b/iu],
  [
    'write',
    /^(?:WITH|EXPLAIN|SELECT)\b[\s\S]*\b(?:INSERT\s+INTO|UPDATE\s+\S+\s+SET|DELETE\s+FROM|MERGE)\b/iu,
  ],
  ['write', /^(?:WITH|EXPLAIN|SELECT)\b/iu, /\bSELECT\b/iu, /\bINTO\s+(?!@)\w/iu],
  [
    'write',
    /^SELECT\b[\s\S]*\b(?:nextval|setval|pg_terminate_backend|pg_cancel_backend|set_config|pg_reload_conf)\s*\(/iu,
  ],
  ['read', /^(?:SELECT|SHOW|DESCRIBE|DESC|EXPLAIN|WITH|VALUES|TABLE|USE|SUMMARIZE)\b/iu],
  [
    'read',
    /^PRAGMA\s+(?:\w+\.)?(?:(?:(?:table|index|foreign_key)_x?(?:info|list)|table_xinfo|integrity_check|quick_check)(?:\s*\([\w'" ]*\))?|(?:database_list|table_list|compile_options|user_version|schema_version|page_count|page_size|encoding|journal_mode|foreign_keys|version|freelist_count|application_id))\s*$/iu,
  ],
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

/**
 * Functions that only compute. Any other one may write, wait, send or read files. Sources: PostgreSQL, MySQL, SQLite
 * and DuckDB documentation. Words that stand before a parenthesis in SQL itself are among them.
 */
const computing = new Set(
  `select from where and or not in exists any all some as on using values over partition by order group having distinct filter within case when
  then else end join lateral union except intersect with recursive limit offset between like ilike is null cast set table key unique
  count sum avg min max total group_concat string_agg array_agg json_agg jsonb_agg json_group_array json_group_object bool_and bool_or every
  stddev variance median mode percentile_cont percentile_disc corr row_number rank dense_rank percent_rank ntile lag lead first_value
  last_value nth_value coalesce nullif ifnull iif if isnull nvl greatest least abs ceil ceiling floor round trunc truncate mod power pow
  sqrt exp ln log log10 log2 sign random rand pi degrees radians sin cos tan lower upper length char_length character_length octet_length
  trim ltrim rtrim btrim substr substring left right replace reverse repeat lpad rpad concat concat_ws split_part position strpos instr
  locate format printf quote quote_ident quote_literal hex unhex md5 sha1 sha256 ascii chr char unicode initcap translate regexp_replace
  regexp_matches regexp_match regexp_like regexp_substr date time datetime timestamp julianday strftime strptime unixepoch now
  current_date current_time current_timestamp localtimestamp curdate curtime date_trunc date_part date_add date_sub date_diff datediff
  dateadd date_format to_char to_date to_timestamp to_number from_unixtime unix_timestamp extract year month day hour minute second age
  make_date interval typeof json json_extract json_array json_object json_valid json_type json_each json_tree json_array_length
  json_build_object jsonb_build_object json_array_elements jsonb_array_elements jsonb_each to_json to_jsonb row_to_json json_value
  array array_length cardinality unnest generate_series row version database schema user current_user session_user current_database
  current_schema current_schemas pg_size_pretty pg_database_size pg_relation_size pg_total_relation_size pg_table_size pg_indexes_size
  pg_get_viewdef pg_get_functiondef pg_get_constraintdef pg_get_indexdef pg_postmaster_start_time pg_is_in_recovery obj_description
  col_description has_table_privilege sqlite_version changes total_changes last_insert_rowid pragma_table_info pragma_index_list
  varchar char decimal numeric int integer bigint float double text bool analyze verbose costs buffers`.split(
    /\s+/u,
  ),
);

function callsUnknown(statement: string): boolean {
  return [...statement.matchAll(/(?<![\w$.])([\w$.]+)\s*\(/gu)].some(
    ([, name = '']) => !computing.has(name.toLowerCase()) && !/^pg_catalog\.\w+$/u.test(name),
  );
}

/** Statements that read but for what they call or name: files as tables, several commands, arguments of `\g`. */
function doubtfulRead(statement: string): boolean {
  if (
    /^(?:SELECT|EXPLAIN|WITH|VALUES|TABLE|DESCRIBE|DESC|SUMMARIZE|SHOW)\b/iu.test(statement) &&
    callsUnknown(statement)
  )
    return true;
  if (
    /\b(?:FROM|JOIN|SUMMARIZE|DESCRIBE|DESC|SHOW|TABLE)\s*(?:\(\s*)?''|\bPROCEDURE\b|\bINTO\b|\bFOR\s+(?:UPDATE|SHARE)\b/iu.test(
      statement,
    ) ||
    statement.split(/[()=<>]/u).some((list) => follow(list, [/\bFROM\b/iu, /,\s*''/u]))
  )
    return true;
  return /^.+\\(?![Gg]x?\s*$)|^\\[\s\S]*`|\$\w*\$/su.test(statement);
}

export function readSql(text: string): SqlReading {
  let worst: SqlReading = { worst: 'read', because: '' };
  const files =
    /"(?<=(?:\b(?:FROM|JOIN|SUMMARIZE|DESCRIBE|DESC|SHOW|TABLE)\s*|\bFROM\b[^()=<>"]*,\s*)")[^"./:]*[./:][^"]*"/iu.test(
      text,
    );
  const plain = /[\\#]|--/u.test(text)
    ? [statementsOf(text, 'mysql'), statementsOf(text, 'ansi')]
    : [statementsOf(text, 'mysql')];
  // Backticks and brackets quote names in some dialects and are signs in others.
  const named = /`[^`'";-]*['";-]|\[[^[\]'";-]*['";-]/u.test(text) ? withoutNames(text) : undefined;
  const dialects =
    named === undefined ? plain : [...plain, statementsOf(named, 'mysql'), statementsOf(named, 'ansi')];
  for (const statement of dialects.flat()) {
    const first = statements.find(([, ...words]) => follow(statement, words))?.[0] ?? 'unknown';
    const kind = first === 'read' && (files || doubtfulRead(statement)) ? 'unknown' : first;
    if (order.indexOf(kind) > order.indexOf(worst.worst)) {
      worst = { worst: kind, because: statement.split(/\s+/u).slice(0, 3).join(' ') };
    }
  }
  return worst;
}

/**
 * The statements in a text that need not be SQL, without what stands between them: only those that change something and
 * show it by more than their first word, so that sentences are none. Sources: the grammars of PostgreSQL, MySQL, SQLite and
 * SQL Server.
 */
export function changesWithin(text: string): readonly string[] {
  const all = [...statementsOf(text, 'mysql'), ...(/[\\#]|--/u.test(text) ? statementsOf(text, 'ansi') : [])];
  return [...new Set(all.map((statement) => statement.replaceAll(/\s+/gu, ' ')))].filter((statement) =>
    changes.some((change) => change.test(statement)),
  );
}

const changes: readonly RegExp[] = [
  `^${dropped}`,
  String.raw`^TRUNCATE\s+(?:TABLE\s+)?(?:ONLY\s+)?${named}(?:\s*,\s*${named})*\s*(?:(?:RESTART|CONTINUE)\s+IDENTITY\s*)?(?:CASCADE|RESTRICT)?\s*$`,
  String.raw`^DELETE\s+FROM\s+(?:ONLY\s+)?${named}(?:\s+(?:AS\s+)?\w+)?\s*(?:$|(?:WHERE|USING|ORDER|LIMIT|RETURNING)\b)`,
  String.raw`^UPDATE\s+(?:ONLY\s+)?${named}(?:\s+(?:AS\s+)?\w+)?\s+SET\s+${named}\s*=`,
  String.raw`^ALTER\s+(?:${things})\s+(?:IF\s+EXISTS\s+)?(?:ONLY\s+)?${named}\s+(?:ADD|DROP|ALTER|MODIFY|CHANGE|RENAME|SET|OWNER|ENABLE|DISABLE|WITH)\b`,
  String.raw`^(?:INSERT|REPLACE|MERGE)\s+(?:OR\s+\w+\s+)?INTO\s+${named}[\s(]`,
  String.raw`^CREATE\s+(?:OR\s+REPLACE\s+)?(?:TEMP(?:ORARY)?\s+|UNIQUE\s+)?(?:${things})\s+(?:IF\s+NOT\s+EXISTS\s+)?${named}\s*(?:$|[(]|(?:AS|ON|WITH|PASSWORD|IDENTIFIED)\b)`,
  String.raw`^(?:GRANT|REVOKE)\s+[\w\s,]{1,200}?\s(?:ON|TO|FROM)\s+${named}`,
].map((grammar) => new RegExp(grammar, 'iu')).concat(unseparated); // prettier-ignore

/** Commands of Redis, which are words, not statements. Source: redis.io/commands. */
export function readRedis(words: readonly string[]): SqlReading {
  const [first = '', second = ''] = words.map((word) => word.toUpperCase());
  const because = `${first} ${second}`.trim();
  if (/^(?:FLUSHALL|FLUSHDB|SHUTDOWN|SWAPDB)$/u.test(first)) return { worst: 'destroy', because: first };
  if (/^(?:EVAL|EVALSHA|FCALL|FUNCTION|MODULE|SCRIPT|DEBUG|SLAVEOF|REPLICAOF|MIGRATE|RESTORE)$/u.test(first))
    return { worst: 'code', because };
  if (first === 'CONFIG' && second !== 'GET') return { worst: 'code', because };
  const reads =
    /^(?:GET|MGET|STRLEN|EXISTS|TTL|PTTL|TYPE|KEYS|SCAN|HGET|HGETALL|HMGET|HKEYS|HVALS|HLEN|HEXISTS|LLEN|LRANGE|LINDEX|SMEMBERS|SCARD|SISMEMBER|ZRANGE|ZCARD|ZSCORE|XLEN|XRANGE|XREVRANGE|XPENDING|ZCOUNT|ZRANK|ZREVRANK|ZREVRANGE|ZRANGEBYSCORE|ZREVRANGEBYSCORE|ZRANGEBYLEX|ZLEXCOUNT|ZMSCORE|ZRANDMEMBER|ZSCAN|HSCAN|SSCAN|HSTRLEN|HRANDFIELD|SMISMEMBER|SRANDMEMBER|SINTER|SUNION|SDIFF|SINTERCARD|LPOS|GETBIT|BITPOS|PFCOUNT|GEOPOS|GEODIST|GEOHASH|GEOSEARCH|EXPIRETIME|PEXPIRETIME|DUMP|LCS|PING|INFO|DBSIZE|ECHO|TIME|LASTSAVE|CONFIG|OBJECT|COMMAND|ROLE|RANDOMKEY|GETRANGE|BITCOUNT)$/u;
  if (first === 'CONFIG' && /pass|auth|user/iu.test(words[2] ?? '*')) return { worst: 'unknown', because };
  if (
    /^(?:MEMORY (?:USAGE|STATS|DOCTOR)|CLIENT (?:LIST|INFO|ID|GETNAME)|CLUSTER (?:INFO|NODES|SLOTS|SHARDS|MYID|KEYSLOT)|PUBSUB (?:CHANNELS|NUMSUB|NUMPAT)|XINFO (?:STREAM|GROUPS|CONSUMERS)|ACL (?:WHOAMI|CAT)|MODULE LIST|SLOWLOG (?:GET|LEN)|LATENCY (?:LATEST|HISTORY))$/u.test(
      because,
    )
  )
    return { worst: 'read', because };
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
  return asksOnly(text) ? { worst: 'read', because: '' } : { worst: 'unknown', because: text.slice(0, 30) };
}

/** The text with `names` and [names] taken out. */
function withoutNames(text: string): string {
  return text.replaceAll(/`[^`]*`|\[[^\]]*(?:\]|$)/gu, (name) =>
    // Behind a bracket that nothing closes there are no more names in brackets.
    name.startsWith('[') && !name.endsWith(']') ? name.replaceAll(/`[^`]*`/gu, ' n ') : ' n ',
  );
}

// MySQL: a backslash escapes, `#` is a comment, and `--` only before a blank. In standard SQL the opposite.
const blanks: Readonly<Record<'mysql' | 'ansi', { readonly signs: RegExp; readonly wholes: Readonly<Record<string, RegExp>> }>> = {
  mysql: {
    signs: /['"#]|--(?=\s|$)|\/\*(?!!)/gu,
    wholes: {
      "'": /'[^'\\]*(?:(?:\\[^]|'')[^'\\]*)*'/uy,
      '"': /"[^"\\]*(?:\\[^][^"\\]*)*"/uy,
      '--': /--[^\n]*/uy,
      '/*': /\/\*[^]*?\*\//uy,
      '#': /#[^\n]*/uy,
    },
  },
  ansi: {
    signs: /['"]|--|\/\*(?!!)/gu,
    wholes: {
      "'": /'[^']*(?:''[^']*)*'/uy,
      '"': /"[^"]*"/uy,
      '--': /--[^\n]*/uy,
      '/*': /\/\*[^]*?\*\//uy,
    },
  },
}; // prettier-ignore

/** Statements without comments and with the contents of texts blanked out. */
function statementsOf(text: string, dialect: 'mysql' | 'ansi'): string[] {
  return blanked(text, dialect)
    .replaceAll(/\/\*!\d*|\*\//gu, ' ')
    .split(/;|\n(?=[^\S\n]*[\\.])|\n(?<=^[ \t]*[\\.][^\n]*\n)|\\g\b|\bGO\s*\n/gmu)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}

function blanked(text: string, dialect: 'mysql' | 'ansi'): string {
  const { signs, wholes } = blanks[dialect];
  let bare = '';
  let from = 0;
  for (const { sign, text: piece, start } of pieces(text, signs, wholes)) {
    bare += text.slice(from, start) + (sign === "'" ? "''" : sign === '"' ? '""' : ' ');
    from = start + piece.length;
  }
  return bare + text.slice(from);
}
