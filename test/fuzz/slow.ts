// Looks for texts that keep the check busy: repeats a few tokens, measures, and goes on from those that took longest.
// The measure is the time of a processor, so the search finds what it finds; what it found stands in `fuzz.test.ts`.
import type { ToolCall } from '../../src/policy/call.ts';
import type { Random } from '../support/lines/random.ts';
import { decide, shellCall } from '../support/policy/decide.ts';

export interface Slow {
  readonly form: Form;
  readonly text: string;
  /** As it is repeated. */
  readonly unit: string;
  /** Of a processor. */
  readonly milliseconds: number;
}

const forms = ['bash', 'bash -c', 'python', 'node', 'ruby', 'php', 'PowerShell'] as const;
export type Form = (typeof forms)[number];

const sh = ['a', '1', '$', '{', '}', '(', ')', '[', ']', '[[', ']]', '((', '))', '<', '>', '<<', '<<-', '<<<', '<(', '>(', '$(', '${', '$((', '"', "'", '`', '\\', '\\\n', '\n', ' ', ';', ';;', '&', '&&', '|', '||', '=', '+=', 'a=', 'a=(', '=~', '==', '!', '?', '@', '*', '+', '#', '%', '/', ':', '~', '^', ',', '..', '-', '--', ' if ', ' then ', ' fi ', ' else ', ' for a in ', ' do ', ' done ', ' while ', ' case ', ' esac ', ' function ', 'a()', ' { ', ' declare ', ' export ', ' unset ', 'EOF', '<<a\n', '\na\n', '\t', '\r', 'é', '$a', '$#', '$!', '$@', '${a', '${a[', '${!', '${#', '$"', "$'", ' test ', '[ ', '-a ', '-o ', '-f ', '@(', '?(', '!(', '&>', '>|', '2>', '0x', '$[', ' let ', ' time ', '{1..2}', '{a,b}', ' eval ', ' sudo ', ' xargs ', ' env ', ' cd ', ' rm -rf ', ' ls ', ' curl ', ' bash -c ', ' ssh ', ' find ', ' -exec ', ' git ', ' awk ', ' sed ', ' trap ', ' alias ', ' read ', '%20', '/../', '//', './', '~/', '/dev/null']; // prettier-ignore
const code = ['a', '1', '(', ')', '[', ']', '{', '}', ':', ';', '\n', '\n ', '\n  ', ' ', '"', "'", '`', '${', '#{', '{$', '"""', 'f"', '/', '//', '/*', '*/', '<', '>', '</', '/>', '=>', '->', '=', '==', '?', '?.', '??', '.', '..', '...', ',', '::', '&', '|', '||', '+', '++', '-', '*', '**', '%', '%w[', '%q{', '!', '~', '^', '@', '@@', '$', '$a', '#', '\\', '\\\n', 'é', '\t', '\r', ' if ', ' else ', ' for ', ' in ', ' of ', ' while ', ' do ', ' end ', ' def ', ' class ', ' function ', ' lambda ', ' async ', ' await ', ' yield ', ' return ', ' import ', ' from ', ' not ', ' and ', ' or ', ' is ', ' with ', ' as ', ' try', ' except ', ' match ', ' case ', ' new ', ' typeof ', ' keyof ', ' let ', ' get ', ' static ', ' global ', ' print ', ' exec ', ' echo ', ' fn', ' use ', ' begin ', ' rescue ', ' unless ', ' then ', '<<A\n', '<<~A\n', '<<<A\n', 'A\n', '=begin\n', '\n=end', '__END__\n', '<?php ', '?>', '<a>', '<!--', '-->', '0x', '1e', 'b"', 'r"', 'a:', 'os.system(', 'require(', 'open(', 'eval(', '.replace(', '.join(', '.format(', '%s']; // prettier-ignore
const ps = ['a', '1', '$', '$a', '${', '$(', '@(', '@{', '@"\n', '\n"@', "@'\n", "\n'@", '(', ')', '{', '}', '[', ']', '[int]', '"', "'", '`', '`\n', '\n', ' ', ';', '|', '||', '&', '&&', ' & ', '. ', '<#', '#>', '#', '-eq ', '-f ', '-split ', '-replace ', '-and ', ' -', '--%', '..', '.', '::', ',', '=', '+=', '>', '2>&1', '*>', '*', '%', '?', '!', ' if(', ' foreach($a in ', ' while(', ' switch(', ' function a', ' param(', ' try{', ' catch{', 'Get-Item ', 'Remove-Item ', 'iex ', 'Invoke-Expression ', 'ls ', 'cmd /c ', 'powershell -c ', '-EncodedCommand ', '%a%', '^', '\\', '/', ':', '0x', 'é']; // prettier-ignore

