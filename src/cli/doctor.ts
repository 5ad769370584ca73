// `portcullis doctor`: is everything there that the gate needs, and what weakens it?
import { existsSync, readdirSync } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import type { Agent } from '../agents/agent.ts';
import { agents } from '../agents/agents.ts';
import { foreignConversations } from '../gate/conversations.ts';
import { loadGrammar } from '../gate/grammar.ts';
import { verifyJournal } from '../gate/journalFiles.ts';
import { readLatch } from '../gate/latch.ts';
import { versionOf } from '../gate/launch/prepare.ts';
import { looseness } from '../gate/looseness.ts';
import { loadModel } from '../gate/model.ts';
import { stateDirFor } from '../gate/stateDir.ts';
import { promptPlaces } from '../gate/stores/retention.ts';
import { pathOf } from '../gate/stores/within.ts';
import type { ShellReader } from '../policy/shell/segment.ts';
import type { Settings } from '../protocol/settings.ts';
import { ruleAdvice } from './doctorRules.ts';
import { programDir } from './judging.ts';
import { readSettings } from './settings.ts';
import type { Command, Terminal } from './terminal.ts';
import { painter, table, visible } from './text.ts';
import { readArguments } from './usage.ts';

/** `bad` keeps the gate from its duty or hides what happened; `weak` is worth mending. */
interface Finding {
  readonly subject: string;
  readonly state: 'good' | 'weak' | 'bad';
  readonly text: string;
}

export const doctor: Command = async (args, terminal) => {
  const { values } = readArguments({
    args: [...args],
    options: {
      settings: { type: 'string' },
      cwd: { type: 'string' },
      home: { type: 'string' },
      repair: { type: 'boolean' },
      json: { type: 'boolean' },
    },
  });
  const home = resolve(terminal.cwd, values.home ?? homedir());
  const cwd = resolve(terminal.cwd, values.cwd ?? '.');
  const settings = await readSettings(values.settings, terminal);
  const stateDir = stateDirFor(terminal.env, process.platform, homedir());
  const grammar = await loaded();
  const findings = [
    ...(await folders(stateDir, cwd, values.repair ?? false)),
    stopState(stateDir),
    grammar.finding,
    modelState(),
    journalState(stateDir),
    foreignState(stateDir),
    account(),
    ...loosened(settings),
    reviewerState(settings),
    ...ruleAdvice(
      settings,
      { home, cwd, shell: grammar.shell, model: loadModel(programDir()).model },
      terminal,
    ),
    ...(await agentStates(terminal)),
  ];
  const bad = findings.some((finding) => finding.state === 'bad');
  const paint = painter(terminal.colors);
  const marks = { good: paint('green', 'ok'), weak: paint('yellow', 'weak'), bad: paint('red', 'bad') };
  await terminal.out(
    values.json
      ? `${JSON.stringify({ ok: !bad, findings })}\n`
      : `${table(findings.map(({ subject, state, text }) => [marks[state], subject, text]))}\n`,
  );
  return bad ? 1 : 0;
};

/** The folder of state, and the folder with files of sessions in the workspace. */
async function folders(stateDir: string, cwd: string, repair: boolean): Promise<readonly Finding[]> {
  const subject = 'state folder';
  if (!existsSync(stateDir)) return [{ subject, state: 'good', text: `${stateDir} (not there yet)` }];
  const reach = looseness();
  const places = promptPlaces(stateDir, [cwd])
    .map(pathOf)
    .filter((path) => !path.startsWith(stateDir));
  const loose = await reach.find([stateDir, ...places]);
  if (loose.length === 0)
    return [{ subject, state: 'good', text: `${stateDir}, readable by its owner only` }];
  const problems = repair ? await reach.repair(loose) : [];
  if (problems.length > 0) return problems.map((text) => ({ subject, state: 'weak', text }));
  return loose.map(({ path, how }) =>
    repair
      ? { subject, state: 'good', text: `${path} had ${how} and was mended` }
      : {
          subject,
          state: 'weak',
          text: `${path} has ${how}: others may look into it (doctor --repair mends it)`,
        },
  );
}

function stopState(stateDir: string): Finding {
  const state = readLatch(join(stateDir, 'stop.json'));
  return state.engaged
    ? { subject: 'emergency stop', state: 'weak', text: `engaged by ${state.by}: every call is denied` }
    : { subject: 'emergency stop', state: 'good', text: 'not engaged' };
}

