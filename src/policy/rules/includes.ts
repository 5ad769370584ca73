// Does one rule speak of everything that another one speaks of? Says yes only where that is certain; serves the
// advice on rules and decides nothing.
import { matchesDomain } from './domain.ts';
import { matchesPieces, type TextPattern } from './pattern.ts';
import type { PathPattern } from './paths.ts';
import type { Matcher, ShellName } from './rule.ts';
import { toolNamed, type ToolFamily } from './tools.ts';

export function includes(wide: Matcher, narrow: Matcher): boolean {
  if (wide.kind === 'tool') return wide.tool === '*' || ofTool(wide, narrow);
  if (wide.kind === 'listed') return narrow.kind === 'tool' && !narrow.tool.includes('*') && wide.tools.blocks(narrow.tool);
  if (wide.kind === 'command' && narrow.kind === 'command')
    return holdsShell(wide.shell, narrow.shell) && includesText(wide.pattern, narrow.pattern);
  if (wide.kind === 'command-regex' && narrow.kind === 'command-regex')
    return holdsShell(wide.shell, narrow.shell) && wide.regex.source === narrow.regex.source;
  if (wide.kind === 'path' && narrow.kind === 'path')
    return wide.access === narrow.access && includesPath(wide.pattern, narrow.pattern);
  if (wide.kind === 'domain' && narrow.kind === 'domain') return includesHost(wide.pattern, narrow.pattern);
  if (wide.kind === 'name' && narrow.kind === 'name')
    return wide.tool === narrow.tool && includesText(wide.pattern, narrow.pattern);
  if (wide.kind === 'parameter' && narrow.kind === 'parameter')
    return wide.tool === narrow.tool && wide.parameter === narrow.parameter && includesText(wide.pattern, narrow.pattern);
  return false;
} // prettier-ignore

/** A rule on a whole tool, against whatever speaks of a part of it. */
function ofTool({ tool, family }: { tool: string; family: ToolFamily | undefined }, narrow: Matcher): boolean {
  switch (narrow.kind) {
    case 'tool':
      return (family !== undefined && family === narrow.family) || matchesPieces(tool.split('*'), opaque(narrow.tool)) || isServerOf(tool, narrow.tool);
    case 'command':
    case 'command-regex':
      return family === (narrow.shell === 'powershell' ? 'powershell' : 'posix') && narrow.shell !== 'any';
    case 'path':
      return family === narrow.access;
    case 'domain':
      return family === 'fetch';
    case 'name':
      return family === narrow.tool;
    case 'parameter':
      return tool === narrow.tool || (family !== undefined && family === toolNamed(narrow.tool)?.family);
    case 'listed':
    case 'broken':
      return false;
  }
} // prettier-ignore

/** `mcp__server` speaks of each tool of that server. */
function isServerOf(server: string, tool: string): boolean {
  return /^mcp__[^*]+$/u.test(server) && tool.startsWith(`${server}__`);
}

function holdsShell(wide: ShellName, narrow: ShellName): boolean {
  return wide === 'any' || wide === narrow;
}

/** A star of the narrow pattern is one sign that only a star of the wide one can take in. */
function includesText(wide: TextPattern, narrow: TextPattern): boolean {
  const fits = (text: string): boolean => matchesPieces(wide.pieces, wide.open ? `${text}\0` : text);
  const whole = narrow.pieces.join(star);
  // `git *` also speaks of the bare `git`.
  return fits(whole) && (!narrow.open || fits(whole.slice(0, whole.lastIndexOf('\0'))));
}

const star = '\u0001';

function opaque(name: string): string {
  return name.split('*').join(star);
}

function includesPath(wide: PathPattern, narrow: PathPattern): boolean {
  if (wide.anchor !== narrow.anchor || wide.up !== narrow.up) return false;
  if (wide.text === narrow.text) return true;
  const folder = /^(.*?)\/?\*\*$/u.exec(wide.text)?.[1];
  if (folder === undefined || /[*?[{]/u.test(folder)) return false;
  // Without `./` in front a name with one part may stand at any depth, and so is not below a certain folder.
  return narrow.text.startsWith(`${folder}/`) && (wide.anchor !== 'here' || wide.text.startsWith('./'));
}

function includesHost(wide: string, narrow: string): boolean {
  if (wide === '*' || wide.toLowerCase() === narrow.toLowerCase()) return true;
  return !narrow.includes('*') && matchesDomain(wide, narrow);
}
