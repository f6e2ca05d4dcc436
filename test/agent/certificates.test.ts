// Certificates on a host: its own from files, the server's fetched once and sealed on disk; all of them in the router's table.
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, before, beforeEach, describe, it } from 'node:test';
import { setImmediate as soon } from 'node:timers/promises';
import { type Delivered, openDelivered, type Pair } from '../../agent/certificates/delivered.ts';
import { type Named, type NamedOptions, openNamed } from '../../agent/certificates/named.ts';
import { readTraffic } from '../../certs/traffic.ts';
import type { Clock } from '../../lib/clock.ts';
import { fail } from '../../proto/failure.ts';
import { type Chains, makeChains } from '../certs/chains.ts';
import { hostForEachTest } from './host-for-each-test.ts';
import { assignment, quiet, temporaryFolder, until } from './host-world.ts';
import { manualClock } from './manual-clock.ts';

let chains: Chains;
let folder: ReturnType<typeof temporaryFolder>;
before(async () => {
  chains = await makeChains();
});
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

describe('from the server', () => {
  /** No time passes between two attempts. */
  const clock: Clock = {
    now: () => 0,
    after: (_, run) => {
      const next = setImmediate(run);
      return () => clearImmediate(next);
    },
  };
  let delivered: Delivered;
  let had: Map<string, Pair>;
  let asked: string[];
  let changes: number;

  beforeEach(() => {
    had = new Map();
    asked = [];
    changes = 0;
  });
  afterEach(() => delivered.close());

  function open(): void {
    delivered = openDelivered({
      folder: join(folder.path, 'certificates'),
      keyFile: join(folder.path, 'secrets.key'),
      laidOut: join(folder.path, 'keys'),
      router: join(folder.path, 'router'),
      fetch: async (digest) => {
        asked.push(digest);
        const pair = had.get(digest);
        if (!pair) throw fail('unavailable', 'no server');
        return pair;
      },
      clock,
      log: quiet,
      changed: () => {
        changes += 1;
      },
    });
  }

  async function made(name: string, until = 90) {
    const read = readTraffic(
      ...(Object.values(await chains.issue({ hosts: [`${name}.example.com`], until })).slice(1) as [string, string]),
      Date.now(),
    );
    if (!('certificate' in read)) throw new Error(read.mistakes.join());
    const { chain, key, digest, hosts } = read.certificate;
    had.set(digest, { chain, key });
    return { name, digest, hosts };
  }

  const shown = (wanted: number) =>
    until(`${wanted} are there`, () => (delivered.all().length === wanted ? delivered.all() : null));

  it('fetched, sealed on disk, laid out for the router alone', async () => {
    open();
    const ref = await made('www');
    delivered.assign([ref]);
    const [one] = await shown(1);
    ok(one);
    deepEqual(one.hosts, ['www.example.com']);
    const { chain, key } = had.get(ref.digest) as Pair;
    equal(readFileSync(one.certFile, 'utf8'), chain);
    equal(readFileSync(one.keyFile, 'utf8'), key);
    equal(statSync(one.keyFile).mode & 0o777, 0o600);
    equal(statSync(join(folder.path, 'keys')).mode & 0o777, 0o700);
    ok(!readFileSync(join(folder.path, 'certificates', ref.digest)).includes(key.split('\n')[1] as string));
  });

  it('they belong to whom the router’s folder belongs, where it has a user of its own', {
    skip: process.getuid?.() !== 0,
  }, async () => {
    mkdirSync(join(folder.path, 'router'));
    chownSync(join(folder.path, 'router'), 65_534, 65_534);
    open();
    delivered.assign([await made('www')]);
    const [one] = await shown(1);
    const owners = [join(folder.path, 'keys'), one?.certFile ?? '', one?.keyFile ?? ''].map((path) => statSync(path).uid);
    deepEqual(owners, [65_534, 65_534, 65_534]);
  });

  it('there again after a restart, also where what lay there for the router is gone, without the server', async () => {
    open();
    const ref = await made('www');
    delivered.assign([ref]);
    const before = await shown(1);
    delivered.close();
    rmSync(join(folder.path, 'keys'), { recursive: true });
    had.clear();
    asked = [];
    open();
    delivered.assign([ref]);
    deepEqual(delivered.all(), before);
    deepEqual(asked, []);
    ok(before.every(({ keyFile }) => existsSync(keyFile)));
  });

  it('a newer one takes the place of the one before when it is there, whose files stay until the router has let go of it', async () => {
    open();
    const [first, second] = [await made('www'), await made('www', 100)];
    delivered.assign([first]);
    const before = await shown(1);
    const pair = had.get(second.digest) as Pair;
    had.delete(second.digest);
    delivered.assign([second]);
    await until('it is told that it cannot be had', () => delivered.troubles().length);
    match(delivered.troubles().join(), /the certificate www could not be had: no server/);
    deepEqual(delivered.all(), before);
    had.set(second.digest, pair);
    await until('the new one is there', () => delivered.all()[0]?.certFile !== before[0]?.certFile);
    deepEqual(delivered.troubles(), []);
    ok(before.every(({ keyFile }) => existsSync(keyFile)));
    delivered.used(delivered.all());
    deepEqual(readdirSync(join(folder.path, 'keys')).sort(), [`${second.digest}.crt`, `${second.digest}.key`]);
    deepEqual(readdirSync(join(folder.path, 'certificates')), [second.digest]);
    equal(changes, 2);
  });

  it('what is asked for no more goes; what is not what was asked for is not taken', async () => {
    open();
    const [one, other] = [await made('www'), await made('api')];
    had.set(other.digest, had.get(one.digest) as Pair);
    delivered.assign([one, other]);
    await shown(1);
    await until('it is told', () => delivered.troubles().length);
    match(delivered.troubles().join(), /certificate api could not be had: the server sent another one/);
    delivered.assign([]);
    delivered.used([]);
    deepEqual([delivered.all(), delivered.troubles(), readdirSync(join(folder.path, 'keys'))], [[], [], []]);
    await soon();
  });
});

