// The demo agent's side of the hook: posts each message to the gate with the session's token. Whatever is not a
// clear answer is a failure, and the caller then does nothing.
import http from 'node:http';
import { json } from 'node:stream/consumers';
import { decodeDemoAnswer, type DemoAnswer, type DemoMessage, type DemoTool } from '../protocol/demo.ts';

export interface Connection {
  readonly url: string;
  readonly token: string;
  readonly folder: string;
  readonly conversation: string;
}

export interface Hook {
  hello(): Promise<void>;
  /** Passes on what the person wants. Undefined when that may be done; else why it is refused. */
  told(words: string): Promise<string | undefined>;
  /** Waits as long as the gate needs, which may be as long as a person needs. */
  mayI(step: string, action: DemoTool): Promise<DemoAnswer>;
  done(step: string, action: DemoTool, ok: boolean, milliseconds: number): Promise<void>;
  said(words: string): Promise<void>;
  bye(): Promise<void>;
}

export function connect({ url, token, folder, conversation }: Connection): Hook {
  const base = { folder, conversation };
  return {
    hello: async () => void (await post({ ...base, event: 'hello' })),
    said: async (words) => void (await post({ ...base, event: 'said', words })),
    bye: async () => void (await post({ ...base, event: 'bye' })),
    async told(words) {
      const answer = decodeDemoAnswer(await post({ ...base, event: 'told', words }));
      return answer && answer.verdict !== 'yes' ? answer.because : undefined;
    },
    async mayI(step, { tool, details }) {
      const answer = decodeDemoAnswer(await post({ ...base, event: 'may-i', step, tool, details }));
      if (!answer) throw new Error('The gate gave no clear answer.');
      return answer;
    },
    async done(step, { tool, details }, ok, milliseconds) {
      await post({ ...base, event: 'done', step, tool, details, ok, milliseconds });
    },
  };

  /** Not `fetch`, which gives up after five minutes without an answer: a person may need longer. */
  function post(message: DemoMessage): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const request = http.request(url, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      });
      request.on('error', reject);
      request.on('response', (response) => {
        const status = response.statusCode;
        if (status === 200) json(response).then(resolve, reject);
        else reject(new Error(`The gate refused the message with status ${status}.`));
      });
      request.end(JSON.stringify(message));
    });
  }
}
