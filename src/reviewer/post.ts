// One request to a reviewer's endpoint over HTTP. Follows no redirect, reads no more than it must, and tells faults in
// words that hold neither the key nor what the endpoint wrote.

/** Bytes of an answer. */
const most = 65_536;

/** The decoded JSON of the answer. Rejects for every status but 200, and for whatever is too long or no JSON. */
export async function postJson(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: unknown,
  signal: AbortSignal,
): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
    body: JSON.stringify(body),
    redirect: 'manual',
    signal,
  }).catch((error: unknown) => {
    throw new Error(signal.aborted ? 'it was given up' : `it cannot be reached (${causeOf(error)})`);
  });
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new Error(response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400) ? 'it sends to another address, which is not followed' : `it answers with status ${response.status}`); // prettier-ignore
  }
  const text = await textOf(response, signal);
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('its answer is no JSON');
  }
}

async function textOf({ body }: Response, signal: AbortSignal): Promise<string> {
  if (body === null) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  try {
    for await (const chunk of body) {
      bytes += chunk.byteLength;
      if (bytes > most) throw new TooLong();
      text += decoder.decode(chunk, { stream: true });
    }
  } catch (error) {
    if (error instanceof TooLong) throw new Error('its answer is too long', { cause: error });
    throw new Error(signal.aborted ? 'it was given up' : 'the connection broke off', { cause: error });
  }
  return text + decoder.decode();
}

class TooLong extends Error {}

/** A code such as ECONNREFUSED; `fetch` hides it one level down. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  if (typeof cause === 'object' && cause !== null && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return 'no connection';
} // prettier-ignore
