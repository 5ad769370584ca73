// What is done with one value, by its kind. Each kind is one function; a row of a table only names the kind.
import { absolute } from '../paths/absolute.ts';
import { accessPath, type Access } from '../paths/access.ts';
import { scopeOf } from '../paths/scope.ts';
import { globMayNameSecret, pathspecSecret, secretOf } from '../paths/secrets.ts';
import type { Facts } from '../facts.ts';
import type { Segment, ShellReading } from '../shell/segment.ts';
import type { Arguments, Value } from './arguments.ts';
import { readAwk } from './awk.ts';
import { assignmentFinding, splitAssignment } from './environment.ts';
import { doubtful, found, join, nothing, type Finding } from './finding.ts';
import { code, script } from './code-values.ts';
import { harmlessBind, plainViewer } from './fzf.ts';
import { isHarmlessGitKey } from './git-keys.ts';
import { readSed } from './sed.ts';
import { isInjecting } from './environment.ts';
import { itemFinding, registryFinding } from '../powershell/items.ts';
import type { ValueKind } from './spec.ts';
import { credentialVariable } from './variables.ts';
import { readSql, type SqlReading } from './sql.ts';
import { filesAsTables } from './sql-files.ts';
import { addressOf, fetchFinding, hostSign } from './url.ts';
import { changesMeaning, otherRegistry, otherServer, templateFile } from './value-shapes.ts';

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
  // The shell may put the name of a file in the place of a pattern, and a name may be a program.
  const unknown = value.glob && value.literal && programs.has(kind) && /[*?]/u.test(value.text);
  return readers[kind](unknown ? { ...value, literal: false } : value, at);
}

/** A longer list of keys is not looked through; nobody writes one. */
const longestBind = 2_000;

/** Names of Ruby's own libraries that define classes and do nothing. Source: Ruby documentation, standard library. */
const rubyLibrary =
  /^(?:abbrev|base64|benchmark|bigdecimal|cgi|cgi\/util|csv|date|delegate|digest|digest\/\w+|English|erb|etc|fileutils|find|forwardable|io\/console|ipaddr|json|logger|matrix|net\/http|observer|open3|open-uri|openssl|optparse|ostruct|pathname|pp|prettyprint|prime|psych|rbconfig|ripper|securerandom|set|shellwords|singleton|socket|stringio|strscan|tempfile|time|timeout|tmpdir|tsort|uri|weakref|yaml|zlib)$/u;

const programs: ReadonlySet<ValueKind> = new Set(['sed', 'awk', 'sql', 'program']);

