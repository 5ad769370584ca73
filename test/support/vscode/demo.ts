// Calls in the name of a demo agent that runs in a window: with its own token, over its own hook, so that as many wait at
// once as a test needs. The agent itself makes one call after the other.
import { readFile } from 'node:fs/promises';
import { decodeDemoAnswer, type DemoAnswer, type DemoTool } from '../../../src/protocol/demo.ts';
import { descendantsOf } from '../processes.ts';
import { until } from '../until.ts';

export interface DemoCalls {
  readonly session: string;
  /** Resolves with the gate's answer, which may wait for the person. */
  ask(call: DemoTool): Promise<DemoAnswer>;
  line(line: string): Promise<DemoAnswer>;
  /** The same, and if it is allowed it is reported as done. */
  run(call: DemoTool): Promise<DemoAnswer>;
}

/** `not` are sessions that are known already. */
export async function demoCalls(server: number, folder: string, not: readonly string[] = []): Promise<DemoCalls> {
  const { url, token, session } = await until(() => runningDemo(server, not), { what: 'a demo agent runs' });
  let step = 0;
  const post = (body: object): Promise<Response> => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    return fetch(url, { method: 'POST', headers, body: JSON.stringify({ conversation: 'test', folder, ...body }) });
  };
  const ask = async ({ tool, details }: DemoTool, of = (step += 1)): Promise<DemoAnswer> => {
    const response = await post({ event: 'may-i', step: `t${of}`, tool, details });
    const answer = decodeDemoAnswer(await response.json());
    if (answer === undefined) throw new Error(`the gate gave no answer: ${response.status}`);
    return answer;
  };
  const run = async (call: DemoTool): Promise<DemoAnswer> => {
    const of = (step += 1);
    const answer = await ask(call, of);
    if (answer.verdict === 'yes') await post({ event: 'done', step: `t${of}`, ...call, ok: true, milliseconds: 1 });
    return answer;
  };
  return { session, ask: (call) => ask(call), line: (line) => ask({ tool: 'terminal', details: { line } }), run };
} // prettier-ignore

async function runningDemo(server: number, not: readonly string[]): Promise<{ url: string; token: string; session: string } | undefined> {
  for (const { pid } of await descendantsOf(server)) {
    const env = await environmentOf(pid);
    const [url, token, session] = ['PORTCULLIS_URL', 'PORTCULLIS_TOKEN', 'PORTCULLIS_SESSION'].map((name) => env.get(name));
    if (url?.endsWith('/demo') && token && session && !not.includes(session)) return { url, token, session };
  }
  return undefined;
} // prettier-ignore

async function environmentOf(pid: number): Promise<ReadonlyMap<string, string>> {
  const text = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
  return new Map(
    text.split('\0').map((one) => [one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1)] as const),
  );
}
