// Clients of services: what their makers say of every method, as the command lines of services call the same. A method is
// a command, and a class, where the method is but a verb, the group that it stands in.
import { classOf } from './labels.ts';
import { orderOf } from './order.ts';
import type { CommandSpec, FileSpec } from './specs.ts';

/** The methods that declarations of types describe, as commands of a program. */
export function clientSpec(program: string, declarations: readonly string[]): FileSpec {
  const commands = new Map<string, CommandSpec>();
  for (const { owner, name, description } of declarations.flatMap(methodsIn)) {
    const words = called(owner, name).join(' ');
    if (!commands.has(words)) commands.set(words, { ...taking(name), names: [words], description });
  }
  const spec = { names: [program], description: '', dangerous: false, args: [], options: [] };
  return { file: `${program}.js`, spec: { ...spec, subcommands: [...commands.values()] } };
}

interface Method {
  readonly owner: string;
  readonly name: string;
  readonly description: string;
}

/**
 * A comment for documentation and what it speaks of: the name of a method before its first bracket, behind words that say
 * what kind of method it is, or the operation of a path.
 */
const method =
  /\/\*\*((?:[^*]|\*(?!\/))*)\*\/\s*(?:(?:(?:public|static|async|export|declare|abstract|function)\s+)*([A-Za-z]\w*)\s*(?:<[^<>{}()]*>\s*)?\(|[a-z]+: operations\["([a-z-]+)\/([\w-]+)"\])/gu;
const type = /(?:class|interface|namespace)\s+([A-Z][\w$]*)/gu;

function methodsIn(text: string): readonly Method[] {
  const owners = [...text.matchAll(type)].map(({ index, 1: name = '' }) => ({ index, name }));
  const seen = new Set<string>();
  return [...text.matchAll(method)].flatMap(
    ({ index, 1: comment = '', 2: called = '', 3: group, 4: name = called }) => {
      const owner = group ?? owners.findLast((one) => one.index < index)?.name ?? '';
      const description = said(comment);
      const known = seen.has(`${owner} ${name}`) || machinery.test(owner) || variants.test(name);
      if (known || classOf(description) === undefined) return [];
      seen.add(`${owner} ${name}`);
      return [{ owner, name, description }];
    },
  );
}

/** What a service is asked with and answers, and how; and the same method with more arguments. */
const machinery = /Params|Schema|Request|Response|Builder|Payload|Processor|Factory|Error/u;
const variants = /^constructor$|(?:WithHttpInfo|WithOptions|Raw|Async)$/u;

function said(comment: string): string {
  const text = comment.replaceAll(/^\s*\*? ?/gmu, '').trim();
  const [before = ''] = text.split('@');
  const tagged = /@(?:summary|description)\s+([^@]+)/u.exec(text)?.[1] ?? '';
  return (before === '' ? tagged : before).replaceAll(/\s+/gu, ' ').slice(0, 200).trim();
}

/** One of the ways in which command lines call it: `delete-user`, `user delete`, `delete user` or `deleteUser`. */
function called(owner: string, name: string): readonly string[] {
  const [verb = '', ...thing] = partsOf(name);
  if (thing.length === 0) {
    const group = partsOf(owner.split('$').at(-1)?.replace(kind, '') ?? '').join('-');
    return group === '' ? [verb] : [group, verb];
  }
  const ways = [[[verb, ...thing].join('-')], [thing.join('-'), verb], [verb, thing.join('-')], [name]];
  return ways[orderOf(owner + name) % ways.length] ?? [];
}

/** What the name of a class says beside what it is about. */
const kind = /(?:Api|API|Client|Resource|Service|Interface|Base|RedisCommander)+$/u;

function partsOf(name: string): readonly string[] {
  return name
    .split(/[_$-]+|(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/u)
    .filter((part) => part !== '')
    .map((part) => part.toLowerCase());
}

/** What it acts on. */
function taking(name: string): Omit<CommandSpec, 'names' | 'description'> {
  const argument = ['name', 'id', 'resource', 'string'][orderOf(name) % 4] ?? '';
  const args = [{ name: argument, optional: false, path: false, suggestions: [] }];
  return { dangerous: false, args, options: [], subcommands: [] };
}
