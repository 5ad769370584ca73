// The lines of authority under the three layers of the diagram, in words. Pure.
import type { Decision, Layer, Line, Verdict } from '../../policy/decision.ts';
import type { NodeId, Tone } from '../../protocol/panel.ts';

/** Where a line stands on the way, and what a person calls it. */
export const lineWords: Readonly<Record<Line, { readonly name: string; readonly layer: NodeId }>> = {
  stop: { name: 'Emergency stop', layer: 'call' },
  floor: { name: 'Built-in guard', layer: 'classifier' },
  lock: { name: 'Shell lock', layer: 'rules' },
  'deny-rule': { name: 'Deny rules', layer: 'rules' },
  'ask-rule': { name: 'Ask rules', layer: 'rules' },
  'allow-rule': { name: 'Allow rules', layer: 'rules' },
  threat: { name: 'Obvious threats', layer: 'classifier' },
  flow: { name: 'What the session did', layer: 'classifier' },
  external: { name: 'Trust in the service', layer: 'rules' },
  safe: { name: 'Proved safe', layer: 'classifier' },
  mode: { name: 'Permission mode', layer: 'person' },
};

export const layerNames: Readonly<Record<Layer, string>> = {
  stop: 'the emergency stop',
  floor: 'the built-in guard',
  lock: 'the lock of a session that is not trusted',
  'deny-rule': 'a deny rule',
  'ask-rule': 'an ask rule',
  'allow-rule': 'an allow rule',
  threat: 'an obvious threat',
  flow: 'what the session did before',
  external: 'trust in the service',
  safe: 'proof that it is safe',
  mode: 'the permission mode',
  reviewer: 'the reviewer',
  person: 'you',
  dontAsk: 'the mode that never asks',
  paused: 'the pause of the session',
  grounding: 'the text that the agent had to be given first',
  failure: 'the lack of a valid answer, which means no',
};

/** What decided, as a name of a few words for a row, a chip or a filter. */
const layerTitles: Readonly<Record<Exclude<Layer, Line>, string>> = {
  reviewer: 'Reviewer',
  person: 'You',
  dontAsk: 'Mode that never asks',
  paused: 'Pause of the session',
  grounding: 'Identity text first',
  failure: 'No valid answer',
};

/** Of a later version's layer its own name. */
export function layerTitle(layer: string): string {
  const named: Readonly<Record<string, string | undefined>> = layerTitles;
  const line = Object.entries(lineWords).find(([id]) => id === layer)?.[1];
  return line?.name ?? named[layer] ?? layer;
}

export const tones: Readonly<Record<Verdict['behavior'], Tone>> = {
  allow: 'ok',
  ask: 'warning',
  deny: 'danger',
  none: 'dim',
};

export const says: Readonly<Record<Verdict['behavior'], string>> = {
  allow: 'allow',
  ask: 'ask',
  deny: 'deny',
  none: 'no opinion',
};

/** What a layer as a whole said: the strictest of its lines, or the one that decided. */
export function layerSays(decision: Decision, layer: NodeId): Verdict['behavior'] {
  const own = decision.trace.filter(({ line }) => lineWords[line].layer === layer);
  const deciding = own.find(({ line }) => line === decision.layer);
  if (deciding !== undefined) return deciding.behavior;
  const order: readonly Verdict['behavior'][] = ['deny', 'ask', 'allow', 'none'];
  return order.find((one) => own.some(({ behavior }) => behavior === one)) ?? 'none';
}

export const riskWords: Readonly<
  Record<NonNullable<Decision['risk']>, { readonly text: string; readonly tone: Tone }>
> = {
  none: { text: 'no risk', tone: 'dim' },
  low: { text: 'low risk', tone: 'plain' },
  mid: { text: 'medium risk', tone: 'warning' },
  high: { text: 'high risk', tone: 'danger' },
  incomplete: { text: 'risk not known', tone: 'warning' },
};
