// Claude Code's tools that reach beyond the conversation and are neither shell, file nor web: schedules, work trees,
// messages to other agents, things put on the web. The gate asks about each; a row says what it does.
// Sources: the types of @anthropic-ai/claude-agent-sdk 0.3.329 and Claude Code's documentation of its tools.
import type { ToolCall } from '../../policy/call.ts';
import type { EffectKind } from '../../policy/effects.ts';
import { number, text, type Unknown } from '../../protocol/decode.ts';

interface Feature {
  readonly name: string;
  readonly effect: EffectKind;
  /** A clause without its subject. */
  readonly what: (input: Unknown) => string;
}

const rows: readonly Feature[] = [
  // What is scheduled runs when nobody looks: in the words of the law, it runs by itself.
  { name: 'CronCreate', effect: 'write.persist', what: (input) => `lets a prompt run by itself at “${text(input, 'cron') ?? '?'}”: ${prompt(input)}` },
  { name: 'ScheduleWakeup', effect: 'write.persist', what: (input) => `lets a prompt run by itself in ${number(input, 'delaySeconds') ?? '?'} seconds: ${prompt(input)}` },
  { name: 'RemoteTrigger', effect: 'write.persist', what: (input) => `manages an agent that runs in the cloud by itself (${text(input, 'action') ?? 'no action is named'})` },
  { name: 'Workflow', effect: 'exec.inline', what: (input) => `runs a script that starts sub-agents${named(input, 'name')}` },
  { name: 'SendMessage', effect: 'net.send', what: (input) => `sends a message to another agent${named(input, 'to')}` },
  { name: 'SendUserFile', effect: 'read.outside', what: (input) => `hands a file to the person${named(input, 'file_path')}` },
  { name: 'SendFeedback', effect: 'net.send', what: () => 'sends feedback to the maker of the agent' },
  { name: 'EnterWorktree', effect: 'vcs.write', what: (input) => `makes a work tree of the repository and goes on there${named(input, 'name')}` },
  { name: 'ExitWorktree', effect: 'vcs.discard', what: (input) => text(input, 'action') === 'keep' ? 'leaves its work tree and keeps it' : 'leaves its work tree and may remove it with the changes in it' },
  { name: 'Artifact', effect: 'publish', what: (input) => `puts a page on the web${named(input, 'file_path')}` },
  { name: 'ClaudeDesign', effect: 'cloud.write', what: () => 'changes a design in the cloud' },
  { name: 'Projects', effect: 'cloud.write', what: () => 'works on a project in the cloud' },
  { name: 'ShareOnboardingGuide', effect: 'publish', what: () => 'shares a guide with other people' },
  { name: 'propose_skills', effect: 'write.policy', what: () => 'proposes skills that would be added to the agent' },
  { name: 'OfferChromeSetup', effect: 'system', what: () => 'offers to connect the browser to the agent' },
]; // prettier-ignore

export const features: readonly (readonly [string, (tool: string, input: Unknown) => ToolCall])[] = rows.map(
  ({ name, effect, what }) => [name, (tool, input) => ({ kind: 'feature', tool, effect, what: what(input) })],
);

function prompt(input: Unknown): string {
  return shorten(text(input, 'prompt') ?? 'the prompt is not shown');
}

function named(input: Unknown, field: string): string {
  const value = text(input, field);
  return value === undefined ? '' : ` (${shorten(value)})`;
}

function shorten(words: string): string {
  return words.length > 120 ? `${words.slice(0, 119)}…` : words;
}
