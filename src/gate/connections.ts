// Keeps connections of strangers from taking the place of agents: who has shown no token yet is one of a few, and
// when more come, the oldest of them is cut off.
import type { Server } from 'node:http';
import type { Socket } from 'node:net';

export interface Connections {
  /** A valid token came over this connection. */
  proven(socket: Socket): void;
}

export function watchConnections(server: Server, most: number): Connections {
  const strange = new Set<Socket>();
  server.on('connection', (socket) => {
    strange.add(socket);
    socket.once('close', () => strange.delete(socket));
    if (strange.size <= most) return;
    const [oldest] = strange;
    oldest?.destroy();
  });
  return { proven: (socket) => void strange.delete(socket) };
}
