// The data format of a command's argument grammar, and its compilation. A row says every option that the gate
// accepts, what kind of value it takes, what the operands are, and what the command does. What a row does not say
// is not accepted: an unknown option, operand or subcommand leaves the reading in doubt. So a "safe command with an
// executing or writing flag" cannot slip through by being forgotten.
//
// options   tokens separated by blanks:
//             -abc               three flags without a value (style `gnu`), or one flag of that name (`single`)
//             -o:write           an option with a value of that kind, joined or as the next word
//             --output=write     the same for a long option: `--output=x` and `--output x`
//             --color=text?      the value is optional, and then always joined
//             --arg:text,text    two values in words of their own
//             -#                 a number as a flag: `head -5`
//           Long options must be spelled out; abbreviations are refused.
// operands  kinds in order: `text read*` is one text and then any number of files that are read;
//           `?` may be missing, `*` any number, `+` at least one. At most one of `*` and `+`; fixed kinds may follow it.
// given     another shape of the operands when one of these options is there: { '-e --regexp': 'read*' }
// effects   what the command always does: effect kinds, or one of the words below
// does      what single options do: { '-i --in-place': 'edit' }; the options need no second mention
// pairs     `name=value` operands and their kinds (dd)
// sub       rows of subcommands; a key may name several, and may hold `*`
// verbs     rows of verbs that stand behind any number of group names (gcloud compute instances LIST)
// groups    the first of those names, where all of them are known
//
// An effect may be written `kind!` (cannot be undone) and `kind=detail`. Words beside the effects:
//   edit      operands that would be read are written     remove   … are deleted
//   list      … are only looked at                        nothing  the command does not do its work (dry run)
//   help      the same, but only where the option stands alone: `-v` may mean something else among others
//   here:read, here:write, here:list  the same access to the folder in force
//   here:unpack, here:patch  writes files there whose names stand in the archive or the patch
//   deep      folders among the operands are read with all that is below them
//   opaque    what happens is not followed
import { effectKinds, unnamedFiles, type EffectKind, type Effect } from '../effects.ts';
import type { Access } from '../paths/access.ts';

/** What a value is, and so what is done with it. The readers stand in `kinds.ts`. */
export const valueKinds = [
  'text', // any words; may be unknown
  'word', // must be known, has no effect
  'read', 'list', 'write', 'delete', 'move', 'perm', // paths
  'scratch', // a folder for temporary files of the command itself
  'cd', // a folder that the command changes to before it resolves other paths
  'program', // a program, or a shell string, that the command runs
  'command', // words up to `;` or `+`, which the shell reader has taken out
  'code', // code in the language of the command
  'script', // a file whose content is run
  'module', // a module that an interpreter loads by name
  'library', // one of the library of ruby; any other is code
  'host', 'url', 'send', 'data', // network: a host, an address, words or `@file` that are sent
  'remote-read', 'remote-write', // host:path or a local path
  'sed', 'awk', 'jq', 'sql', // little languages
  'ref', 'gitconfig', 'assign', 'setting', 'name', 'mode', 'pid', 'ps', 'format',
  'glob', // a file name pattern that chooses what is searched
  'page', // a name of something, or a path where it holds a slash
  'param', // words for a service; `file://x` and `@x` are replaced by the content of a file
  'key', // the name of a setting whose value is printed
  'bind', // keys of fzf and what they do
  'viewer', // a command that shows what is chosen
  'columns', // what ps shows of each process
  'object', // a file to read; `@x` is a file of further options
  'formula', // the name of a package; a path is code that the package manager runs
  'server', // where a service is reached: nothing for this machine and for names without a dot
  'shelloption', // a name that set -o or shopt switches
  'compared', // any words, which are compared and not printed
  'registry', // an image or a repository, which may name the host where it lies
  'shape', // how an answer is printed; `go-template-file=x` reads a file
  'resource', // a kind of thing in a cluster, with or without a name
  'package', // the name of a package in a registry; anything else is fetched from where it says
  'variable', // the name of an environment variable whose value is printed
  'item-read', 'item-list', 'item-write', 'item-delete', 'item-move', // paths of PowerShell, on any of its drives
  'reg-read', 'reg-write', 'reg-delete', 'reg-export', // keys of the Windows registry
] as const; // prettier-ignore
export type ValueKind = (typeof valueKinds)[number];

/** Readers for commands whose effects depend on how several arguments stand together. See `special.ts`. */
export const specials = [
  'apply-patch',  'git-push', 'git-config', 'git-checkout', 'git-branch', 'chmod', 'curl', 'test', 'tar', 'date', 'gh-api', 'database', 'redis',
  'mongo', 'docker-run', 'export', 'find', 'second-output', 'service', 'kill', 'clean', 'set', 'yq', 'git-remote', 'uv-python', 'host', 'typescript',
] as const; // prettier-ignore
export type Special = (typeof specials)[number];

