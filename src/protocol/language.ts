// What editor and language server tell each other beside the protocol's own messages. The editor knows which files
// hold in its window and what the gate goes by; the server only ever asks about texts.
import { permissionModes, type PermissionMode, type RuleScope } from '../policy/decision.ts';
import type { Platform } from '../policy/facts.ts';
import { decodeRuleRef } from '../policy/rules/count.ts';
import type { Uncounted } from '../policy/rules/findings.ts';
import type { RuleSource } from '../policy/rules/rule.ts';
import { isRecord, text } from './decode.ts';
import { agentRuleChoices, type AgentRuleChoice } from './settings.ts';

/** Names of the messages, from the editor to the server. */
export const languageMessages = {
  /** Carries `WindowFacts`, whenever one of them changed. */
  window: 'portcullis/window',
  /** The journal has grown. */
  decided: 'portcullis/decided',
} as const;

/** What the server is told once, when it starts. Paths of this machine. */
export interface LanguageStart {
  /** The grammar of shell lines, that of `.br` compressed; without it there are no examples and fewer findings. */
  readonly grammar?: { readonly runtime: string; readonly bash: string };
  /** The file of the effect-verb model. */
  readonly model?: string;
  /** The page that explains the codes of findings. */
  readonly documentation?: string;
  /** The folder of the journal, and the one where old parts of it lie packed. */
  readonly journal?: { readonly folder: string; readonly archive: string };
}

/** A settings file that holds in the window. */
export interface SettingsPlace {
  readonly file: string;
  readonly scope: Extract<RuleScope, 'user' | 'workspace' | 'folder'>;
  /** Where a rule's path like `/src` starts. */
  readonly base?: string;
  /** Why allow rules of this file do not count; absent where they do. */
  readonly uncounted?: Uncounted;
}

export interface WindowFacts {
  readonly platform: Platform;
  readonly home: string;
  readonly roots: readonly string[];
  readonly trusted: boolean;
  readonly readAgentRules: AgentRuleChoice;
  /** The person's own mode, against which a workspace's is measured. */
  readonly mode: PermissionMode;
  /** Rules of the built-in guard that the person excepted. */
  readonly floorExceptions: readonly string[];
  readonly places: readonly SettingsPlace[];
  /** All rules that hold in the window now, as they were saved. */
  readonly rules: readonly RuleSource[];
  /** Show above a rule how often it decided? */
  readonly lenses: boolean;
  /** Commands of the editor that lenses and fixes may run; those that there are. */
  readonly commands: { readonly approve?: string; readonly simulate?: string; readonly compare?: string };
}

/** A call that a lens opens in the simulator: one of the panel's kinds of calls, and what a person would type. */
export interface LensCall {
  readonly tool: 'shell' | 'powershell' | 'read' | 'write' | 'fetch' | 'mcp';
  readonly input: string;
}

const lensTools: readonly LensCall['tool'][] = ['shell', 'powershell', 'read', 'write', 'fetch', 'mcp'];

export function decodeLensCall(value: unknown): LensCall | undefined {
  if (!isRecord(value)) return undefined;
  const [tool, input] = [lensTools.find((one) => one === value['tool']), text(value, 'input')];
  return tool === undefined || input === undefined ? undefined : { tool, input };
}

export const noWindow: WindowFacts = {
  platform: 'linux',
  home: '/',
  roots: [],
  trusted: false,
  readAgentRules: 'denyAndAsk',
  mode: 'default',
  floorExceptions: [],
  places: [],
  rules: [],
  lenses: false,
  commands: {},
};

export function decodeLanguageStart(value: unknown): LanguageStart {
  if (!isRecord(value)) return {};
  const { grammar } = value;
  const [runtime, bash] = isRecord(grammar) ? [text(grammar, 'runtime'), text(grammar, 'bash')] : [];
  const model = text(value, 'model');
  const documentation = text(value, 'documentation');
  const [folder, archive] = isRecord(value['journal'])
    ? [text(value['journal'], 'folder'), text(value['journal'], 'archive')]
    : [];
  return {
    ...(runtime === undefined || bash === undefined ? {} : { grammar: { runtime, bash } }),
    ...(model === undefined ? {} : { model }),
    ...(documentation === undefined ? {} : { documentation }),
    ...(folder === undefined || archive === undefined ? {} : { journal: { folder, archive } }),
  };
}

/** What is missing or wrong is as in a window of which nothing is known: nothing loosens there. */
export function decodeWindowFacts(value: unknown): WindowFacts {
  if (!isRecord(value)) return noWindow;
  const platform = (['linux', 'darwin', 'win32'] as const).find((one) => one === value['platform']);
  const commands = isRecord(value['commands']) ? value['commands'] : {};
  const [approve, simulate, compare] = ['approve', 'simulate', 'compare'].map((name) => text(commands, name));
  return {
    platform: platform ?? noWindow.platform,
    home: text(value, 'home') ?? noWindow.home,
    roots: texts(value['roots']),
    trusted: value['trusted'] === true,
    readAgentRules: agentRuleChoices.find((one) => one === value['readAgentRules']) ?? noWindow.readAgentRules,
    mode: permissionModes.find((one) => one === value['mode']) ?? noWindow.mode,
    floorExceptions: texts(value['floorExceptions']),
    places: list(value['places'], decodePlace),
    rules: list(value['rules'], decodeRule),
    lenses: value['lenses'] === true,
    commands: {
      ...(approve === undefined ? {} : { approve }),
      ...(simulate === undefined ? {} : { simulate }),
      ...(compare === undefined ? {} : { compare }),
    },
  };
} // prettier-ignore

const scopes = ['user', 'workspace', 'folder'] as const;
const reasons: readonly Uncounted[] = ['unapproved', 'untrusted', 'agent', 'elsewhere'];

function decodePlace(value: unknown): SettingsPlace | undefined {
  if (!isRecord(value)) return undefined;
  const [file, base] = [text(value, 'file'), text(value, 'base')];
  const scope = scopes.find((one) => one === value['scope']);
  if (file === undefined || scope === undefined) return undefined;
  const why = reasons.find((one) => one === value['uncounted']);
  // A reason that is not known is no reason to believe that the rules count.
  const uncounted = why ?? (value['uncounted'] === undefined ? undefined : 'unapproved');
  return { file, scope, ...(base === undefined ? {} : { base }), ...(uncounted === undefined ? {} : { uncounted }) };
} // prettier-ignore

const forms = ['tool-name', 'tool-prefix', 'claude', 'unreadable'] as const;

function decodeRule(value: unknown): RuleSource | undefined {
  const rule = decodeRuleRef(value);
  if (rule === undefined || !isRecord(value)) return undefined;
  const base = text(value, 'base');
  const form = forms.find((one) => one === value['form']);
  return { ...rule, ...(base === undefined ? {} : { base }), ...(form === undefined ? {} : { form }) };
}

function texts(value: unknown): readonly string[] {
  return list(value, (one) => (typeof one === 'string' ? one : undefined));
}

function list<T>(value: unknown, decode: (one: unknown) => T | undefined): readonly T[] {
  return Array.isArray(value) ? value.flatMap((one) => decode(one) ?? []) : [];
}