const path =
  (access: Access, detail?: string): Reader =>
  (value, { facts, cwd, program }) => {
    if (value.text === '-') return nothing;
    if (/^[<>]\(/u.test(value.text)) return nothing;
    if (!value.literal && value.paths !== undefined) {
      return join(
        value.paths.map((text) => accessPath(access, { text, glob: /[*?[]/u.test(text) }, facts, cwd)),
      );
    }
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
  text: printed,
  format: printed,
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
  scratch: (value, at) =>
    value.literal && scopeOf(value.text, at.facts, at.cwd).scope === 'temporary'
      ? nothing
      : path('write')(value, at),
  cd: (value, at) =>
    scopeOf(value.text, at.facts, at.cwd).scope === 'workspace' && value.literal
      ? nothing
      : path('read')(value, at),
  program: (value, { program }) =>
    value.literal &&
    /^(?:cat|true||(?:gzip|pigz|bzip2|pbzip2|lbzip2|xz|pixz|zstd|zstdmt|lz4|lzip|lzma|brotli)(?: -(?:[0-9cdkqveT]+|-fast|-best|-ultra|-long=\d+|-threads=\d+))*)$/u.test(
      value.text,
    )
      ? nothing
      : found('shell.escape', { target: value.text, detail: `by an option of ${program}` }),
  command: (_, { segment, shell }) =>
    shell.segments.some(
      ({ parent, origin }) => parent === segment.index && /^(?:exec-option|shell-string)$/u.test(origin),
    )
      ? nothing
      : found('shell.escape', { detail: 'by -exec' }),
  code,
  script,
  // The folder in force is none in which ruby looks. Source: ruby(1), -I and -r.
  library: (value, { program }) =>
    value.literal && rubyLibrary.test(value.text)
      ? nothing
      : found('shell.escape', { target: value.text, detail: `a library that ${program} loads` }),
  // Also one of the standard library: a file of that name in the folder in force goes before it.
  module: (value, { program }) =>
    found('exec.project', { scope: 'unknown', target: value.text, detail: `a module loaded by ${program}` }),
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
      : /(?<![.\w"])env\b|\.\.env\b|\$ENV\b|\b(?:str)?env\s*\(|\benvsubst\b/u.test(value.text)
        ? found('read.secret', { detail: 'environment variables' })
        : // Names of yq that load files come in several spellings: load, load_str, strload, loadxml, xml_load.
          /(?<![.\w"])(?:import|include|eval|system|modulemeta|\w*load\w*)\b|load\w*\s*\(/u.test(value.text)
          ? doubtful('opaque-code', 'the jq program loads other files')
          : nothing,
  sql: (value, at) =>
    at.given.spec.special === 'mongo'
      ? nothing
      : at.program.startsWith('duckdb')
        ? duckFinding(value, at)
        : sqlFinding(value, asOpened(at.given, readSql(value.text))),
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
  assign: (value, { program, given }) => {
    const assigned = splitAssignment(value);
    const exported =
      !/^(?:local|readonly|declare|typeset)$/u.test(program) ||
      given.options.some(({ option }) => option.name === '-x');
    return assigned === undefined ? nothing : assignmentFinding(assigned.name, assigned.value, exported);
  },
  setting: (value) => (/=/u.test(value.text) ? found('system', { target: value.text }) : nothing),
  name: (value, { program }) =>
    value.literal && /^[A-Za-z_][A-Za-z0-9_]*(?:\+?=[\s\S]*)?$/u.test(value.text)
      ? isInjecting(value.text.split(/\+?=/u, 1)[0] ?? '')
        ? found('env.inject', { target: value.text, detail: `set by ${program}` })
        : nothing
      : doubtful('dynamic-argument', `${value.text} of ${program} is no plain name and may hold code`),
  mode: () => nothing,
  compared: () => nothing,
  glob: (value, { facts, cwd }) => {
    const pattern = value.text
      .replaceAll(/^\^|\$$|\\(?=\.)/gu, '')
      .replace(/^[^:*?]*:include:|^[\w-]+:(?=\*)/u, '');
    if (pattern.startsWith('!')) return nothing;
    if (!value.literal && !/^"?[*.\w]/u.test(pattern))
      return doubtful('dynamic-argument', `the pattern ${value.text} is not known`);
    const path = absolute(pattern.replace(/^(?:\*\*\/)+/u, ''), facts, cwd ?? '/') ?? pattern;
    const secret = globMayNameSecret(path, facts) ?? pathspecSecret(pattern, facts);
    return secret === undefined ? nothing : found('read.secret', { target: pattern, detail: secret });
  },
  page: (value, at) => (/\/|^[~.]/u.test(value.text) ? readers.read(value, at) : printed(value)),
  param: (value, at) => {
    const file = /^(?:fileb?:\/\/|@)(.+)$/su.exec(value.text)?.[1];
    return file === undefined ? printed(value) : readers.read({ ...value, text: file }, at);
  },
  bind: (value) =>
    value.literal &&
    value.text.length < longestBind &&
    value.text.split(/,(?![^(]*\))/u).every((one) => harmlessBind.test(one))
      ? nothing
      : found('shell.escape', { target: value.text, detail: 'by a key' }),
  viewer: (value, { program }) =>
    value.literal && plainViewer.test(value.text)
      ? nothing
      : found('shell.escape', { target: value.text, detail: `by an option of ${program}` }),
  columns: (value) =>
    /\benviron\b/u.test(value.text)
      ? found('read.secret', { detail: 'environments of other processes' })
      : nothing,
  object: (value, at) =>
    // `@x` is a file of options; `false` is the value of the flag before it (tsc --noEmit false); `msl:x` names a reader.
    value.text.startsWith('@') || value.text === 'false' || /^[a-z]{2,}:/iu.test(value.text)
      ? doubtful('opaque-code', `the options in ${value.text} are not read`)
      : readers.read(value, at),
  formula: (value) =>
    /^[.~/]|\.rb$|:\/\//u.test(value.text) || !value.literal
      ? found('shell.escape', { target: value.text, detail: 'a formula is a program' })
      : nothing,
  server: (value, { program }) => {
    if (!value.literal) return doubtful('dynamic-argument', `it is not known which host ${value.text} is`);
    const host = otherServer(value.text);
    return host === undefined
      ? nothing
      : found('net.fetch', { target: host, detail: `${program} tells this host its login` });
  },
  registry: (value, { program }) => {
    const host = otherRegistry(
      value.text.replace(/^docker:\/\//u, ''),
      /^(?:docker|podman|nerdctl|skopeo|crane)\b/u.test(program),
    );
    return host === undefined
      ? printed(value)
      : found('net.fetch', { target: host, detail: `${program} asks a host that the line names` });
  },
  shelloption: ({ text, literal }) =>
    literal && !changesMeaning(text)
      ? nothing
      : doubtful('unknown-operand', `the option ${text} of the shell changes what words mean`),
  shape: (value, at) => {
    const file = templateFile(value.text);
    return file === undefined ? printed(value) : readers.read({ ...value, text: file }, at);
  },
  resource: (value) =>
    !value.literal && /^"?[$`]/u.test(value.text)
      ? doubtful('dynamic-argument', `it is not known what ${value.text} is`)
      : /(?:^|,)[\w.-]*secrets?(?:[./,]|$)|^\/.*\/secrets(?:[/?]|$)/iu.test(value.text)
        ? found('read.secret', { target: value.text, detail: 'secrets of the cluster' })
        : printed(value),
  package: (value) =>
    !value.literal
      ? doubtful('dynamic-argument', `it is not known what ${value.text} is`)
      : /^(?:@[\w.~-]+\/)?[\w.~+*[\]-]+(?:@[\w.~^<>=|*+ -]*)?$/u.test(value.text) &&
          !/^[.~]/u.test(value.text)
        ? nothing
        : found('net.fetch', { target: value.text, detail: 'not the name of a package' }),
  variable: (value) =>
    value.literal &&
    credentialVariable(`$${value.text}`) === undefined &&
    !/pass|cred|auth|cookie|session/iu.test(value.text)
      ? nothing
      : found('read.secret', { detail: `environment variable ${value.text}` }),
  key: (value) =>
    !value.literal || /auth|token|password|passwd|secret|credential|extraheader|_key$/iu.test(value.text)
      ? found('read.secret', { detail: 'a credential among the settings' })
      : nothing,
  'item-read': item('read'),
  'item-list': item('list'),
  'item-write': item('write'),
  'item-delete': item('delete'),
  'item-move': item('move'),
  'reg-read': (value) => registryValue('read', value),
  'reg-export': (value) => registryValue('read', value),
  'reg-write': (value) => registryValue('write', value),
  'reg-delete': (value) => registryValue('delete', value),
  ps: (value) =>
    /^[A-Za-z]*e|\benviron\b/u.test(value.text) && !value.text.startsWith('-')
      ? found('read.secret', { detail: 'environments of other processes' })
      : nothing,
};

function item(access: Access | 'move'): Reader {
  return (value, { facts, cwd, program }) => itemFinding(access, value, facts, cwd, program);
}

function registryValue(access: Access, { text, literal }: Value): Finding {
  const key = text.replaceAll('\\', '/').replace(/^(?:HKLM|HKCU|HKCR|HKU|HKCC|HKEY_\w+)(?=\/|$)/iu, '');
  const finding = registryFinding(access, key, text);
  return literal ? finding : join([finding, doubtful('dynamic-argument', 'the key is not known')]);
}

/** A word that is printed or handed on: a variable in it may hold a credential. */
function printed(value: Value): Finding {
  const name = value.literal ? undefined : credentialVariable(value.text);
  return name === undefined ? nothing : found('read.secret', { detail: `environment variable ${name}` });
}

function moved(value: Value, at: Situation): Finding {
  const taken = path('delete', 'moved away')(value, at);
  return {
    effects: taken.effects.map((effect) =>
      effect.kind === 'delete.workspace' ? { ...effect, kind: 'write.workspace', reversible: 'yes' } : effect,
    ),
    doubts: taken.doubts,
  };
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
    ...program.reads.map((file) => path('read')({ text: file, literal: true, glob: false }, at)),
    program.runs ? found('shell.escape', { detail: 'by the awk program' }) : nothing,
    program.readsEnvironment ? found('read.secret', { detail: 'environment variables' }) : nothing,
    program.understood
      ? nothing
      : doubtful('opaque-code', 'the awk program holds something that the gate does not follow'),
  ]);
}

/** A database that is opened for reading refuses what would change it; what the client itself runs stays. */
export function asOpened({ options }: Arguments, reading: SqlReading): SqlReading {
  const closed = options.some(({ option }) => /^--?readonly$/u.test(option.name));
  return closed && reading.worst === 'destroy' ? { ...reading, worst: 'write' } : reading;
}

/** DuckDB reads files that a statement names in the place of a table. */
export function duckFinding(value: Value, at: Situation): Finding {
  const tables = value.literal ? filesAsTables(value.text) : undefined;
  const text = tables?.text ?? value.text;
  return join([
    sqlFinding(value, asOpened(at.given, readSql(text))),
    ...(tables?.files ?? []).map((file) =>
      /^\w+:/u.test(file)
        ? found('net.fetch', { target: file })
        : path('read')({ text: file, literal: true, glob: /[*?[]/u.test(file) }, at),
    ),
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
  // Behind `:/` stands a text of a commit message, or a path from the root of the repository. Source: gitrevisions(7).
  const file = /^:\/(?!\/)/u.test(value.text)
    ? value.text.slice(2)
    : value.text.includes(':')
      ? value.text.slice(value.text.lastIndexOf(':') + 1)
      : value.text;
  if (!value.literal && /:[^:$`]*[$`]/u.test(value.text))
    return doubtful('dynamic-argument', `it is not known which file ${value.text} is`);
  if (/^(?:[~/]|\.\.(?:\/|$))|\/\.\.(?:\/|$)/u.test(file)) return path('read')({ ...value, text: file }, at);
  const spelled = absolute(file, facts, cwd ?? '/');
  // A pathspec is a pattern of its own, in which `*` also stands for a dot and a slash. Source: gitglossary(7).
  const pattern = /[*?[]/u.test(file) && value.literal ? pathspecSecret(file, facts) : undefined;
  if (pattern !== undefined)
    return found('read.secret', { scope: 'workspace', target: file, detail: pattern });
  const secret = spelled === undefined || /\.\./u.test(file) ? undefined : secretOf(spelled, facts);
  return secret === undefined
    ? nothing
    : found('read.secret', { scope: 'workspace', target: file, detail: secret });
}
