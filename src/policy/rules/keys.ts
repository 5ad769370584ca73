// Under which words a rule is filed, so that in a list of thousands each is held only against those that could include it.
import { plainHost } from './domain.ts';
import type { Matcher } from './rule.ts';

/** Words at the start of a command that serve as a key. */
const mostWords = 4;

/** Where a rule is looked for that may include others; undefined where no key tells. */
export function keysOfWide(matcher: Matcher): readonly string[] | undefined {
  switch (matcher.kind) {
    case 'command': {
      const { tokens } = matcher.pattern;
      const starred = tokens.findIndex((token) => token.length !== 1);
      const literal = tokens.slice(0, Math.min(starred < 0 ? tokens.length : starred, mostWords));
      return literal.length === 0 ? undefined : [commandKey(literal)];
    }
    case 'command-regex':
      return [`regex ${matcher.regex.source}`];
    case 'path': {
      const { text } = matcher.pattern;
      const folder = /^(.*?)\/?\*\*$/u.exec(text)?.[1];
      return folder === undefined ? [`path ${text}`] : [`path ${text}`, `path ${folder}/`];
    }
    case 'domain': {
      const host = plainHost(matcher.pattern);
      return host.replace(/^\*\./u, '').includes('*') ? undefined : [`host ${host}`];
    }
    case 'tool':
      return matcher.family === undefined && !matcher.tool.includes('*') ? [`tool ${matcher.tool}`] : undefined;
    case 'listed':
    case 'name':
    case 'parameter':
      return undefined;
    case 'broken':
      return [];
  }
} // prettier-ignore

/** Under which keys a rule lies that includes this one. */
export function keysOfNarrow(matcher: Matcher): readonly string[] {
  switch (matcher.kind) {
    case 'command': {
      const { tokens } = matcher.pattern;
      return tokens.slice(0, mostWords).map((_, at) => commandKey(tokens.slice(0, at + 1)));
    }
    case 'command-regex':
      return [`regex ${matcher.regex.source}`];
    case 'path': {
      const { text } = matcher.pattern;
      const folders = Array.from(text.matchAll(/\//gu), ({ index }) => `path ${text.slice(0, index + 1)}`);
      return [`path ${text}`, ...folders];
    }
    case 'domain': {
      const host = plainHost(matcher.pattern);
      const labels = host.split('.');
      const parents = labels.slice(1).map((_, at) => `host *.${labels.slice(at + 1).join('.')}`);
      return [`host ${host}`, ...parents];
    }
    case 'tool':
    case 'parameter': {
      const { tool } = matcher;
      const servers = Array.from(tool.matchAll(/(?=__)/gu), ({ index }) => `tool ${tool.slice(0, index)}`);
      return [`tool ${tool}`, ...servers];
    }
    case 'listed':
    case 'name':
    case 'broken':
      return [];
  }
}

function commandKey(tokens: readonly (readonly string[])[]): string {
  return `command ${tokens.map((token) => token.join('*')).join('\0')}`;
}