async function loaded(): Promise<{ readonly finding: Finding; readonly shell: ShellReader | undefined }> {
  const subject = 'shell grammar';
  try {
    return { finding: { subject, state: 'good', text: 'loaded' }, shell: await loadGrammar(programDir()) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const text = `not loaded, so every shell call asks: ${why}`;
    return { finding: { subject, state: 'bad', text }, shell: undefined };
  }
}

function modelState(): Finding {
  const { problem } = loadModel(programDir());
  const subject = 'effect-verb model';
  return problem === undefined
    ? { subject, state: 'good', text: 'loaded, the file that this version was made with' }
    : { subject, state: 'weak', text: problem };
}

function journalState(stateDir: string): Finding {
  const subject = 'journal';
  const folder = join(stateDir, 'journal');
  if (!existsSync(folder)) return { subject, state: 'good', text: 'empty' };
  try {
    readdirSync(folder);
    const { entries, files, problems } = verifyJournal(folder);
    const [first] = problems;
    if (!first) return { subject, state: 'good', text: `whole: ${entries} entries in ${files} files` };
    return {
      subject,
      state: 'bad',
      text: `broken: ${first.file} ${first.problem} (journal verify tells more)`,
    };
  } catch (error) {
    return { subject, state: 'bad', text: error instanceof Error ? error.message : String(error) };
  }
}

function foreignState(stateDir: string): Finding {
  const subject = 'prompts of others';
  const count = foreignConversations(join(stateDir, 'untrusted'));
  const text = count === 1 ? '1 conversation began with one' : `${count} conversations began with one`;
  return { subject, state: 'good', text: `${text}; whoever resumes such a conversation, it runs no shell commands` };
} // prettier-ignore

function account(): Finding {
  const subject = 'account';
  return process.getuid?.() === 0
    ? { subject, state: 'weak', text: 'root: an agent could change the whole machine; use a limited account' }
    : { subject, state: 'good', text: 'not root' };
}

/** What the person's own settings switched off. */
function loosened({ alwaysAllowBash, floorExceptions, grounding }: Settings): readonly Finding[] {
  const said = [
    ...(alwaysAllowBash ? ['always-allow-bash: every shell command runs unasked'] : []),
    ...floorExceptions.map((id) => `the rule ${id} of the built-in guard is switched off`),
    ...(grounding.maxAge === 0
      ? ['grounding.maxAge is 0: agents need not know who they are before they send']
      : []),
  ];
  return said.map((text) => ({ subject: 'settings', state: 'weak', text }));
}

function reviewerState({ reviewer: { kind, model, reviews } }: Settings): Finding {
  const subject = 'reviewer';
  if (kind === 'off') return { subject, state: 'good', text: 'none: no model is told of calls' };
  const text = `${visible(`${kind} ${model}`.trim())} (${reviews}), ${kind === 'vscode' ? 'asked in the editor alone' : 'asked in the editor, and by run --reviewer'}; the editor’s doctor says whether it answers`;
  return { subject, state: 'good', text };
}

async function agentStates(terminal: Terminal): Promise<readonly Finding[]> {
  const named = Object.values(agents).filter((agent) => agent.programs.length > 0);
  return Promise.all(named.map((agent) => agentState(agent, terminal)));
}

async function agentState(agent: Agent, { env }: Terminal): Promise<Finding> {
  const program = await findProgram(agent.programs, env['PATH'] ?? env['Path'] ?? '');
  if (program === undefined) return { subject: agent.name, state: 'good', text: 'not installed' };
  const { version, problem } = await versionOf(agent, program, env);
  return problem === undefined
    ? { subject: agent.name, state: 'good', text: `${version} at ${program} can be gated` }
    : { subject: agent.name, state: 'bad', text: `${program}: ${problem}` };
}

async function findProgram(names: readonly string[], path: string): Promise<string | undefined> {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', ''] : [''];
  for (const folder of path.split(delimiter).filter(Boolean))
    for (const name of names)
      for (const ending of endings) {
        const file = join(folder, name + ending);
        if (
          await access(file, constants.X_OK).then(
            () => true,
            () => false,
          )
        )
          return file;
      }
  return undefined;
}