describe('from files', () => {
  const clock = manualClock(Date.now());
  let named: Named;
  let changes: number;
  afterEach(() => named.close());

  const at = (...path: string[]) => join(folder.path, ...path);

  async function write(cert: string, key: string, leaf: Parameters<Chains['issue']>[0] = {}): Promise<void> {
    const pair = await chains.issue(leaf);
    writeFileSync(cert, pair.chain);
    writeFileSync(key, pair.key);
  }

  function open(certificates: NamedOptions['certificates']): void {
    changes = 0;
    const changed = () => {
      changes += 1;
    };
    named = openNamed({ certificates, clock, log: quiet, changed });
  }

  const hosts = () => named.all().flatMap((one) => one.hosts);

  it('names are read from them, and again when they change; what cannot be used is told, and what was there before stays', async () => {
    const files = { cert: at('a.crt'), key: at('a.key') };
    await write(files.cert, files.key);
    open([files]);
    deepEqual(named.all(), [{ name: files.cert, hosts: ['www.example.com'], certFile: files.cert, keyFile: files.key }]);
    await write(files.cert, files.key, { hosts: ['api.example.com'] });
    await clock.forward(2000, 2000);
    deepEqual(hosts(), ['api.example.com']);
    writeFileSync(files.cert, 'half of it');
    await clock.forward(2000, 2000);
    deepEqual(hosts(), ['api.example.com']);
    match(named.troubles().join(), /the certificate .*a.crt cannot be used: there is no certificate in it/);
    await write(files.cert, files.key);
    await clock.forward(2000, 2000);
    deepEqual([hosts(), named.troubles()], [['www.example.com'], []]);
    equal(changes, 3);
  });

  it('a folder: pairs beside one another, or a folder for each; what comes and goes there', async () => {
    await write(at('www.crt'), at('www.key'));
    mkdirSync(at('api'));
    await write(at('api/fullchain.pem'), at('api/privkey.pem'), { hosts: ['api.example.com'] });
    writeFileSync(at('README'), '');
    open([folder.path]);
    deepEqual(hosts().sort(), ['api.example.com', 'www.example.com']);
    rmSync(at('api'), { recursive: true });
    await write(at('new.pem'), at('new.key'), { hosts: ['new.example.com'] });
    await clock.forward(2000, 2000);
    deepEqual(hosts().sort(), ['new.example.com', 'www.example.com']);
  });

  it('what is missing, and what ends soon, is told', async () => {
    await write(at('a.crt'), at('a.key'), { until: 5 });
    open([{ cert: at('a.crt'), key: at('a.key') }, { cert: at('b.crt'), key: at('b.key') }, at('none')]);
    deepEqual(hosts(), ['www.example.com']);
    match(named.troubles().join('\n'), /certificates in .*none cannot be read.*ENOENT.*\n.*b.crt cannot be used: ENOENT.*/);
    ok(!named.troubles().join().includes('a.crt'));
    await clock.forward(4 * 86_400_000, 4 * 86_400_000);
    match(named.troubles().join('\n'), /a.crt ends at/);
  });
});

describe('in the router’s table', () => {
  const on = hostForEachTest();

  it('certificates stand there, and a change of them alone makes a new table', async () => {
    const one = { name: 'www', hosts: ['www.example.com'], certFile: '/x.crt', keyFile: '/x.key' };
    let known = [one];
    const used: string[][] = [];
    let changed = () => {};
    on.reopen({
      certificates: (another) => {
        changed = another;
        return {
          assign: () => {},
          all: () => known,
          used: (all) => used.push(all.map(({ certFile }) => certFile)),
          troubles: () => ['ends soon'],
          close: () => {},
        };
      },
    });
    await on.host.assign(assignment());
    await until('a table has it', () => on.router.tables.at(-1)?.certificates);
    known = [{ ...one, certFile: '/y.crt' }];
    changed();
    await until('a table has the other', () => on.router.tables.at(-1)?.certificates?.[0]?.certFile === '/y.crt');
    await until('it is known that the router has it', () => used.at(-1)?.[0] === '/y.crt');
    ok(on.host.report().troubles?.includes('ends soon'));
  });

  it('a challenge is answered for when the router has it, and not before', async () => {
    await on.host.assign(assignment());
    let open = () => {};
    on.router.gate = new Promise((resolve) => {
      open = () => resolve();
    });
    on.host.challenge({ token: 'token.thumb' });
    await soon();
    deepEqual(on.host.report().challenges, []);
    open();
    await until('it is reported', () => on.host.report().challenges?.length);
    deepEqual(on.router.tables.at(-1)?.challenges, { token: 'token.thumb' });
    on.host.challenge({});
    await until('it is gone', () => on.host.report().challenges?.length === 0);
    equal(on.router.tables.at(-1)?.challenges, undefined);
  });
});
