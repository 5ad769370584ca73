// One segment → what it does. Joins what the program's row says with assignments, redirects, wrappers and the
// standard input. Everything that is not covered by a row, a kind or a table is a doubt.
import { absolute } from '../paths/absolute.ts';
import { accessPath } from '../paths/access.ts';
import { storeBelow } from '../paths/secrets.ts';
import type { Facts } from '../facts.ts';
import type { Redirect, Segment, ShellReading } from '../shell/segment.ts';
import { programName } from '../shell/word.ts';
import { readArguments, type Arguments } from './arguments.ts';
import { assignmentFinding } from './environment.ts';
import { filtering, filtersInput } from './filters.ts';
import { doubtful, effectOf, found, join, nothing, type Finding } from './finding.ts';
import { intoFolder } from './intoFolder.ts';
import { valueFinding, type Situation } from './kinds.ts';
import { handedOver, namesDoubt, withPaths } from './listing.ts';
import { pathKinds, withFolder, withNames } from './names.ts';
import { libraryModule } from './pythonModules.ts';
import { specOf } from '../powershell/spec.ts';
import { wrapperSpec } from './registry.ts';
import { repositoryFinding } from './repository.ts';
import { standardInput } from './source.ts';
import { specialFinding } from './special.ts';
import type { Deed, ValueKind } from './spec.ts';
import { credentialVariable } from './variables.ts';

export interface CommandReading {
  readonly segment: Segment;
  /** The program's name as tables know it; empty for a bare redirect or assignment. */
  readonly program: string;
  /** The words by the program's grammar; undefined for an unknown program. */
  readonly given: Arguments | undefined;
  readonly finding: Finding;
  /** The folders on whose names the finding rests. */
  readonly looked: readonly { readonly by: number; readonly path: string; readonly names: true }[];
}

