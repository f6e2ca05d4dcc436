// A thread with a client and a replica that answers in the middle of an upload and resets at once: both do so while the router's
// loop stands still, so that it comes upon the upload first, then the answer and the reset.
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';

const { flag, answer } = workerData as { flag: Int32Array; answer: string };
let replica: Socket | undefined;
let client: Socket | undefined;
const server = createServer((socket) => {
  replica = socket.on('error', () => {});
  socket.once('data', () => {
    socket.pause();
    parentPort?.postMessage('asked');
  });
}).listen(0, '127.0.0.1', () => parentPort?.postMessage({ port: (server.address() as AddressInfo).port }));

parentPort?.on('message', (order: { port: number } | 'answer' | 'close') => {
  if (order === 'close') server.close(() => process.exit());
  else if (order === 'answer') answerAndReset();
  else upload(order.port);
});

function upload(port: number): void {
  let seen = '';
  client = connect(port, '127.0.0.1', () => client?.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\nfirst'));
  client.setEncoding('latin1').on('data', (text) => {
    seen += text;
    if (/\r\n\r\n[\s\S]*too much|502/.test(seen)) client?.destroy();
  });
  client.on('error', () => {}).once('close', () => parentPort?.postMessage({ seen }));
}

function answerAndReset(): void {
  client?.write('x'.repeat(100_000));
  replica?.write(answer);
  replica?.resetAndDestroy();
  Atomics.store(flag, 0, 1);
  Atomics.notify(flag, 0);
}
