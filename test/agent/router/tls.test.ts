// TLS at the router's doors: what is offered and what is not, whose certificate is shown, and what becomes of it when files change.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, readFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { connect as connectRaw } from 'node:net';
import { describe, it } from 'node:test';
import type { ConnectionOptions, TLSSocket } from 'node:tls';
import { connect } from 'node:tls';
import { promisify } from 'node:util';
import { openGate } from '../../../agent/router/gate.ts';
import { newTicketKeys } from '../../../agent/router/tls/termination.ts';
import { until } from './client.ts';
import { makePair } from './pairs.ts';
import { passSecure } from './secure.ts';

type Version = 'TLSv1.2' | 'TLSv1.3';

const run = promisify(execFile);

/** What openssl says of a handshake; it ends with its input, which there is none of. */
async function openssl(port: number, ...flags: string[]): Promise<string> {
  const asked = run('openssl', ['s_client', '-connect', `127.0.0.1:${port}`, '-servername', 'a.test', ...flags]);
  asked.child.stdin?.end();
  const { stdout, stderr } = await asked.catch((failed) => failed);
  return `${stdout}${stderr}`;
}

async function shake(port: number, options: ConnectionOptions = {}): Promise<TLSSocket> {
  const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false, servername: 'a.test', ...options });
  await once(socket, 'secureConnect');
  return socket;
}

/** The subject of the certificate that is shown to whoever asks for this name. */
async function shownTo(port: number, servername: string): Promise<string> {
  const socket = await shake(port, { servername });
  const { subject } = socket.getPeerCertificate();
  socket.destroy();
  return String(subject.CN);
}

function get(port: number, ca: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, servername: 'a.test', ca: readFileSync(ca), agent: false }, (reply) => {
      reply.toArray().then((parts) => resolve(`${reply.statusCode} ${parts.join('')}`), reject);
    });
    asked.on('error', reject);
    asked.end();
  });
}

describe('what is offered', () => {
  it('HTTPS by a certificate that is verified, in Node and in Python', async (t) => {
    const { port, folder } = await passSecure(t);
    assert.match(await get(port, `${folder}/a.test.crt`), /^200 hello from replica-\d+\n$/);
    const script = `
import http.client, ssl, sys
context = ssl.create_default_context(cafile=sys.argv[2])
connection = http.client.HTTPSConnection('a.test', int(sys.argv[1]), context=context, timeout=30)
connection._create_connection = lambda address, *rest: __import__('socket').create_connection(('127.0.0.1', address[1]))
for _ in range(2):
  connection.request('POST', '/echo', body=b'x' * 100000)
  answer = connection.getresponse()
  print(answer.status, len(answer.read()), connection.sock.version())`;
    const { stdout } = await run('python3', ['-c', script, String(port), `${folder}/a.test.crt`]);
    assert.equal(stdout, '200 100000 TLSv1.3\n'.repeat(2));
  });

  it('TLS 1.3 and 1.2 and nothing before, h2 before http/1.1', async (t) => {
    const { port } = await passSecure(t);
    for (const [flag, version] of [
      ['-tls1_3', 'TLSv1.3'],
      ['-tls1_2', 'TLSv1.2'],
    ] as const) {
      const said = await openssl(port, flag, '-alpn', 'http/1.1,h2');
      assert.match(said, new RegExp(`New, ${version}, Cipher is`));
      assert.match(said, /ALPN protocol: h2\n/);
    }
    for (const flag of ['-tls1_1', '-tls1']) {
      assert.match(await openssl(port, flag, '-cipher', 'ALL:@SECLEVEL=0'), /Cipher is \(NONE\)/);
    }
    assert.match(await openssl(port, '-alpn', 'http/1.1'), /ALPN protocol: http\/1\.1\n/);
    assert.match(await openssl(port, '-alpn', 'gopher'), /no application protocol/);
  });

  it('of TLS 1.2 only ciphers with forward secrecy that authenticate what they encrypt', async (t) => {
    const { port } = await passSecure(t, { certificates: (folder) => [makePair(folder, ['a.test'], { key: 'rsa' })] });
    const offered = async (cipher: string) => {
      const said = await openssl(port, '-tls1_2', '-cipher', `${cipher}:@SECLEVEL=0`);
      return /Cipher is ([A-Z0-9-]+)/.exec(said)?.[1];
    };
    assert.equal(await offered('ECDHE-RSA-CHACHA20-POLY1305'), 'ECDHE-RSA-CHACHA20-POLY1305');
    for (const weak of ['AES128-GCM-SHA256', 'ECDHE-RSA-AES128-SHA', 'ECDHE-RSA-AES256-SHA384', 'DHE-RSA-AES128-GCM-SHA256']) {
      assert.equal(await offered(weak), undefined, weak);
    }
  });

  it('no renegotiation', async (t) => {
    const { port } = await passSecure(t);
    const asked = run('openssl', ['s_client', '-connect', `127.0.0.1:${port}`, '-tls1_2', '-servername', 'a.test']);
    asked.child.stdin?.write('R\n');
    const said = await asked.catch((failed) => failed);
    assert.match(`${said.stdout}${said.stderr}`, /RENEGOTIATING\n.*no renegotiation/s);
  });
});

