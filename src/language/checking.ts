// The check as the editor asks it: calls are read as in the window, and no file of it is looked into.
import type { ToolCall } from '../policy/call.ts';
import { readCall } from '../policy/classifier/read.ts';
import type { CheckContext } from '../policy/context.ts';
import type { Surroundings } from '../policy/rules/alone.ts';
import { suggestRules } from '../policy/rules/suggest.ts';
import type { ShellReader } from '../policy/shell/segment.ts';
import type { WindowFacts } from '../protocol/language.ts';
import type { Machine } from './ports.ts';

/** Code in files is not followed: no file is read. */
export function surroundingsOf(
  window: WindowFacts,
  machine: Pick<Machine, 'realPath' | 'model'>,
  shell: ShellReader | undefined,
): Surroundings {
  return {
    facts: {
      platform: window.platform,
      home: window.home,
      cwd: window.roots[0] ?? window.home,
      roots: window.roots,
      temporary: [],
      own: [],
      realPath: machine.realPath,
      readText: () => undefined,
      names: () => undefined,
    },
    floorExceptions: window.floorExceptions,
    shell,
    model: machine.model(),
    workspaceTrusted: window.trusted,
  };
}

/** The narrowest rules for a call, or none where none may be offered. */
export function suggestionsFor(call: ToolCall, context: CheckContext): readonly string[] {
  return suggestRules(readCall(call, context), context).map(({ text }) => text);
}
