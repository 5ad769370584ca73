// A reading → the operations on systems outside this machine. Most calls have none, and are told so at once.
import type { FeatureCall } from '../call.ts';
import type { CallReading } from '../classifier/read.ts';
import { addressOf } from '../commands/url.ts';
import { commandOperations, outward } from './commands.ts';
import { mcpOperation, type ToolAnnotations } from './mcp.ts';
import type { Operation } from './operation.ts';
import { messageHost } from './services.ts';

/** What the servers said about a tool when they were listed; `undefined` where nothing is known. */
export type Annotations = (server: string, tool: string) => ToolAnnotations | undefined;

const none: readonly Operation[] = [];

/** All operations of the call, in the order of its segments. Several lines of authority and the gate ask for them. */
export function operationsOf(reading: CallReading, annotations?: Annotations): readonly Operation[] {
  const before = known.get(reading);
  if (before !== undefined && before.annotations === annotations) return before.operations;
  const operations = allOperations(reading, annotations);
  known.set(reading, { annotations, operations });
  return operations;
}

const known = new WeakMap<
  CallReading,
  { readonly annotations: Annotations | undefined; readonly operations: readonly Operation[] }
>();

function allOperations(reading: CallReading, annotations: Annotations | undefined): readonly Operation[] {
  const { call, analysis, shell } = reading;
  switch (call.kind) {
    case 'mcp':
      return [mcpOperation(call, annotations?.(call.server, call.name))];
    case 'fetch':
      // An address of a file stays on this machine.
      return analysis.segments.some(({ effects }) => effects.some(({ kind }) => outward.has(kind)))
        ? [webOperation(call.url)]
        : none;
    case 'webSearch':
      return [{ ...webRead, service: 'web:search', name: 'search', targets: [call.query.slice(0, 80)] }];
    case 'shell':
    case 'skill':
      return analysis.segments.flatMap((report, index) =>
        report.effects.some(({ kind }) => outward.has(kind))
          ? commandOperations(report, shell?.segments[index], index)
          : none,
      );
    case 'feature':
      return outward.has(call.effect) ? [featureOperation(call)] : none;
    case 'edit':
    case 'read':
    case 'search':
    case 'agent':
    case 'internal':
    case 'other':
      return none;
  }
}

/** A feature of the agent itself that reaches outside is a service of its own. */
function featureOperation({ tool, effect, what }: FeatureCall): Operation {
  const kind = effect === 'net.send' ? 'send' : effect === 'publish' ? 'publish' : 'modify';
  const place = { service: `agent:${tool}`, name: tool, targets: [what.slice(0, 80)] };
  return { ...webRead, ...place, kind, reversibility: kind === 'modify' ? 'unknown' : 'no' };
}

const webRead: Operation = {
  service: '',
  channel: undefined,
  kind: 'read',
  name: 'GET',
  reversibility: 'yes',
  scope: 'single',
  items: 1,
  targets: [],
  segment: 0,
  malformed: false,
};

function webOperation(url: string): Operation {
  const host = addressOf(url)?.host;
  if (host === undefined) return { ...webRead, service: 'web:unknown', malformed: true };
  return { ...webRead, service: `web:${host}`, channel: messageHost(host), targets: [url.slice(0, 80)] };
}
