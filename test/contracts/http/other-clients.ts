// The same by clients that others have written: curl, and the standard library of Python.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { execa } from 'execa';
import { needProgram } from '../../needed.ts';
import { appHost, type Case } from './types.ts';

const bytes = randomBytes(1024 * 1024);
const hash = createHash('sha256').update(bytes).digest('hex');

export const otherClients: Case[] = [
  {
    name: 'curl: two requests on one connection',
    holds: async ({ serve, port }) => {
      await serve((request, response) => response.end(`<${request.url}>`));
      const said = await curl(port, ['--write-out', ' %{num_connects}\n'], '/1', '/2');
      assert.equal(said, '</1> 1\n</2> 0');
    },
  },
  {
    name: 'curl: an upload with a length, in chunks, and after 100-continue',
    holds: async ({ serve, port }) => {
      await serve(hashes);
      const upload = ['--request', 'POST', '--data-binary', '@-'];
      assert.equal(await curl(port, upload, '/'), hash);
      assert.equal(await curl(port, [...upload, '--header', 'Transfer-Encoding: chunked'], '/'), hash);
      assert.equal(await curl(port, [...upload, '--header', 'Expect: 100-continue', '--expect100-timeout', '60'], '/'), hash);
    },
  },
  {
    name: 'curl: HEAD, HTTP/1.0, and an answer without a length',
    holds: async ({ serve, port }) => {
      await serve((_, response) => {
        response.write('in ');
        response.end('parts');
      });
      assert.match(await curl(port, ['--head'], '/'), /^HTTP\/1\.1 200 /);
      assert.equal(await curl(port, ['--http1.0'], '/'), 'in parts');
      assert.equal(await curl(port, [], '/'), 'in parts');
    },
  },
  {
    name: 'curl: an answer that breaks off is told as such',
    holds: async ({ serve, port }) => {
      await serve((_, response) => response.writeHead(200, { 'Content-Length': 100 }).write('half', () => response.destroy()));
      await assert.rejects(curl(port, [], '/'), (error: { exitCode?: number }) => error.exitCode === 18);
    },
  },
  {
    name: 'Python: requests of all kinds on one connection',
    holds: async ({ serve, port }) => {
      await needProgram('python3');
      await serve(hashes);
      const script = join(import.meta.dirname, 'client.py');
      const { stdout } = await execa('python3', [script, String(port), appHost], { timeout: 60_000 });
      const empty = createHash('sha256').digest('hex');
      const three = createHash('sha256').update('abc').digest('hex');
      assert.deepEqual(JSON.parse(stdout), {
        get: [200, empty],
        head: [200, ''],
        post: [200, three],
        chunks: [200, three],
        again: [200, empty],
        connections: 1,
      });
    },
  },
];

const hashes: RequestListener = async (request, response) => {
  const sum = createHash('sha256');
  for await (const chunk of request) sum.update(chunk as Buffer);
  response.setHeader('Content-Length', 64);
  response.end(sum.digest('hex'));
};

async function curl(port: number, options: string[], ...paths: string[]): Promise<string> {
  await needProgram('curl');
  const urls = paths.map((path) => `http://${appHost}:${port}${path}`);
  const args = ['--silent', '--max-time', '60', '--noproxy', '*', '--connect-to', `::127.0.0.1:${port}`, ...options, ...urls];
  const { stdout } = await execa('curl', args, { input: bytes });
  return stdout;
}
