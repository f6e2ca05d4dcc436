// C02: newcomers whose clock is wrong: the server's certificate is out of date by it, and the real ctl names the clock.
import { deepEqual, equal, match } from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createServer } from 'node:tls';
import type { Wanted } from '../../certs/issue.ts';
import { issueInto, makeAuthorities } from '../../certs/store.ts';
import { newToken, pinOf, writeToken } from '../../certs/token.ts';
import { ctl, makePlace, type Place } from './control.ts';

let place: Place;
before(async () => {
  place = await makePlace();
});
after(() => place.remove());

const day = 86_400_000;
const cases = [
  {
    clock: 'behind',
    from: day,
    to: 2 * day,
    words: /^the certificate of \S+ is not valid yet, by this machine's clock, which says \d{4}-\S+Z$/,
  },
  {
    clock: 'ahead',
    from: -2 * day,
    to: -day,
    words: /^the certificate of \S+ has expired, by this machine's clock, which says \d{4}-\S+Z$/,
  },
];

for (const { clock, from, to, words } of cases)
  test(`C02: by a clock that is ${clock}, no call gets through, ctl login and ctl agent join show nobody the token: each says to set it`, async () => {
    const certs = join(place.folder, 'certs');
    const authorities = await makeAuthorities(certs);
    const authority = authorities['server-ca'].cert;
    const dates = { notBefore: new Date(Date.now() + from), notAfter: new Date(Date.now() + to) };
    const wanted: Wanted = { kind: 'server', name: clock, addresses: ['127.0.0.1'], ...dates };
    const folder = await issueInto(join(place.folder, clock), authorities, wanted);
    const [cert, key] = ['cert.pem', 'key.pem'].map((name) => readFileSync(join(folder, name), 'utf8')) as [string, string];
    const heard: Buffer[] = [];
    const server = createServer({ cert: `${cert}${authority}`, key, ALPNProtocols: ['h2'] }, (socket) => {
      socket.on('data', (data: Buffer) => heard.push(data)).on('error', () => {});
    });
    server.on('tlsClientError', () => {});
    await once(server.listen(0, '127.0.0.1'), 'listening');
    try {
      const { port } = server.address() as AddressInfo;
      const address = `127.0.0.1:${port}`;
      const token = writeToken(newToken(pinOf(new X509Certificate(authority))));
      for (const args of [
        ['hosts', 'list'],
        ['login', address, token],
        ['agent', 'join', address, token, '--tls', join(place.folder, clock, 'tls')],
      ]) {
        const { status, err } = await ctl(place, args, { port });
        const [said = '', next = ''] = err.split('\n');
        equal(status, 4, err);
        match(said.replace('ctl: ', ''), words);
        match(next, /set the clock/);
      }
      deepEqual(heard, []);
    } finally {
      server.close();
    }
  });
