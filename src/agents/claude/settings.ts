// The settings that Claude Code gets for one launch. They outrank the settings files of user and project; nothing
// is written to disk.
import type { LaunchOptions } from '../agent.ts';
import { confinedSettings, ownEnvironment } from './confined.ts';
import { pinned, proxySettings } from './environment.ts';
import { hiddenTools } from './tools.ts';

/** Seconds. A person may take a day to answer; what has no person answers at once. */
const timeouts = { person: 86_400, expansion: 86_400, machine: 30, record: 5 } as const;

interface HttpHook {
  readonly type: 'http';
  readonly url: string;
  readonly timeout: number;
  readonly onFailure?: 'block';
  readonly headers: Readonly<Record<string, string>>;
  readonly allowedEnvVars: readonly string[];
}

/** The JSON for `--settings`. */
export function hookSettings(options: LaunchOptions): Readonly<Record<string, unknown>> {
  const url = `${options.gateUrl}/hook/claude`;
  const http = (timeout: number): HttpHook => ({
    type: 'http',
    url,
    timeout,
    onFailure: 'block',
    headers: { Authorization: 'Bearer $PORTCULLIS_TOKEN' },
    allowedEnvVars: ['PORTCULLIS_TOKEN'],
  });
  /**
   * What is only recorded holds nobody up: Claude Code ignores `onFailure` here, and was seen to go on at once when
   * the gate is gone or answers with an error, and after `timeout` when it hangs.
   */
  const noted = (): readonly { readonly hooks: readonly HttpHook[] }[] => {
    const { onFailure: _onFailure, ...hook } = http(timeouts.record);
    return [{ hooks: [hook] }];
  };
  const each = (timeout: number) => [{ matcher: '*', hooks: [http(timeout)] }];
  const all = (timeout: number) => [{ hooks: [http(timeout)] }];
  return {
    ...confinedSettings(options),
    disableAllHooks: false,
    permissions: permissions(options),
    // A list of the project may be empty; lists of all sources merge, so ours lets the gate through.
    allowedHttpHookUrls: [`${options.gateUrl}/*`],
    httpHookAllowedEnvVars: ['PORTCULLIS_TOKEN'],
    env: { ...ownEnvironment(options), ...pinned, ...proxySettings(options.env) },
    hooks: {
      PreToolUse: each(timeouts.person),
      PermissionRequest: each(timeouts.machine),
      PostToolUse: each(timeouts.machine),
      PostToolUseFailure: each(timeouts.machine),
      UserPromptSubmit: all(timeouts.machine),
      UserPromptExpansion: all(timeouts.expansion),
      ConfigChange: all(timeouts.machine),
      PreCompact: all(timeouts.machine),
      SessionEnd: all(timeouts.machine),
      Stop: noted(),
      StopFailure: noted(),
      SubagentStop: noted(),
      // An http hook never fires on SessionStart, so the sign of life is a program.
      SessionStart: [
        {
          hooks: [{ type: 'command', command: options.canary.file, args: options.canary.args, timeout: 15 }],
        },
      ],
    },
  };
}

/**
 * Every tool is asked about, also when the PreToolUse hook allowed it: only the PermissionRequest hook, that is the
 * gate a second time, settles the question, and it does so for calls that it has vetted. So a gate that answers
 * nothing that Claude Code understands (an empty answer, another program on its port) grants nothing, in any mode,
 * bypassPermissions included. Measured with Claude Code 2.1.329: `onFailure` alone leaves that case open.
 */
function permissions({
  profile,
  tools,
  hideLocked = false,
}: LaunchOptions): Readonly<Record<string, unknown>> {
  const denied = hiddenTools(tools, hideLocked);
  return {
    ask: ['*'],
    ...(denied.length === 0 ? {} : { deny: denied }),
    disableAutoMode: 'disable',
    ...(profile === 'guarded' ? { disableBypassPermissionsMode: 'disable' } : {}),
  };
}
