// One program for one state folder: an abstract unix socket goes with its process, however it ended, and leaves no file behind.
import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { createServer, type Server } from 'node:net';

/** `program`: `agent`, `server`. @throws Error when another one works with this folder */
export async function lockFolder(folder: string, program: string): Promise<Server> {
  const name = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 32);
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new Error(`another ${program} works with ${folder} already`) : error);
    });
    server.listen(`\0castellan-${program}-${name}`, resolve);
  });
  return server.unref();
}
