// `portcullis run`: an agent behind the gate, without an editor. The same gate and the same launch as in the editor;
// questions are answered by a fixed word or at the terminal.
import { spawn } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { Readable } from 'node:stream';
import type { AgentId } from '../agents/agent.ts';
import { agents } from '../agents/agents.ts';
import { unattended } from '../agents/claude/launch.ts';
import type { Gate, Launch, OutputPlace, Pending } from '../gate/api.ts';
import { startGate } from '../gate/gate.ts';
import { stateDirFor } from '../gate/stateDir.ts';
import { permissionModes, type PermissionMode } from '../policy/decision.ts';
import { offText } from '../agents/subsystems.ts';
import { readRules } from '../policy/rules/read.ts';
import { setAsideIn, whySetAside } from '../policy/rules/setAside.ts';
import { causesText } from '../policy/confinement.ts';
import type { Settings } from '../protocol/settings.ts';
import { followDryRun } from './dryRun.ts';
import { foreignOptions, promptOf, readForeign, type Foreign } from './foreign.ts';
import { followIdentity } from './identity.ts';
import { programDir } from './judging.ts';
import { logTo } from './log.ts';
import { loosenedBy } from './loosened.ts';
import { reviewerOf, withoutReviewerKey } from './reviewer.ts';
import { givenSettings, readSettings, settingsOptions, type GivenSettings } from './settings.ts';
import type { Command, Terminal } from './terminal.ts';
import { painter, visible } from './text.ts';
import { CommandError, readArguments } from './usage.ts';

type Asking = 'allow' | 'deny' | 'prompt';

interface Options {
  readonly agent: AgentId;
  readonly program: string | undefined;
  readonly settings: string | undefined;
  readonly cwd: string;
  readonly ask: Asking;
  readonly mode: PermissionMode | undefined;
  readonly handsOff: boolean;
  readonly given: GivenSettings;
  readonly yes: boolean;
  readonly acceptFindings: boolean;
  readonly foreign: Foreign;
  readonly acceptIdentity: boolean;
  readonly record: boolean;
  readonly reviewer: boolean;
  readonly args: readonly string[];
}

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

function readOptions(words: readonly string[], terminal: Terminal): Options {
  const at = words.indexOf('--');
  const { values, positionals } = readArguments({
    args: at < 0 ? [...words] : words.slice(0, at),
    allowPositionals: true,
    options: {
      'agent-bin': { type: 'string' },
      ...settingsOptions,
      cwd: { type: 'string' },
      ask: { type: 'string' },
      mode: { type: 'string' },
      'hands-off': { type: 'boolean', default: false },
      yes: { type: 'boolean', default: false },
      'accept-findings': { type: 'boolean', default: false },
      ...foreignOptions,
      'accept-identity': { type: 'boolean', default: false },
      record: { type: 'boolean', default: false },
      reviewer: { type: 'boolean', default: false },
    },
  });
  const [name = '', ...others] = positionals;
  const agent = Object.values(agents).find((one) => one.id === name);
  if (!agent) throw new CommandError(`the agent must be one of ${Object.keys(agents).join(', ')}`);
  if (others.length > 0)
    throw new CommandError(`arguments of the agent stand behind --: ${others.join(' ')}`);
  const mode = permissionModes.find((one) => one === values.mode);
  if (values.mode !== undefined && !mode) {
    throw new CommandError(`the mode must be one of ${permissionModes.join(', ')}`);
  }
  if (values['hands-off'] && !values.yes)
    throw new CommandError(`${handsOffText}\nSay --hands-off --yes if you want that.`, { showUsage: false });
  const args = at < 0 ? [] : words.slice(at + 1);
  return {
    agent: agent.id,
    program: values['agent-bin'],
    settings: values.settings,
    cwd: resolve(terminal.cwd, values.cwd ?? '.'),
    ask: askingOf(values.ask, args),
    mode,
    handsOff: values['hands-off'],
    given: givenSettings(values),
    yes: values.yes,
    acceptFindings: values['accept-findings'],
    foreign: readForeign(values),
    acceptIdentity: values['accept-identity'],
    record: values.record,
    reviewer: values.reviewer,
    args,
  };
}

/** What a person accepts with `--hands-off --yes`; the journal keeps it with the launch. */
const handsOffText =
  'Hands-off switches the prompts of the agent itself off: the gate alone stands between it and everything that this account can read, write and run. What the gate does not settle is still asked or denied, and stop, floor, deny and ask rules hold.';

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

/** An agent that draws on the terminal leaves no room for questions there. */
function askingOf(word: string | undefined, args: readonly string[]): Asking {
  switch (word) {
    case undefined:
    case 'deny':
      return 'deny';
    case 'allow':
      return 'allow';
    case 'prompt':
      if (unattended(args) && process.stdin.isTTY) return 'prompt';
      throw new CommandError('--ask prompt needs a terminal and an agent that does not draw on it (-p)');
    default:
      throw new CommandError('--ask takes allow, deny or prompt');
  }
}

