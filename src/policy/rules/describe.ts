// What a rule says, in words: for hovers, the panel and the command line. Made from the same matcher that decides.
import type { Behavior } from '../decision.ts';
import { codeSpan as code } from '../words/codeSpan.ts';
import { isExact, isStar, patternOf, textOf, type TextPattern } from './pattern.ts';
import type { PathPattern } from './paths.ts';
import type { Matcher, Rule, RuleSource, ShellName } from './rule.ts';
import type { ToolFamily } from './tools.ts';

/** One or two sentences in Markdown; texts of the rule stand in back-quotes. */
export function describe({ source, matcher }: Rule): string {
  const { behavior } = source;
  if (matcher.kind === 'broken') return problem(matcher.problem, matcher.tool, behavior);
  return [`${verbs[behavior]} ${subject(matcher, source)}.`, condition(matcher, behavior)]
    .filter((text) => text !== '')
    .join(' ');
}

const verbs: Readonly<Record<Behavior, string>> = {
  allow: 'Allows',
  ask: 'Asks about',
  deny: 'Denies',
};

function problem(text: string, tool: string | undefined, behavior: Behavior): string {
  const result =
    behavior === 'allow'
      ? 'It is ignored.'
      : `Until it is mended, ${tool === undefined ? 'every tool' : code(tool)} asks.`;
  return `This rule cannot be read: ${text}. ${result}`;
}

function subject(matcher: Exclude<Matcher, { kind: 'broken' }>, { behavior, scope }: RuleSource): string {
  switch (matcher.kind) {
    case 'tool':
      return wholeTool(matcher.tool, matcher.family);
    case 'listed': {
      const { names, prefixes } = matcher.tools.written;
      return names.length > 0
        ? `every call of the tool ${names.map(code).join(', ')}, in any case of letters`
        : `every call of a tool whose name begins with ${prefixes.map(code).join(', ')}, in any case of letters`;
    }
    case 'command':
      return `${shells[matcher.shell]} ${command(matcher.pattern)}`;
    case 'command-regex':
      return `${shells[matcher.shell]} ${behavior === 'allow' ? 'that fits as a whole' : 'in which there is a match for'} the regular expression ${code(matcher.regex.source)}`;
    case 'path':
      return `${accesses[matcher.access]} ${files(matcher.pattern, behavior === 'allow' && scope === 'folder' ? 'the folder of the rule' : 'the workspace folders')}`;
    case 'domain':
      return `fetching from ${hosts(matcher.pattern)}`;
    case 'name':
      return `${matcher.tool === 'agent' ? 'the sub-agent' : 'the skill'} ${text(matcher.pattern)}`;
    case 'parameter':
      return `calls of ${code(matcher.tool)} whose ${code(matcher.parameter)} is ${text(matcher.pattern)}`;
  }
}

const shells: Readonly<Record<ShellName, string>> = {
  any: 'the command',
  posix: 'the shell command',
  powershell: 'the PowerShell command',
};

const accesses = { read: 'reading', edit: 'changes of' } as const;

function wholeTool(tool: string, family: ToolFamily | undefined): string {
  if (tool === '*') return 'every call of every tool';
  if (family !== undefined) return families[family];
  const [, server, name] = /^(?=.*$)mcp__(.+?)(?:__(.+))?$/u.exec(tool) ?? [];
  if (server === undefined) return `every call of the tool ${code(tool)}`;
  if (name === undefined || name === '*') return `every tool of the MCP server ${code(server)}`;
  return name.includes('*')
    ? `tools of the MCP server ${code(server)} whose names fit ${code(name)}`
    : `the tool ${code(name)} of the MCP server ${code(server)}`;
}

/** A family holds for the tools of every agent that do the same. */
const families: Readonly<Record<ToolFamily, string>> = {
  posix: 'every shell command',
  powershell: 'every PowerShell command',
  read: 'reading of every file, searches included',
  search: 'every search for files and in them',
  edit: 'every change of every file',
  fetch: 'fetching from every address',
  webSearch: 'every search of the web',
  agent: 'every sub-agent',
  skill: 'every skill',
};

function command(pattern: TextPattern): string {
  const { tokens, open } = pattern;
  if (isExact(pattern)) return `${code(pattern.text)}, exactly`;
  const last = tokens.at(-1) ?? [];
  const head = tokens.slice(0, -1);
  const inner = head.some((token) => token.length > 1);
  if (open && !inner) return `${code(textOf(head))}, alone or with any words behind it`;
  if (!inner && !isStar(last) && last.length === 2 && last[1] === '')
    return `${code(pattern.text)}, where the star stands for the rest of the word and any words behind it`;
  return `${code(pattern.text)}, where each star stands for any text, blanks included${open ? ', and the last one may be left out' : ''}`;
}

/** `here` is what paths without a start of their own begin at. */
function files({ text: written, anchor, up }: PathPattern, here: string): string {
  const where: Readonly<Record<PathPattern['anchor'], string>> = {
    root: 'from the root of the file system',
    home: 'below your home folder',
    source: 'from the folder that the rule belongs to',
    here: written.startsWith('./') || written.replace(/(?<!\/)\/+$/u, '').includes('/') ? `from ${here}` : `at any depth of ${here}`,
  };
  return `${code(written)}, ${up > 0 ? `${up === 1 ? 'one folder' : `${up} folders`} above, ` : ''}${where[anchor]}; a folder stands for all that it holds`;
} // prettier-ignore

function hosts(pattern: string): string {
  if (pattern === '*') return 'every host';
  return pattern.startsWith('*.')
    ? `every subdomain of ${code(pattern.slice(2))}, not from ${code(pattern.slice(2))} itself`
    : `${code(pattern)}${pattern.includes('*') ? ', where a star stands for text without a dot' : ', not from its subdomains'}`;
}

function text(pattern: TextPattern): string {
  return code(patternOf(pattern.tokens, pattern.text).text);
}

/** What else must be so. */
function condition(matcher: Matcher, behavior: Behavior): string {
  switch (matcher.kind) {
    case 'command':
    case 'command-regex':
      return behavior === 'allow'
        ? 'Every other command of a line and every file that it writes must be allowed as well.'
        : `It is found behind wrappers such as \`sudo\`, anywhere in a line${matcher.kind === 'command' && matcher.flagged !== undefined ? ', with its options in any order and spelling' : ''}.`;
    case 'path':
      return behavior === 'allow' ? '' : 'It holds for every way to the file: tools, shell commands, redirects, links.';
    case 'domain':
      return behavior === 'allow' ? 'The address must be plain and carry no data.' : 'It holds for shell commands, too.';
    default:
      return '';
  }
} // prettier-ignore
