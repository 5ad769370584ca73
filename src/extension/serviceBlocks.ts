// Blocks of services in the person's own settings, where no loss of the gate's files weakens them. Knows only how a block
// is written there, not when.
import * as vscode from 'vscode';
import type { TrustPlace } from '../gate/trustApi.ts';
import { section, settingKeys } from './settingKeys.ts';

/** `read mcp:github`, as `portcullis.services` has it. */
function blockKey({ service, kind }: TrustPlace): string {
  return `${kind} ${service}`;
}

/** Writes one block into user settings: of one kind of operation, or of all of a service. */
export async function saveBlock(place: TrustPlace | string): Promise<void> {
  await write({ ...own(), [typeof place === 'string' ? place : blockKey(place)]: 'blocked' });
}

/** Takes exactly this block out of user settings. False when what holds the service back stands elsewhere. */
export async function removeBlock(place: TrustPlace): Promise<boolean> {
  const { [blockKey(place)]: before, ...others } = own();
  if (before === undefined) return false;
  await write(others);
  return true;
}

function own(): Readonly<Record<string, unknown>> {
  const value = configuration().inspect<unknown>(settingKeys.services)?.globalValue;
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

async function write(services: Readonly<Record<string, unknown>>): Promise<void> {
  const value = Object.keys(services).length === 0 ? undefined : services;
  await configuration().update(settingKeys.services, value, vscode.ConfigurationTarget.Global);
}

function configuration(): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration(section);
}
