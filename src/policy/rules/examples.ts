// Calls that a rule speaks of and calls like them that it does not, found by asking the matcher itself: a rule is
// understood by what it does.
import type { ToolCall } from '../call.ts';
import { readCall } from '../classifier/read.ts';
import type { CheckContext } from '../context.ts';
import { commandSpec } from '../commands/registry.ts';
import { coversCommand } from './command.ts';
import { coverage } from './cover.ts';
import { textOf } from './pattern.ts';
import type { PathPattern } from './paths.ts';
import type { Matcher, Rule, RuleSource } from './rule.ts';
import { sighting, sightOf } from './sight.ts';

export interface Example {
  /** The call as a person would write it: a command line, or what a tool is asked for. */
  readonly text: string;
  readonly call: ToolCall;
}

export interface Examples {
  readonly matching: readonly Example[];
  readonly others: readonly Example[];
}

/** At most so many of each. */
const most = 4;

/** Needs a shell reader in the context for rules on commands; without one there are no examples of these. */
export function examplesOf(rule: Rule, context: CheckContext): Examples {
  const matching: Example[] = [];
  const others: Example[] = [];
  for (const example of candidates(rule, context)) {
    const list = speaksOf(rule, example.call, context) ? matching : others;
    if (list.length < most && !list.some(({ text }) => text === example.text)) list.push(example);
  }
  return { matching, others };
}

/** Does the rule speak of the call: would it deny or ask about it, or with no other rule allow it? */
export function speaksOf(rule: Rule, call: ToolCall, context: CheckContext): boolean {
  const reading = readCall(call, context);
  if (rule.source.behavior !== 'allow') return sighting(rule, sightOf(reading, context)) !== undefined;
  if (coverage(reading, context, [rule]).covered) return true;
  // What is harmless runs without a rule; the rule speaks of it all the same.
  const { matcher } = rule;
  const segments = reading.shell?.segments ?? [];
  if (matcher.kind !== 'command' && matcher.kind !== 'command-regex') return false;
  const powershell = call.kind === 'shell' && call.shell === 'powershell';
  return segments.length > 0 && segments.every((one) => one.redirects.length === 0 && one.doubts.length === 0 && coversCommand(matcher, one, context.facts, powershell));
} // prettier-ignore

function candidates(rule: Rule, context: CheckContext): readonly Example[] {
  const { source, matcher } = rule;
  switch (matcher.kind) {
    case 'command': {
      if (context.shell === undefined) return [];
      const powershell = matcher.shell === 'powershell';
      return lines(matcher, source.behavior === 'allow').map((line) => shell(line, powershell));
    }
    case 'path':
      return matcher.pattern.up > 0 ? [] : paths(matcher.pattern, source, context).flatMap((path) => onPath(path, shown(path, context), matcher.access, source.behavior !== 'allow' && context.shell !== undefined));
    case 'domain':
      return hosts(matcher.pattern).map(fetching);
    case 'tool':
      return ofTool(matcher.tool);
    case 'name': {
      const name = matcher.pattern.tokens.map((token) => token.join('x')).join(' ');
      return [name, `${name}-x`].map((one) => ({ text: `${matcher.tool} ${one}`, call: matcher.tool === 'agent' ? { kind: 'agent', tool: 'Agent', name: one, prompt: '' } : { kind: 'skill', tool: 'Skill', name: one, commands: [] } }));
    }
    case 'command-regex':
    case 'parameter':
    case 'listed':
    case 'broken':
      return [];
  }
} // prettier-ignore

/** Lines near the pattern: its own, longer and shorter ones, neighbours, and the pattern among other commands. */
function lines({ pattern: { tokens }, shell, flagged }: Matcher & { kind: 'command' }, allow: boolean): readonly string[] {
  const powershell = shell === 'powershell';
  const last = tokens.at(-1) ?? [];
  const starred = last.length > 1;
  const head = starred ? tokens.slice(0, -1) : tokens;
  const filled = (some: readonly (readonly string[])[], by: string): string => textOf(some.map((token) => [token.length === 1 ? (token[0] ?? '') : token.map((piece) => piece).join(by)]));
  const base = filled(head, 'x');
  const glued = starred && last[0] !== '';
  const [word = 'x', other = 'y'] = glued ? [] : words(head.map((token) => token.join('x')));
  const whole = starred ? `${base} ${(last[0] ?? '') + word}`.trim() : base;
  const [program = ''] = head.map((token) => token.join('x'));
  // The same flags one by one, behind the operands.
  const spread = flagged === undefined ? [] : [[program, ...flagged.operands.tokens.slice(1).map((token) => token.join('x')).filter((one) => one !== ''), ...flagged.flags.map(({ name, value }) => `${name.length === 1 ? '-' : '--'}${name}${value === undefined ? '' : `=${value}`}`)].join(' ')];
  const near = [
    ...(starred ? [`${base}${base === '' ? '' : ' '}${(last[0] ?? '') + other} --flag`, base] : [`${base} ${word}`]),
    // A star that is glued to its word takes in what a blank would keep out.
    ...(starred && base !== '' && !glued ? [`${base}x`] : []),
    ...(tokens.length > 2 || (!starred && tokens.length > 1) ? [filled(tokens.slice(0, 1), 'x')] : []),
  ];
  const among = allow
    ? [`${whole} && make`, `${whole} > out.txt`]
    : [...(powershell || program === 'sudo' ? [] : [`sudo ${whole}`]), `cd src; ${whole}`, ...(program === '' ? [] : [`echo ${whole}`])];
  return [whole, ...among.slice(0, 1), ...spread, ...near, ...among.slice(1)].filter((line) => line.trim() !== '');
} // prettier-ignore