export function readCommand(segment: Segment, shell: ShellReading, facts: Facts): CommandReading {
  const program = programName(segment);
  const names = handedOver(segment, shell, facts);
  const doubts = names === undefined ? segment.doubts : segment.doubts.filter((doubt) => !namesDoubt(doubt));
  const around = [
    { effects: [], doubts },
    ...segment.assignments.map(({ name, value }) =>
      assignmentFinding(name, value, segment.words.length > 0, program),
    ),
    ...segment.redirects.map((redirect) => redirectFinding(redirect, segment, facts)),
    inputVariable(segment),
    ...segment.wrappers.map((wrapper) =>
      isOwnSegment(wrapper, segment, shell) ? nothing : wrapperFinding(wrapper, segment, shell, facts),
    ),
  ];
  const done = (given: Arguments | undefined, finding: Finding, folder?: string): CommandReading => ({
    segment,
    program,
    given,
    finding: join([finding, ...around]),
    looked: folder === undefined ? [] : [{ by: segment.index, path: folder, names: true }],
  });
  const [first, ...behind] = segment.words;
  if (first === undefined) return done(undefined, carried(segment));
  if (!first.literal || (first.glob && !/^\[\[?$/u.test(first.text))) {
    return done(undefined, doubtful('dynamic-name', `the program ${first.text} is not known`));
  }
  if (shell.defined.includes(program)) {
    return done(undefined, doubtful('redefined', `${program} is defined anew on this line`));
  }
  const spec = specOf(segment, program);
  if (spec === undefined) return done(undefined, unknownProgram(program, first.text, segment, facts));
  const words = withPaths(behind, shell, facts);
  const plain = readArguments(program, spec, words);
  if (words === behind) parsed.set(segment, plain);
  const named =
    names === undefined
      ? plain
      : withNames(
          names.append.length === 0 ? plain : readArguments(program, spec, [...words, ...names.append]),
          names,
        );
  const given = withFolder(named, segment, facts);
  const module = libraryModule(program, given, segment, facts);
  const folder = module !== undefined || given !== named ? segment.cwd : undefined;
  if (module !== undefined) {
    const { program: name, given: own } = module;
    const cwd = folderOf(own, segment, facts);
    return done(given, commandFinding({ program: name, facts, cwd, given: own, segment, shell }), folder);
  }
  const name = [program, ...given.path].join(' ');
  const at: Situation = { program: name, facts, cwd: folderOf(given, segment, facts), given, segment, shell };
  const finding = commandFinding(at);
  if (program === 'git') return done(given, join([finding, repositoryFinding(at.cwd, facts)]), folder);
  return done(
    given,
    filtersInput(program, given, segment) ? join([finding, filtering(program)]) : finding,
    folder,
  );
}

/** The words of a segment that was read, by the grammar of its program; undefined for an unknown program. */
export function argumentsOf(segment: Segment): Arguments | undefined {
  return parsed.get(segment);
}

/** The same, also of a segment that has got another place since it was read. */
export function grammarOf(segment: Segment): Arguments | undefined {
  const program = programName(segment);
  const [first, ...words] = segment.words;
  const spec = first?.literal === true ? specOf(segment, program) : undefined;
  return spec === undefined ? undefined : (argumentsOf(segment) ?? readArguments(program, spec, words));
}

const parsed = new WeakMap<Segment, Arguments>();

/** A here-document or here-string hands on what its variables hold. */
function inputVariable({ input }: Segment): Finding {
  const name = input.from === 'text' && !input.literal ? credentialVariable(input.text) : undefined;
  return name === undefined ? nothing : found('read.secret', { detail: `environment variable ${name}` });
}

/** A bare assignment gives a credential another name, under which it is not known any more. */
function carried({ assignments }: Segment): Finding {
  for (const { value } of assignments) {
    const name = value.literal ? undefined : credentialVariable(value.text);
    if (name !== undefined) return found('read.secret', { detail: `environment variable ${name}` });
  }
  return nothing;
}

/** What the row of a command says about these arguments. */
export function commandFinding(at: Situation): Finding {
  const { given } = at;
  const chosen = given.options.flatMap(({ option }) => option.deeds);
  const asked =
    chosen.length === 0
      ? []
      : given.options.filter(({ option }) => option.deeds.some((deed) => deed.do === 'help'));
  const help =
    asked.length > 0 &&
    ((given.count === 1 &&
      !asked.some(
        ({ option }) =>
          option.name === '-h' &&
          option.assumed === true &&
          given.spec.style === 'loose' &&
          given.spec.deeds.length > 0,
      )) ||
      (asked.length === given.options.length && onlyServes(given)));
  const deeds = [...given.spec.deeds, ...chosen];
  const idle = help || deeds.some((deed) => deed.do === 'nothing');
  const values = given.options.flatMap(({ option, value }) =>
    option.kind === 'command'
      ? [valueFinding('command', { text: '', literal: true, glob: false }, at)]
      : value === undefined || (idle && option.kind.startsWith('item-') && changing.has(option.kind))
        ? []
        : [valueFinding(option.kind, value, at)],
  );
  const refused = { effects: [], doubts: given.doubts };
  if (help) return join([refused, ...values]);
  const tree = deeds.some((deed) => deed.do === 'deep') && !idle ? treeFinding(at) : nothing;
  const operands = given.operands
    .map((operand) => ({ operand, kind: turned(operand.kind, deeds) }))
    // A dry run compares with what is there.
    .map(({ operand, kind }) => ({
      operand,
      kind: idle && kind === 'remote-write' ? ('remote-read' as const) : kind,
    }))
    .filter(({ kind }) => !idle || !changing.has(kind))
    .map(({ operand, kind }) => valueFinding(kind, operand, at));
  const pathGiven =
    given.operands.some(({ kind }) => pathKinds.has(kind)) ||
    given.options.some(({ option }) => option.kind.startsWith('item-'));
  // A dry run takes back what the command would do, never what an option brings in: a program, a file, an address.
  const kept = idle ? chosen.filter(staysIdle) : deeds;
  const done = join(kept.map((deed) => deedFinding(deed, at, pathGiven)));
  const special = given.spec.special === undefined ? nothing : specialFinding(given.spec.special, at);
  const input = idle && given.doubts.length === 0 ? nothing : inputFinding(at);
  const into = idle ? nothing : intoFolder(at);
  return join([refused, ...values, ...operands, tree, into, done, idle ? nothing : special, input]);
}

/** Deeds of single options that a dry run does not take back. */
function staysIdle(deed: Deed): boolean {
  return (
    deed.do === 'opaque' ||
    (deed.do === 'effect' && /^(?:exec\.|shell\.|env\.|remote\.|net\.|read\.|anti-)/u.test(deed.kind))
  );
}

/** Commands of services and package managers, which hand no `--help` on to anything that they run. */
function onlyServes({ spec, options }: Arguments): boolean {
  return (
    options.some(({ option }) => option.name === '--help' || option.name === '-h') &&
    spec.deeds.length > 0 &&
    spec.deeds.every(
      (deed) => deed.do === 'effect' && /^(?:cloud\.|pkg\.install|publish|system)/u.test(deed.kind),
    )
  );
}

/** Folders that are read with all that is below them: a credential store in one of them is read too. */
function treeFinding({ given, facts, cwd, program }: Situation): Finding {
  const roots = given.operands.filter(({ kind, literal }) => literal && (kind === 'read' || kind === 'ref'));
  const folders = roots.length > 0 ? roots.map(({ text }) => absolute(text, facts, cwd)) : [cwd];
  return join(
    folders.map((folder) => {
      const store = folder === undefined ? undefined : storeBelow(folder, facts);
      return store === undefined
        ? nothing
        : found('read.secret', { target: store, detail: `below a folder that ${program} reads` });
    }),
  );
}

const changing: ReadonlySet<ValueKind> = new Set([
  'write',
  'delete',
  'move',
  'perm',
  'code',
  'script',
  'sql',
  'item-write',
  'item-delete',
  'item-move',
]);

function turned(kind: ValueKind, deeds: readonly Deed[]): ValueKind {
  if (kind !== 'read' && kind !== 'write' && kind !== 'list') return kind;
  if (deeds.some((deed) => deed.do === 'remove')) return 'delete';
  if (kind !== 'read') return kind;
  if (deeds.some((deed) => deed.do === 'edit')) return 'write';
  return deeds.some((deed) => deed.do === 'list') ? 'list' : kind;
}

function deedFinding(deed: Deed, { facts, cwd, program }: Situation, pathGiven: boolean): Finding {
  switch (deed.do) {
    case 'effect':
      return {
        effects: [
          effectOf(deed.kind, {
            detail: deed.detail,
            ...(deed.reversible === undefined ? {} : { reversible: deed.reversible }),
          }),
        ],
        doubts: [],
      };
    case 'here':
      if (pathGiven && deed.access !== 'write') return nothing;
      return cwd === undefined
        ? join([
            found('read.outside', { scope: 'unknown' }),
            doubtful('unknown-scope', `it cannot be told in which folder ${program} runs`),
          ])
        : accessPath(
            deed.access,
            { text: cwd, ...(deed.detail === undefined ? {} : { detail: deed.detail }) },
            facts,
            cwd,
          );
    case 'opaque':
      return doubtful('opaque-code', `what ${program} does here is not followed`);
    case 'edit':
    case 'remove':
    case 'list':
    case 'nothing':
    case 'help':
    case 'deep':
      return nothing;
  }
}

/** What a command that takes its standard input for code does with it. */
function inputFinding(at: Situation): Finding {
  const { given, segment, shell, program } = at;
  const { stdin } = given.spec;
  if (stdin === 'data' || stdin === 'sql') return nothing;
  const replaced =
    given.operands.some(({ text }) => !/^(?:-|\/dev\/stdin|\/dev\/fd\/0|\/proc\/self\/fd\/0)$/u.test(text)) ||
    given.options.some(
      ({ option }) => option.kind === 'code' || option.kind === 'module' || option.name === '-c',
    );
  const shellInput = given.options.some(({ option }) => option.name === '-s');
  if (replaced && !(stdin === 'shell' && shellInput)) return nothing;
  const source = standardInput(segment, shell);
  switch (source.from) {
    case 'fetched':
      return found('exec.fetched', { target: program, detail: `from ${source.by}` });
    case 'decoded':
      return found('exec.decoded', { target: program, detail: `by ${source.by}` });
    case 'text':
      if (stdin === 'shell') {
        const read = shell.segments.some(
          ({ parent, origin }) => parent === segment.index && origin === 'shell-string',
        );
        return read
          ? nothing
          : join([
              found('exec.inline', { target: program }),
              doubtful('opaque-code', `what ${program} reads is not followed`),
            ]);
      }
      return found('exec.inline', { target: program });
    case 'file':
      return valueFinding('script', source.file, at);
    case 'none':
    case 'unknown':
      return join([
        found('exec.inline', { target: program }),
        doubtful('opaque-code', `it is not known what ${program} is given to run`),
      ]);
  }
}

function unknownProgram(program: string, text: string, segment: Segment, facts: Facts): Finding {
  if (text.includes('/')) {
    const place = accessPath('list', { text }, facts, segment.cwd);
    const scope = place.effects[0]?.scope ?? 'unknown';
    const doubt =
      scope === 'workspace'
        ? nothing
        : doubtful('unknown-program', `${program} is not a program that the gate knows`);
    return join([found('exec.project', { scope, target: place.effects[0]?.target ?? text }), doubt]);
  }
  return doubtful('unknown-program', `${program} is not a program that the gate knows`);
}

/** The folder after options such as `git -C`. */
function folderOf(given: Arguments, segment: Segment, facts: Facts): string | undefined {
  let cwd = segment.cwd;
  for (const { option, value } of given.options) {
    if (option.kind !== 'cd' || value === undefined) continue;
    cwd = value.literal ? absolute(value.text, facts, cwd) : undefined;
  }
  return cwd;
}

function redirectFinding({ kind, target }: Redirect, segment: Segment, facts: Facts): Finding {
  if (target === undefined || kind === 'duplicate' || kind === 'heredoc' || kind === 'herestring')
    return nothing;
  if (/^[<>]\(/u.test(target.text)) return nothing;
  const access = kind === 'read' ? 'read' : 'write';
  if (!target.literal) {
    const effect = found(access === 'read' ? 'read.outside' : 'write.outside', {
      scope: 'unknown',
      target: target.text,
    });
    return join([effect, doubtful('dynamic-argument', `it is not known which file ${target.text} is`)]);
  }
  const word = { text: target.text, glob: target.glob };
  const finding = accessPath(
    access,
    kind === 'write' ? { ...word, detail: 'overwritten' } : word,
    facts,
    segment.cwd,
  );
  return kind === 'readwrite' ? join([accessPath('read', word, facts, segment.cwd), finding]) : finding;
}

/** `find … -exec` stays a segment of its own, which says what it does; to say it again for each `-exec` takes long. */
function isOwnSegment(
  { name, words }: Segment['wrappers'][number],
  { origin, parent }: Segment,
  { segments }: ShellReading,
): boolean {
  if (origin !== 'exec-option' || parent === undefined || !/^g?find$|^fd(?:find)?$/u.test(name)) return false;
  return words[0] !== undefined && segments[parent]?.words[0] === words[0];
}

function wrapperFinding(
  { name, words }: Segment['wrappers'][number],
  segment: Segment,
  shell: ShellReading,
  facts: Facts,
): Finding {
  const spec = wrapperSpec(name);
  if (spec === undefined)
    return doubtful('unknown-program', `the gate does not know what ${name} adds to the command`);
  const given = readArguments(name, spec, words.slice(1));
  return commandFinding({ program: name, facts, cwd: segment.cwd, given, segment, shell });
}
