// The endpoint of a reviewer for tests: a real server on 127.0.0.1 that answers as the test says, and keeps what it was
// asked.
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { endpointReviewer, type EndpointKind } from '../../src/reviewer/endpoints.ts';
import type { Reviewer, ReviewerNow } from '../../src/reviewer/reviewer.ts';

export interface AskedRequest {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface ReviewEndpoint {
  readonly url: string;
  readonly requests: readonly AskedRequest[];
  /** How each request is answered from now on. */
  answers(with_: (response: ServerResponse) => void): void;
  /** Answers with this text of the model, in the form of the kind. */
  says(text: string): void;
  reviewer(key?: string): Reviewer;
  now(more?: Partial<ReviewerNow>): ReviewerNow;
  close(): void;
}

export const opinion = (risk: string, authorised: boolean, sentence = 'It was asked for.'): string =>
  JSON.stringify({ risk, authorised, sentence });

export async function startReviewEndpoint(
  t: { after(end: () => void): void },
  kind: EndpointKind = 'openai',
): Promise<ReviewEndpoint> {
  const requests: AskedRequest[] = [];
  let answer = (response: ServerResponse): void => void response.writeHead(500).end();
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      requests.push({ url: request.url ?? '', headers: request.headers, body });
      answer(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  const url = `http://127.0.0.1:${address.port}`;
  const reviewer = (key?: string): Reviewer =>
    endpointReviewer({ kind, url, model: 'scripted', key: () => Promise.resolve(key) });
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  t.after(close);
  return {
    url,
    requests,
    reviewer,
    close,
    answers: (with_) => void (answer = with_),
    says: (text) => {
      answer = (response) => {
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify(wrapped(kind, text)));
      };
    },
    now: (more = {}) => ({ reviewer: reviewer(), reviews: 'auto', timeout: 8_000, ...more }),
  };
}

function wrapped(kind: EndpointKind, text: string): unknown {
  switch (kind) {
    case 'openai':
      return { choices: [{ index: 0, message: { role: 'assistant', content: text } }] };
    case 'anthropic':
      return { role: 'assistant', content: [{ type: 'text', text }] };
    case 'ollama':
      return { done: true, message: { role: 'assistant', content: text } };
  }
}
