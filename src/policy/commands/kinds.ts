// What is done with one value, by its kind. Each kind is one function; a row of a table only names the kind.
import { absolute } from '../paths/absolute.ts';
import { accessPath, type Access } from '../paths/access.ts';
import { deviceOf } from '../paths/device.ts';
import { scopeOf } from '../paths/scope.ts';
import { secretOf } from '../paths/secrets.ts';
import type { Facts } from '../facts.ts';
import type { Segment, ShellReading } from '../shell/segment.ts';
import type { Arguments, Value } from './arguments.ts';
import { readAwk } from './awk.ts';
import { assignmentFinding, splitAssignment } from './environment.ts';
import { doubtful, found, join, nothing, type Finding } from './finding.ts';
import { isHarmlessGitKey } from './git-keys.ts';
import { readSed } from './sed.ts';
import { substituted } from './source.ts';
import type { ValueKind } from './spec.ts';
import { readSql } from './sql.ts';
import { addressOf, fetchFinding, hostSign } from './url.ts';

/** All that the meaning of a value may depend on. */
export interface Situation {
  /** The program with its subcommands, for words to a person: `git push`. */
  readonly program: string;
  readonly facts: Facts;
  /** The folder that relative paths start from. */
  readonly cwd: string | undefined;
  readonly given: Arguments;
  readonly segment: Segment;
  readonly shell: ShellReading;
}

type Reader = (value: Value, at: Situation) => Finding;

export function valueFinding(kind: ValueKind, value: Value, at: Situation): Finding {
  return readers[kind](value, at);
}

