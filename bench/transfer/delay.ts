// A TCP proxy that holds everything back for a while, as a long line would: this kernel has no netem.
// Arguments: the delay of one direction in ms, then ports to forward to. Prints its own ports as one line of JSON.
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

const [delayMs = 0, ...ports] = process.argv.slice(2).map(Number);
// What a line holds: more than any window that is measured, so that the proxy itself never limits.
const mostHeldBytes = 64 << 20;

function pass(from: Socket, to: Socket): void {
  let held = 0;
  from.on('data', (data) => {
    held += data.length;
    if (held > mostHeldBytes) from.pause();
    setTimeout(() => {
      held -= data.length;
      to.write(data);
      if (held <= mostHeldBytes && from.isPaused()) from.resume();
    }, delayMs);
  });
  from.on('end', () => setTimeout(() => to.end(), delayMs));
  from.on('close', (broken) => broken && to.destroy());
  from.on('error', () => {});
}

function forward(port: number): Promise<number> {
  const server = createServer({ noDelay: true }, (near) => {
    const far = connect({ port, host: '127.0.0.1', noDelay: true });
    pass(near, far);
    pass(far, near);
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)));
}

process.stdout.write(`${JSON.stringify(await Promise.all(ports.map(forward)))}\n`);