export interface Row {
  readonly options?: string;
  readonly operands?: string;
  readonly given?: Readonly<Record<string, string>>;
  readonly effects?: string;
  readonly does?: Readonly<Record<string, string>>;
  readonly pairs?: string;
  readonly sub?: Readonly<Record<string, Row>>;
  readonly verbs?: Readonly<Record<string, Row>>;
  /** The words with which the way to a verb may begin; without them any word may be a group. */
  readonly groups?: string;
  /**
   * `single`: options are whole words with one dash (find, go, terraform). `loose`: options that the row does not
   * name are taken as harmless, for service clients whose every option only selects what a verb reads or changes.
   * `words`: nothing is an option (test, echo).
   */
  readonly style?: 'gnu' | 'single' | 'loose' | 'words';
  /** Options end at the first operand: what follows belongs to a script or an inner command. */
  readonly stops?: true;
  /** A first word without a dash is a bundle of options (tar xzf). */
  readonly bundle?: true;
  /** What the command takes its standard input for, when no operand or code option replaces it. Default: data. */
  readonly stdin?: 'shell' | 'code' | 'sql' | 'opaque';
  readonly special?: Special;
}

export interface ProgramRow extends Row {
  /** One name or several with the same grammar. */
  readonly names: string;
  /** Where the row comes from: a manual page. */
  readonly source: string;
}

export type Deed =
  | {
      readonly do: 'effect';
      readonly kind: EffectKind;
      readonly reversible: Effect['reversible'] | undefined;
      readonly detail: string | undefined;
    }
  | { readonly do: 'here'; readonly access: Access; readonly detail?: string }
  | { readonly do: 'edit' | 'remove' | 'list' | 'nothing' | 'opaque' | 'help' | 'deep' };

export interface OptionSpec {
  readonly name: string;
  readonly value: 'none' | 'required' | 'optional';
  readonly kind: ValueKind;
  /** The kind of a second value, which stands in a word of its own. */
  readonly second: ValueKind | undefined;
  readonly deeds: readonly Deed[];
  /** The row does not name it: most programs have it. */
  readonly assumed?: true;
}

export interface OperandSpec {
  readonly kind: ValueKind;
  readonly count: 'one' | 'optional' | 'any' | 'some';
}

export interface CommandSpec {
  readonly style: 'gnu' | 'single' | 'loose' | 'words';
  readonly options: ReadonlyMap<string, OptionSpec>;
  readonly operands: readonly OperandSpec[];
  readonly given: readonly {
    readonly options: ReadonlySet<string>;
    readonly operands: readonly OperandSpec[];
  }[];
  readonly deeds: readonly Deed[];
  /** The row says what happens without a subcommand. */
  readonly bare: boolean;
  readonly pairs: ReadonlyMap<string, ValueKind>;
  readonly sub: readonly SubSpec[];
  readonly verbs: readonly SubSpec[];
  readonly groups: ReadonlySet<string> | undefined;
  readonly stops: boolean;
  readonly bundle: boolean;
  readonly stdin: 'data' | 'shell' | 'code' | 'sql' | 'opaque';
  readonly special: Special | undefined;
  /** Some option runs, writes or destroys: a word that may turn into an option matters. */
  readonly risky: boolean;
}

export interface SubSpec {
  /** The subcommands that the row names; they go before patterns. */
  readonly exact: ReadonlySet<string>;
  readonly matches: (name: string) => boolean;
  /** Some name begins with a dash: `pkgutil --pkgs`. */
  readonly dashed: boolean;
  readonly spec: CommandSpec;
}

/** Compiles one row. Throws on a row that does not follow the format; a test compiles every row. */
export function compile(row: Row): CommandSpec {
  const style = row.style ?? 'gnu';
  const options = compileOptions(row.options ?? '', style);
  for (const [names, words] of Object.entries(row.does ?? {})) {
    const deeds = compileDeeds(words);
    for (const name of split(names)) {
      const known = options.get(name) ?? flag(name);
      options.set(name, { ...known, deeds: [...known.deeds, ...deeds] });
    }
  }
  if (style === 'gnu' || style === 'loose') {
    for (const name of ['--help', '--version', '-h']) {
      if (!options.has(name)) options.set(name, { ...flag(name), deeds: [{ do: 'help' }], assumed: true });
    }
  }
  return {
    style,
    options,
    operands: compileOperands(row.operands ?? ''),
    given: Object.entries(row.given ?? {}).map(([names, shape]) => ({
      options: new Set(split(names)),
      operands: compileOperands(shape),
    })),
    deeds: compileDeeds(row.effects ?? ''),
    bare: row.effects !== undefined || row.special !== undefined || row.operands !== undefined,
    pairs: new Map(split(row.pairs ?? '').map((pair) => [before(pair, '='), kindOf(after(pair, '='))])),
    sub: compileSub(row.sub),
    verbs: compileSub(row.verbs),
    groups: row.groups === undefined ? undefined : new Set(split(row.groups)),
    stops: row.stops ?? false,
    bundle: row.bundle ?? false,
    stdin: row.stdin ?? 'data',
    special: row.special,
    risky: style === 'loose' || [...options.values()].some(isRisky),
  };
}

