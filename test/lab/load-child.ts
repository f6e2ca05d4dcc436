// Load from the hosts' network: load-child.ts HOST ADDRESS...; until its stdin ends, then what came of it as JSON.
import { text } from 'node:stream/consumers';
import { startLoad } from '../e2e/load.ts';

const [host = '', ...addresses] = process.argv.slice(2);
const loads = addresses.map((address) => startLoad({ ports: [80], host, address }));
await text(process.stdin);
await Promise.all(loads.map((load) => load.stop()));
console.log(JSON.stringify(loads.map(({ answered, failures }, at) => ({ address: addresses[at], answered, failures }))));
