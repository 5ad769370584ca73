// What the session's flow says about one call: the three of private data read, untrusted content taken in and data sent
// out ask, and so does running a file that the session itself wrote.
import type { CallReading } from '../classifier/read.ts';
import type { CheckContext } from '../context.ts';
import type { Verdict, VerdictFact } from '../decision.ts';
import { operationsOf } from '../external/operations.ts';
import { mayAsk } from '../mayAsk.ts';
import { factsOf, type CallFacts, type FlowFact, type FlowState, type Found } from './flow.ts';
import { definitionsOf } from './runners.ts';
import { writerOf } from './written.ts';

/** What the check needs to know of the session. */
export interface FlowInputs {
  readonly state: FlowState;
  /**
   * The seam for following code: true when the file's present content was read, is complete, and does nothing that
   * would not pass by itself. Without it no written file is harmless.
   */
  readonly followed?: (path: string) => boolean;
}

/** Silent where nothing is known of the session. */
export function flowVerdict(reading: CallReading, context: CheckContext): Verdict {
  const { flow } = context;
  const none = (reason: string): Verdict => ({ line: 'flow', behavior: 'none', reason });
  if (flow === undefined) return none('Session flow has nothing to say about this call.');
  const operations = operationsOf(reading, context.external?.annotations);
  const facts = factsOf(reading, operations);
  const found = trifecta(facts, flow.state) ?? ranAfterWriting(reading, facts, flow, context);
  if (found === undefined) return none('Nothing in this session speaks against it.');
  if (!mayAsk(reading, context)) return none(`${found.reason} The mode decides.`);
  return { line: 'flow', behavior: 'ask', ...found };
}

type Ask = Pick<Verdict, 'reason' | 'facts'>;

/** Within the call itself only what comes before, or in, the part that sends can have reached it. */
function trifecta(facts: CallFacts, state: FlowState): Ask | undefined {
  for (const sent of facts.sent) {
    const secret = earlier('private', state.private[0]) ?? here('private', facts.private.find(({ segment }) => segment <= sent.segment));
    const taken = earlier('untrusted', state.untrusted[0]) ?? here('untrusted', facts.untrusted.find(({ segment }) => segment < sent.segment));
    if (secret === undefined || taken === undefined) continue;
    const reason = `It sends data out (${sent.what}) after private data was read (${told(secret)}) and untrusted content was taken in (${told(taken)}).`;
    return { reason, facts: [secret, taken, { role: 'sent', call: thisCall, what: sent.what }] };
  }
  return undefined;
} // prettier-ignore

/** Stands for the id of the call that is being checked. */
export const thisCall = 'this call';

function earlier(role: VerdictFact['role'], fact: FlowFact | undefined): VerdictFact | undefined {
  return fact === undefined ? undefined : { role, ...fact };
}

function here(role: VerdictFact['role'], found: Found | undefined): VerdictFact | undefined {
  return found === undefined ? undefined : { role, call: thisCall, what: found.what };
}

function told({ what, call }: VerdictFact): string {
  return call === thisCall ? `${what}, in this call` : `${what}, call ${call}`;
}

function ranAfterWriting(
  { analysis, shell }: CallReading,
  facts: CallFacts,
  { state, followed }: FlowInputs,
  { facts: machine }: CheckContext,
): Ask | undefined {
  for (const [at, { effects, program }] of analysis.segments.entries()) {
    if (!effects.some(({ kind }) => kind === 'exec.project')) continue;
    const cwd = shell?.segments[at]?.cwd ?? machine.cwd;
    const named = effects.flatMap(({ kind, target }) =>
      kind === 'exec.project' && target !== undefined && /^(?:[\\/]|[A-Za-z]:)/u.test(target) ? [target] : [],
    );
    const paths = named.length > 0 ? named : definitionsOf(program).map((name) => `${cwd}/${name}`);
    for (const path of paths) {
      const earlier = facts.written.find((write) => write.segment < at && within(path, write.path));
      const real = machine.realPath(path) ?? path;
      const call =
        earlier === undefined ? (writerOf(state.written, path) ?? writerOf(state.written, real)) : thisCall;
      if (call === undefined || followed?.(path) === true) continue;
      const fact: VerdictFact = { role: 'written', call, what: path };
      return { reason: `It runs a file that was written in this session (${told(fact)}).`, facts: [fact] };
    }
  }
  return undefined;
}

function within(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`) || path.startsWith(`${folder}\\`);
}
