// Load from where a world's hosts can be reached: load-child.ts HOST PAUSE_MS ADDRESS:PORT...; until its stdin ends, then what came
// of it as JSON.
import { text } from 'node:stream/consumers';
import { startLoad } from './load.ts';
import type { HostLoad } from './load-beside.ts';

const [host = '', pause = '', ...places] = process.argv.slice(2);
const loads = places.map((place) => {
  const [address = '', port] = place.split(':');
  return { address, load: startLoad({ ports: [Number(port)], host, address, pauseMs: Number(pause) }) };
});
await text(process.stdin);
await Promise.all(loads.map(({ load }) => load.stop()));
const told = loads.map(({ address, load: { answered, versions, failures } }) => ({
  ...{ address, answered, versions: Object.fromEntries(versions) },
  failures: failures.map((failure) => ({ ...failure, began: failure.began.toISOString(), at: failure.at.toISOString() })),
}));
console.log(JSON.stringify(told satisfies HostLoad[]));