const path =
  (access: Access, detail?: string): Reader =>
  (value, { facts, cwd, program }) => {
    if (value.text === '-') return nothing;
    if (/^[<>]\(/u.test(value.text)) return nothing;
    if (!value.literal) return dynamicPath(access, value, program);
    return accessPath(
      access,
      { text: value.text, glob: value.glob, ...(detail === undefined ? {} : { detail }) },
      facts,
      cwd,
    );
  };

/** A path that is not known: what would be done to it is known, where is not. */
function dynamicPath(access: Access, value: Value, program: string): Finding {
  const doubt = doubtful('dynamic-argument', `it is not known which path ${value.text} of ${program} is`);
  const extra = { scope: 'unknown', target: value.text } as const;
  switch (access) {
    case 'read':
    case 'list':
      return join([found('read.outside', extra), doubt]);
    case 'write':
      return join([found('write.outside', extra), doubt]);
    case 'delete':
      return join([found('delete.outside', extra), doubt]);
    case 'perm':
      return join([found('perm', extra), doubt]);
  }
}

const readers: Record<ValueKind, Reader> = {
  text: () => nothing,
  format: () => nothing,
  word: (value, { program }) =>
    value.literal
      ? nothing
      : doubtful('dynamic-argument', `${value.text} decides what ${program} does and is not known`),
  pid: () => nothing,
  read: path('read'),
  list: path('list'),
  write: path('write'),
  delete: path('delete'),
  perm: path('perm'),
  move: moved,
  cd: (value, at) =>
    scopeOf(value.text, at.facts, at.cwd).scope === 'workspace' && value.literal
      ? nothing
      : path('read')(value, at),
  program: (value, { program }) =>
    value.literal && /^(?:cat|true|)$/u.test(value.text)
      ? nothing
      : found('shell.escape', { target: value.text, detail: `by an option of ${program}` }),
  command: (_, { segment, shell }) =>
    shell.segments.some(({ parent, origin }) => parent === segment.index && origin === 'exec-option')
      ? nothing
      : found('shell.escape', { detail: 'by -exec' }),
  code,
  script,
  module: (value, { program }) =>
    safeModules.has(value.text) && value.literal
      ? nothing
      : found('exec.project', {
          scope: 'unknown',
          target: value.text,
          detail: `a module loaded by ${program}`,
        }),
  host: (value) => found('net.fetch', { target: value.text, detail: hostSign(value.text) }),
  url: (value, { facts, cwd }) => fetchFinding(value.text, value.literal, facts, cwd),
  send: (value) =>
    found('net.send', {
      target: value.literal ? undefined : value.text,
      detail: value.literal ? 'words of the line' : 'unknown words',
    }),
  data: sent,
  'remote-read': (value, at) => remote(value, at, 'read'),
  'remote-write': (value, at) => remote(value, at, 'write'),
  sed,
  awk,
  jq: (value) =>
    !value.literal
      ? doubtful('dynamic-argument', 'the jq program is not known')
      : /\benv\b|\$ENV\b/u.test(value.text)
        ? found('read.secret', { detail: 'environment variables' })
        : /\b(?:import|include|input_filename|getpath\/|\$__prog)\b/u.test(value.text)
          ? doubtful('opaque-code', 'the jq program loads other files')
          : nothing,
  sql: (value) => sqlFinding(value),
  ref: gitRef,
  gitconfig: (value) => {
    const key = value.text.split('=', 1)[0] ?? '';
    return isHarmlessGitKey(key) && (value.literal || !/[$`]/u.test(key))
      ? nothing
      : found('shell.escape', {
          target: key,
          detail: 'a git setting for this command that may run a program',
        });
  },
  assign: (value) => {
    const assigned = splitAssignment(value);
    return assigned === undefined ? nothing : assignmentFinding(assigned.name, assigned.value, true);
  },
  setting: (value) => (/=/u.test(value.text) ? found('system', { target: value.text }) : nothing),
  name: (value, { program }) =>
    value.literal && /^[A-Za-z_][A-Za-z0-9_]*(?:\+?=[\s\S]*)?$/u.test(value.text)
      ? nothing
      : doubtful('dynamic-argument', `${value.text} of ${program} is no plain name and may hold code`),
  mode: () => nothing,
  ps: (value) =>
    /^[A-Za-z]*e/u.test(value.text) && !value.text.startsWith('-')
      ? found('read.secret', { detail: 'environments of other processes' })
      : nothing,
};

function moved(value: Value, at: Situation): Finding {
  const taken = path('delete', 'moved away')(value, at);
  return {
    effects: taken.effects.map((effect) =>
      effect.kind === 'delete.workspace' ? { ...effect, kind: 'write.workspace', reversible: 'yes' } : effect,
    ),
    doubts: taken.doubts,
  };
}

/** Python modules of the standard library that only read and print. A file of that name in the cwd shadows them. */
const safeModules: ReadonlySet<string> = new Set(['this', 'sysconfig', 'platform']);

function code(value: Value, { program, segment, shell }: Situation): Finding {
  if (!value.literal) {
    const source = substituted(segment, shell);
    if (source.from === 'fetched')
      return found('exec.fetched', { target: program, detail: `from ${source.by}` });
    if (source.from === 'decoded')
      return found('exec.decoded', { target: program, detail: `by ${source.by}` });
    return join([
      found('exec.inline', { target: program }),
      doubtful('dynamic-argument', `the code given to ${program} is not known`),
    ]);
  }
  return found('exec.inline', { target: program });
}

function script(value: Value, at: Situation): Finding {
  const { facts, cwd, segment, shell, program } = at;
  if (value.text.startsWith('<(')) {
    const source = substituted(segment, shell);
    if (source.from === 'fetched')
      return found('exec.fetched', { target: program, detail: `from ${source.by}` });
    if (source.from === 'decoded')
      return found('exec.decoded', { target: program, detail: `by ${source.by}` });
    return join([
      found('exec.inline', { target: program }),
      doubtful('opaque-code', `${program} runs what another command prints`),
    ]);
  }
  if (!value.literal || value.glob)
    return join([
      found('exec.project', { scope: 'unknown', target: value.text }),
      doubtful('dynamic-argument', `it is not known which file ${program} runs`),
    ]);
  if (/^https?:\/\//iu.test(value.text)) return found('exec.fetched', { target: value.text });
  if (deviceOf(value.text) === 'sink')
    return value.text === '/dev/null' ? nothing : doubtful('opaque-code', `${program} runs its input`);
  const place = scopeOf(value.text, facts, cwd);
  return found('exec.project', { scope: place.scope, target: place.path });
}

/** curl's `@file`: its content is sent. */
function sent(value: Value, at: Situation): Finding {
  const file = /^(?:[^=@]*=)?[@<](.+)$/su.exec(value.text)?.[1];
  if (file === undefined) return readers.send(value, at);
  if (file === '-') return found('net.send', { detail: 'what another command prints' });
  const read = path('read')({ ...value, text: file.split(';', 1)[0] ?? file }, at);
  const secret = read.effects.some(({ kind }) => kind === 'read.secret');
  return join([read, found('net.send', { detail: secret ? 'a secret file' : `the file ${file}` })]);
}

function remote(value: Value, at: Situation, access: 'read' | 'write'): Finding {
  const address = /^(?:[a-z]+:\/\/|[^/:]+:)/iu.exec(value.text);
  if (address === null || (at.facts.platform === 'win32' && /^[A-Za-z]:/u.test(value.text)))
    return path(access)(value, at);
  const host = addressOf(value.text)?.host ?? value.text;
  return access === 'read'
    ? found('net.fetch', { target: host })
    : found('net.send', { target: host, detail: 'files' });
}

function sed(value: Value, at: Situation): Finding {
  if (!value.literal) return doubtful('dynamic-argument', 'the sed script is not known');
  const script = readSed(value.text);
  return join([
    ...script.writes.map((file) => path('write')({ text: file, literal: true, glob: false }, at)),
    ...script.reads.map((file) => path('read')({ text: file, literal: true, glob: false }, at)),
    script.runs ? found('shell.escape', { detail: 'by the command e of sed' }) : nothing,
    script.understood
      ? nothing
      : doubtful('opaque-code', 'the sed script holds something that the gate does not know'),
  ]);
}

function awk(value: Value, at: Situation): Finding {
  if (!value.literal) return doubtful('dynamic-argument', 'the awk program is not known');
  const program = readAwk(value.text);
  return join([
    ...program.writes.map((file) => path('write')({ text: file, literal: true, glob: false }, at)),
    program.runs ? found('shell.escape', { detail: 'by the awk program' }) : nothing,
    program.readsEnvironment ? found('read.secret', { detail: 'environment variables' }) : nothing,
    program.understood
      ? nothing
      : doubtful('opaque-code', 'the awk program holds something that the gate does not follow'),
  ]);
}

/** What a statement for a database does. */
export function sqlFinding(value: Value, reading = readSql(value.text)): Finding {
  const { worst, because } = reading;
  const doubt = value.literal ? nothing : doubtful('dynamic-argument', 'the statement is not fully known');
  switch (worst) {
    case 'read':
      return doubt;
    case 'write':
      return join([found('db.write', { detail: because }), doubt]);
    case 'destroy':
      return join([found('db.destroy', { detail: because }), doubt]);
    case 'code':
      return join([found('shell.escape', { detail: because }), doubt]);
    case 'unknown':
      return join([
        found('db.write', { detail: because }),
        doubtful('opaque-code', `the gate does not know what ${because} does to the database`),
      ]);
  }
}

/** A revision, a path inside a revision, or a path: may name a secret. */
function gitRef(value: Value, at: Situation): Finding {
  const { facts, cwd } = at;
  const file = value.text.includes(':') ? value.text.slice(value.text.lastIndexOf(':') + 1) : value.text;
  if (/^(?:[~/]|\.\.\/)|\/\.\.\//u.test(file)) return path('read')({ ...value, text: file }, at);
  const spelled = absolute(file, facts, cwd ?? '/');
  const secret = spelled === undefined || /\.\./u.test(file) ? undefined : secretOf(spelled, facts);
  return secret === undefined
    ? nothing
    : found('read.secret', { scope: 'workspace', target: file, detail: secret });
}
