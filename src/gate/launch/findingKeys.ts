// Keys of Claude Code's settings files that matter to a gate, one row each.
// Source: the settings reference of code.claude.com; attacks tried with Claude Code 2.1.329.
import { isRecord } from '../../protocol/decode.ts';
import type { LaunchFinding } from '../api.ts';

export interface KeyRow {
  readonly key: string;
  readonly place: 'workspace' | 'managed';
  /** Undefined when this value does no harm. */
  tell(value: unknown): string | undefined;
  severity(value: unknown): LaunchFinding['severity'];
}

const neutralised = (): 'neutralised' => 'neutralised';
const ask = (): 'ask' => 'ask';
const refuse = (): 'refuse' => 'refuse';

/** Environment entries that the launch settings overrule. */
const overruled =
  /^(NODE_OPTIONS|NODE_PATH|LD_PRELOAD|LD_LIBRARY_PATH|LD_AUDIT|DYLD_INSERT_LIBRARIES|BASH_ENV|ENV|(HTTPS?|ALL|NO)_PROXY)$/i;
/** Environment entries that change nothing but looks and verbosity. */
const harmless = /^(LANG|LC_\w+|TZ|TERM|NO_COLOR|FORCE_COLOR|CI|DEBUG|NODE_ENV|RUST_LOG|PYTHONUNBUFFERED)$/;

export const settingKeys: readonly KeyRow[] = [
  {
    key: 'disableAllHooks',
    place: 'managed',
    tell: (value) =>
      value === true ? 'the administrator switched all hooks off, so this agent cannot be gated' : undefined,
    severity: refuse,
  },
  {
    key: 'allowManagedHooksOnly',
    place: 'managed',
    tell: (value) =>
      value === true
        ? 'the administrator allows no hooks but managed ones, so this agent cannot be gated'
        : undefined,
    severity: refuse,
  },
  {
    key: 'disableAllHooks',
    place: 'workspace',
    tell: (value) => (value === true ? 'switches all hooks off' : undefined),
    severity: neutralised,
  },
  {
    key: 'allowedHttpHookUrls',
    place: 'workspace',
    tell: () => 'limits the addresses of hooks',
    severity: neutralised,
  },
  {
    key: 'hooks',
    place: 'workspace',
    tell: (value) => {
      const events = isRecord(value) ? Object.keys(value) : [];
      return events.length > 0
        ? `brings hooks of its own (${events.join(', ')}): shell commands that no gate sees and that can rewrite a call after it was vetted`
        : undefined;
    },
    severity: ask,
  },
  {
    key: 'env',
    place: 'workspace',
    tell: (value) => {
      const names = isRecord(value) ? Object.keys(value).filter((name) => !harmless.test(name)) : [];
      return names.length > 0 ? `sets environment variables: ${names.join(', ')}` : undefined;
    },
    severity: (value) =>
      isRecord(value) && Object.keys(value).every((name) => harmless.test(name) || overruled.test(name))
        ? 'neutralised'
        : 'ask',
  },
  {
    key: 'apiKeyHelper',
    place: 'workspace',
    tell: (value) => `runs a program to get a key: ${String(value).slice(0, 120)}`,
    severity: ask,
  },
  ...[
    'awsAuthRefresh',
    'awsCredentialExport',
    'gcpAuthRefresh',
    'proxyAuthHelper',
    'otelHeadersHelper',
    'fileSuggestion',
    'subagentStatusLine',
  ].map((key): KeyRow => ({
    key,
    place: 'workspace',
    tell: (value) => `runs a program (${key}): ${(JSON.stringify(value) ?? '').slice(0, 120)}`,
    severity: ask,
  })),
  ...['enabledPlugins', 'extraKnownMarketplaces'].map((key): KeyRow => ({
    key,
    place: 'workspace',
    tell: (value) => {
      const names = isRecord(value) ? Object.keys(value) : [];
      return names.length > 0
        ? `brings plugins (${key}: ${names.join(', ')}), whose hooks and servers no gate sees`
        : undefined;
    },
    severity: ask,
  })),
  {
    key: 'statusLine',
    place: 'workspace',
    tell: () => 'runs a program for its status line',
    severity: ask,
  },
  {
    key: 'permissions',
    place: 'workspace',
    tell: (value) => {
      if (!isRecord(value)) return undefined;
      const allow = Array.isArray(value['allow']) ? value['allow'].length : 0;
      const directories = Array.isArray(value['additionalDirectories'])
        ? value['additionalDirectories'].length
        : 0;
      return allow + directories > 0 ? 'grants permissions, which the gate does not follow' : undefined;
    },
    severity: neutralised,
  },
];
