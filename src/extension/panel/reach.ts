// What agents of this window can reach, looked up once: it does not change while the window is open.
import { existsSync, readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { reachOf, type Reach } from '../container.ts';

export function reachHere(): Reach {
  const { remoteName } = vscode.env;
  return reachOf({ platform: process.platform, env: process.env, remoteName, exists: existsSync, read });
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
