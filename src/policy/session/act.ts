// What a call did, in a few plain words for a person who reads later what their session did: "run “cat ~/notes”".
import type { ToolCall } from '../call.ts';

const longest = 120;

/** Begins with a verb, as behind "to". Text of the agent, to be made visible and redacted by whoever shows or keeps it. */
export function actOf(call: ToolCall): string {
  switch (call.kind) {
    case 'shell':
      return `run ${quoted(call.command)}`;
    case 'edit':
      return `${call.action} ${quoted(call.paths.join(', '))}`;
    case 'read':
      return `read ${quoted(call.paths.join(', '))}`;
    case 'search':
      return `search for ${quoted(call.pattern)}`;
    case 'fetch':
      return `fetch ${quoted(call.url)}`;
    case 'webSearch':
      return `search the web for ${quoted(call.query)}`;
    case 'mcp':
      return `use ${call.name} of the MCP server ${call.server}`;
    case 'agent':
      return `start the sub-agent ${call.name}`;
    case 'skill':
      return `run the skill ${call.name}`;
    case 'feature':
    case 'internal':
    case 'other':
      return `use the tool ${call.tool}`;
  }
}

/** The start and the end of a long text, for either may hold what matters. */
function quoted(text: string): string {
  const short = text.length <= longest ? text : `${text.slice(0, longest - 40)} … ${text.slice(-40)}`;
  return `“${short}”`;
}
