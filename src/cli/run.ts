// `portcullis run`: an agent behind the gate, without an editor. The same gate and the same launch as in the editor;
// questions are answered by a fixed word or at the terminal.
import { homedir } from 'node:os';
import type { Gate, Launch } from '../gate/api.ts';
import { startGate } from '../gate/gate.ts';
import { stateDirFor } from '../gate/stateDir.ts';
import { offText } from '../agents/subsystems.ts';
import { readRules } from '../policy/rules/read.ts';
import { setAsideIn, whySetAside } from '../policy/rules/setAside.ts';
import { causesText } from '../policy/confinement.ts';
import type { Settings } from '../protocol/settings.ts';
import { followDryRun } from './dryRun.ts';
import { promptOf } from './foreign.ts';
import { followIdentity } from './identity.ts';
import { programDir } from './judging.ts';
import { logTo } from './log.ts';
import { loosenedBy } from './loosened.ts';
import { reviewerOf } from './reviewer.ts';
import { launchAgent, runToEnd } from './runAgent.ts';
import { handsOffText, readOptions } from './runOptions.ts';
import { answerQuestions } from './runQuestions.ts';
import { readSettings } from './settings.ts';
import type { Command, Terminal } from './terminal.ts';
import { painter, visible } from './text.ts';

/** The agent's own exit code; 1 when a signal ended it. */
export const run: Command = async (words, terminal) => {
  const options = readOptions(words, terminal);
  const fileSettings = await readSettings(options.settings, terminal, options.given);
  const settings = {
    ...fileSettings,
    permissionMode: options.mode ?? fileSettings.permissionMode,
    chosenMode: options.mode ?? fileSettings.chosenMode,
    recordings: fileSettings.recordings || options.record,
  };
  const reviewer = options.reviewer ? reviewerOf(settings.reviewer, options.yes, terminal.env) : undefined;
  const loosened = [...loosenedBy(settings, options.yes), ...(reviewer ? [reviewer.accepted] : [])];
  const prompt = await promptOf(options.foreign, terminal);
  const home = homedir();
  const gate = await startGate({
    stateDir: stateDirFor(terminal.env, process.platform, home),
    programDir: programDir(),
    home,
    settings: () => settings,
    reviewer: () => reviewer?.now,
    // Whoever starts an agent in a folder from the command line trusts it, unless they say otherwise.
    workspace: () => ({ roots: [options.cwd], trusted: !options.foreign.untrusted }),
    env: terminal.env,
    personAvailable: options.ask !== 'deny',
    log: logTo(terminal),
  });
  try {
    const asking = answerQuestions(gate, options.ask, terminal);
    if (options.handsOff)
      gate.note('consent', { to: 'handsOff', text: handsOffText, by: '--hands-off --yes' });
    for (const { to, text, by } of loosened) {
      gate.note('consent', { to, text, by });
      terminal.error(painter(terminal.colors)('red', `portcullis: ${text}`));
    }
    tellAgentRules(gate, terminal);
    tellSetAside(settings, terminal);
    if (settings.reviewer.kind !== 'off' && !reviewer)
      terminal.error('portcullis: the reviewer of the settings is not asked: that takes --reviewer --yes.');
    followIdentity(gate, options.acceptIdentity, terminal);
    const dryRun = options.foreign.dryRun ? followDryRun(gate) : undefined;
    const launch = await launchAgent(gate, options, prompt, terminal);
    tellTrust(launch, terminal);
    const code = await runToEnd(launch, options, gate);
    asking.dispose();
    dryRun?.tell(terminal);
    return code;
  } finally {
    await gate.close();
  }
};

/** Rules that the agent's own files bring, as far as they are broken or wait for an approval that is given in the editor. */
function tellAgentRules(gate: Gate, terminal: Terminal): void {
  const { problems, unapproved } = gate.agentRules();
  for (const problem of problems) terminal.error(`portcullis: ${visible(problem)}`);
  if (unapproved.length > 0)
    terminal.error(
      `portcullis: ${unapproved.length} allow rules of the project's agent settings do not count: approve them in the editor.`,
    );
}

/** Allow rules that the mode does not go by. */
function tellSetAside({ chosenMode, rules }: Settings, terminal: Terminal): void {
  for (const rule of setAsideIn(chosenMode, readRules(rules).allow))
    terminal.error(
      `portcullis: in mode auto the allow rule ${visible(rule.source.text)} does not count: it frees ${visible(whySetAside(rule) ?? 'too much')}.`,
    );
}

function tellTrust({ trust: { state, causes, subsystems } }: Launch, terminal: Terminal): void {
  if (state === 'trusted') return;
  const text = `the session is not trusted: ${visible(causesText(causes))}. No tool runs shell commands; ${offText(subsystems)} are off.`;
  terminal.error(painter(terminal.colors)('yellow', `portcullis: ${text}`));
}