describe('sessions', () => {
  for (const version of ['TLSv1.3', 'TLSv1.2'] as const) {
    it(`are resumed, also with another process that has the same keys, by ${version}`, async (t) => {
      const keys = newTicketKeys();
      const one = await passSecure(t);
      // As another process would be called.
      process.argv.push('--worker');
      const two = await passSecure(t);
      process.argv.pop();
      for (const { entrance } of [one, two]) entrance.useTicketKeys(keys);
      const session = await sessionWith(one.port, version);
      assert.deepEqual([await isReused(one.port, session, version), await isReused(two.port, session, version)], [true, true]);
      two.entrance.useTicketKeys(newTicketKeys());
      assert.equal(await isReused(two.port, session, version), false);
    });
  }

  it('are resumed after another certificate was put in place', async (t) => {
    const { port, folder, show } = await passSecure(t);
    const session = await sessionWith(port, 'TLSv1.3');
    await show([makePair(folder, ['a.test'], { name: 'again' })]);
    assert.equal(await isReused(port, session), true);
  });

  it('openssl resumes one too', async (t) => {
    const { port, folder } = await passSecure(t);
    assert.match(await openssl(port, '-tls1_2', '-sess_out', `${folder}/session`), /New, TLSv1\.2/);
    assert.match(await openssl(port, '-tls1_2', '-sess_in', `${folder}/session`), /Reused, TLSv1\.2/);
  });
});

async function sessionWith(port: number, maxVersion: Version): Promise<Buffer> {
  const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false, servername: 'a.test', maxVersion });
  const [session] = await once(socket, 'session');
  socket.destroy();
  return session;
}

async function isReused(port: number, session: Buffer, maxVersion: Version = 'TLSv1.3'): Promise<boolean> {
  const socket = await shake(port, { session, maxVersion });
  const reused = socket.isSessionReused();
  socket.destroy();
  return reused;
}

