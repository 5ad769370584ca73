// One segment → what it does. Joins what the program's row says with assignments, redirects, wrappers and the
// standard input. Everything that is not covered by a row, a kind or a table is a doubt.
import { absolute } from '../paths/absolute.ts';
import { accessPath } from '../paths/access.ts';
import type { Facts } from '../facts.ts';
import type { Redirect, Segment, ShellReading } from '../shell/segment.ts';
import { programName } from '../shell/word.ts';
import { readArguments, type Arguments } from './arguments.ts';
import { assignmentFinding } from './environment.ts';
import { doubtful, effectOf, found, join, nothing, type Finding } from './finding.ts';
import { valueFinding, type Situation } from './kinds.ts';
import { commandSpec, wrapperSpec } from './registry.ts';
import { standardInput } from './source.ts';
import { specialFinding } from './special.ts';
import type { Deed, ValueKind } from './spec.ts';

export interface CommandReading {
  readonly segment: Segment;
  /** The program's name as tables know it; empty for a bare redirect or assignment. */
  readonly program: string;
  /** The words by the program's grammar; undefined for an unknown program. */
  readonly given: Arguments | undefined;
  readonly finding: Finding;
}

export function readCommand(segment: Segment, shell: ShellReading, facts: Facts): CommandReading {
  const program = programName(segment);
  const around = [
    { effects: [], doubts: segment.doubts },
    ...segment.assignments.map(({ name, value }) => assignmentFinding(name, value, segment.words.length > 0)),
    ...segment.redirects.map((redirect) => redirectFinding(redirect, segment, facts)),
    ...segment.wrappers.map((wrapper) => wrapperFinding(wrapper, segment, shell, facts)),
  ];
  const done = (given: Arguments | undefined, finding: Finding): CommandReading => ({
    segment,
    program,
    given,
    finding: join([finding, ...around]),
  });
  const [first, ...words] = segment.words;
  if (first === undefined) return done(undefined, nothing);
  if (!first.literal || (first.glob && !/^\[\[?$/u.test(first.text))) {
    return done(undefined, doubtful('dynamic-name', `the program ${first.text} is not known`));
  }
  if (shell.defined.includes(program)) {
    return done(undefined, doubtful('redefined', `${program} is defined anew on this line`));
  }
  const spec = commandSpec(program);
  if (spec === undefined) return done(undefined, unknownProgram(program, first.text, segment, facts));
  const given = readArguments(program, spec, words);
  const name = [program, ...given.path].join(' ');
  const at: Situation = { program: name, facts, cwd: folderOf(given, segment, facts), given, segment, shell };
  return done(given, commandFinding(at));
}

/** What the row of a command says about these arguments. */
export function commandFinding(at: Situation): Finding {
  const { given } = at;
  const chosen = given.options.flatMap(({ option }) => option.deeds);
  const help = chosen.some((deed) => deed.do === 'help') && given.count === 1;
  const deeds = [...given.spec.deeds, ...chosen];
  const idle = help || deeds.some((deed) => deed.do === 'nothing');
  const values = given.options.flatMap(({ option, value }) =>
    option.kind === 'command'
      ? [valueFinding('command', { text: '', literal: true, glob: false }, at)]
      : value === undefined
        ? []
        : [valueFinding(option.kind, value, at)],
  );
  const refused = { effects: [], doubts: given.doubts };
  if (help) return join([refused, ...values]);
  const operands = given.operands
    .map((operand) => ({ operand, kind: turned(operand.kind, deeds) }))
    .filter(({ kind }) => !idle || !changing.has(kind))
    .map(({ operand, kind }) => valueFinding(kind, operand, at));
  const pathGiven = given.operands.some(({ kind }) => paths.has(kind));
  const done = idle ? nothing : join(deeds.map((deed) => deedFinding(deed, at, pathGiven)));
  const special = given.spec.special === undefined ? nothing : specialFinding(given.spec.special, at);
  return join([refused, ...values, ...operands, done, idle ? nothing : special, inputFinding(at)]);
}

const paths: ReadonlySet<ValueKind> = new Set(['read', 'list', 'write', 'delete', 'move', 'perm']);
const changing: ReadonlySet<ValueKind> = new Set([
  'write',
  'delete',
  'move',
  'perm',
  'code',
  'script',
  'sql',
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
        : accessPath(deed.access, { text: cwd }, facts, cwd);
    case 'opaque':
      return doubtful('opaque-code', `what ${program} does here is not followed`);
    case 'edit':
    case 'remove':
    case 'list':
    case 'nothing':
    case 'help':
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
