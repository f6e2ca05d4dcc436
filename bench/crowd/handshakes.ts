// Bare mutual TLS handshakes, made as fast as they can be: what no connection of an agent can be cheaper than.
import { connect, type TLSSocket } from 'node:tls';
import type { ClientCredentials } from '../../certs/credentials.ts';

export interface Moments {
  /** Milliseconds since the epoch. */
  began: number;
  last: number;
}

/** One for each of these, so many at once. Done is one when the server's first byte has come: it has taken the certificate then. */
export async function shakeHands(port: number, all: ClientCredentials[], atOnce: number): Promise<Moments> {
  const waiting = [...all];
  const open: TLSSocket[] = [];
  const began = Date.now();
  const oneAfterTheOther = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) open.push(await shaken(port, next));
  };
  await Promise.all(Array.from({ length: atOnce }, oneAfterTheOther));
  const last = Date.now();
  for (const socket of open) socket.destroy();
  return { began, last };
}

function shaken(port: number, { tls, serverName, checkServer }: ClientCredentials): Promise<TLSSocket> {
  const to = { port, host: '127.0.0.1', servername: serverName, checkServerIdentity: checkServer, ALPNProtocols: ['h2'] };
  return new Promise((resolve, reject) => {
    const socket = connect({ ...tls, ...to });
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('the server ended a connection')));
    socket.once('data', () => resolve(socket));
  });
}
