// The program that an agent's command hook runs: it takes the hook's message from standard input, posts it to the
// gate, and prints the gate's answer. Whatever goes wrong, it ends with 2 and a text on standard error, which every
// agent reads as "blocked". It must know nothing of what it carries.
import { request } from 'node:http';

/** Bytes of a message or an answer; the gate takes no longer ones. */
const longest = 8 * 1024 * 1024;
/** Milliseconds; shorter than the time-out that the launch gives to this hook. */
const patience = 12_000;

main().then(
  (answer) => process.stdout.write(answer),
  (error: unknown) => {
    process.stderr.write(`Portcullis: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  },
);

async function main(): Promise<string> {
  const url = new URL(needed('PORTCULLIS_URL'));
  const token = needed('PORTCULLIS_TOKEN');
  if (url.protocol !== 'http:' || url.hostname !== '127.0.0.1')
    throw new Error('the gate is not on this machine');
  const answer = await post(url, token, await input());
  const decoded: unknown = JSON.parse(answer);
  if (typeof decoded !== 'object' || decoded === null) throw new Error('the gate gave no answer');
  return answer;
}

async function input(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > longest) throw new Error('the message is too long');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

function post(url: URL, token: string, body: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const call = request(
      url,
      {
        method: 'POST',
        agent: false,
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'content-length': body.length,
        },
      },
      (reply) => {
        let text = '';
        reply.setEncoding('utf8');
        reply.on('data', (chunk: string) => {
          text += chunk;
          if (text.length > longest) call.destroy(new Error('the answer of the gate is too long'));
        });
        reply.on('error', reject);
        reply.on('end', () => {
          if (reply.statusCode === 200) resolve(text);
          else reject(new Error(`the gate answered ${reply.statusCode}`));
        });
      },
    );
    call.setTimeout(patience, () => call.destroy(new Error('the gate did not answer in time')));
    call.on('error', reject);
    call.end(body);
  });
}

function needed(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: this agent was not launched by the gate`);
  return value;
}
