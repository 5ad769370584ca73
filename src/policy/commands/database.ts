// Clients of databases: what their statements do, wherever on the line or on the standard input these stand.
import { has, valuesOf } from './arguments.ts';
import { doubtful, found, join, nothing, type Finding } from './finding.ts';
import { asOpened, duckFinding, sqlFinding, type Situation } from './kinds.ts';
import { standardInput } from './source.ts';
import { readRedis, type SqlReading } from './sql.ts';

/** SQL in options, operands and on the standard input. */
export function database(at: Situation, read: (text: string) => SqlReading): Finding {
  const { segment, shell, program } = at;
  const given = at.given.options.some(({ option }) => option.kind === 'sql' || option.kind === 'script');
  const asked = at.given.operands.some(({ kind }) => kind === 'sql');
  const input = standardInput(segment, shell);
  const fromInput = (): Finding => {
    switch (input.from) {
      case 'text':
        return sqlFinding({ text: input.text, literal: true, glob: false }, read(input.text));
      case 'none':
        return given || asked || has(at.given, '-l', '--list')
          ? nothing
          : doubtful('opaque-code', `${program} waits for statements`);
      case 'file':
        return join([
          found('db.write', { target: input.file.text, detail: 'the statements of a file' }),
          doubtful('opaque-code', `the statements in ${input.file.text} are not read`),
        ]);
      case 'fetched':
      case 'decoded':
      case 'unknown': {
        if (segment.input.from === 'text') {
          const text = segment.input.text;
          return sqlFinding({ text, literal: false, glob: false }, read(text));
        }
        return join([
          found('db.write', { detail: 'statements from another command' }),
          doubtful('opaque-code', `it is not known which statements reach ${program}`),
        ]);
      }
    }
  };
  const sql = [
    ...at.given.options.flatMap(({ option, value }) => (option.kind === 'sql' && value ? [value] : [])),
    ...at.given.operands.filter(({ kind }) => kind === 'sql'),
  ];
  // Variables of psql stand in statements unquoted, whatever they hold.
  const variables = valuesOf(at.given, '-v', '--set', '--variable').filter(
    ({ literal, text }) => program === 'psql' && !(literal && /^[A-Z_]+(?:=\w*)?$/u.test(text)),
  );
  if (variables.length > 0)
    return join([
      found('db.write'),
      doubtful('opaque-code', 'a variable of psql may be a part of a statement'),
    ]);
  const statements = sql.map((value) =>
    program.startsWith('duckdb')
      ? duckFinding(value, at)
      : sqlFinding(value, asOpened(at.given, read(value.text))),
  );
  const server = /^(?:sqlite3|duckdb)/u.test(program) ? nothing : found('cloud.read', { target: program });
  const uri = at.given.operands.find(({ kind, text }) => kind === 'read' && /^\w+:(?!memory:)/u.test(text));
  if (uri !== undefined) return doubtful('unknown-operand', `what ${uri.text} opens is not known`);
  return join([server, ...statements, fromInput()]);
}

export function redis({ given, segment, shell, program }: Situation): Finding {
  const words = given.operands.map(({ text }) => text);
  const literal = given.operands.every((word) => word.literal);
  // It looks through the keys by itself.
  if (
    words.length === 0 &&
    has(given, '--scan', '--bigkeys', '--memkeys', '--hotkeys', '--stat', '--latency')
  )
    return found('cloud.read', { target: program });
  const input = standardInput(segment, shell);
  const fromArguments = segment.wrappers.some(({ name }) => name === 'xargs');
  const lines =
    words.length > 0 && !fromArguments
      ? [words]
      : input.from === 'text'
        ? input.text
            .split('\n')
            .map((line) => [...words, ...line.trim().split(/\s+/u)].filter((word) => word !== ''))
        : undefined;
  if (lines === undefined)
    return join([
      found('db.write'),
      doubtful('opaque-code', `it is not known which commands reach ${program}`),
    ]);
  const findings = lines
    .filter((line) => line.length > 0)
    .map((line) => sqlFinding({ text: line.join(' '), literal, glob: false }, readRedis(line)));
  return join([found('cloud.read', { target: program }), ...findings]);
}
