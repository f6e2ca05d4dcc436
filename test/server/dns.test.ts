// Records put into a zone: by dynamic update of a real name server, and by a program; and a certificate got that way.
import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { Resolver } from 'node:dns/promises';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDns, providerShape } from '../../server/dns/providers.ts';
import { needProgram } from '../needed.ts';
import { freePorts } from '../ports.ts';
import { type Pebble, startPebble } from './acme/pebble.ts';
import { openAcmeWorld } from './acme/world.ts';

const secret = Buffer.from('0123456789abcdef0123456789abcdef').toString('base64');
const around = { pause: async () => {}, now: Date.now };
const signal = new AbortController().signal;

describe('rfc2136, with Knot', () => {
  const folder = mkdtempSync(join(tmpdir(), 'knot-'));
  const keyFile = join(folder, 'tsig.key');
  let server: ChildProcess;
  let port = 0;
  let pebble: Pebble | undefined;

  before(async () => {
    await needProgram('knotd', 'knot');
    [port = 0] = await freePorts(1);
    writeFileSync(keyFile, `key "castellan" {\n\talgorithm hmac-sha256;\n\tsecret "${secret}";\n};\n`, { mode: 0o600 });
    server = startKnot(folder, port);
    await resolved(port, 'example.com');
  });
  after(async () => {
    server?.kill('SIGKILL');
    await pebble?.close();
    rmSync(folder, { recursive: true });
  });

  const open = (more: object = {}) => {
    const config = { kind: 'rfc2136', server: `127.0.0.1:${port}`, zone: 'example.com', key_file: keyFile, wait: '0', ...more };
    return openDns(providerShape.parse(config), around);
  };

  it('a value is added beside others, and taken away without them', async () => {
    const dns = open();
    const texts = async () => (await txt(port, '_acme-challenge.www.example.com')).sort();
    await dns.publish('_acme-challenge.www.example.com', 'one', signal);
    await dns.publish('_acme-challenge.www.example.com', 'two', signal);
    deepEqual(await texts(), ['one', 'two']);
    await dns.withdraw('_acme-challenge.www.example.com', 'one', signal);
    deepEqual(await texts(), ['two']);
  });

  it('another key, another zone, a clock that is off, nobody there: told, and nothing is changed', async () => {
    const other = join(folder, 'other.key');
    writeFileSync(other, `hmac-sha256:castellan:${Buffer.from('x'.repeat(32)).toString('base64')}\n`, { mode: 0o600 });
    const publish = (more: object, name = '_acme-challenge.a.example.com') => open(more).publish(name, 'v', signal);
    await rejects(publish({ key_file: other }), /refused the update of _acme-challenge.a.example.com: (BADSIG|NOTAUTH)/);
    await rejects(publish({}, '_acme-challenge.example.org'), /is not in the zone example.com/);
    await rejects(publish({ zone: 'example.org' }, '_acme-challenge.a.example.org'), /NOTAUTH|REFUSED/);
    const late = providerShape.parse({
      kind: 'rfc2136',
      server: `127.0.0.1:${port}`,
      zone: 'example.com',
      key_file: keyFile,
      wait: '0',
    });
    const off = openDns(late, { ...around, now: () => Date.now() - 3_600_000 });
    await rejects(off.publish('_acme-challenge.a.example.com', 'v', signal), /BADTIME/);
    await rejects(publish({ server: '127.0.0.1:1' }), /127.0.0.1:1: .*ECONNREFUSED/);
    deepEqual(await txt(port, '_acme-challenge.a.example.com'), []);
  });

  it('a key that everybody can read is not used, and none is quoted', async () => {
    chmodSync(keyFile, 0o644);
    await rejects(open().publish('_acme-challenge.a.example.com', 'v', signal), /can be read by everybody/);
    chmodSync(keyFile, 0o600);
    const broken = join(folder, 'broken.key');
    writeFileSync(broken, `secret ${secret}`, { mode: 0o600 });
    const told = (error: Error) => /holds no key/.test(error.message) && !error.message.includes(secret);
    await rejects(open({ key_file: broken }).publish('_acme-challenge.a.example.com', 'v', signal), told);
  });

  it('DNS-01: a certificate for a wildcard from a real authority, and the record is taken away again', async () => {
    pebble = await startPebble({ folder: join(folder, 'pebble'), dns: `127.0.0.1:${port}` });
    const world = await openAcmeWorld({ dns: { main: open() } });
    try {
      await world.set(pebble, { challenge: 'dns-01', dns: 'main' });
      await world.routes({ host: '*.example.com', tls: { certificate: 'acme' } });
      await world.look();
      equal((await world.orders())[0]?.reason, undefined);
      deepEqual(
        (await world.certificates()).map(({ hosts }) => hosts.join()),
        ['*.example.com'],
      );
      deepEqual(await txt(port, '_acme-challenge.example.com'), []);
    } finally {
      await world.close();
    }
  });
});