const tokens: Readonly<Record<Form, readonly string[]>> = {
  bash: sh,
  'bash -c': sh,
  python: code,
  node: code,
  ruby: code,
  php: code,
  PowerShell: ps,
};

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** The call that carries a text. */
export function callOf(form: Form, text: string): ToolCall {
  switch (form) {
    case 'bash':
      return shellCall(text);
    case 'bash -c':
      return shellCall(`bash -c ${quoted(text)}`);
    case 'python':
      return shellCall(`python3 -c ${quoted(text)}`);
    case 'node':
      return shellCall(`node -e ${quoted(text)}`);
    case 'ruby':
      return shellCall(`ruby -e ${quoted(text)}`);
    case 'php':
      return shellCall(`php -r ${quoted(text)}`);
    case 'PowerShell':
      return { kind: 'shell', tool: 'PowerShell', command: text, shell: 'powershell', background: false };
  }
}

interface Seed {
  readonly before: readonly string[];
  readonly unit: readonly string[];
  readonly after: readonly string[];
}

/** Tries `count` texts of each form; the slowest first, one for each unit. */
export function searchSlow(random: Random, count: number): readonly Slow[] {
  return forms
    .flatMap((form) => climb(random, count, form))
    .sort((a, b) => b.milliseconds - a.milliseconds);
} // prettier-ignore

function climb(random: Random, count: number, form: Form): readonly Slow[] {
  const all = tokens[form];
  const some = (most: number): string[] => Array.from({ length: random.below(most + 1) }, () => random.pick(all));
  const fresh = (): Seed => ({ before: some(2), unit: [random.pick(all), ...some(3)], after: some(1) });
  const best: (Slow & { readonly seed: Seed })[] = [];
  for (let tried = 0; tried < count; tried++) {
    const seed = best.length < 8 || random.below(3) === 0 ? fresh() : changed(random, random.pick(best).seed, all);
    const text = made(seed, random.pick([1500, 6000, 24_000, 65_000]));
    const call = callOf(form, text);
    const milliseconds = Math.min(workOf(call), workOf(call));
    const unit = seed.unit.join('');
    const same = best.findIndex((one) => one.unit === unit);
    if (same >= 0 && (best[same]?.milliseconds ?? 0) >= milliseconds) continue;
    if (same >= 0) best.splice(same, 1);
    best.push({ form, text, unit, milliseconds, seed });
    best.sort((a, b) => b.milliseconds - a.milliseconds);
    best.length = Math.min(best.length, 24);
  }
  return best;
} // prettier-ignore

function made({ before, unit, after }: Seed, length: number): string {
  const repeated = unit.join('');
  return `${before.join('')}${repeated.repeat(Math.ceil(length / repeated.length))}${after.join('')}`.slice(0, length);
} // prettier-ignore

function changed(random: Random, seed: Seed, all: readonly string[]): Seed {
  const part = random.pick(['before', 'unit', 'unit', 'unit', 'after'] as const);
  const list = [...seed[part]];
  const at = random.below(list.length + 1);
  switch (random.below(3)) {
    case 0:
      list.splice(at, 0, random.pick(all));
      break;
    case 1:
      list.splice(at, 1);
      break;
    default:
      list.splice(at, 1, random.pick(all));
  }
  return list.length === 0 ? seed : { ...seed, [part]: list };
}

/** Milliseconds of a processor. */
export function workOf(call: ToolCall): number {
  const before = process.cpuUsage();
  decide(call);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
