// Decisions as the command line's check makes them: start values of all settings, facts of the real file system.
import { claude } from '../../../src/agents/claude/claude.ts';
import { openAgentRules } from '../../../src/gate/agentRules.ts';
import { judgeWith } from '../../../src/gate/judge.ts';
import { policyFrom } from '../../../src/gate/policyNow.ts';
import type { Decision } from '../../../src/policy/decision.ts';
import { decodeSettings } from '../../../src/protocol/settings.ts';
import { root } from '../root.ts';
import { shippedModel } from './model.ts';
import { languageParsers, shellReader } from './shell.ts';

export interface Place {
  readonly cwd: string;
  readonly home: string;
}

/** Decides on a shell line in process, with the folder as the only one of the workspace. */
export type DecideHere = (command: string, place: Place) => Decision;

/** Without the model the analysis alone decides. */
export async function decideHere(withModel = true): Promise<DecideHere> {
  const model = withModel ? shippedModel() : undefined;
  const shell = await shellReader();
  const languages = await languageParsers();
  const settings = decodeSettings([]);
  const judge = judgeWith({
    agents: { claude },
    policy: policyFrom(
      {
        settings: () => settings,
        workspace: () => ({ roots: [], trusted: true }),
        home: '/mnt/home',
      },
      openAgentRules({ env: {}, approved: () => false, once: true }),
    ),
    shell: () => shell,
    languages: () => languages,
    model: () => model,
    stopped: () => false,
    own: ['/mnt/home/.local/state/portcullis', `${root}/dist`],
  });
  return (command, { cwd, home }) =>
    judge('Bash', { command }, { agent: 'claude', cwd, home, roots: [cwd] }).decision;
}
