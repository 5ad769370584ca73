// What the extension exports to other extensions: ways to tighten, and nothing that reaches the gate. An extension that
// could reach the gate could answer its questions.
import type * as vscode from 'vscode';
import { ToolPermissionContext } from '../policy/rules/toolContext.ts';
import type { Restrictions } from './restrictions.ts';

export interface PublicApi {
  /** `fromIterables(names, prefixes)` makes an immutable list of tools that no agent may have. */
  readonly ToolPermissionContext: typeof ToolPermissionContext;
  /** Denies these tools to every agent of this window, beside what the settings deny, until disposed. */
  readonly denyTools: (tools: ToolPermissionContext) => vscode.Disposable;
}

export function publicApi(restrictions: Restrictions): PublicApi {
  return Object.freeze({ ToolPermissionContext, denyTools: (tools: unknown) => restrictions.deny(tools) });
}
