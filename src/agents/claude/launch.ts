// How Claude Code is started so that it grants nothing by itself and every failure of the gate closes it.
// Source: measurements with Claude Code 2.1.329; the settings and flags are documented at code.claude.com.
import type { LaunchOptions, LaunchPlan } from '../agent.ts';
import { confinedArguments, confinedEnvironment, confinedRefusal } from './confined.ts';
import { launchEnvironment } from './environment.ts';
import { hookSettings } from './settings.ts';

/** Arguments with which a person could take the gate away, and what to do instead. */
const refused: ReadonlyMap<string, string> = new Map([
  ['--bare', 'it switches hooks off'],
  ['--safe-mode', 'it switches hooks off'],
  ['--restricted', 'it conflicts with the launch settings of the gate'],
  ['--settings', 'only the last such argument counts, and that must be the one of the gate'],
  ['--setting-sources', 'the gate sets it'],
  ['--permission-mode', 'choose the mode in the settings of Portcullis'],
  ['--dangerously-skip-permissions', 'choose the hands-off profile instead'],
  ['--allow-dangerously-skip-permissions', 'choose the hands-off profile instead'],
  ['--always-allow-bash', 'it is an argument of Portcullis, not of the agent'],
  ['--permission-prompt-tool', 'the gate asks the person itself'],
  ['--bg', 'the session would leave the terminal that the gate watches'],
  ['--background', 'the session would leave the terminal that the gate watches'],
  ['--cloud', 'the session would run on another machine'],
  ['--remote', 'the session would run on another machine'],
  ['--teleport', 'the session would run on another machine'],
  ['--worktree', 'the session would leave the workspace that the gate knows'],
  ['-w', 'the session would leave the workspace that the gate knows'],
  ['--', 'what stands behind it is no option any more, and the launch settings of the gate stand last'],
]);

export function launch(options: LaunchOptions): LaunchPlan {
  for (const argument of options.args.map(name)) {
    const why = refused.get(argument) ?? confinedRefusal(argument, options);
    if (why !== undefined)
      return { ok: false, problem: `Claude Code cannot be launched with ${argument}: ${why}.` };
  }
  const settings = ['--settings', JSON.stringify(hookSettings(options))];
  return {
    ok: true,
    file: options.program,
    // Last, where they count; and first, for an option without its value at the end would swallow the last ones.
    args: [
      ...settings,
      ...nativeMode(options),
      ...confinedArguments(options),
      ...options.args,
      ...settings,
      // Nothing behind these dashes is an option, whatever it begins with. A prompt there runs no command by "!".
      ...(options.prompt === undefined ? [] : ['--', options.prompt]),
    ],
    env: confinedEnvironment(launchEnvironment(options), options),
  };
}

/**
 * `manual` in a terminal and for unattended runs (`-p`) alike. `dontAsk` would be the natural mode for the latter,
 * but it never asks the PermissionRequest hook, on which the rule that asks about every tool rests (settings.ts);
 * in `-p` a question that no hook answers is a denial in `manual` as well.
 */
function nativeMode(options: LaunchOptions): readonly string[] {
  return options.profile === 'handsOff'
    ? ['--dangerously-skip-permissions']
    : ['--permission-mode', 'manual'];
}

/** True when the arguments start a run that prints its answer and ends. */
export function unattended(args: readonly string[]): boolean {
  return args.some((argument) => argument === '-p' || argument === '--print');
}

/** The id behind `--resume`; undefined for a list to choose from, and for the latest conversation. */
export function resumes(args: readonly string[]): string | undefined {
  for (const [at, argument] of args.entries()) {
    const [option, value = args[at + 1] ?? ''] = argument.split('=', 2);
    if ((option === '--resume' || option === '-r') && uuid.test(value)) return value.toLowerCase();
  }
  return undefined;
}

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/iu;

/** One-letter options may stand together (`-pw`) and hold their value (`-wname`). */
function name(argument: string): string {
  if (/^-[cdhpv]*w/u.test(argument)) return '-w';
  return argument.split('=', 1)[0] ?? argument;
}
