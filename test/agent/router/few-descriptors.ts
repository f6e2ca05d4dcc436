// A door in a process of its own, which lets in as many as its descriptors are for. Says its port.
import { openDoor } from '../../../agent/router/doors.ts';
import { directTraffic } from '../../../agent/router/traffic.ts';

const { port } = await openDoor(directTraffic({ revision: 1, routes: [] }), { address: '127.0.0.1', port: 0 }, true);
process.stdout.write(`${port}\n`);
