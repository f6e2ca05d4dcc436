// Answers what it finds in its environment: the sha256 of a variable, so that no value is ever written down.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';

const server = createServer((request, response) => {
  const name = new URL(request.url, 'http://hello').searchParams.get('name');
  const value = process.env[name ?? ''];
  response.setHeader('x-pid', process.pid);
  response.end(value === undefined ? 'none' : createHash('sha256').update(value).digest('hex'));
});
server.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('it serves'));
process.on('SIGTERM', () => process.exit(0));