function flag(name: string): OptionSpec {
  return { name, value: 'none', kind: 'text', second: undefined, deeds: [] };
}

const quiet: ReadonlySet<string> = new Set([
  'text',
  'word',
  'read',
  'list',
  'ref',
  'jq',
  'pid',
  'format',
  'name',
  'glob',
  'page',
  'param',
  'key',
  'item-read',
  'item-list',
  'reg-read',
]);

const idleDeeds: ReadonlySet<Deed['do']> = new Set(['nothing', 'list', 'help', 'deep']);

function isRisky({ kind, deeds }: OptionSpec): boolean {
  return (
    !quiet.has(kind) ||
    deeds.some((deed) => (deed.do === 'here' ? deed.access === 'write' : !idleDeeds.has(deed.do)))
  );
}

function compileOptions(text: string, style: CommandSpec['style']): Map<string, OptionSpec> {
  const options = new Map<string, OptionSpec>();
  for (const token of split(text)) {
    const match =
      /^(?<name>--?[^:=\s]*|\+[^:=\s]*)(?:[:=](?<kind>[a-z-]+)(?:,(?<second>[a-z-]+))?(?<optional>\?)?)?$/u.exec(
        token,
      );
    const name = match?.groups?.['name'];
    if (name === undefined) throw new Error(`"${token}" is no option`);
    const kind = match?.groups?.['kind'];
    const second = match?.groups?.['second'];
    const value =
      kind === undefined ? 'none' : match?.groups?.['optional'] === undefined ? 'required' : 'optional';
    const cluster = style !== 'single' && kind === undefined && /^-[^-]/u.test(name);
    for (const one of cluster
      ? name
          .slice(1)
          .split('')
          .map((letter) => `-${letter}`)
      : [name]) {
      options.set(one, {
        name: one,
        value,
        kind: kindOf(kind ?? 'text'),
        second: second === undefined ? undefined : kindOf(second),
        deeds: [],
      });
    }
  }
  return options;
}

function compileOperands(text: string): OperandSpec[] {
  return split(text).map((token) => {
    const count = { '?': 'optional', '*': 'any', '+': 'some' } as const;
    const sign = token.at(-1);
    const known = sign === '?' || sign === '*' || sign === '+' ? sign : undefined;
    return known === undefined
      ? { kind: kindOf(token), count: 'one' }
      : { kind: kindOf(token.slice(0, -1)), count: count[known] };
  });
}

function compileSub(rows: Readonly<Record<string, Row>> | undefined): SubSpec[] {
  return Object.entries(rows ?? {}).map(([names, row]) => {
    const spec = compile(row);
    const exact = new Set(split(names));
    const patterns = [...exact]
      .filter((name) => name.includes('*'))
      .map((name) => new RegExp(`^${name.replaceAll('*', '.*')}$`, 'u'));
    const dashed = [...exact].some((name) => name.startsWith('-'));
    return { spec, exact, dashed, matches: (name) => patterns.some((pattern) => pattern.test(name)) };
  });
}

function compileDeeds(text: string): Deed[] {
  return split(text).map((token) => {
    switch (token) {
      case 'edit':
      case 'remove':
      case 'list':
      case 'nothing':
      case 'help':
      case 'deep':
      case 'opaque':
        return { do: token };
      case 'here:read':
        return { do: 'here', access: 'read' };
      case 'here:write':
        return { do: 'here', access: 'write' };
      case 'here:unpack':
        return { do: 'here', access: 'write', detail: unnamedFiles.archive };
      case 'here:patch':
        return { do: 'here', access: 'write', detail: unnamedFiles.patch };
      case 'here:list':
        return { do: 'here', access: 'list' };
      default:
        return effectDeed(token);
    }
  });
}

function effectDeed(token: string): Deed {
  const name = before(token, '=');
  const final = name.endsWith('!');
  const kind = effectKinds.find((known) => known === (final ? name.slice(0, -1) : name));
  if (kind === undefined) throw new Error(`"${token}" is no effect`);
  const detail = token.includes('=') ? after(token, '=').replaceAll('_', ' ') : undefined;
  return { do: 'effect', kind, reversible: final ? 'no' : undefined, detail };
}

function kindOf(text: string): ValueKind {
  const kind = valueKinds.find((known) => known === text);
  if (kind === undefined) throw new Error(`"${text}" is no kind of value`);
  return kind;
}

function split(text: string): string[] {
  return text.split(/\s+/u).filter((token) => token !== '');
}

function before(text: string, sign: string): string {
  const at = text.indexOf(sign);
  return at < 0 ? text : text.slice(0, at);
}

function after(text: string, sign: string): string {
  const at = text.indexOf(sign);
  return at < 0 ? '' : text.slice(at + 1);
}
