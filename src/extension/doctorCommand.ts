// The doctor's report as a document: is the gate live, which agents can be gated, what weakens the set-up.
import { homedir } from 'node:os';
import * as vscode from 'vscode';
import type { StopState } from '../gate/api.ts';
import { looseModes, looseness, type Loose } from '../gate/looseness.ts';
import { promptPlaces } from '../gate/stores/retention.ts';
import { pathOf } from '../gate/stores/within.ts';
import type { Latch } from '../gate/latch.ts';
import type { RuleCount } from '../policy/rules/count.ts';
import { isRecord, text } from '../protocol/decode.ts';
import { agentName } from './agentNames.ts';
import { configuredProgram } from './agentPath.ts';
import type { Documents } from './documents.ts';
import { findAgents, type FoundAgent } from './findAgents.ts';
import type { LazyGate } from './lazyGate.ts';
import { localFolders } from './localFolders.ts';
import type { ReviewerHere } from './reviewer/reviewer.ts';
import { adviceLines } from './ruleAdvice.ts';
import { setAsideText } from './setAsideNews.ts';
import type { LiveSettings } from './settings.ts';
import { clock, count, modeNames } from './statusText.ts';
import type { Telemetry } from './telemetry.ts';
import { trustLine } from './untrustedTexts.ts';
import { visible } from './visible.ts';
import type { WorkspaceApprovals } from './workspaceApprovals.ts';

export interface DoctorParts {
  readonly gate: LazyGate;
  readonly documents: Documents;
  readonly settings: LiveSettings;
  readonly approvals: WorkspaceApprovals;
  readonly stateDir: string;
  readonly latch: Latch;
  readonly context: vscode.ExtensionContext;
  readonly telemetry: Pick<Telemetry, 'state'>;
  readonly reviewer: Pick<ReviewerHere, 'report'>;
}

export async function doctor(parts: DoctorParts): Promise<void> {
  const gate = await parts.gate.get();
  const found = await findAgents({ env: process.env, home: homedir(), configured: configuredProgram });
  const mode = parts.settings.mode();
  const loose = await looseIn(parts.stateDir);
  await parts.settings.whenAdvised();
  const weak = [...gate.problems(), ...weaknesses(parts, loose, Number.POSITIVE_INFINITY)];
  const sessions = gate.sessions.list();
  const counts = gate.ruleCounts();
  const report = [
    '# Portcullis: Doctor',
    `Portcullis ${versionOf(parts.context)}, VS Code ${vscode.version}, Node ${process.versions.node}, ${process.platform} ${process.arch}`,
    '## The gate',
    [
      `- It listens on 127.0.0.1:${gate.port}.`,
      `- ${stopLine(parts.latch.state())}`,
      `- Permission mode: ${modeNames[mode]} (\`${mode}\`).`,
      ...parts.settings.setAside().map((rule) => `- ${setAsideText(rule)}`),
      `- State and journal: ${parts.stateDir}`,
      `- ${parts.telemetry.state() ?? 'Nothing is sent to a collector.'}`,
      `- ${await parts.reviewer.report()}`,
    ].join('\n'),
    '## Agents on this machine',
    found.map(agentLine).join('\n'),
    '## Sessions of this window',
    sessions.length === 0
      ? 'None.'
      : sessions
          .map(
            (one) =>
              `- ${agentName(one.agent)}, since ${clock(one.startedAt)}: ${one.state}, ${one.calls} calls, ${one.denials} denied, in ${one.cwd}${sentence(trustLine(one.trust))}`,
          )
          .join('\n'),
    '## Rules that decided since the gate began',
    counts.length === 0 ? 'None.' : counts.map(countLine).join('\n'),
    '## What weakens the set-up',
    weak.length === 0 ? 'Nothing was found.' : weak.map((one) => `- ${one}`).join('\n'),
    'Portcullis is not a sandbox: what runs has the access of your user account.',
  ];
  await parts.documents.show('Portcullis Doctor.md', `${report.join('\n\n')}\n`);
  if (loose.length > 0) await offerRepair(loose);
}

