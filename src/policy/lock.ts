// The shell lock: in a session that is not trusted no tool runs that runs shell commands, whatever it is called. In a
// dry run nothing runs that is not proved to read. Nothing lifts it but the end of its cause.
import type { AgentCall, ToolCall } from './call.ts';
import type { CallReading } from './classifier/read.ts';
import { safeVerdict } from './classifier/verdict.ts';
import { causesText, isDryRun } from './confinement.ts';
import type { CheckContext } from './context.ts';
import type { Verdict } from './decision.ts';
import { wordsOf } from './external/names.ts';

const line = 'lock';

/** Denies or is silent; a fault of it is a denial wherever the lock holds. */
export function lockVerdict(reading: CallReading, context: CheckContext): Verdict {
  const { causes = [] } = context;
  if (causes.length === 0) return { line, behavior: 'none', reason: 'The session is trusted.' };
  const { call } = reading;
  const how = runsCommands(call);
  if (how !== undefined) {
    const why = 'shell commands can destroy what cannot be brought back, so here no tool may run them';
    return { line, behavior: 'deny', reason: `${call.tool} ${how}. The session is not trusted (${causesText(causes)}): ${why}.` };
  }
  if (isDryRun(causes) && !onlyReads(reading, context))
    return { line, behavior: 'deny', reason: 'This is a dry run: only what is proved to read runs.' };
  return { line, behavior: 'none', reason: 'It runs no shell commands.' };
} // prettier-ignore

function onlyReads(reading: CallReading, context: CheckContext): boolean {
  try {
    return safeVerdict(reading, context).behavior === 'allow';
  } catch {
    return false;
  }
}

/** How a call runs shell commands, as a clause without its subject; undefined when it runs none that is known. */
export function runsCommands(call: ToolCall): string | undefined {
  if (call.kind === 'shell') return 'runs shell commands';
  if (call.kind === 'skill' && call.commands?.length !== 0)
    return 'may run shell commands by itself: they stand in its text, or the text could not be read';
  if (call.kind === 'agent' && call.isolation !== undefined) return isolated[call.isolation];
  return runsByName(call.tool) ?? (call.kind === 'mcp' ? runsByName(call.name) : undefined);
}

/** The same by the name alone, in any case and spelling. */
export function runsByName(tool: string): string | undefined {
  const name = plain(tool);
  if (marks.some((mark) => name.includes(mark))) return 'is named like a shell';
  const parts = tool.normalize('NFKC').split('__').map(wordsOf);
  if (parts.flat().some((word) => runners.has(word))) return 'is named like what runs commands';
  return known.get(name) ?? parts.map(pairIn).find((how) => how !== undefined);
}

/** `run_user_code`, `executeRunConfiguration`, `ssh_execute`: a verb and a thing, with one word between them at most. */
function pairIn(words: readonly string[]): string | undefined {
  for (const [at, word] of words.entries())
    for (const next of words.slice(at + 1, at + 3)) {
      const how = verbs.has(word) ? things.get(next) : undefined;
      if (how !== undefined) return how;
      if ((word === 'run' || word === 'execute') && ofTasks.has(next)) return command;
      if (places.has(word) && (next === 'execute' || next === 'run')) return command;
    }
  return undefined;
}

/** Compatibility letters, case and separators make no other name. */
function plain(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_.-]+/gu, '');
}

const marks: readonly string[] = ['bash', 'shell', 'terminal'];

const command = 'runs shell commands';
const code = 'runs code, which may run shell commands';
const later = 'lets a prompt run later, when nobody looks';

/** Words that name nothing else. Sources: `exec` and `sudo-exec` of ssh-mcp, `pods_exec` of kubernetes-mcp-server, `run_cmd`. */
const runners: ReadonlySet<string> = new Set('exec sudo doas cmd pwsh zsh subprocess repl'.split(' '));

/**
 * Verbs, and things that run when they are given such a verb. Sources: `interact_with_process` of Desktop Commander,
 * `run_python_code` of mcp-run-python, `execute_run_configuration` of JetBrains, `runTasks` and `runTests` of VS Code,
 * `exec_in_pod` of mcp-server-kubernetes.
 */
const verbs: ReadonlySet<string> = new Set('run execute start launch spawn interact'.split(' '));
const things: ReadonlyMap<string, string> = new Map([
  ...'command commands process processes subprocess program executable binary ssh adb wsl kubectl'.split(' ').map((thing) => [thing, command] as const),
  ...'code python javascript js typescript node deno ruby perl php lua script scripts notebook cell cells snippet'.split(' ').map((thing) => [thing, code] as const),
]); // prettier-ignore
const ofTasks: ReadonlySet<string> = new Set('task tasks configuration test tests npm npx make'.split(' '));
const places: ReadonlySet<string> = new Set('ssh docker pod pods container kubectl remote host vm adb wsl'.split(' ')); // prettier-ignore

const isolated = {
  'work-tree': 'lets git make a work tree, and git runs the hooks of the repository',
  elsewhere: 'runs an agent elsewhere by itself',
} as const satisfies Record<NonNullable<AgentCall['isolation']>, string>;

/**
 * Tools that run commands under a name that does not say so. Sources: the types of @anthropic-ai/claude-agent-sdk
 * 0.3.329; the tool lists of Codex, Copilot CLI, VS Code and of MCP servers that start processes.
 */
const known: ReadonlyMap<string, string> = new Map(
  Object.entries({
    Monitor: command,
    exec: command,
    exec_command: command,
    unified_exec: command,
    write_stdin: command,
    execute_command: command,
    run_command: command,
    run_commands: command,
    run_process: command,
    start_process: command,
    spawn: command,
    run_task: command,
    create_and_run_task: command,
    run_script: command,
    execute_code: code,
    run_code: code,
    code_interpreter: code,
    REPL: code,
    js_repl: code,
    python_repl: code,
    notebook_execute: code,
    run_notebook_cell: code,
    Workflow: 'runs a script that starts further agents',
    CronCreate: later,
    ScheduleWakeup: later,
    RemoteTrigger: isolated.elsewhere,
    SendMessage: 'hands a prompt to another session, which may be allowed to run shell commands',
    EnterWorktree: isolated['work-tree'],
  }).map(([name, how]) => [plain(name), how]),
);
