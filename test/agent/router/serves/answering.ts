// A door of the data path in this process, for tables of the test's own.
import type { TestContext } from 'node:test';
import type { RouteEntry, RouteTable } from '../../../../agent/decide/types.ts';
import { openDoor } from '../../../../agent/router/doors.ts';
import type { Traffic } from '../../../../agent/router/traffic.ts';
import { directTraffic } from '../../../../agent/router/traffic.ts';

export interface Answering {
  port: number;
  traffic: Traffic;
}

export async function answering(t: TestContext, routes: RouteEntry[], more: Partial<RouteTable> = {}): Promise<Answering> {
  const traffic = directTraffic({ revision: 0, routes: [] });
  traffic.use({ revision: 1, routes, ...more });
  const door = await openDoor(traffic, { address: '127.0.0.1', port: 0 }, true);
  t.after(async () => {
    traffic.inFlight.cut();
    await door.close(0);
  });
  return { port: door.port, traffic };
}