/** Words that may follow: subcommands that the tables know. */
function words(head: readonly string[]): readonly string[] {
  const [program = '', ...rest] = head;
  let spec = commandSpec(program);
  for (const word of rest) spec = spec?.sub.find(({ exact }) => exact.has(word))?.spec;
  const known = spec?.sub.flatMap(({ exact }) => [...exact]).filter((name) => /^[a-z][\w-]*$/u.test(name)) ?? [];
  return known;
} // prettier-ignore

function shell(command: string, powershell: boolean): Example {
  return {
    text: command,
    call: {
      kind: 'shell',
      tool: powershell ? 'PowerShell' : 'Bash',
      command,
      shell: powershell ? 'powershell' : 'posix',
      background: false,
    },
  };
}

/** Paths near the pattern, absolute. */
function paths({ text, anchor }: PathPattern, source: RuleSource, { facts }: CheckContext): readonly string[] {
  const rest = text.replace(/^(?:\/\/|~\/|\.\/|\/)/u, '');
  const first = facts.roots[0] ?? facts.cwd;
  const own = source.base ?? (source.scope === 'user' ? facts.home : first);
  const base = { root: '', home: facts.home, source: own, here: source.scope === 'folder' ? own : first }[anchor];
  const file = rest.replaceAll(/\*\*\/?/gu, 'x/').replaceAll(/\*/gu, 'x').replaceAll(/[?]/gu, 'x').replace(/\/$/u, '/file');
  const parent = file.split('/').slice(0, -1).join('/');
  const deeper = file.includes('/') ? file.replace(/(?<![^/])[^/]*$/u, (name) => `deeper/${name}`) : `deeper/${file}`;
  return [file, deeper, `${file}.bak`, parent === '' ? 'other' : `${parent}-other/file`, '../outside'].map((one) => `${base}/${one}`);
} // prettier-ignore

/** Paths of the workspace are shown as the person knows them. */
function shown(path: string, { facts: { roots } }: CheckContext): string {
  const root = roots.find((one) => path.startsWith(`${one}/`));
  return root === undefined || path.includes('/../') ? path.replace(/(?<![^/])[^/]+\/\.\.\//u, '') : path.slice(root.length + 1);
} // prettier-ignore

function onPath(path: string, name: string, access: 'read' | 'edit', shells: boolean): readonly Example[] {
  const plain: Example =
    access === 'read'
      ? { text: `read ${name}`, call: { kind: 'read', tool: 'Read', paths: [path] } }
      : { text: `write ${name}`, call: { kind: 'edit', tool: 'Edit', action: 'write', paths: [path] } };
  return shells ? [plain, shell(access === 'read' ? `cat ${name}` : `echo x > ${name}`, false)] : [plain];
}

function hosts(pattern: string): readonly string[] {
  const host = pattern.replace(/^\*\./u, '').replaceAll('*', 'x');
  return [...new Set([pattern.replaceAll('*', 'www'), host, `api.${host}`, `not${host}`])];
}

function fetching(host: string): Example {
  const url = `https://${host}/`;
  return { text: `fetch ${url}`, call: { kind: 'fetch', tool: 'WebFetch', url } };
}

function ofTool(tool: string): readonly Example[] {
  const [, server, name] = /^(?=.*$)mcp__(.+?)(?:__(.+))?$/u.exec(tool) ?? [];
  if (server === undefined || server.includes('*')) return [];
  const names = name === undefined ? ['list', 'create'] : [name.replaceAll('*', 'x'), 'other'];
  return names.map((one) => ({
    text: `${server}: ${one}`,
    call: { kind: 'mcp', tool: `mcp__${server}__${one}`, server, name: one, input: {} },
  }));
}
