// Rules that say something else than their writer meant: a file or an address that is read as a command, a bracket that was
// not closed, and one exact line where every line that begins so was meant.
import { commandSpec } from '../commands/registry.ts';
import { isExact } from './pattern.ts';
import type { Matcher, Rule } from './rule.ts';
import { toolInAnyCase } from './tools.ts';

export interface Misread {
  /** A sentence or two. */
  readonly text: string;
  /** Ways to write what was probably meant, each the texts of the rules that would stand for this one. */
  readonly instead: readonly (readonly string[])[];
}

/** What is read as a command and was hardly meant as one. */
export function misread({ source, matcher }: Rule): Misread | undefined {
  if (matcher.kind !== 'command' || matcher.shell !== 'any') return undefined;
  const text = source.text.trim();
  const tool = toolInAnyCase(/^(\w+)\(/u.exec(text)?.[1] ?? '')?.name;
  if (tool !== undefined) return { text: `It is read as a command, for the bracket behind ${tool} is not closed.`, instead: [[`${text})`]] };
  if (text.startsWith('!')) return { text: 'It is read as a command: no rule can be turned around with !. What must not run belongs into the deny list.', instead: [] };
  if (matcher.pattern.tokens.length !== 1) return undefined;
  const host = /^[a-z][\w+.-]*:\/\/(?:[^/@]*@)?([\w.*-]+)/iu.exec(text)?.[1];
  if (host !== undefined) return { text: 'It is read as a command. A rule on addresses names their host.', instead: [[`WebFetch(domain:${host})`]] };
  if (!isLikeFile(text)) return undefined;
  const [read, edit] = [`Read(${text})`, `Edit(${text})`];
  const both = source.behavior === 'allow' ? [] : [[read, edit]];
  return { text: 'It is read as a command. A rule on files says whether they are read or changed.', instead: [...both, [read], [edit]] };
} // prettier-ignore

/** `src/**`, `*.pem`, `.env`, `dist/`: hardly a program. */
function isLikeFile(text: string): boolean {
  return /\*\*|^\*\.\w+$|\/$|(?:^|\/)\.[A-Za-z][\w.-]*$/u.test(text) && !/^[/.~]*\/?$/u.test(text);
}

/**
 * Of a deny or ask rule for one exact command that usually has more words behind it. Where an operand stands at the end
 * the writer meant just that.
 */
export function exactly({ source, matcher }: Rule): Misread | undefined {
  if (source.behavior === 'allow' || matcher.kind !== 'command' || !isExact(matcher.pattern)) return undefined;
  const text = source.text.trim();
  const words = matcher.pattern.tokens.map((token) => token.join('*'));
  if (!goesOn(words)) return undefined;
  const verb = source.behavior === 'deny' ? 'denied' : 'asked about';
  const line = words.join(' ');
  return { text: `Only this very command is ${verb}: with a word more, as in ${line} x, it is another one.`, instead: [[withStar(text, matcher)]] };
} // prettier-ignore

function goesOn(words: readonly string[]): boolean {
  const [program = '', ...rest] = words;
  const last = rest.at(-1);
  if (last === undefined) return commandSpec(program) !== undefined;
  // An option with its value is as good as an operand.
  if (last.startsWith('-')) return !last.includes('=');
  let spec = commandSpec(program);
  for (const word of rest) {
    if (word.startsWith('-')) continue;
    const found = [...(spec?.sub ?? []), ...(spec?.verbs ?? [])].find(({ exact }) => exact.has(word));
    if (found === undefined) return false;
    spec = found.spec;
  }
  return true;
}

function withStar(text: string, { shell }: Matcher & { kind: 'command' }): string {
  return shell === 'any' ? `${text} *` : `${text.slice(0, text.lastIndexOf(')')).trimEnd()} *)`;
}
