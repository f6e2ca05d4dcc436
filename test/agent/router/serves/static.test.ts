// Files of a release: what is found, what never is, and how it is sent.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, renameSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import type { RouteRules } from '../../../../agent/decide/types.ts';
import type { Exchange } from '../../../../agent/router/exchange.ts';
import { until } from '../client.ts';
import type { Wish } from '../exchanges.ts';
import { ask, begin, route, trafficOf } from '../exchanges.ts';
import { files, openFiles, releaseFolder, type StaticFiles } from './folder.ts';

const folder = releaseFolder();
after(() => folder.remove());

const script = 'console.log("a script that is long enough to be packed");\n'.repeat(40);
folder.write('secret.txt', 'not for anybody');
folder.write('public/index.html', '<h1>home</h1>');
folder.write('public/app.js', script);
folder.write('public/a b/ü&?#.txt', 'odd names');
folder.write('public/.env', 'PASSWORD=1');
folder.write('public/.git/config', 'hidden');
folder.write('public/.well-known/security.txt', 'Contact: us');
folder.write('public/docs/index.html', '<h1>docs</h1>');
folder.write('public/bare/file.txt', 'no index here');
folder.write('public/empty.txt', '');
folder.write('public/digits.txt', '0123456789');
folder.write('public/photo.png', Buffer.alloc(5000, 1));
folder.write('public2/neighbour.txt', 'a folder whose name begins the same');
symlinkSync('../secret.txt', join(folder.path, 'public/out'));
symlinkSync('../public2', join(folder.path, 'public/outside'));
symlinkSync('/etc/passwd', join(folder.path, 'public/passwd'));
symlinkSync('loop', join(folder.path, 'public/loop'));
symlinkSync('digits.txt', join(folder.path, 'public/inside.txt'));
linkSync(join(folder.path, 'public/digits.txt'), join(folder.path, 'public/hard.txt'));
execFileSync('mkfifo', [join(folder.path, 'public/pipe')]);

const serving = (given: Partial<StaticFiles> = {}, rules?: RouteRules, path = '/') =>
  trafficOf(route({ path, targets: [folder.target()], serves: files(given), ...(rules ? { rules } : {}) }));
const traffic = serving();
const get = (target: string, headers: Record<string, string> = {}, given: Wish = {}) =>
  ask(traffic, { target, headers, ...given });

describe('what is found', () => {
  const found: [target: string, status: number, body?: string][] = [
    ['/', 200, '<h1>home</h1>'],
    ['/index.html', 200, '<h1>home</h1>'],
    ['/app.js?v=1', 200, script],
    ['/a%20b/%C3%BC%26%3F%23.txt', 200, 'odd names'],
    ['/docs/', 200, '<h1>docs</h1>'],
    ['//docs//index.html', 200, '<h1>docs</h1>'],
    ['/.well-known/security.txt', 200, 'Contact: us'],
    ['/inside.txt', 200, '0123456789'],
    ['/empty.txt', 200, ''],
    ['/docs', 301],
    ['/bare/', 404],
    ['/nowhere.txt', 404],
    ['/digits.txt/', 404],
    ['/digits.txt/x', 404],
    [`/${'x'.repeat(300)}`, 404],
    [`/${'x/'.repeat(3000)}`, 404],
  ];
  for (const [target, status, body] of found) {
    it(`${status}: ${target.slice(0, 60)}`, async () => {
      const got = await get(target);
      assert.equal(got.status, status);
      if (body !== undefined) assert.equal(got.body.toString(), body);
    });
  }
});

