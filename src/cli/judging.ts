// A gate without server, sessions or journal: what the command line's check decides with.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { agents } from '../agents/agents.ts';
import type { Settings } from '../protocol/settings.ts';
import { openAgentRules } from '../gate/agentRules.ts';
import { movedSettings } from '../gate/claudePlaces.ts';
import { loadGrammar, loadLanguages } from '../gate/grammar.ts';
import { judgeWith, ownPaths } from '../gate/judge.ts';
import { loadModel } from '../gate/model.ts';
import { readLatch } from '../gate/latch.ts';
import { permissionsWith, type HasPermissions } from '../gate/permissions.ts';
import { policyFrom } from '../gate/policyNow.ts';
import { stateDirFor } from '../gate/stateDir.ts';
import type { Terminal } from './terminal.ts';

/** The folder of the installed program: where this file lies, or `dist` of the checkout it runs from. */
export function programDir(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  return existsSync(join(here, 'grammars')) ? here : join(dirname(dirname(here)), 'dist');
}

export interface CheckerOptions {
  readonly home: string;
  readonly settings: Settings;
}

/** Dry runs only: nothing is asked, counted or written. */
export async function checker(
  terminal: Terminal,
  { home, settings }: CheckerOptions,
): Promise<HasPermissions> {
  const stateDir = stateDirFor(terminal.env, process.platform, home);
  const shell = await loadGrammar(programDir()).catch((error: unknown) => {
    terminal.error(`Shell lines cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  });
  const languages = shell === undefined ? undefined : loadLanguages(programDir());
  await languages?.loaded;
  const { model, problem } = loadModel(programDir());
  if (problem !== undefined) terminal.error(problem);
  const judge = judgeWith({
    agents,
    policy: policyFrom(
      {
        settings: () => settings,
        workspace: () => ({ roots: [terminal.cwd], trusted: true }),
        home,
      },
      openAgentRules({ env: terminal.env, approved: () => false, once: true }),
    ),
    shell: () => shell,
    languages: () => languages,
    model: () => model,
    stopped: () => readLatch(join(stateDir, 'stop.json')).engaged,
    own: ownPaths([stateDir, programDir(), ...movedSettings(terminal.env, home)]),
  });
  return permissionsWith(judge);
}
