// The data path in this process, in front of replicas of the test's own.
import type { RequestListener } from 'node:http';
import { openDoor } from '../../../agent/router/doors.ts';
import type { Traffic } from '../../../agent/router/traffic.ts';
import { directTraffic } from '../../../agent/router/traffic.ts';
import { route } from '../../contracts/router.ts';
import type { Replica } from './replica.ts';
import { startReplica } from './replica.ts';

export interface Passing {
  port: number;
  traffic: Traffic;
  replicas: Replica[];
  close(): Promise<void>;
}

/** One route to replicas with these handlers. */
export async function pass(...handlers: (RequestListener | undefined)[]): Promise<Passing> {
  const replicas: Replica[] = [];
  for (const handler of handlers) replicas.push(await startReplica(handler));
  const traffic = directTraffic({ revision: 1, routes: [route(replicas.map(({ target }) => target))] });
  const door = await openDoor(traffic, { address: '127.0.0.1', port: 0 }, true);
  async function close(): Promise<void> {
    for (const replica of replicas) await replica.close();
    traffic.inFlight.cut();
    await door.close(0);
  }
  return { port: door.port, traffic, replicas, close };
}
