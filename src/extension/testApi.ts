// What the extension exports to its own tests beside its public interface, and to nobody else.
import * as vscode from 'vscode';
import type { LazyGate } from './lazyGate.ts';

export interface TestApi {
  readonly gate: LazyGate;
  /** Milliseconds that `activate` took. */
  readonly activatedIn: number;
}

/** `started` is when activation began, by `performance.now()`. */
export function testApi(
  { extensionMode }: vscode.ExtensionContext,
  gate: LazyGate,
  started: number,
): TestApi | undefined {
  if (extensionMode !== vscode.ExtensionMode.Test) return undefined;
  return { gate, activatedIn: performance.now() - started };
}