describe('what is never found', () => {
  const hostile = [
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/%252e%252e/secret.txt',
    '/docs/../../secret.txt',
    '/docs/..%2f..%2fsecret.txt',
    '/..\\secret.txt',
    '/..%5csecret.txt',
    '/..%c0%afsecret.txt',
    '/%c0%ae%c0%ae/secret.txt',
    '/....//secret.txt',
    '/.../secret.txt',
    '/..;/secret.txt',
    '/./digits.txt',
    '/digits.txt%00',
    '/digits.txt%00.png',
    '/%2e%2e',
    '/..',
    '/.',
    '/.env',
    '/%2eenv',
    '/.git/config',
    '/.well-known/../.env',
    '/.well-known/.env',
    '/out',
    '/outside/neighbour.txt',
    '/outside/',
    '/outside',
    '/passwd',
    '/loop',
    '/pipe',
    '/%',
    '/%zz',
    '/%ff',
    '/docs%2findex.html',
    '/../public2/neighbour.txt',
    '/proc/self/environ',
    '//etc/passwd',
  ];
  for (const target of hostile) {
    it(target, async () => {
      const got = await get(target);
      assert.equal(got.status, 404);
      assert.equal(got.body.toString(), 'There is no such file.\n');
    });
  }

  it('a root that leads out of the release', async () => {
    symlinkSync('/etc', join(folder.path, 'escaped'));
    assert.equal((await ask(serving({ root: 'escaped' }), { target: '/passwd' })).status, 404);
  });
});

describe('how it is sent', () => {
  it('with its type, length, tag and date', async () => {
    const { headers } = await get('/app.js');
    assert.equal(headers['content-type'], 'text/javascript; charset=utf-8');
    assert.equal(headers['content-length'], String(script.length));
    assert.match(headers.etag ?? '', /^"[\w-]{20,}"$/);
    assert.ok(Date.parse(headers['last-modified'] ?? '') > 0);
    assert.deepEqual(
      [headers['accept-ranges'], headers['cache-control'], headers.vary],
      ['bytes', 'no-cache', 'Accept-Encoding'],
    );
    assert.equal((await get('/photo.png')).headers['content-type'], 'image/png');
    assert.equal((await get('/photo.png')).headers.vary, undefined);
  });

  it('to HEAD without a body', async () => {
    const got = await get('/app.js', {}, { method: 'HEAD' });
    assert.deepEqual([got.status, got.headers['content-length'], got.body.length], [200, String(script.length), 0]);
  });

  it('to nothing but GET and HEAD', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']) {
      const got = await get('/app.js', {}, { method });
      assert.deepEqual([got.status, got.headers.allow], [405, 'GET, HEAD']);
    }
  });

  it('with the Cache-Control that the route says', async () => {
    const got = await ask(serving({ cache: 'public, max-age=60' }), { target: '/app.js' });
    assert.equal(got.headers['cache-control'], 'public, max-age=60');
  });

  it('under its prefix, or without it', async () => {
    assert.equal((await ask(serving({}, undefined, '/docs'), { target: '/docs/index.html' })).body.toString(), '<h1>docs</h1>');
    assert.equal(
      (await ask(serving({}, { stripPath: true }, '/x'), { target: '/x/docs/index.html' })).body.toString(),
      '<h1>docs</h1>',
    );
    assert.equal((await ask(serving({}, { stripPath: true }, '/x'), { target: '/x' })).body.toString(), '<h1>home</h1>');
  });

  it('with the slash that was missing, to the same host', async () => {
    assert.equal((await get('/docs?a=b?c')).headers.location, '/docs/?a=b?c');
    assert.equal((await get('//docs')).headers.location, '/docs/');
    mkdirSync(join(folder.path, 'public/evil.test'), { recursive: true });
    assert.equal((await get('//evil.test')).headers.location, '/evil.test/');
  });

  it('the same on every host: the tag comes from the content alone', async () => {
    const [one, two] = [releaseFolder(), releaseFolder()];
    const at = (release: typeof one) => trafficOf(route({ targets: [release.target()], serves: files() }));
    one.write('public/x.txt', 'same');
    utimesSync(two.write('public/x.txt', 'same'), 1000, 1000);
    const tags = [await ask(at(one), { target: '/x.txt' }), await ask(at(two), { target: '/x.txt' })].map(
      ({ headers }) => headers.etag,
    );
    assert.equal(tags[0], tags[1]);
    two.write('public/y.txt', 'diff');
    assert.notEqual((await ask(at(two), { target: '/y.txt' })).headers.etag, tags[0]);
    one.remove();
    two.remove();
  });
});

