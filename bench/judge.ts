// The judge that is measured: the program's own grammar, a few rules, a project that no file stands for.
import { claude } from '../src/agents/claude/claude.ts';
import { openAgentRules } from '../src/gate/agentRules.ts';
import { loadGrammar, loadLanguages } from '../src/gate/grammar.ts';
import { judgeWith, type Judge } from '../src/gate/judge.ts';
import { loadModel } from '../src/gate/model.ts';
import { policyFrom } from '../src/gate/policyNow.ts';
import { decodeSettings } from '../src/protocol/settings.ts';

export async function loadJudge(dist: string): Promise<Judge> {
  const shell = await loadGrammar(dist);
  const languages = loadLanguages(dist);
  await languages.loaded;
  const { model } = loadModel(dist);
  const settings = decodeSettings([
    {
      scope: 'user',
      values: { 'permissions.allow': ['git *', 'npm test'], 'permissions.deny': ['rm -rf *', 'sudo *'] },
    },
  ]);
  return judgeWith({
    agents: { claude },
    policy: policyFrom(
      {
        settings: () => settings,
        workspace: () => ({ roots: ['/mnt/project'], trusted: true }),
        home: '/mnt/home',
      },
      openAgentRules({ env: {}, approved: () => false, once: true }),
    ),
    shell: () => shell,
    languages: () => languages,
    model: () => model,
    stopped: () => false,
    own: ['/mnt/home/.local/state/portcullis'],
  });
}
