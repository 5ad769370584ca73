// The environment in which Claude Code starts: the person's own, without what could disable hooks or change what a
// hook's program or HTTP client does.
import type { LaunchOptions } from '../agent.ts';

/** Removed from the environment of the launch; each of them was seen to switch hooks off or to forge an answer. */
const removed: readonly RegExp[] = [
  /^CLAUDE_CODE_SIMPLE$/,
  /^CLAUDE_CODE_SAFE_MODE$/,
  // Other places for the administrator's settings than those in which the gate looks, and switches for hooks.
  /^CLAUDE_CODE_(MANAGED_SETTINGS_PATH|REMOTE_SETTINGS_PATH|MOCK_REMOTE_SETTINGS)$/,
  /^CLAUDE_CODE_(PERSONAL_HOOKS_OFF|DISABLE_HOOK_FORWARDING|HOOKS_SAME_THREAD)$/,
  /^CLAUDECODE$/,
  /^CLAUDE_CODE_(CHILD_SESSION|SESSION_ID|ENTRYPOINT|MESSAGING_SOCKET|MESSAGING_TOKEN)$/,
  /^CLAUDE_PID$/,
  /^NODE_OPTIONS$/,
  /^NODE_PATH$/,
  // Claude Code's own program is built with Bun, which runs what these name before anything else.
  /^BUN_/,
  /^LD_(PRELOAD|LIBRARY_PATH|AUDIT)$/,
  /^DYLD_/,
  /^(BASH_ENV|ENV)$/,
  /^(VSCODE|ELECTRON)_/,
  /^PORTCULLIS_/,
];

/** What `env` of the launch settings pins, so that no settings file of the project can inject it into hooks. */
export const pinned: Readonly<Record<string, string>> = {
  NODE_OPTIONS: '',
  NODE_PATH: '',
  LD_PRELOAD: '',
  LD_LIBRARY_PATH: '',
  LD_AUDIT: '',
  DYLD_INSERT_LIBRARIES: '',
  BASH_ENV: '',
  ENV: '',
};

const proxies = ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy'] as const;

/** The loopback address of the gate never goes through a proxy; a person's own proxy stays for everything else. */
export function proxySettings(env: LaunchOptions['env']): Readonly<Record<string, string>> {
  const settings: Record<string, string> = {};
  for (const name of proxies) settings[name] = env[name] ?? '';
  const own = [env['NO_PROXY'], env['no_proxy']].filter((value) => value !== undefined && value !== '');
  settings['NO_PROXY'] = ['127.0.0.1', 'localhost', ...own].join(',');
  settings['no_proxy'] = settings['NO_PROXY'];
  return settings;
}

export function launchEnvironment(options: LaunchOptions): Readonly<Record<string, string>> {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(options.env)) {
    if (value !== undefined && !removed.some((pattern) => pattern.test(name))) env[name] = value;
  }
  return {
    ...env,
    PORTCULLIS_URL: `${options.gateUrl}/hook/claude`,
    PORTCULLIS_TOKEN: options.token,
    PORTCULLIS_SESSION: options.sessionId,
  };
}
