// A door that speaks TLS, in this process, in front of replicas of the test's own.
import type { RequestListener } from 'node:http';
import type { TestContext } from 'node:test';
import type { Certificate, RouteEntry, RouteTarget } from '../../../agent/decide/types.ts';
import type { OpenDoor } from '../../../agent/router/doors.ts';
import { openDoor } from '../../../agent/router/doors.ts';
import type { Entrance } from '../../../agent/router/entrance.ts';
import { openEntrance } from '../../../agent/router/entrance.ts';
import type { Gate } from '../../../agent/router/gate.ts';
import { openTls } from '../../../agent/router/tls/termination.ts';
import type { Traffic } from '../../../agent/router/traffic.ts';
import { directTraffic } from '../../../agent/router/traffic.ts';
import { route } from '../../contracts/router.ts';
import type { KeptLog } from './pairs.ts';
import { keptLog, makePair, tempFolder } from './pairs.ts';
import type { Replica } from './replica.ts';
import { startReplica } from './replica.ts';

export interface Secure {
  port: number;
  door: OpenDoor;
  traffic: Traffic;
  entrance: Entrance;
  replicas: Replica[];
  folder: string;
  log: KeptLog;
  /** Serves with these from now on. */
  show(certificates: Certificate[]): Promise<void>;
}

interface Wanted {
  handlers?: (RequestListener | undefined)[];
  /** By default one for a.test. */
  certificates?: (folder: string) => Certificate[];
  route?: (targets: RouteTarget[]) => RouteEntry;
  proxy?: boolean;
  tls?: boolean;
  gate?: Gate;
  handshakeMs?: number;
}

export async function passSecure(t: TestContext, wanted: Wanted = {}): Promise<Secure> {
  const folder = tempFolder(t);
  const replicas: Replica[] = [];
  for (const handler of wanted.handlers ?? [undefined]) replicas.push(await startReplica(handler));
  const routes = [(wanted.route ?? ((targets) => route(targets)))(replicas.map(({ target }) => target))];
  const certificates = wanted.certificates?.(folder) ?? [makePair(folder, ['a.test'])];
  const traffic = directTraffic({ revision: 1, routes, certificates });
  const log = keptLog();
  const { gate, handshakeMs = 10_000 } = wanted;
  const entrance = openEntrance({ log, tls: openTls({ log, pollMs: 20, handshakeMs }), ...(gate ? { gate } : {}) });
  await entrance.use(traffic.table());
  const on = { address: '127.0.0.1', port: 0, tls: wanted.tls ?? true, proxy: wanted.proxy ?? false };
  const door = await openDoor(traffic, on, true, undefined, entrance);
  t.after(async () => {
    for (const replica of replicas) await replica.close();
    traffic.inFlight.cut();
    await door.close(0);
    entrance.close();
  });
  const show = (shown: Certificate[]) => entrance.use({ ...traffic.table(), certificates: shown });
  return { port: door.port, door, traffic, entrance, replicas, folder, log, show };
}
