// Rules that name a tool, an MCP server, a sub-agent or a skill. A name that is forbidden is forbidden in any case;
// a name that is allowed is allowed as it is written.
import type { ToolCall } from '../call.ts';
import { matchesPieces, matchesText, type TextPattern } from './pattern.ts';
import type { ToolPermissionContext } from './toolContext.ts';
import { inFamily, sameTools, toolInAnyCase, type ToolFamily } from './tools.ts';

/** `sight` serves deny and ask, `cover` serves allow. */
export type Use = 'sight' | 'cover';

/** Does the rule `Read`, `mcp__server`, `mcp__server__get_*` or `*` speak of this call? */
export function namesTool(tool: string, family: ToolFamily | undefined, call: ToolCall, use: Use): boolean {
  if (family !== undefined && inFamily(family, call)) return true;
  if (use === 'sight')
    return spellings(call).some((name) => matchesName(tool.toLowerCase(), name.toLowerCase()));
  if (family !== undefined || call.kind === 'other') return false;
  // A server whose name continues another one's (`a` and `a__b`) is not freed by the rule for that one.
  if (call.kind === 'mcp' && tool !== `mcp__${call.server}` && !tool.startsWith(`mcp__${call.server}__`))
    return false;
  return spellings(call).some((name) => matchesName(tool, name));
}

/**
 * Does an entry of the deny lists speak of this call? By the exact name of its tool or an older name of the same one;
 * a tool of another agent also by the name of the tool that does the same here.
 */
export function isListed(
  tools: ToolPermissionContext,
  family: ToolFamily | undefined,
  call: ToolCall,
): boolean {
  if (spellings(call).some((name) => sameTools(name).some(tools.blocks))) return true;
  return family !== undefined && toolInAnyCase(call.tool) === undefined && inFamily(family, call);
}

/** Could the entry be the name of a tool, or the start of one? */
export function isListedName({ denyNames, denyPrefixes }: ToolPermissionContext): boolean {
  return [...denyNames, ...denyPrefixes].every((text) => /^[\w.:/-]+$/u.test(text));
}

/** Does `Agent(name)` or `Skill(name *)` speak of this call? */
export function namesPart(tool: 'agent' | 'skill', pattern: TextPattern, call: ToolCall, use: Use): boolean {
  if ((call.kind !== 'agent' && call.kind !== 'skill') || call.kind !== tool) return false;
  const name = call.name.replace(/^\//u, '');
  return use === 'cover'
    ? matchesText(pattern, [name]) && !/[\n\r]/u.test(name)
    : matchesText(lower(pattern), [name.toLowerCase()]);
}

/** All names under which a rule may know the call's tool; an MCP tool is also known by its server. */
function spellings(call: ToolCall): readonly string[] {
  if (call.kind !== 'mcp') return [call.tool];
  return [call.tool, `mcp__${call.server}__${call.name}`, `mcp__${call.server}`];
}

function matchesName(pattern: string, name: string): boolean {
  return matchesPieces(pattern.split('*'), name);
}

function lower(pattern: TextPattern): TextPattern {
  const { pieces, loose } = pattern;
  return {
    ...pattern,
    pieces: pieces.map((piece) => piece.toLowerCase()),
    loose: loose.map((piece) => piece.toLowerCase()),
  };
}