/** Of the folder of state, and of the folders with files of sessions in this window's workspace. */
async function looseIn(stateDir: string): Promise<readonly Loose[]> {
  const places = promptPlaces(stateDir, localFolders()).map(pathOf);
  return looseness().find([stateDir, ...places.filter((place) => !place.startsWith(stateDir))]);
}

async function offerRepair(loose: readonly Loose[]): Promise<void> {
  const repair = 'Repair';
  const answer = await vscode.window.showWarningMessage(
    `Others may look into ${count(loose.length, 'file')} of Portcullis.`,
    repair,
  );
  if (answer !== repair) return;
  const problems = await looseness().repair(loose);
  if (problems.length === 0)
    void vscode.window.showInformationMessage(
      `Repaired: ${count(loose.length, 'file')} can be read by you alone.`,
    );
  else void vscode.window.showErrorMessage(problems.join(' '));
}

/** What weakens the set-up, a sentence each; of rules at most `mostAdvice`. */
export function weaknesses(
  { settings, approvals, stateDir }: Pick<DoctorParts, 'settings' | 'approvals' | 'stateDir'>,
  loose: readonly Loose[] = looseModes([stateDir]),
  mostAdvice = 20,
): readonly string[] {
  const unapproved = approvals
    .unapproved()
    .map(
      ({ name, rules }) =>
        `${name} brings ${rules.length} allow rules that you have not approved; they do not count.`,
    );
  return [
    ...(process.getuid?.() === 0
      ? ['The editor runs as root: agents have every right on this machine.']
      : []),
    ...(settings.mode() === 'bypassPermissions'
      ? ['The mode lets everything run that is not expressly stopped.']
      : []),
    ...settings
      .current()
      .floorExceptions.map((id) => `The built-in guard's class ${id} is switched off in the user settings.`),
    ...settings
      .exceptionsUnconfirmed()
      .map(
        (id) => `The user settings switch off ${id} of the built-in guard; it holds until you confirm that.`,
      ),
    ...(settings.current().alwaysAllowBash
      ? ['Every shell command runs unasked: always-allow-bash is on.']
      : []),
    ...(settings.current().grounding.maxAge === 0
      ? ['Agents need not have been told who they are before they send something: grounding.maxAge is 0.']
      : []),
    ...settings.problems().map((problem) => `Settings: ${problem}`),
    ...adviceLines(settings.advice(), mostAdvice),
    ...(vscode.workspace.isTrusted
      ? []
      : [
          'The workspace is not trusted: its allow rules and weaker modes do not count, agents run no shell commands, and their plugins, skills, MCP servers and hooks are off.',
        ]),
    ...unapproved,
    ...loose.map(({ path, how }) => `Others may read or change ${path} (${how}).`),
  ];
}

function sentence(text: string | undefined): string {
  return text === undefined ? '' : `. ${text}`;
}

function countLine({ rule, decided, last }: RuleCount): string {
  const place = rule.file === undefined ? `${rule.scope} settings` : `${rule.file}${rule.line === undefined ? '' : `:${rule.line}`}`;
  return `- ${rule.behavior} \`${visible(rule.text)}\` (${place}): ${count(decided, 'call')}, last at ${clock(last)}`;
} // prettier-ignore

export function versionOf({ extension }: vscode.ExtensionContext): string {
  const manifest: unknown = extension.packageJSON;
  return isRecord(manifest) ? (text(manifest, 'version') ?? '') : '';
}

function agentLine({ name, program, version, problem }: FoundAgent): string {
  if (program === undefined) return `- ${name}: ${problem ?? 'not found.'}`;
  return `- ${name} ${version}, ${program}: ${problem ?? 'can be gated.'}`;
}

function stopLine(stop: StopState): string {
  return stop.engaged
    ? `The emergency stop is engaged since ${clock(stop.since)}, by ${stop.by}: every call is denied.`
    : 'The emergency stop is not engaged.';
}
