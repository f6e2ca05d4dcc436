// HAProxy's runtime API: a command on a connection to its socket, and what it answers until it closes.
import { connect } from 'node:net';

export interface RuntimeApi {
  /** @throws HaproxyAway when it does not answer. */
  ask(command: string): Promise<string>;
}

export class HaproxyAway extends Error {}

const answerMs = 10_000;

export function runtimeApi(socket: string): RuntimeApi {
  return { ask: (command) => ask(socket, command) };
}

/** Of one line, several with `;` between, or one with lines for it behind `<<`. */
function ask(path: string, command: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    const parts: Buffer[] = [];
    const away = (reason: string) => {
      socket.destroy();
      reject(new HaproxyAway(`HAProxy does not answer on ${path}: ${reason}`));
    };
    socket.setTimeout(answerMs, () => away(`nothing for ${answerMs / 1000} s`));
    socket.on('error', (error) => away(error.message));
    socket.on('data', (chunk: Buffer) => parts.push(chunk));
    socket.on('end', () => resolve(String(Buffer.concat(parts))));
    socket.write(`${command}\n`);
  });
}
