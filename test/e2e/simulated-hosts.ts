// Very many hosts at a real server: each has its certificate, its connection and an agent's session, and runs nothing.
import { join } from 'node:path';
import { openServerLink } from '../../agent/server-link.ts';
import { openSession } from '../../agent/session.ts';
import { clientCredentials } from '../../certs/credentials.ts';
import { abilities } from '../../proto/abilities.ts';

export interface SimulatedHosts {
  /** Those whose newest session has been answered, and when that was, in milliseconds since the epoch. */
  connected(): Map<string, number>;
  /** From here on, who was connected does not count. */
  forget(): void;
  close(): Promise<void>;
}

/** `certs`: the folder in which each of these names has its own. */
export function startSimulatedHosts(server: string, certs: string, names: string[]): SimulatedHosts {
  const connected = new Map<string, number>();
  const quiet = { info: () => {}, warn: () => {}, error: () => {}, debug: () => {} };
  const open = names.map((name) => {
    const credentials = clientCredentials(join(certs, name));
    const link = openServerLink({ addresses: [server], credentials: () => credentials });
    let accepted = { epoch: 0, revision: 0 };
    const session = openSession({
      open: link.session,
      hello: () => ({ ...accepted, agentVersion: 'simulated', bootId: name, abilities: [...abilities] }),
      report: () => accepted,
      assign: async ({ epoch, revision }) => {
        accepted = { epoch, revision };
        connected.set(name, Date.now());
        session.changed();
        return [];
      },
      log: quiet as never,
      random: Math.random,
    });
    return { session, link };
  });
  return {
    connected: () => new Map(connected),
    forget: () => connected.clear(),
    close: async () => {
      await Promise.all(open.map(({ session }) => session.close()));
      for (const { link } of open) link.close();
    },
  };
}
