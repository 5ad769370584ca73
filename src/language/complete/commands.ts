// Programs, their subcommands and their options, as the tables know them, and scripts of the workspace.
import type { Behavior } from '../../policy/decision.ts';
import { commandSpec, programRows } from '../../policy/commands/registry.ts';
import type { CommandSpec } from '../../policy/commands/spec.ts';
import { freedomOf } from '../../policy/rules/programs.ts';
import { isRecord } from '../../protocol/decode.ts';
import type { Machine } from '../ports.ts';
import type { Choice } from './choice.ts';

/** `typed` is the beginning of the name. */
export function programChoices(typed: string, behavior: Behavior): readonly Choice[] {
  return programNames
    .filter((name) => name.startsWith(typed))
    .map((name) => {
      const frees = behavior === 'allow' ? freedomOf(name) : undefined;
      return {
        label: name,
        insert: name,
        kind: 'program',
        ...(frees === undefined ? {} : { detail: `${frees}: runs whatever it is told` }),
        rank: frees === undefined ? 5 : 8,
      };
    });
}

/** Words that may follow those before the caret. */
export function wordChoices(
  head: readonly string[],
  typed: string,
  behavior: Behavior,
  machine: Pick<Machine, 'text'>,
  roots: readonly string[],
): readonly Choice[] {
  const [program = ''] = head;
  const spec = specOf(head);
  const star: Choice = { label: '*', insert: '*', kind: 'word', detail: 'any words, or none', rank: 1 };
  const subs = spec === undefined ? [] : subcommands(spec).map((name) => subcommand(name, program, head, behavior));
  const options = spec === undefined || !typed.startsWith('-') ? [] : [...spec.options.keys()].map(optionChoice);
  return [star, ...scripts(head, machine, roots), ...subs, ...options];
} // prettier-ignore

function subcommand(name: string, program: string, head: readonly string[], behavior: Behavior): Choice {
  const frees = behavior === 'allow' && head.length === 1 ? freedomOf(program, name) : undefined;
  return {
    label: name,
    insert: name,
    kind: 'word',
    ...(frees === undefined ? {} : { detail: 'runs what it is given' }),
    rank: frees === undefined ? 4 : 8,
  };
}

function optionChoice(name: string): Choice {
  return { label: name, insert: name, kind: 'option' };
}

/** The grammar behind a program and its subcommands; options between them do not count. */
function specOf([program = '', ...rest]: readonly string[]): CommandSpec | undefined {
  let spec = commandSpec(program);
  for (const word of rest) {
    if (word.startsWith('-')) continue;
    const found = [...(spec?.sub ?? []), ...(spec?.verbs ?? [])].find(
      ({ exact, matches }) => exact.has(word) || matches(word),
    );
    spec = found?.spec;
  }
  return spec;
}

function subcommands({ sub, verbs }: CommandSpec): readonly string[] {
  return [...new Set([...sub, ...verbs].flatMap(({ exact }) => [...exact]))].filter((name) =>
    /^[A-Za-z][\w:.-]*$/u.test(name),
  );
}

const runners: ReadonlySet<string> = new Set(['npm run', 'npm run-script', 'pnpm run', 'yarn run', 'bun run', 'yarn', 'pnpm']); // prettier-ignore

/** Scripts of the workspace's own packages. */
function scripts(head: readonly string[], machine: Pick<Machine, 'text'>, roots: readonly string[]): readonly Choice[] {
  if (!runners.has(head.join(' '))) return [];
  const names = roots.flatMap((root) => {
    const text = machine.text(`${root}/package.json`);
    const found = text === undefined ? undefined : parsed(text);
    return isRecord(found) && isRecord(found['scripts']) ? Object.keys(found['scripts']) : [];
  });
  return [...new Set(names)]
    .filter((name) => /^[\w:./-]+$/u.test(name))
    .map((name) => ({ label: name, insert: name, kind: 'word', detail: 'script of package.json', rank: 2 }));
} // prettier-ignore

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** All names of the tables. */
const programNames = [...new Set(programRows.flatMap((row) => row.names.split(' ')))].filter((name) =>
  /^[a-z][\w.+-]*$/iu.test(name),
);
