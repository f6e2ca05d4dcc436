// Very many hosts at a real server: each has its certificate, its connection and an agent's session, and runs nothing.
import { join } from 'node:path';
import { openServerLink } from '../../agent/server-link.ts';
import { openSession } from '../../agent/session.ts';
import { clientCredentials } from '../../certs/credentials.ts';
import { abilities } from '../../proto/abilities.ts';
import type { Assignment } from '../../proto/generated/castellan/v1/Assignment.ts';

export interface SimulatedHosts {
  /** Those whose newest session has been answered, and when that was, in milliseconds since the epoch. */
  connected(): Map<string, number>;
  /** From here on, who was connected does not count. */
  forget(): void;
  close(): Promise<void>;
}

export interface Listening {
  assigned?(host: string, assignment: Assignment): void;
  /** The server has said that it has its report. */
  reported?(host: string): void;
}

/** `certs`: the folder in which each of these names has its own. */
export function startSimulatedHosts(server: string, certs: string, names: string[], listening: Listening = {}): SimulatedHosts {
  const connected = new Map<string, number>();
  const quiet = { info: () => {}, warn: () => {}, error: () => {}, debug: () => {} };
  const links = names.map((name) => {
    const credentials = clientCredentials(join(certs, name));
    return { name, link: openServerLink({ addresses: [server], credentials: () => credentials }) };
  });
  const open = links.map(({ name, link }) => {
    let accepted = { epoch: 0, revision: 0 };
    const session = openSession({
      open: link.session,
      hello: () => ({ ...accepted, agentVersion: 'simulated', bootId: name, abilities: [...abilities] }),
      report: () => accepted,
      assign: async (assignment) => {
        const { epoch, revision } = assignment;
        accepted = { epoch, revision };
        connected.set(name, Date.now());
        listening.assigned?.(name, assignment);
        session.changed();
        return [];
      },
      reported: () => listening.reported?.(name),
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
