// The simulator: what the real check says of a call that nobody makes. It executes nothing, counts nothing and leaves
// no trace; what it shows is made from the decision alone.
import type { Gate, PermissionContext, PermissionDecision } from '../../gate/api.ts';
import type { AgentId } from '../../agents/agent.ts';
import { agents } from '../../agents/agents.ts';
import { permissionModes, type PermissionMode, type Verdict } from '../../policy/decision.ts';
import type { Intent, Simulated } from '../../protocol/panel.ts';
import { shown } from '../visible.ts';
import { segmentViews } from './effectWords.ts';
import { layerNames, lineWords, riskWords, says, tones } from './lineWords.ts';
import { toolKinds } from './toolKinds.ts';

export type Wanted = Pick<Extract<Intent, { type: 'simulate' }>, 'agent' | 'mode' | 'tool' | 'input'>;

/** A call as the gate takes it. */
export interface TriedCall {
  readonly tool: string;
  readonly input: unknown;
  readonly context: PermissionContext & { readonly agent: AgentId };
}

/** Undefined where the input cannot be one of that tool, or the agent is not known. */
export function triedCall({ agent, mode, tool, input }: Wanted, cwd: string): TriedCall | undefined {
  const kind = toolKinds.find(({ id }) => id === tool);
  const known = Object.values(agents).find(({ id }) => id === agent);
  const made = kind?.call(input);
  if (made === undefined || known === undefined) return undefined;
  const chosen = permissionModes.find((one): one is PermissionMode => one === mode);
  return { ...made, context: { agent: known.id, cwd, ...(chosen === undefined ? {} : { mode: chosen }) } };
}

export async function simulate(gate: Gate, { tool, input, context }: TriedCall): Promise<Simulated> {
  return simulatedView(await gate.hasPermissionsToUseTool(tool, input, context), context.cwd);
}

export function simulatedView(decision: PermissionDecision, cwd: string): Simulated {
  const { behavior, layer, analysis, risk, advice, elapsed } = decision;
  const doubts = [...analysis.doubts, ...analysis.segments.flatMap((segment) => segment.doubts)];
  return {
    behavior,
    title: titles[behavior],
    tone: tones[behavior],
    decidedBy: layerNames[layer],
    reason: shown(decision.reason),
    consequence: shown(decision.consequence),
    ...(advice === undefined ? {} : { advice: shown(advice) }),
    ...(risk === undefined ? {} : { risk: riskWords[risk] }),
    confidence: confidenceOf(decision, doubts.length),
    complete: analysis.complete,
    segments: segmentViews(analysis.segments, cwd),
    doubts: analysis.doubts.map(({ text }) => shown(text)),
    lines: decision.trace.map((verdict) => lineView(verdict, verdict.line === layer)),
    milliseconds: Math.round(elapsed * 10) / 10,
    ruleable: behavior === 'ask' && layer !== 'ask-rule',
  };
}

function lineView({ line, behavior, reason, rule }: Verdict, decides: boolean): Simulated['lines'][number] {
  const { name, layer } = lineWords[line];
  return {
    name,
    layer,
    says: says[behavior],
    tone: tones[behavior],
    reason: shown(reason),
    decides,
    ...(rule === undefined
      ? {}
      : {
          rule: {
            text: shown(rule.text),
            ...(rule.file === undefined ? {} : { file: rule.file }),
            ...(rule.line === undefined ? {} : { line: rule.line }),
          },
        }),
  };
}

/** What stands behind the answer: proof, a sighting, or a doubt. */
function confidenceOf({ layer, analysis }: PermissionDecision, doubts: number): string {
  if (layer === 'failure') return 'None: a part of the gate failed';
  if (layer === 'floor' || layer === 'threat') return 'High: a known danger was seen';
  if (layer === 'safe') return 'High: every part is understood and only reads';
  if (analysis.complete) return 'High: every part is understood';
  return `Low: ${doubts === 1 ? 'one thing is' : `${doubts} things are`} not certain`;
}

const titles = { allow: 'Would run', ask: 'Would ask', deny: 'Would be denied' } as const;
