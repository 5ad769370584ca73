// Commands whose effects depend on how several arguments stand together. A row names its reader here; everything
// that one option or one operand decides alone belongs in the row itself.
import { unnamedFiles } from '../effects.ts';
import { accessPath } from '../paths/access.ts';
import { has, valuesOf } from './arguments.ts';
import { database, redis } from './database.ts';
import { doubtful, found, join, nothing, type Finding } from './finding.ts';
import { isHarmlessGitKey } from './git-keys.ts';
import { valueFinding, type Situation } from './kinds.ts';
import { readPatch } from '../edits/patch.ts';
import { projectPython } from './interpreter.ts';
import { readPush } from './push.ts';
import { programName } from '../shell/word.ts';
import { standardInput } from './source.ts';
import type { Special } from './spec.ts';
import { hostedBy } from '../powershell/hosts.ts';
import { readMongo, readSql } from './sql.ts';

export function specialFinding(special: Special, at: Situation): Finding {
  return readers[special](at);
}

const readers: Record<Special, (at: Situation) => Finding> = {
  'apply-patch': applyPatch,
  'git-push': gitPush,
  host: hosted,
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
    has(
      given,
      '-l',
      '--list',
      '--contains',
      '--no-contains',
      '--merged',
      '--no-merged',
      '--show-current',
      '--points-at',
    )
      ? nothing
      : found('vcs.write'),
  chmod: ({ given }) => {
    const mode = given.operands[0]?.text ?? '';
    const special = /^(?:[ugoa]*\+[rwxXt]*s|[2-7]\d{3}$|0[2-7]\d{3}$)/u.test(mode);
    return special ? found('privilege', { detail: 'set-user-id or set-group-id' }) : nothing;
  },
  curl: ({ given, facts, cwd }) => {
    const saved = has(given, '-O', '--remote-name', '--remote-name-all')
      ? given.operands.map(({ text }) =>
          accessPath('write', { text: /(?<![^/?#])[^/?#]+(?=[?#]|$)/u.exec(text)?.[0] ?? '.' }, facts, cwd),
        )
      : [];
    const method = valuesOf(given, '-X', '--request')[0];
    const reads = method === undefined || (method.literal && /^(?:GET|HEAD|OPTIONS)$/iu.test(method.text));
    return join([...saved, reads ? nothing : found('net.send', { detail: `the method ${method.text}` })]);
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
    const texts = valuesOf(given, '-f', '--raw-field', '-F', '--field');
    const queries = texts.filter(({ text }) => text.startsWith('query='));
    const elsewhere = given.operands.some(({ text }) => /^[a-z]+:/iu.test(text));
    if (elsewhere) return found('net.send', { target: given.operands[0]?.text });
    if (valuesOf(given, '-H', '--header').some(({ text }) => /override/iu.test(text)))
      return found('cloud.write', { target: 'github' });
    if (
      graphql &&
      queries.length === 1 &&
      !has(given, '--input') &&
      queries.every(
        ({ literal, text }) =>
          literal && /^query=\s*(?:query\b|\{)/u.test(text) && !/\bmutation\b/u.test(text),
      )
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
  set: ({ given }) =>
    given.count === 0 ||
    given.options.some(({ option, value }) => option.name === '+o' && value === undefined)
      ? found('read.secret', { detail: 'environment variables' })
      : nothing,
  'git-remote': ({ given }) => {
    const place = given.operands[0];
    const named = place === undefined || (place.literal && /^[\w-]+$/u.test(place.text));
    return named
      ? found('cloud.read', { target: place?.text ?? 'the remote' })
      : found('net.fetch', { target: place.text });
  },
  // script(1) writes a file of this name where the line names none.
  typescript: ({ given, facts, cwd, segment, shell }) =>
    join([
      given.operands.length === 0 ? accessPath('write', { text: 'typescript' }, facts, cwd) : nothing,
      programName(segment) !== 'script' || shell.segments.some(({ parent }) => parent === segment.index)
        ? nothing
        : doubtful('opaque-code', 'script starts a shell that runs what it reads'),
    ]),
  'uv-python': ({ facts, cwd }) => projectPython(cwd, facts),
  yq: ({ given, facts, cwd, ...at }) => {
    const named = /^(?:e|ea|eval|eval-all)$/u.test(given.operands[0]?.text ?? '');
    const [filter, ...files] = named ? given.operands.slice(1) : given.operands;
    const access = has(given, '-i', '--inplace', '--in-place') ? 'write' : 'read';
    const whole = { given, facts, cwd, ...at };
    // A first operand that names a file is that file. A filter is taken for one where it reads like a hidden one.
    const file =
      filter !== undefined &&
      (/^[^.]|^\.\.?\//u.test(filter.text) ||
        /^\.(?:env|npmrc|netrc|pgpass|pypirc|git-credentials|htpasswd|\w+_history)/u.test(filter.text));
    return join([
      filter === undefined ? nothing : valueFinding('jq', filter, whole),
      file && filter.literal && !/[|()"\s]/u.test(filter.text)
        ? valueFinding(access, filter, whole)
        : nothing,
      ...files.map((file) => valueFinding(access, file, whole)),
    ]);
  },
  service: ({ given }) =>
    has(given, '--status-all')
      ? given.operands.length === 0
        ? nothing
        : found('system', { detail: 'starts or stops a service' })
      : given.operands.length === 2 && given.operands[1]?.text === 'status'
        ? nothing
        : found('system', { detail: 'starts or stops a service' }),
  // Without the name of an output it makes one up, beside the input.
  'second-output': ({ given }) => (given.operands.length < 2 ? found('write.workspace') : nothing),
  // With -l and -L pkill still ends processes; only kill(1) lists the names of signals.
  kill: ({ given, program, segment }) =>
    (/^kill(?:all)?$/u.test(program) && has(given, '-l', '-L', '--list')) ||
    // Signal 0 only tells whether there is such a process. Source: kill(2).
    (/^p?kill(?:all)?$/u.test(program) &&
      segment.words[1]?.text === '-0' &&
      segment.words.slice(2).every(({ text }) => /^\$?[\w${}"]+$/u.test(text)))
      ? nothing
      : found('proc', { detail: 'ends processes' }),
  clean: ({ given }) =>
    has(given, '-n', '--dry-run') ? nothing : found('vcs.discard', { detail: 'untracked files' }),
};

/** The patch stands in a word or in a here-document; each of its files is judged like any other path. */
function applyPatch({ given, facts, cwd, segment, shell }: Situation): Finding {
  const [word] = given.operands;
  const source = standardInput(segment, shell);
  const text = word?.literal === true ? word.text : word === undefined && source.from === 'text' ? source.text : undefined;
  if (text === undefined) return doubtful('opaque-code', 'the patch is not known');
  const { changes, problem } = readPatch(text);
  return join([
    ...changes.map(({ action, path }) => accessPath(action === 'delete' ? 'delete' : 'write', { text: path }, facts, cwd)),
    problem === undefined ? nothing : doubtful('opaque-code', problem),
  ]);
} // prettier-ignore

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
        : accessPath('write', { text: folder?.text ?? '.', detail: unnamedFiles.archive }, facts, cwd);
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

/** Source: docker-run(1). A container that sees the host is no container. */
function dockerRun({ given, facts, cwd, program }: Situation): Finding {
  const mounts = valuesOf(given, '-v', '--volume', '--mount').map(
    ({ text }) => /(?:source|src)=([^,]+)/u.exec(text)?.[1] ?? text.split(':', 1)[0] ?? text,
  );
  const host = mounts.filter((path) => /^[/~.$]/u.test(path));
  const open =
    has(given, '--privileged', '--cap-add', '--device', '--security-opt') ||
    valuesOf(given, '--pid', '--ipc', '--userns', '--uts').some(({ text }) => text === 'host') ||
    host.some((path) => /^\/(?:etc|root|home|usr|var|boot|proc|sys|dev)?\/?$|docker\.sock$/u.test(path));
  return join([
    found('proc', { detail: `${program} starts a container` }),
    found('exec.fetched', { target: given.operands[0]?.text, detail: 'an image' }),
    open ? found('privilege', { detail: 'the container reaches the host' }) : nothing,
    ...host.map((path) => accessPath('read', { text: path }, facts, cwd)),
    ...host.map((path) =>
      accessPath('write', { text: path, detail: 'mounted into a container' }, facts, cwd),
    ),
  ]);
}

/** A shell of Windows: its code is read as commands of its own where it is known. */
function hosted(at: Situation): Finding {
  const { segment, shell, program } = at;
  const host = hostedBy(segment.words);
  if (host === undefined) return nothing;
  const [, only, ...more] = segment.words;
  const told =
    only !== undefined && more.length === 0 && /^(?:-v|--?version|-h|--?help|-\?)$/iu.test(only.text);
  if (told && /^pwsh\b/iu.test(program)) return nothing;
  const read = shell.segments.some(
    ({ parent, origin }) => parent === segment.index && origin === 'shell-string',
  );
  const opaque = join([
    found('exec.inline', { target: program }),
    doubtful('opaque-code', `it is not known what ${program} is given to run`),
  ]);
  // Elsewhere nothing is known of a program of that name; the one of Windows has its ending there.
  const [first] = segment.words;
  const foreign =
    host.language === 'cmd' && at.facts.platform !== 'win32' && !/\.exe$/iu.test(first?.text ?? '')
      ? doubtful('unknown-program', 'cmd is no program of this system')
      : nothing;
  const file = host.file === undefined ? nothing : valueFinding('script', host.file, at);
  if (host.given && !read) return join([file, opaque, foreign]);
  if (!host.input || read) return join([file, foreign]);
  const source = standardInput(segment, shell);
  if (source.from === 'fetched')
    return found('exec.fetched', { target: program, detail: `from ${source.by}` });
  return source.from === 'decoded'
    ? found('exec.decoded', { target: program, detail: `by ${source.by}` })
    : opaque;
}
