// ctl hosts remove: a host belongs to the fleet no more. While something runs there, only by force and with its name typed.
import { createInterface } from 'node:readline/promises';
import { once, repeated } from '../ask.ts';
import { type Call, Usage } from '../command.ts';
import { withServer } from '../connect.ts';
import { oneHost } from './names.ts';

export async function removeHost({ options, screen }: Call, words: string[]): Promise<number> {
  const [host, rest] = oneHost(words, 'remove HOST');
  if (rest.length > 0) throw new Usage('one host at a time is removed');
  const { force = false } = options;
  const confirmed = force ? (options.confirm ?? (await typed(host))) : '';
  const { hosts } = await withServer(options, (client) => repeated(() => client.removeHost({ host, force, confirmed }, once)));
  if (screen.json) for (const removed of hosts) screen.object(removed);
  else screen.out(`removed ${host}: its certificate gets it no work; undo: ctl hosts resume ${host}`);
  return 0;
}

async function typed(host: string): Promise<string> {
  if (!process.stdin.isTTY) throw new Usage(`--force needs the name of the host once more: --confirm ${host}`);
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await lines.question(`type ${host} to remove it, whatever runs there: `)).trim();
  } finally {
    lines.close();
  }
}