describe('the certificate', () => {
  it('is the exact name’s, then the wildcard’s, then the first', async (t) => {
    const made = (folder: string) => [
      makePair(folder, ['first.test']),
      makePair(folder, ['*.a.test'], { name: 'wildcard' }),
      makePair(folder, ['www.a.test', 'a.test']),
    ];
    const { port } = await passSecure(t, { certificates: made });
    const shown = [];
    for (const name of ['www.a.test', 'WWW.a.test', 'a.test', 'other.a.test', 'b.other.a.test', 'b.test', '']) {
      shown.push(await shownTo(port, name));
    }
    assert.deepEqual(shown, ['www.a.test', 'www.a.test', 'www.a.test', '*.a.test', 'first.test', 'first.test', 'first.test']);
  });

  it('where there is none, the handshake ends with unrecognized_name', async (t) => {
    const { port } = await passSecure(t, { certificates: () => [] });
    assert.match(await openssl(port), /unrecognized name/);
  });

  it('is read again when its files change', async (t) => {
    const { port, folder } = await passSecure(t);
    const next = makePair(folder, ['a.test'], { name: 'next' });
    const before = await serialOf(port);
    renameSync(next.keyFile, `${folder}/a.test.key`);
    renameSync(next.certFile, `${folder}/a.test.crt`);
    await until('the new certificate is shown', async () => (await serialOf(port)) !== before);
  });

  it('stays as it was while its files are wrong, half-written or gone, and the log says why', async (t) => {
    const { port, folder, log } = await passSecure(t);
    const next = makePair(folder, ['a.test'], { name: 'next' });
    const [cert, key] = [`${folder}/a.test.crt`, `${folder}/a.test.key`];
    const before = await serialOf(port);
    const refused = () => log.told.filter(({ level }) => level === 'error').length;
    const changes: [string, () => void][] = [
      ['another key', () => copyFileSync(next.keyFile, key)],
      ['half a certificate', () => truncateSync(cert, 200)],
      ['no certificate', () => writeFileSync(cert, '')],
      ['files that are gone', () => renameSync(cert, `${cert}.gone`)],
    ];
    for (const [what, change] of changes) {
      const told = refused();
      change();
      await until(`${what} is told`, () => refused() > told);
      assert.equal(await serialOf(port), before, what);
    }
    const { fields, message } = log.told.at(-1) ?? {};
    assert.match(`${message}: ${fields?.reason}`, /the one before stays in use: ENOENT/);
    copyFileSync(next.certFile, cert);
    await until('the new pair is shown', async () => (await serialOf(port)) !== before);
  });

  it('that cannot be read keeps no other from being shown, and stays away until it can', async (t) => {
    const { port, folder, show, log } = await passSecure(t);
    const good = makePair(folder, ['b.test']);
    const bad = { name: 'c', hosts: ['c.test'], certFile: `${folder}/c.crt`, keyFile: `${folder}/c.key` };
    await show([bad, good]);
    assert.deepEqual([await shownTo(port, 'b.test'), await shownTo(port, 'c.test')], ['b.test', 'b.test']);
    assert.match(log.told.find(({ level }) => level === 'error')?.message ?? '', /nothing is shown for it/);
    makePair(folder, ['c.test'], { name: 'c' });
    await until('it is shown', async () => (await shownTo(port, 'c.test')) === 'c.test');
  });
});

async function serialOf(port: number): Promise<string> {
  const socket = await shake(port);
  const { serialNumber } = socket.getPeerCertificate();
  socket.destroy();
  return serialNumber;
}

describe('whoever does not get through', () => {
  it('is cut off when the handshake takes too long, however it stands still', async (t) => {
    const { port, entrance } = await passSecure(t, { handshakeMs: 100 });
    const hello = Buffer.from('1603010200010001fc0303', 'hex');
    for (const bytes of [Buffer.alloc(0), hello]) {
      const socket = connectRaw(port, '127.0.0.1').on('error', () => {});
      socket.write(bytes);
      socket.resume();
      await once(socket, 'close');
    }
    await until('all are forgotten', () => entrance.count() === 0);
  });

  it('is cut off when it speaks no TLS', async (t) => {
    const { port } = await passSecure(t);
    const socket = connectRaw(port, '127.0.0.1').on('error', () => {});
    socket.write('GET / HTTP/1.1\r\nHost: a.test\r\n\r\n');
    const said = (await socket.toArray().catch(() => [])).join('');
    assert.doesNotMatch(said, /HTTP/);
  });

  it('finds no room beyond the limits, until somebody has gone: in all, and from its address', async (t) => {
    for (const [limits, others] of [
      [{ connections: 2, perAddress: 9 }, 'all'],
      [{ connections: 9, perAddress: 2 }, 'one address'],
    ] as const) {
      const { port, entrance } = await passSecure(t, { gate: openGate(limits) });
      const held = [connectRaw(port, '127.0.0.1'), connectRaw(port, '127.0.0.1')];
      await until('both are in', () => entrance.count() === 2);
      await assert.rejects(shake(port), others);
      held[0]?.destroy();
      await until('one has left', () => entrance.count() === 1);
      (await shake(port)).destroy();
      held[1]?.destroy();
    }
  });
});