describe('conditions', () => {
  it('not again to who has it', async () => {
    const { etag = '', 'last-modified': date = '' } = (await get('/app.js')).headers;
    const same: Record<string, string>[] = [
      { 'If-None-Match': etag },
      { 'If-None-Match': `"x", W/${etag}` },
      { 'If-None-Match': '*' },
      { 'If-Modified-Since': date },
    ];
    for (const headers of same) {
      const got = await get('/app.js', headers);
      assert.deepEqual([got.status, got.body.length, got.headers.etag], [304, 0, etag], JSON.stringify(headers));
    }
  });

  it('again to who has another', async () => {
    const { etag = '', 'last-modified': date = '' } = (await get('/app.js')).headers;
    const others = [
      { 'If-None-Match': '"x"' },
      { 'If-None-Match': '"x"', 'If-Modified-Since': date },
      { 'If-None-Match': etag.slice(1, -1) },
      { 'If-Modified-Since': 'Thu, 01 Jan 1970 00:00:00 GMT' },
      { 'If-Modified-Since': 'Thu, 01 Jan 2099 00:00:00 GMT' },
      { 'If-Modified-Since': 'yesterday' },
    ];
    for (const headers of others)
      assert.equal((await get('/app.js', headers as Record<string, string>)).status, 200, JSON.stringify(headers));
  });

  it('not at all to who expects another', async () => {
    const { etag = '' } = (await get('/app.js')).headers;
    assert.equal((await get('/app.js', { 'If-Match': '"x"' })).status, 412);
    assert.equal((await get('/app.js', { 'If-Match': `W/${etag}` })).status, 412);
    assert.equal((await get('/app.js', { 'If-Match': `"x", ${etag}` })).status, 200);
    assert.equal((await get('/app.js', { 'If-Unmodified-Since': 'Thu, 01 Jan 1970 00:00:00 GMT' })).status, 412);
  });
});

describe('ranges', () => {
  const ranges: [range: string, status: number, body: string, said?: string][] = [
    ['bytes=0-3', 206, '0123', 'bytes 0-3/10'],
    ['bytes=3-', 206, '3456789', 'bytes 3-9/10'],
    ['bytes=-3', 206, '789', 'bytes 7-9/10'],
    ['bytes=9-100', 206, '9', 'bytes 9-9/10'],
    ['bytes=-100', 206, '0123456789', 'bytes 0-9/10'],
    ['Bytes=0-0', 206, '0', 'bytes 0-0/10'],
    ['bytes=10-', 416, '', 'bytes */10'],
    ['bytes=100-200', 416, '', 'bytes */10'],
    ['bytes=-0', 416, '', 'bytes */10'],
    ['bytes=3-1', 200, '0123456789'],
    ['bytes=0-1,3-4', 200, '0123456789'],
    ['bytes=', 200, '0123456789'],
    ['bytes=a-b', 200, '0123456789'],
    ['lines=0-1', 200, '0123456789'],
    ['bytes=99999999999999999999-', 200, '0123456789'],
  ];
  for (const [range, status, body, said] of ranges) {
    it(`${range}: ${status}`, async () => {
      const got = await get('/digits.txt', { Range: range });
      assert.deepEqual([got.status, got.headers['content-range']], [status, said]);
      if (status !== 416) assert.equal(got.body.toString(), body);
    });
  }

  it('only of what the client has the rest of', async () => {
    const { etag = '', 'last-modified': date = '' } = (await get('/digits.txt')).headers;
    const status = async (ifRange: string) => (await get('/digits.txt', { Range: 'bytes=0-3', 'If-Range': ifRange })).status;
    assert.deepEqual(
      [await status(etag), await status(date), await status('"x"'), await status(`W/${etag}`)],
      [206, 206, 200, 200],
    );
    assert.equal(await status('Thu, 01 Jan 2099 00:00:00 GMT'), 200);
  });

  it('of an empty file: none', async () => {
    assert.equal((await get('/empty.txt', { Range: 'bytes=0-' })).status, 416);
    assert.equal((await get('/empty.txt', { Range: 'bytes=-1' })).status, 416);
  });
});

