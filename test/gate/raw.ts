// Raw bytes to the gate and what comes back.
import { connect, type Socket } from 'node:net';

/** The body of a call that waits for a decision. */
export const wish = JSON.stringify({
  session_id: 's',
  cwd: '/',
  hook_event_name: 'PreToolUse',
  tool_name: 'Frob',
  tool_use_id: 'c',
  tool_input: {},
});

export function open(port: number, host = '127.0.0.1'): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host }, () => resolve(socket));
    socket.on('error', reject);
  });
}

/** Sends raw text and gives all that comes back until the other side closes. */
export async function speak(port: number, text: string): Promise<string> {
  const socket = await open(port);
  socket.write(text);
  return heard(socket);
}

/** All that comes until the other side closes. */
export async function heard(socket: Socket): Promise<string> {
  let answer = '';
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => (answer += chunk));
  // A reset after the answer is a close too.
  socket.on('error', () => {});
  await new Promise((resolve) => socket.on('close', resolve));
  return answer;
}
