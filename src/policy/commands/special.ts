// Commands whose effects depend on how several arguments stand together. A row names its reader here; everything
// that one option or one operand decides alone belongs in the row itself.
import { accessPath } from '../paths/access.ts';
import { has, valuesOf } from './arguments.ts';
import { doubtful, found, join, nothing, type Finding } from './finding.ts';
import { isHarmlessGitKey } from './git-keys.ts';
import { sqlFinding, type Situation } from './kinds.ts';
import { readPush } from './push.ts';
import { standardInput } from './source.ts';
import type { Special } from './spec.ts';
import { readMongo, readRedis, readSql, type SqlReading } from './sql.ts';

export function specialFinding(special: Special, at: Situation): Finding {
  return readers[special](at);
}

const readers: Record<Special, (at: Situation) => Finding> = {
  'git-push': gitPush,
  'git-config': gitConfig,
  'git-checkout': ({ given }) => {
    const paths = given.endedAt !== undefined || given.operands.length > 1 || given.operands[0]?.text === '.';
    const creating = has(given, '-b', '-B', '--orphan');
    return paths && !creating
      ? found('vcs.discard', { detail: 'changes in files' })
      : found('vcs.write', { detail: 'switches the branch' });
  },
  'git-branch': ({ given }) =>
    given.operands.length === 0 ||
    has(given, '-l', '--list', '--contains', '--merged', '--no-merged', '--show-current', '--points-at')
      ? nothing
      : found('vcs.write'),
  chmod: ({ given }) => {
    const mode = given.operands[0]?.text ?? '';
    const special = /^(?:[ugoa]*\+[rwxXt]*s|[2-7]\d{3}$|0[2-7]\d{3}$)/u.test(mode);
    return special ? found('privilege', { detail: 'set-user-id or set-group-id' }) : nothing;
  },
  curl: ({ given }) => {
    const method = valuesOf(given, '-X', '--request')[0];
    if (method === undefined) return nothing;
    return method.literal && /^(?:GET|HEAD|OPTIONS)$/iu.test(method.text)
      ? nothing
      : found('net.send', { detail: `the method ${method.text}` });
  },
  test: ({ given }) => {
    const at = given.operands.findIndex(({ text }) => text === '-v' || text === '-R');
    const name = given.operands[at + 1];
    const numeric =
      given.operands.some(({ text }) => /^-(?:eq|ne|lt|gt|le|ge)$/u.test(text)) &&
      given.operands[0]?.text === '[[';
    if (numeric) return doubtful('dynamic-argument', 'a number of [[ may hold code');
    return at < 0 || (name?.literal === true && /^[A-Za-z_][A-Za-z0-9_]*$/u.test(name.text))
      ? nothing
      : doubtful('dynamic-argument', 'the name that is tested may hold code');
  },
  tar,
  date: ({ given }) =>
    given.operands.every(({ text }) => /^"?'?\+/u.test(text))
      ? nothing
      : found('system', { detail: 'sets the clock' }),
  'gh-api': ({ given }) => {
    const method = valuesOf(given, '-X', '--method')[0];
    const fields = has(given, '-f', '-F', '--field', '--raw-field', '--input');
    const graphql = given.operands[0]?.text === 'graphql';
    const query = valuesOf(given, '-f', '--raw-field').find(({ text }) => text.startsWith('query='));
    if (
      graphql &&
      query?.literal === true &&
      /^query=\s*(?:query\b|\{)/u.test(query.text) &&
      !/\bmutation\b/u.test(query.text)
    ) {
      return found('cloud.read', { target: 'github' });
    }
    if (method === undefined ? !fields : method.literal && /^(?:GET|HEAD)$/iu.test(method.text)) {
      return given.operands[0]?.literal === true
        ? found('cloud.read', { target: 'github' })
        : doubtful('dynamic-argument', 'the address is not known');
    }
    return method !== undefined && /^DELETE$/iu.test(method.text)
      ? found('cloud.destroy', { target: 'github' })
      : found('cloud.write', { target: 'github' });
  },
  database: (at) => database(at, (text) => readSql(text)),
  redis,
  mongo: (at) => database(at, (text) => readMongo(text)),
  'docker-run': dockerRun,
  export: ({ given }) =>
    given.operands.length === 0 ? found('read.secret', { detail: 'environment variables' }) : nothing,
  find: ({ given }) =>
    given.options.some(({ option }) => option.name === '-delete')
      ? join(
          given.operands.length > 0
            ? []
            : [found('delete.workspace', { reversible: 'no', detail: 'by find -delete' })],
        )
      : nothing,
  kill: ({ given }) =>
    has(given, '-l', '-L', '--list') ? nothing : found('proc', { detail: 'ends processes' }),
  clean: ({ given }) =>
    has(given, '-n', '--dry-run') ? nothing : found('vcs.discard', { detail: 'untracked files' }),
};

function gitPush({ given }: Situation): Finding {
  if (has(given, '-n', '--dry-run'))
    return found('net.fetch', { target: given.operands[0]?.text, detail: 'dry run' });
  const push = readPush(given);
  const target = given.operands.map(({ text }) => text).join(' ') || undefined;
  const destroys =
    push.force !== 'no' || push.mirror || push.prune || push.branches.some(({ deleted }) => deleted);
  const url = given.operands[0];
  const elsewhere =
    url !== undefined && (/[:/]/u.test(url.text) || !url.literal)
      ? found('net.send', { target: url.text, detail: 'the repository, to an address on the line' })
      : nothing;
  const force = push.force === 'lease' ? 'with lease' : undefined;
  return join([found(destroys ? 'vcs.remote.destroy' : 'vcs.remote', { target, detail: force }), elsewhere]);
}

function gitConfig({ given }: Situation): Finding {
  const reading = has(
    given,
    '--get',
    '--get-all',
    '--get-regexp',
    '--get-urlmatch',
    '-l',
    '--list',
    '--get-color',
    '--get-colorbool',
  );
  const [first, second, third] = given.operands;
  const verb = first !== undefined && /^(?:get|list)$/u.test(first.text);
  const changing = has(
    given,
    '--unset',
    '--unset-all',
    '--add',
    '--replace-all',
    '--rename-section',
    '--remove-section',
    '-e',
    '--edit',
  );
  if (
    !changing &&
    (reading || verb || (first !== undefined && second === undefined && /\./u.test(first.text)))
  ) {
    return /token|credential|password|extraheader/iu.test(first?.text ?? '')
      ? found('read.secret', { detail: 'a git credential' })
      : nothing;
  }
  const key = first?.text === 'set' || first?.text === 'unset' ? second : first;
  const value = first?.text === 'set' ? third : second;
  const wide = has(given, '--global', '--system') ? 'for all repositories' : undefined;
  const harmless = key?.literal === true && isHarmlessGitKey(key.text) && value?.literal !== false;
  return harmless
    ? found('write.policy', {
        scope: wide === undefined ? 'workspace' : 'outside',
        target: key?.text,
        detail: wide,
      })
    : join([
        found('write.policy', {
          scope: wide === undefined ? 'workspace' : 'outside',
          target: key?.text,
          detail: wide ?? 'a git setting that may run a program',
        }),
        found('shell.escape', { target: key?.text, detail: 'later, by git' }),
      ]);
}

/** Source: tar(1). The letter of the operation decides what the archive and the operands are. */
function tar({ given, facts, cwd }: Situation): Finding {
  const files = valuesOf(given, '-f', '--file');
  const access = (kind: 'read' | 'write', text: string, glob = false): Finding =>
    accessPath(kind, { text, glob }, facts, cwd);
  const archive = (kind: 'read' | 'write'): Finding =>
    join(
      files.map((file) =>
        file.text === '-'
          ? nothing
          : file.literal
            ? access(kind, file.text)
            : doubtful('dynamic-argument', 'the archive is not known'),
      ),
    );
  const remote = files.some(({ text }) => /^[^/]*:/u.test(text)) && !has(given, '--force-local');
  const outside = remote ? found('net.send', { detail: 'an archive on another machine' }) : nothing;
  if (has(given, '-t', '--list', '-d', '--diff', '--compare')) return join([archive('read'), outside]);
  if (has(given, '-x', '--extract', '--get')) {
    const folder = valuesOf(given, '-C', '--directory', '--one-top-level')[0];
    const into = has(given, '-O', '--to-stdout')
      ? nothing
      : folder?.literal === false
        ? doubtful('dynamic-argument', 'the folder is not known')
        : accessPath(
            'write',
            { text: folder?.text ?? '.', detail: 'whatever the archive holds' },
            facts,
            cwd,
          );
    const anywhere = has(given, '-P', '--absolute-names')
      ? found('write.outside', { scope: 'unknown', detail: 'wherever the archive says' })
      : nothing;
    return join([archive('read'), into, anywhere, outside]);
  }
  if (has(given, '-c', '--create', '-r', '--append', '-u', '--update', '-A', '--delete')) {
    const base = valuesOf(given, '-C', '--directory')[0]?.text ?? '.';
    const read = given.operands.map(({ text, glob, literal }) =>
      literal
        ? accessPath('read', { text: /^[/~]/u.test(text) ? text : `${base}/${text}`, glob }, facts, cwd)
        : doubtful('dynamic-argument', `${text} is not known`),
    );
    return join([archive('write'), ...read, outside]);
  }
  return doubtful('unknown-option', 'tar is given no operation that the gate knows');
}

/** SQL in options, operands and on the standard input. */
function database(at: Situation, read: (text: string) => SqlReading): Finding {
  const { segment, shell, program } = at;
  const given = at.given.options.some(({ option }) => option.kind === 'sql' || option.kind === 'script');
  const asked = at.given.operands.some(({ kind }) => kind === 'sql');
  const input = standardInput(segment, shell);
  const fromInput = (): Finding => {
    switch (input.from) {
      case 'text':
        return sqlFinding({ text: input.text, literal: true, glob: false }, read(input.text));
      case 'none':
        return given || asked ? nothing : doubtful('opaque-code', `${program} waits for statements`);
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
  const statements = sql.map((value) => sqlFinding(value, read(value.text)));
  const server = /^(?:sqlite3|duckdb)/u.test(program) ? nothing : found('cloud.read', { target: program });
  return join([server, ...statements, fromInput()]);
}

function redis({ given, segment, shell, program }: Situation): Finding {
  const words = given.operands.map(({ text }) => text);
  const literal = given.operands.every((word) => word.literal);
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

/** Source: docker-run(1). A container that sees the host is no container. */
function dockerRun({ given, facts, cwd, program }: Situation): Finding {
  const mounts = valuesOf(given, '-v', '--volume', '--mount').map(
    ({ text }) => /(?:source|src)=([^,]+)/u.exec(text)?.[1] ?? text.split(':', 1)[0] ?? text,
  );
  const host = mounts.filter((path) => /^[/~.$]/u.test(path));
  const open =
    has(given, '--privileged', '--cap-add', '--device', '--security-opt') ||
    valuesOf(given, '--pid', '--net', '--network', '--ipc', '--userns', '--uts').some(
      ({ text }) => text === 'host',
    ) ||
    host.some((path) => /^\/(?:etc|root|home|usr|var|boot|proc|sys|dev)?\/?$|docker\.sock$/u.test(path));
  return join([
    found('proc', { detail: `${program} starts a container` }),
    found('exec.fetched', { target: given.operands[0]?.text, detail: 'an image' }),
    open ? found('privilege', { detail: 'the container reaches the host' }) : nothing,
    ...host.map((path) =>
      accessPath('write', { text: path, detail: 'mounted into a container' }, facts, cwd),
    ),
  ]);
}
