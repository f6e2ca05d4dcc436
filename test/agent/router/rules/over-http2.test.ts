// The same rules and files for clients of HTTP/2.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http2';
import { connect } from 'node:http2';
import { test } from 'node:test';
import { zstdDecompressSync } from 'node:zlib';
import { route } from '../../../contracts/router.ts';
import { until } from '../client.ts';
import { passSecure } from '../secure.ts';
import { files, openFiles, releaseFolder } from '../serves/folder.ts';

test('files, packing, changed headers and answers of rules come by HTTP/2 too', async (t) => {
  const folder = releaseFolder();
  t.after(() => folder.remove());
  const page = '<p>a paragraph</p>\n'.repeat(500);
  folder.write('public/index.html', page);
  const large = folder.write('public/large.bin', Buffer.alloc(8 * 1024 * 1024, 1));
  const response = { set: { 'X-Frame-Options': 'DENY' }, remove: [] };
  const { port, certificates } = await serving();
  const client = connect(`https://a.test:${port}`, {
    lookup: (_, __, found) => found(null, [{ address: '127.0.0.1', family: 4 }]),
    ca: certificates,
  });
  t.after(() => client.destroy());

  async function serving() {
    const secure = await passSecure(t, {
      route: () =>
        route([folder.target()], {
          serves: files(),
          rules: {
            compress: ['zstd'],
            headers: { request: { set: {}, remove: [] }, response },
            rateLimits: [{ by: { header: 'x-limited' }, algorithm: 'fixed-window', limit: 100, periodMs: 3_600_000 }],
          },
        }),
    });
    return { port: secure.port, certificates: readFileSync(secure.traffic.table().certificates?.[0]?.certFile ?? '') };
  }

  function get(
    headers: Record<string, string>,
  ): Promise<{ headers: IncomingHttpHeaders & { ':status'?: number }; body: Buffer }> {
    return new Promise((resolve, reject) => {
      const stream = client.request({ ':path': '/', ...headers });
      const parts: Buffer[] = [];
      let head: IncomingHttpHeaders = {};
      stream.on('response', (found) => (head = found));
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => resolve({ headers: head, body: Buffer.concat(parts) }));
      stream.on('error', reject);
    });
  }

  const packed = await get({ 'accept-encoding': 'zstd' });
  assert.equal(zstdDecompressSync(packed.body).toString(), page);
  assert.deepEqual(
    [packed.headers['content-encoding'], packed.headers['x-frame-options'], packed.headers['content-length']],
    ['zstd', 'DENY', undefined],
  );
  assert.equal((await get({})).body.toString(), page);
  const known = await get({ 'if-none-match': String(packed.headers.etag) });
  assert.deepEqual([known.headers[':status'], known.body.length], [304, 0]);
  const head = await get({ ':method': 'HEAD' });
  assert.deepEqual([head.headers['content-length'], head.body.length], [String(page.length), 0]);
  const part = await get({ ':path': '/large.bin', range: 'bytes=5-9' });
  assert.deepEqual([part.headers[':status'], part.body.length], [206, 5]);
  assert.equal((await get({ ':path': '/large.bin' })).body.length, 8 * 1024 * 1024);
  const refused = await get({ ':method': 'PUT' });
  assert.deepEqual(
    [refused.headers[':status'], refused.headers.allow, refused.headers['x-frame-options']],
    [405, 'GET, HEAD', 'DENY'],
  );

  const streams = Array.from({ length: 10 }, () => client.request({ ':path': '/large.bin' }));
  for (const stream of streams) stream.on('error', () => {});
  await until('all are being sent', () => openFiles(large) === 10, 60_000);
  for (const stream of streams) stream.close(8);
  await until('all are closed', () => openFiles(large) === 0, 60_000);
  const again = await Promise.all(Array.from({ length: 20 }, () => get({ ':path': '/large.bin' })));
  assert.ok(again.every(({ body }) => body.length === 8 * 1024 * 1024));
});
