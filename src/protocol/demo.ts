// The demo agent's wire: what it posts to the gate's hook and what the gate answers. Shared by both ends. It has its
// own names on purpose, so that nothing in the gate can depend on the field names of one real agent.

import { isRecord } from './decode.ts';

export type DemoMessage =
  | { readonly event: 'hello'; readonly conversation: string; readonly folder: string }
  | {
      readonly event: 'may-i';
      readonly conversation: string;
      readonly folder: string;
      readonly step: string;
      readonly tool: string;
      readonly details: unknown;
    }
  | {
      readonly event: 'done';
      readonly conversation: string;
      readonly folder: string;
      readonly step: string;
      readonly tool: string;
      readonly details: unknown;
      readonly ok: boolean;
      readonly milliseconds: number;
    }
  | {
      /** What the person wants, before the first step; and what the agent says when it is done. */
      readonly event: 'told' | 'said';
      readonly conversation: string;
      readonly folder: string;
      readonly words: string;
    }
  | { readonly event: 'bye'; readonly conversation: string; readonly folder: string };

/** The answer to `may-i`, and a `no` to `told` that the gate refuses. To the other events the gate answers `{}`. */
export interface DemoAnswer {
  readonly verdict: 'yes' | 'no' | 'person';
  readonly because: string;
}

/** The tools of the demo agent and their details. */
export type DemoTool =
  | { readonly tool: 'terminal'; readonly details: { readonly line: string } }
  | { readonly tool: 'save-file'; readonly details: { readonly file: string; readonly text: string } }
  | { readonly tool: 'open-file'; readonly details: { readonly file: string } }
  | { readonly tool: 'download'; readonly details: { readonly address: string } };

/** Undefined when the message does not have the shape of any event. */
export function decodeDemoMessage(value: unknown): DemoMessage | undefined {
  if (!isRecord(value)) return undefined;
  const { event, conversation, folder, words, step, tool, details, ok, milliseconds } = value;
  if (typeof conversation !== 'string' || typeof folder !== 'string') return undefined;
  if (event === 'hello' || event === 'bye') return { event, conversation, folder };
  if (event === 'told' || event === 'said')
    return typeof words === 'string' ? { event, conversation, folder, words } : undefined;
  if (typeof step !== 'string' || typeof tool !== 'string') return undefined;
  if (event === 'may-i') return { event, conversation, folder, step, tool, details };
  if (event !== 'done' || typeof ok !== 'boolean' || typeof milliseconds !== 'number') return undefined;
  return { event, conversation, folder, step, tool, details, ok, milliseconds };
}

/** Undefined when the name is unknown or the details do not have the shape that the name promises. */
export function decodeDemoTool(tool: string, details: unknown): DemoTool | undefined {
  if (!isRecord(details)) return undefined;
  const { line, file, text, address } = details;
  if (tool === 'terminal' && typeof line === 'string') return { tool, details: { line } };
  if (tool === 'save-file' && typeof file === 'string' && typeof text === 'string')
    return { tool, details: { file, text } };
  if (tool === 'open-file' && typeof file === 'string') return { tool, details: { file } };
  if (tool === 'download' && typeof address === 'string') return { tool, details: { address } };
  return undefined;
}

/** Undefined for anything but a clear answer; the demo agent then does nothing. */
export function decodeDemoAnswer(value: unknown): DemoAnswer | undefined {
  if (!isRecord(value)) return undefined;
  const { verdict, because } = value;
  if (verdict !== 'yes' && verdict !== 'no' && verdict !== 'person') return undefined;
  return { verdict, because: typeof because === 'string' ? because : '' };
}