describe('packed forms', () => {
  folder.write('public/packed.js', script);
  folder.write('public/packed.js.gz', execFileSync('gzip', ['-c'], { input: script }));
  folder.write('public/packed.js.zst', 'as if zstd');
  folder.write('public/photo.png.gz', 'not looked for');

  it('are sent to those who take them, each with a tag of its own', async () => {
    const zstd = await get('/packed.js', { 'Accept-Encoding': 'gzip, br, zstd' });
    assert.deepEqual([zstd.headers['content-encoding'], zstd.body.toString()], ['zstd', 'as if zstd']);
    const gzip = await get('/packed.js', { 'Accept-Encoding': 'gzip, br' });
    assert.equal(gunzipSync(gzip.body).toString(), script);
    const plain = await get('/packed.js');
    assert.equal(plain.body.toString(), script);
    assert.equal(new Set([zstd, gzip, plain].map(({ headers }) => headers.etag)).size, 3);
    for (const { headers } of [zstd, gzip, plain]) {
      assert.deepEqual([headers.vary, headers['content-type']], ['Accept-Encoding', 'text/javascript; charset=utf-8']);
    }
  });

  it('are not looked for where packing is no use, or where the route says so', async () => {
    assert.equal((await get('/photo.png', { 'Accept-Encoding': 'gzip' })).body.length, 5000);
    const got = await ask(serving({ precompressed: false }), { target: '/packed.js', headers: { 'Accept-Encoding': 'gzip' } });
    assert.deepEqual([got.headers['content-encoding'], got.headers.vary], [undefined, undefined]);
  });

  it('are not packed again, and what is not packed is', async () => {
    const packing = serving({}, { compress: ['gzip'] });
    const headers = { 'Accept-Encoding': 'gzip' };
    assert.equal(gunzipSync((await ask(packing, { target: '/packed.js', headers })).body).toString(), script);
    const now = await ask(packing, { target: '/app.js', headers });
    assert.equal(gunzipSync(now.body).toString(), script);
    assert.match(now.headers.etag ?? '', /^W\//);
    assert.equal(
      (await ask(packing, { target: '/app.js', headers: { ...headers, 'If-None-Match': now.headers.etag ?? '' } })).status,
      304,
    );
  });
});

describe('a fallback', () => {
  const app = serving({ fallback: 'index.html' });
  const browser = { Accept: 'text/html,*/*;q=0.8' };

  it('answers for pages that are not there', async () => {
    for (const wish of [
      { target: '/users/7' },
      { target: '/users/jane.doe', headers: browser },
      { target: '/docs2/', headers: browser },
    ]) {
      const got = await ask(app, wish);
      assert.deepEqual([got.status, got.body.toString()], [200, '<h1>home</h1>'], wish.target);
    }
  });

  it('does not answer for a script that is not there', async () => {
    assert.equal((await ask(app, { target: '/assets/app.123.js', headers: { Accept: '*/*' } })).status, 404);
  });

  it('does not stand in for what is there', async () => {
    assert.equal((await ask(app, { target: '/app.js' })).body.toString(), script);
  });
});

describe('a listing', () => {
  const listed = serving({ listing: true });
  folder.write('public/list/<img src=x onerror=alert(1)>"\'&.txt', 'x');
  folder.write('public/list/javascript:alert(1)', 'x');
  folder.write('public/list/.hidden', 'x');
  folder.write('public/list/sub/x', 'x');

  it('is a page of names, and nothing of a name becomes a part of the page', async () => {
    const { status, headers, body } = await ask(listed, { target: '/list/' });
    const page = body.toString();
    assert.equal(status, 200);
    assert.match(headers['content-type'] ?? '', /^text\/html/);
    assert.ok(page.includes('&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;.txt'), page);
    assert.ok(!page.includes('<img') && !page.includes('.hidden'), page);
    assert.ok(
      page.includes('href="./sub/"') && page.includes('href="./javascript%3Aalert(1)"') && page.includes('href="../"'),
      page,
    );
  });

  it('is not there where there is an index, nor by default', async () => {
    assert.equal((await ask(listed, { target: '/docs/' })).body.toString(), '<h1>docs</h1>');
    assert.equal((await get('/list/')).status, 404);
  });

  it('shows nothing that lies outside', async () => {
    assert.equal((await ask(listed, { target: '/outside/' })).status, 404);
  });
});

describe('while releases change', () => {
  it('a file that only the other release has is found there', async () => {
    const next = releaseFolder();
    next.write('public/index.html', 'next');
    next.write('public/app.2.js', 'two');
    folder.write('public/app.1.js', 'one');
    const both = trafficOf(route({ targets: [folder.target(1), next.target(2)], serves: files() }));
    for (const _ of [1, 2, 3]) {
      assert.equal((await ask(both, { target: '/app.1.js' })).body.toString(), 'one');
      assert.equal((await ask(both, { target: '/app.2.js' })).body.toString(), 'two');
    }
    next.remove();
  });

  it('nothing is ready: 503', async () => {
    const got = await ask(trafficOf(route({ serves: files() })), { target: '/' });
    assert.deepEqual([got.status, got.headers['retry-after']], [503, '1']);
  });

  it('a file that is replaced is sent as it now is, after a second at most', async () => {
    const name = folder.write('public/changing.txt', 'before');
    const before = await get('/changing.txt');
    renameSync(folder.write('public/changing.new', 'after!'), name);
    const conditional = () => get('/changing.txt', { 'If-None-Match': before.headers.etag ?? '' });
    await until('it is sent as it now is', async () => (await conditional()).status === 200, 60_000);
    assert.equal((await conditional()).body.toString(), 'after!');
  });
});

it('what is sent counts for the release, and keeps it from being over', async () => {
  const counted = serving();
  const exchange = begin(counted, { target: '/app.js' }, () => {});
  assert.equal(counted.inFlight.count('web.1'), 1);
  await exchange.got;
  await ask(counted, { target: '/nowhere' });
  assert.equal(counted.inFlight.count('web.1'), 0);
  const [figure] = counted.figures.all();
  assert.deepEqual([figure?.requests, figure?.status[1], figure?.status[3], figure?.failures, figure?.inFlight], [2, 1, 1, 0, 0]);
  assert.ok((figure?.bytesOut ?? 0) >= script.length);
});

describe('files at once', () => {
  const limits = { headBytes: null, bodyBytes: null, inFlight: 1, queue: 1, queueMs: 60_000 };

  it('are as many as the limit says; more wait in turn, and more than that get 503', async () => {
    const limited = serving({}, { limits });
    const end = limited.inFlight.begin(folder.target().replica);
    const waiting = ask(limited, { target: '/digits.txt' });
    assert.equal(limited.waiting.count(), 1);
    assert.equal((await ask(limited, { target: '/digits.txt' })).status, 503);
    end();
    assert.equal((await waiting).body.toString(), '0123456789');
    assert.equal(limited.inFlight.total(), 0);
  });

  it('who goes away no longer waits; whose route is gone gets 404', async () => {
    const limited = serving({}, { limits });
    const end = limited.inFlight.begin(folder.target().replica);
    begin(limited, { target: '/digits.txt' }, () => {}).leave();
    assert.equal(limited.waiting.count(), 0);
    const waiting = ask(limited, { target: '/digits.txt' });
    limited.use({ revision: 2, routes: [] });
    assert.equal((await waiting).status, 404);
    end();
  });
});

describe('a large file', () => {
  const large = folder.write('public/large.bin', Buffer.alloc(3 * 1024 * 1024, 'large '));

  it('comes whole, and its parts are its parts', async () => {
    assert.ok((await get('/large.bin')).body.equals(Buffer.alloc(3 * 1024 * 1024, 'large ')));
    const part = await get('/large.bin', { Range: 'bytes=1000000-2000000' });
    assert.ok(part.body.equals(Buffer.alloc(3 * 1024 * 1024, 'large ').subarray(1_000_000, 2_000_001)));
    await until('all files are closed', () => openFiles(large) === 0, 60_000);
  });

  it('is closed when its client leaves, before or after the answer has begun', async () => {
    for (const wait of [false, true]) {
      const exchange = begin(traffic, { target: '/large.bin' }, () => {});
      if (wait) await until('the answer begins', () => exchange.answered, 60_000);
      exchange.leave();
      await exchange.got;
    }
    await until('all files are closed', () => openFiles(large) === 0, 60_000);
  });

  it('that too many take slowly leaves descriptors for others: 503, until one of them is done', async () => {
    const takeSlowly = () => {
      const exchange = begin(traffic, { target: '/large.bin' }, () => {});
      exchange.answer = () => {};
      return exchange;
    };
    const slow = Array.from({ length: 1000 }, takeSlowly);
    await until('nearly all are open', () => openFiles(large) >= 990, 60_000);
    let refused = await get('/app.js');
    const isFull = async () => {
      // Another file was still in the way of one of them.
      if (refused.status === 200) slow.push(takeSlowly());
      refused = await get('/app.js');
      return refused.status === 503;
    };
    await until('there is no room left', isFull, 60_000);
    assert.equal(refused.headers['retry-after'], '1');
    slow[0]?.leave();
    await until('there is room for one', async () => (await get('/app.js')).status === 200, 60_000);
    for (const exchange of slow) exchange.leave();
    await until('all are closed', () => openFiles(large) === 0, 60_000);
  });

  it('is not read faster than it is taken', async () => {
    let taken = 0;
    const exchange = begin(traffic, { target: '/large.bin' }, () => {});
    const slow: Exchange['answer'] = (_, body) => {
      if (body && !Buffer.isBuffer(body)) body.once('readable', () => (taken = body.readableLength));
    };
    exchange.answer = slow;
    await until('something is read', () => taken > 0, 60_000);
    assert.ok(taken <= 128 * 1024, `${taken} bytes were read ahead`);
    exchange.leave();
    await until('all files are closed', () => openFiles(large) === 0, 60_000);
  });

  it('that is cut short while it is sent is not passed off as whole', async () => {
    const file = folder.write('public/shrinking.bin', Buffer.alloc(2 * 1024 * 1024, 1));
    await get('/shrinking.bin', {}, { method: 'HEAD' });
    const exchange = begin(traffic, { target: '/shrinking.bin' }, () => {});
    const take = exchange.answer;
    exchange.answer = (head, body) => {
      truncateSync(file, 1000);
      take(head, body);
    };
    assert.equal((await exchange.got).whole, false);
    await until('all files are closed', () => openFiles(file) === 0, 60_000);
  });

  it('that is too large to hash has a tag by release and size', async () => {
    const file = join(folder.path, 'public/huge.bin');
    writeFileSync(file, '');
    truncateSync(file, 20 * 1024 * 1024);
    const [one, two] = [await get('/huge.bin', {}, { method: 'HEAD' }), await get('/huge.bin', { Range: 'bytes=0-1' })];
    assert.equal(one.headers.etag, two.headers.etag);
    assert.deepEqual([two.status, two.body.length], [206, 2]);
  });
});
