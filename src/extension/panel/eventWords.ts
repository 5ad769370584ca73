// What stands in the journal besides decisions, in words and with an icon. Pure.
import { visible } from '../visible.ts';

export const decisionWords = {
  allow: { icon: 'pass', says: 'allowed', tone: 'ok' },
  ask: { icon: 'question', says: 'asked', tone: 'warning' },
  deny: { icon: 'circle-slash', says: 'denied', tone: 'danger' },
} as const;

interface EventWord {
  readonly icon: string;
  readonly says: string;
}

const words: Readonly<Record<string, EventWord>> = {
  'agent-ended': { icon: 'debug-disconnect', says: 'agent process ended' },
  'always-allow-bash': { icon: 'warning', says: 'always-allow-bash changed' },
  answer: { icon: 'account', says: 'you answered' },
  breach: { icon: 'flame', says: 'tool ran without a decision' },
  close: { icon: 'note', says: 'window closed' },
  'config-change': { icon: 'gear', says: 'agent settings changed' },
  consent: { icon: 'account', says: 'you agreed' },
  decision: { icon: 'law', says: 'call decided' },
  end: { icon: 'debug-disconnect', says: 'session ended' },
  'flow-cleared': { icon: 'pass', says: 'untrusted content cleared' },
  'guard-class': { icon: 'shield', says: 'part of the guard switched' },
  'foreign-prompt': { icon: 'warning', says: 'prompt of somebody else' },
  'gate-start': { icon: 'shield', says: 'gate started' },
  gated: { icon: 'shield', says: 'session gated' },
  grounding: { icon: 'note', says: 'identity text given' },
  'identity-accepted': { icon: 'account', says: 'identity file accepted' },
  'identity-drift': { icon: 'warning', says: 'identity file changed' },
  launch: { icon: 'play', says: 'agent launched' },
  mode: { icon: 'gear', says: 'permission mode changed' },
  open: { icon: 'note', says: 'window opened' },
  'orphan-ended': { icon: 'debug-disconnect', says: 'left-over process ended' },
  outcome: { icon: 'note', says: 'call finished' },
  outsider: { icon: 'warning', says: 'stranger refused at the port' },
  pause: { icon: 'debug-pause', says: 'session paused' },
  release: { icon: 'debug-continue', says: 'stop released' },
  resume: { icon: 'debug-continue', says: 'session goes on' },
  'session-files-pruned': { icon: 'note', says: 'old session files removed' },
  'session-rules': { icon: 'law', says: 'rules for the session' },
  settings: { icon: 'gear', says: 'settings in force' },
  'settings-changed': { icon: 'gear', says: 'settings were changed' },
  started: { icon: 'play', says: 'agent process started' },
  stop: { icon: 'debug-stop', says: 'emergency stop' },
  'stop-word': { icon: 'debug-stop', says: 'stop word heard' },
  stopped: { icon: 'debug-stop', says: 'processes stopped' },
  telemetry: { icon: 'note', says: 'telemetry switched' },
  'telemetry-dropped': { icon: 'warning', says: 'telemetry was dropped' },
  trust: { icon: 'star', says: 'trust moved' },
  'trust-lost': { icon: 'warning', says: 'trust records lost' },
  turn: { icon: 'note', says: 'turn ended' },
  ungated: { icon: 'warning', says: 'session not gated' },
  ungrounded: { icon: 'warning', says: 'identity text missing' },
  untrusted: { icon: 'warning', says: 'untrusted content taken in' },
  unvetted: { icon: 'flame', says: 'call came unvetted' },
  'workspace-rules-approved': { icon: 'account', says: 'rules of the workspace approved' },
  'workspace-trust': { icon: 'shield', says: 'workspace trust changed' },
};

/** An event of a later version has its own name. */
export function eventWord(event: string): EventWord {
  return words[event] ?? { icon: 'note', says: visible(event).replaceAll('-', ' ') };
}
