// Lists of denied tools that other extensions add while they run. They can only tighten, and each takes back only what
// it added itself.
import * as vscode from 'vscode';
import { ToolPermissionContext } from '../policy/rules/toolContext.ts';
import { isRecord } from '../protocol/decode.ts';
import type { SettingsSource } from '../protocol/settingScopes.ts';

export interface Restrictions {
  /** Denies the tools until disposed. Throws for what is no ToolPermissionContext. */
  deny(tools: unknown): vscode.Disposable;
  sources(): readonly SettingsSource[];
  readonly changed: vscode.Event<void>;
}

export function openRestrictions(): Restrictions {
  const changed = new vscode.EventEmitter<void>();
  const held = new Set<ToolPermissionContext>();
  return {
    deny(tools) {
      const own = decodeTools(tools);
      held.add(own);
      changed.fire();
      return new vscode.Disposable(() => {
        if (held.delete(own)) changed.fire();
      });
    },
    sources: () =>
      [...held].map(({ written: { names, prefixes } }) => ({
        scope: 'session',
        file: 'another extension',
        values: { denyTools: names, denyPrefixes: prefixes },
      })),
    changed: changed.event,
  };
}

/** A copy of our own: what another extension holds may be anything. */
function decodeTools(value: unknown): ToolPermissionContext {
  const written = isRecord(value) && isRecord(value['written']) ? value['written'] : {};
  const { names, prefixes } = written;
  if (!Array.isArray(names) || !Array.isArray(prefixes))
    throw new TypeError('deny takes what ToolPermissionContext.fromIterables gives');
  return ToolPermissionContext.fromIterables(names, prefixes);
}
