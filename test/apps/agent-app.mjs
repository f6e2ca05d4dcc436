// A tiny program to be kept running. Its variables say how it behaves:
// HEALTH: status of /healthz; FLAPS: every other one is 500; IGNORE_TERM; LISTEN_AFTER_MS; EXIT_STATUS, and EXIT_AFTER_MS from
// its start or EXIT_ONCE_READY_MS from its first answer to a check;
// ANSWER_AFTER_MS: a check is answered so late;
// STUBBORN: it runs on when its port is taken; OPEN_FILES; MEMORY_MIB;
// BUSY: it computes most of the time; CHILD: it starts a child that ignores everything.
import { spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { createServer } from 'node:http';

const { PORT, HEALTH = '200', FLAPS, EXIT_AFTER_MS, EXIT_STATUS = '0', IGNORE_TERM, LISTEN_AFTER_MS = '0' } = process.env;
const { EXIT_ONCE_READY_MS, STUBBORN, OPEN_FILES = '0', MEMORY_MIB = '0', BUSY, CHILD, ANSWER_AFTER_MS = '0' } = process.env;
let checks = 0;
let atOnce = 0;
let mostAtOnce = 0;

console.log(`begins with pid ${process.pid}`);
console.error('a line on stderr');
process.on('SIGTERM', () => {
  if (!IGNORE_TERM) process.exit(0);
});
if (CHILD) {
  const child = spawn('/bin/sh', ['-c', 'trap "" TERM INT HUP; while :; do sleep 1; done'], { stdio: 'ignore' });
  console.log(`child ${child.pid}`);
}
for (let count = 0; count < Number(OPEN_FILES); count += 1) openSync('/dev/null');
const held = Buffer.alloc(Number(MEMORY_MIB) * 2 ** 20, 1);
if (BUSY) compute();
if (EXIT_AFTER_MS) exitIn(EXIT_AFTER_MS);
const server = createServer((request, response) => {
  const isCheck = request.url === '/healthz';
  if (isCheck) checks += 1;
  if (EXIT_ONCE_READY_MS && checks === 1) exitIn(EXIT_ONCE_READY_MS);
  response.setHeader('x-checks', checks);
  response.setHeader('x-held', held.length);
  response.statusCode = !isCheck ? 200 : FLAPS && checks > 5 && checks % 2 === 0 ? 500 : Number(HEALTH);
  response.setHeader('x-most-at-once', mostAtOnce);
  if (!isCheck) return response.end(JSON.stringify(process.env));
  atOnce += 1;
  mostAtOnce = Math.max(mostAtOnce, atOnce);
  setTimeout(() => {
    atOnce -= 1;
    response.end('{}');
  }, Number(ANSWER_AFTER_MS));
});
if (STUBBORN) {
  server.on('error', (error) => console.error(error.message));
  setInterval(() => {}, 1000);
}
setTimeout(() => server.listen(Number(PORT ?? 0), '127.0.0.1'), Number(LISTEN_AFTER_MS));

function exitIn(ms) {
  setTimeout(() => process.exit(Number(EXIT_STATUS)), Number(ms));
}

function compute() {
  for (const end = performance.now() + 40; performance.now() < end; );
  setTimeout(compute, 10);
}
