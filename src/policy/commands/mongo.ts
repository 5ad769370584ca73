// Code for a MongoDB shell that only asks: one chain of methods from `db` on, with plain data as arguments.
// Source: mongosh methods, MongoDB manual "Aggregation stages".

const asking =
  'find findOne countDocuments estimatedDocumentCount count distinct aggregate stats dataSize storageSize totalSize totalIndexSize isCapped getIndexes getIndexKeys getCollectionNames getCollectionInfos getName getMongo version serverStatus serverBuildInfo hostInfo latencyStats';
const shaping =
  'limit sort skip toArray pretty count explain size itcount projection hint collation batchSize maxTimeMS comment next hasNext tryNext readPref readConcern';

/** Texts, then numbers, dates and the like in the place of what is made of them. */
const texts = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/gu;
const values = /\b(?:ObjectId|ISODate|NumberInt|NumberLong|NumberDecimal|UUID|(?:new )?Date)\([^()]*\)/gu;
const chain = new RegExp(
  String.raw`^db(?:\.getSiblingDB\(0\))?(?:\.getCollection\(0\)|(?:\.[A-Za-z_]\w*)*?)\.(?:${asking.replaceAll(' ', '|')})\([^()]*\)(?:\.(?:${shaping.replaceAll(' ', '|')})\([^()]*\))*$`,
  'u',
);
const topics = /^show (?:dbs|databases|collections|tables|profile|logs)$/u;
/** Stages that write, and code of the server. Keys may stand in quotes, where a backslash could spell them otherwise. */
const beyond = /\\|`|\$(?:out|merge|where|function|accumulator|eval)\b/u;
/** What is no plain data: keys and texts that are put together, assignments, functions, spreads. */
const made = /\]\s*:|\+|(?<![=!<>])=(?!=)|=>|\bfunction\b|\.\.\./u;

/** Does each statement only ask? */
export function asksOnly(code: string): boolean {
  const bare = code.replaceAll(texts, '0').replaceAll(values, '0');
  if (beyond.test(code) || made.test(bare)) return false;
  const statements = bare
    .split(/[;\n]/u)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
  return statements.length > 0 && statements.every((one) => topics.test(one) || chain.test(unwrapped(one)));
}

/** `printjson(JSON.stringify(x))` shows what `x` is; nobody writes more than that. */
function unwrapped(statement: string, depth = 0): string {
  if (depth > 3) return statement;
  const inner = /^(?:printjson|print|JSON\.stringify|EJSON\.stringify|tojson)\((.*)\)$/su.exec(
    statement,
  )?.[1];
  return inner === undefined
    ? statement
    : unwrapped(inner.replace(/,\s*(?:null|0)\s*(?:,\s*\d+\s*)?$/u, ''), depth + 1);
}
