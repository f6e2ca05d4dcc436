// A tiny program to be kept running. Its variables say how it behaves:
// HEALTH: status of /healthz; EXIT_AFTER_MS and EXIT_STATUS; IGNORE_TERM; CHILD: it starts a child that ignores everything.
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';

const { PORT, HEALTH = '200', EXIT_AFTER_MS, EXIT_STATUS = '0', IGNORE_TERM, CHILD } = process.env;

console.log(`begins with pid ${process.pid}`);
console.error('a line on stderr');
process.on('SIGTERM', () => {
  if (!IGNORE_TERM) process.exit(0);
});
if (CHILD) {
  const child = spawn('/bin/sh', ['-c', 'trap "" TERM INT HUP; while :; do sleep 1; done'], { stdio: 'ignore' });
  console.log(`child ${child.pid}`);
}
if (EXIT_AFTER_MS) setTimeout(() => process.exit(Number(EXIT_STATUS)), Number(EXIT_AFTER_MS));
createServer((request, response) => {
  response.statusCode = request.url === '/healthz' ? Number(HEALTH) : 200;
  response.end(JSON.stringify(process.env));
}).listen(Number(PORT ?? 0), '127.0.0.1');
