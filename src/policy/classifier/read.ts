// PLACEHOLDER written by the scaffold: replaced by the classifier's author.
import type { ToolCall } from '../call.ts';
import type { CheckContext } from '../context.ts';
import { analysis, type Analysis } from '../effects.ts';
import type { ShellReading } from '../shell/segment.ts';

/** A call with all that was derived from it. */
export interface CallReading {
  readonly call: ToolCall;
  /** The segments of a shell line; `analysis.segments` has one report for each of them, in the same order. */
  readonly shell: ShellReading | undefined;
  readonly analysis: Analysis;
}

export function readCall(call: ToolCall, _context: CheckContext): CallReading {
  return { call, shell: undefined, analysis: analysis([], [{ code: 'unknown-tool', text: 'not analysed' }]) };
}