describe('a program', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dns-program-'));
  const file = join(folder, 'said');
  after(() => rmSync(folder, { recursive: true }));

  const open = (script: string, more: object = {}) =>
    openDns(providerShape.parse({ kind: 'command', command: ['sh', '-c', script, 'sh', file], wait: '0', ...more }), around);

  it('is told by its environment what to do, and never by its arguments', async () => {
    const dns = open('echo "$# $CASTELLAN_DNS_ACTION $CASTELLAN_DNS_NAME $CASTELLAN_DNS_VALUE" >> "$1"');
    await dns.publish('_acme-challenge.example.com', '$(id)', signal);
    await dns.withdraw('_acme-challenge.example.com', '$(id)', signal);
    const line = (action: string) => `1 ${action} _acme-challenge.example.com $(id)\n`;
    equal(readFileSync(file, 'utf8'), line('publish') + line('withdraw'));
  });

  it('one that fails, or takes too long, is told with what it said', async () => {
    await rejects(
      open('echo no such zone >&2; exit 3').publish('a.b', 'v', signal),
      /the DNS program failed \(publish a.b\): no such zone/,
    );
    await rejects(
      open('sleep 60', { timeout: '50ms' }).publish('a.b', 'v', signal),
      /the DNS program failed \(publish a.b\): it did not end within 50 ms/,
    );
  });

  it('its configuration is checked', () => {
    const mistakes = (config: object) => providerShape.safeParse(config).error?.issues.map(({ path }) => path.join('.'));
    deepEqual(mistakes({ kind: 'command', command: [] }), ['command']);
    deepEqual(mistakes({ kind: 'rfc2136', server: 'x', zone: '..', key_file: '/x' }), ['server', 'zone']);
    ok(mistakes({ kind: 'other' }));
    match(JSON.stringify(mistakes({ kind: 'command', command: ['x'], wait: '2h' })), /wait/);
  });
});

/** The zone example.com, in which every name is this machine. */
function startKnot(folder: string, port: number): ChildProcess {
  for (const name of ['zones', 'db', 'run']) mkdirSync(join(folder, name));
  const zone = ['@ 60 SOA ns root 1 60 60 60 60', '@ 60 NS ns', 'ns 60 A 127.0.0.1', '@ 60 A 127.0.0.1', '* 60 A 127.0.0.1'];
  writeFileSync(join(folder, 'zones/example.com.zone'), `$ORIGIN example.com.\n${zone.join('\n')}\n`);
  writeFileSync(
    join(folder, 'knot.conf'),
    `server:
  listen: 127.0.0.1@${port}
  rundir: ${folder}/run
database:
  storage: ${folder}/db
key:
  - id: castellan
    algorithm: hmac-sha256
    secret: ${secret}
acl:
  - id: update
    key: castellan
    action: update
zone:
  - domain: example.com
    storage: ${folder}/zones
    file: example.com.zone
    acl: update
`,
  );
  return spawn('/usr/sbin/knotd', ['-c', join(folder, 'knot.conf')], { stdio: process.env.SHOW ? 'inherit' : 'ignore' });
}

function resolverOf(port: number): Resolver {
  const resolver = new Resolver({ timeout: 2000, tries: 2 });
  resolver.setServers([`127.0.0.1:${port}`]);
  return resolver;
}

async function txt(port: number, name: string): Promise<string[]> {
  const none = ['ENOTFOUND', 'ENODATA'];
  return resolverOf(port)
    .resolveTxt(name)
    .then((found) => found.map((parts) => parts.join('')))
    .catch((error: NodeJS.ErrnoException) => {
      if (none.includes(error.code ?? '')) return [];
      throw error;
    });
}

async function resolved(port: number, name: string): Promise<void> {
  for (const deadline = Date.now() + 60_000; ; await sleep(50)) {
    const found = await resolverOf(port)
      .resolve4(name)
      .catch((error: Error) => error);
    if (!(found instanceof Error)) return;
    if (Date.now() > deadline) throw new Error(`waited in vain until the name server answers: ${found.message}`);
  }
}
