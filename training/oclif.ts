// Manifests of command lines built with oclif: every command with its summary, options and arguments, as its maker
// describes them.
import type { ArgumentSpec, CommandSpec, FileSpec, OptionSpec } from './specs.ts';

/** How the words of a command are joined: `heroku apps:destroy` or `sf org delete`. */
export type Separator = ' ' | ':';

/** What a manifest says of a program. */
export function manifestSpec(program: string, separator: Separator, manifest: string): FileSpec {
  const { commands }: { commands?: unknown } = Object(JSON.parse(manifest));
  return { file: `${program}.js`, spec: { ...nothing, names: [program], subcommands: grouped(listed(commands), separator) } };
} // prettier-ignore

const nothing: CommandSpec = {
  names: [],
  description: '',
  dangerous: false,
  args: [],
  options: [],
  subcommands: [],
};

interface Listed {
  readonly id: string;
  readonly spec: CommandSpec;
}

function listed(commands: unknown): readonly Listed[] {
  return objectsOf(commands)
    .filter(({ hidden, id }) => hidden !== true && typeof id === 'string')
    .map((command) => ({
      id: textOf(command['id']),
      spec: {
        ...nothing,
        description: described(command),
        args: objectsOf(command['args']).map((arg) => argumentOf(arg, arg['required'] !== true)),
        options: objectsOf(command['flags']).filter(({ hidden }) => hidden !== true).map(optionOf),
      },
    }));
} // prettier-ignore

/** Groups appear only where their words are separate: `apps:destroy` is one word. */
function grouped(commands: readonly Listed[], separator: Separator, depth = 0): readonly CommandSpec[] {
  if (separator === ':') return commands.map(({ id, spec }) => ({ ...spec, names: [id] }));
  const groups = new Map<string, Listed[]>();
  for (const command of commands) {
    const name = command.id.split(':')[depth];
    if (name !== undefined) groups.set(name, [...(groups.get(name) ?? []), command]);
  }
  return [...groups].map(([name, own]) => ({
    ...(own.find(({ id }) => id.split(':').length === depth + 1)?.spec ?? nothing),
    names: [name],
    subcommands: grouped(own, separator, depth + 1),
  }));
}

function optionOf(flag: Readonly<Record<string, unknown>>): OptionSpec {
  const { char, name, type } = flag;
  const names = [...(typeof char === 'string' ? [`-${char}`] : []), `--${textOf(name)}`];
  const args = type === 'option' ? [argumentOf(flag, false)] : [];
  return { names, description: described(flag), dangerous: false, args };
}

function argumentOf(said: Readonly<Record<string, unknown>>, optional: boolean): ArgumentSpec {
  const name = textOf(said['name']);
  const suggestions = Array.isArray(said['options']) ? said['options'].map(textOf).filter((one) => one !== '') : [];
  return { name, optional, path: /file|path|dir|folder/iu.test(name), suggestions: suggestions.slice(0, 5) };
} // prettier-ignore

function described({ summary, description }: Readonly<Record<string, unknown>>): string {
  return textOf(summary) === '' ? textOf(description) : textOf(summary);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The objects in a list or in a table. */
function objectsOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return typeof value === 'object' && value !== null
    ? Object.values(value).filter((one) => typeof one === 'object' && one !== null)
    : [];
}
