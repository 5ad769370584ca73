// From a prompt that others wrote to a session that is not trusted: the person sees the whole prompt and where it comes
// from, and nothing starts before they say so.
import { homedir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { realPath } from '../gate/facts.ts';
import { HumanError } from '../gate/humanError.ts';
import { promptProblem } from '../protocol/foreignPrompt.ts';
import { configuredProgram } from './agentPath.ts';
import type { Note } from './consent.ts';
import type { Documents } from './documents.ts';
import { findAgents } from './findAgents.ts';
import { chooseFolder } from './launchCommands.ts';
import { launch, type LaunchParts } from './launcher.ts';
import { localFolders } from './localFolders.ts';
import { fitsModal, foreignDocument, foreignQuestion, type ForeignPrompt } from './untrustedTexts.ts';
import { visible } from './visible.ts';

export interface ForeignParts extends LaunchParts {
  readonly documents: Documents;
  readonly note: Note;
}

export interface ForeignRequest extends ForeignPrompt {
  /** The id of an agent; Claude Code unless it is given. */
  readonly agent?: string | undefined;
  /** A folder of this window, or below one; chosen by the person unless it is given. */
  readonly cwd?: string | undefined;
  /** `person` unless it is given. */
  readonly trigger?: 'uri';
}

export async function launchForeign(request: ForeignRequest, parts: ForeignParts): Promise<void> {
  const problem = promptProblem(request.prompt);
  if (problem !== undefined) throw new HumanError(problem);
  const agent = await agentOf(request.agent ?? 'claude');
  const cwd = request.cwd === undefined ? await chooseFolder() : ownFolder(request.cwd);
  if (cwd === undefined) return;
  const { prompt, from, trigger = 'person' } = request;
  const accepted = await confirmed(request, agent.name, cwd, parts.documents);
  parts.note('foreign-prompt', { from, agent: agent.id, cwd, accepted });
  if (!accepted) return;
  const { id, program } = agent;
  const wanted = { agent: id, program, args: [], profile: 'guarded', cwd, env: process.env } as const;
  await launch({ ...wanted, trigger, prompt, foreign: from }, parts);
}

async function agentOf(wanted: string) {
  const found = await findAgents({ env: process.env, home: homedir(), configured: configuredProgram });
  const agent = found.find(({ id }) => id === wanted);
  if (!agent) throw new HumanError(`Portcullis knows no agent “${visible(wanted).slice(0, 80)}”.`);
  const { program, problem } = agent;
  if (program === undefined || problem !== undefined)
    throw new HumanError(`${agent.name}: ${problem ?? 'it was not found on this machine.'}`);
  return { ...agent, program };
}

/** Others do not choose where an agent works beyond the folders that the person has open. */
function ownFolder(cwd: string): string {
  const real = path.isAbsolute(cwd) ? realPath(cwd) : undefined;
  const inside = localFolders().some((folder) => {
    const rest = path.relative(realPath(folder) ?? folder, real ?? '/');
    return real !== undefined && !rest.startsWith('..') && !path.isAbsolute(rest);
  });
  if (!inside || real === undefined)
    throw new HumanError(`The prompt asks for a folder that is not open in this window: ${visible(cwd).slice(0, 200)}.`);
  return real;
} // prettier-ignore

/** A prompt that no message can show whole is shown in a document first. */
async function confirmed(
  prompt: ForeignPrompt,
  agent: string,
  folder: string,
  documents: Documents,
): Promise<boolean> {
  if (!fitsModal(prompt.prompt)) {
    await documents.show('Prompt of Others', foreignDocument(prompt));
    const go = 'I Have Read It…';
    const text = `Others wrote a prompt for ${agent}. Read it in the editor; nothing has started.`;
    if ((await vscode.window.showWarningMessage(text, go, 'Discard')) !== go) return false;
  }
  const { title, detail, accept } = foreignQuestion(prompt, agent, folder);
  return (await vscode.window.showWarningMessage(title, { modal: true, detail }, accept)) === accept;
}