async function launchAgent(
  gate: Gate,
  options: Options,
  prompt: string | undefined,
  terminal: Terminal,
): Promise<Launch> {
  const { from, dryRun } = options.foreign;
  const untrusted = {
    ...(from === undefined ? {} : { foreign: from }),
    ...(dryRun ? { dryRun } : {}),
    ...(prompt === undefined ? {} : { prompt }),
  };
  const findings = await gate.findings(options.agent, options.cwd, untrusted);
  for (const { severity, file, text } of findings) {
    terminal.error(`portcullis: ${visible(file)} ${visible(text)} (${severity})`);
  }
  const demo = options.agent === 'demo';
  return gate.launch({
    agent: options.agent,
    program: options.program
      ? resolve(options.program)
      : demo
        ? process.execPath
        : await onPath(options.agent, terminal),
    args: demo ? [join(programDir(), 'demo.cjs'), ...options.args] : options.args,
    profile: options.handsOff ? 'handsOff' : 'guarded',
    cwd: options.cwd,
    env: withoutReviewerKey(terminal.env),
    trigger: 'commandLine',
    output: outputOf(options, terminal),
    acceptedFindings: options.acceptFindings ? findings.map((finding) => finding.id) : [],
    ...untrusted,
  });
}

/** An agent that draws on this terminal keeps it; what only prints is passed on through pipes. */
function outputOf({ args }: Options, { columns }: Terminal): OutputPlace {
  const draws = process.stdin.isTTY && process.stdout.isTTY && !unattended(args);
  return draws ? { kind: 'terminal' } : { kind: 'pipes', width: columns, height: process.stdout.rows ?? 24 };
}

async function onPath(agent: AgentId, { env }: Terminal): Promise<string> {
  const { programs, name } = agents[agent];
  for (const folder of (env['PATH'] ?? '').split(delimiter)) {
    for (const program of programs) {
      const file = join(folder, program);
      const there = await access(file, constants.X_OK).then(
        () => true,
        () => false,
      );
      if (folder !== '' && there) return file;
    }
  }
  throw new CommandError(`${name} was not found on PATH: name its program with --agent-bin`, {
    showUsage: false,
  });
}

/** The agent has the terminal; signals that would end this program first end the agent with all it started. */
async function runToEnd(launch: Launch, { cwd, ask }: Options, gate: Gate): Promise<number> {
  const passed = launch.record === undefined ? 'inherit' : 'pipe';
  const child = spawn(launch.file, [...launch.args], {
    cwd,
    env: { ...launch.env },
    stdio: [ask === 'prompt' ? 'ignore' : 'inherit', passed, passed],
  });
  passOn(child.stdout, process.stdout, launch);
  passOn(child.stderr, process.stderr, launch);
  const end = (): void => void gate.sessions.end(launch.session).catch(() => undefined);
  // Ctrl+C reaches the agent as well, and it decides what that means.
  const ignore = (): void => undefined;
  process.on('SIGINT', ignore);
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  try {
    return await new Promise<number>((resolve, reject) => {
      child.once('spawn', () => launch.started(child.pid ?? 0));
      child.once('error', (error) => {
        launch.ended(undefined);
        reject(error);
      });
      child.once('close', (code) => {
        launch.ended(code ?? undefined);
        resolve(code ?? 1);
      });
    });
  } finally {
    process.off('SIGINT', ignore);
    for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.off(signal, end);
  }
}

/** What is recorded passes through here; a reader that is gone takes the output from nobody else. */
function passOn(from: Readable | null, to: NodeJS.WriteStream, launch: Launch): void {
  if (!from) return;
  from.on('data', (bytes: Buffer) => launch.record?.(bytes));
  from.pipe(to, { end: false });
}

function answerQuestions(gate: Gate, asking: Asking, terminal: Terminal): { dispose(): void } {
  let queue = Promise.resolve();
  return gate.approvals.asked.on((pending) => {
    if (asking === 'prompt') {
      queue = queue
        .then(() => promptFor(pending, gate, terminal))
        .catch((error: Error) => terminal.error(error.message));
    } else {
      terminal.error(
        `portcullis: ${asking === 'allow' ? 'allowed' : 'denied'} by --ask: ${summary(pending)}`,
      );
      gate.approvals.answer(pending.id, { behavior: asking === 'allow' ? 'allow' : 'deny' });
    }
  });
}

async function promptFor(pending: Pending, gate: Gate, terminal: Terminal): Promise<void> {
  const paint = painter(terminal.colors);
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    terminal.error(`\n${paint('yellow', summary(pending))}\n${visible(pending.decision.reason)}`);
    if (pending.decision.consequence !== '') terminal.error(visible(pending.decision.consequence));
    const answer = await lines.question('Allow once? [y/N] ');
    gate.approvals.answer(pending.id, { behavior: /^\s*y(es)?\s*$/i.test(answer) ? 'allow' : 'deny' });
  } finally {
    lines.close();
  }
}

function summary({ agent, call, tool }: Pending): string {
  return `${agents[agent].name}: ${visible(call.kind === 'shell' ? call.command : tool)}`;
}
