// An app whose certificate the server gets by itself, through the real router, from a real authority: shown to clients, renewed
// under load without one of them noticing, and there still while the authority is away.
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Agent, get } from 'node:https';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { TLSSocket } from 'node:tls';
import { makeChains } from '../certs/chains.ts';
import { freePorts } from '../ports.ts';
import { type Pebble, startPebble } from '../server/acme/pebble.ts';
import { appHost } from './apps.ts';
import { expectStatus, push } from './fleet.ts';
import { startWorld, type World } from './world.ts';

const minute = 60_000;
const day = 1440 * minute;

describe('a certificate by ACME', () => {
  let world: World;
  let pebble: Pebble;
  let tlsPort = 0;
  let root = '';
  let skippedMs = 0;

  before(async () => {
    const [port = 0, secure = 0] = await freePorts(2);
    tlsPort = secure;
    world = await startWorld({ hosts: ['h1'], agent: { router: { listen: [port, `${secure}/tls`] } } });
    pebble = await startPebble({ folder: join(world.folder, 'pebble'), httpPort: port });
    root = await pebble.root();
    await world.kill('server');
    const preload = resolve(import.meta.dirname, '../jumping-clock.ts');
    await world.start('server', { NODE_OPTIONS: `--import=${preload}`, CLOCK_OFFSET: offsetFile() });
    writeFileSync(join(world.folder, 'pebble-ca.pem'), pebble.ca);
    await push(world, 'a', { replicas: 1 });
    await expectStatus(world, 0, 'deploy', 'hello@a');
  });
  after(async () => {
    await pebble?.close();
    await world?.close();
  });

  it('HTTP-01: clients are shown it as soon as the authority has given it', async () => {
    const words = ['--email', 'ops@example.com', '--agree', '--ca', join(world.folder, 'pebble-ca.pem')];
    await expectStatus(world, 0, 'certs', 'acme', 'set', '--directory', pebble.directory, ...words);
    await expectStatus(world, 0, 'settings', 'set', 'hello', 'tls.web=acme', '--deploy');
    await world.until('https works', async () => (await ask()).version === 'a', 60_000);
    const [listed] = await world.ask('certs', 'list');
    deepEqual([listed?.name, listed?.usedBy, listed?.troubles], [`acme:${appHost}`, ['hello/web'], []]);
    match(
      (await expectStatus(world, 0, 'certs', 'list')).stdout,
      /hello\/web\nproduction gets certificates from https:.* by http-01/,
    );
  });

  it('while the authority is away the old one goes on, and it is told; then it is renewed, and no request fails', async () => {
    const before = (await ask()).certificate;
    const load = startAsking();
    await pebble.stop();
    skip(61 * day);
    const status = await world.until('it is told', async () => {
      const { stdout } = await world.ctl('status');
      return /certificate acme:hello.test: it could not be renewed: .*ECONNREFUSED/.test(stdout) ? stdout : null;
    });
    match(status, /tried once, again at/);
    match((await world.ctl('why', 'hello')).stdout, /could not be renewed[\s\S]*next: ctl certs list/);
    equal((await ask()).certificate, before);

    await pebble.start();
    root = `${root}\n${await pebble.root()}`;
    const renewed = await world.until(
      'another one is shown',
      async () => {
        skip(10 * minute);
        const { certificate } = await ask();
        return certificate === before ? null : certificate;
      },
      60_000,
    );
    await world.until('the load has seen it', () => load.certificates.has(renewed));
    await load.stop();
    deepEqual(load.failures, []);
    ok(load.answered > 20, `${load.answered} answers`);
    // What was open goes on with what it began with.
    deepEqual([...load.kept], [before]);
    const [listed] = await world.ask('certs', 'list');
    deepEqual(listed?.troubles, []);
  });

  it('one from files instead (ctl certs add): shown within seconds, replaced by adding again, and no request fails', async () => {
    const chains = await makeChains();
    root = `${root}\n${chains.root}`;
    const load = startAsking();
    const seen: string[] = [];
    for (const until of [50, 80]) {
      const { chain, key } = await chains.issue({ hosts: [appHost], until });
      writeFileSync(join(world.folder, 'hello.crt'), chain);
      writeFileSync(join(world.folder, 'hello.key'), key, { mode: 0o600 });
      const before = (await ask()).certificate;
      // The server is months ahead by now.
      skip(-skippedMs);
      const files = ['--cert', join(world.folder, 'hello.crt'), '--key', join(world.folder, 'hello.key')];
      await expectStatus(world, 0, 'certs', 'add', 'own', ...files);
      if (until === 50) await expectStatus(world, 0, 'settings', 'set', 'hello', 'tls.web=own', '--deploy');
      seen.push(
        await world.until('it is shown', async () => {
          const { certificate } = await ask();
          return certificate === before ? null : certificate;
        }),
      );
      ok(!filesWith(world.folder, key.split('\n')[1] as string).some((path) => !/hello\.key$|\/router\/keys\//.test(path)));
    }
    await world.until('the load has seen both', () => seen.every((one) => load.certificates.has(one)));
    await load.stop();
    deepEqual(load.failures, []);
    equal(load.kept.size, 1);
    match((await expectStatus(world, 4, 'certs', 'remove', 'own')).stderr, /web of hello answers for hello.test with it/);
  });

  function offsetFile(): string {
    return join(world.folder, 'server.offset');
  }

  function skip(ms: number): void {
    skippedMs += ms;
    writeFileSync(offsetFile(), String(skippedMs));
  }

  /** On a connection of its own, unless an agent has one. */
  function ask(agent: Agent | false = false): Promise<{ version: string; certificate: string }> {
    return new Promise((done, reject) => {
      const to = { host: '127.0.0.1', port: tlsPort, servername: appHost, headers: { host: appHost }, ca: root, timeout: 15_000 };
      const request = get({ ...to, agent }, (answer) => {
        const certificate = (answer.socket as TLSSocket).getPeerCertificate().fingerprint256;
        answer.resume();
        answer.once('error', reject);
        answer.once('end', () => done({ version: String(answer.headers['x-version'] ?? answer.statusCode), certificate }));
      });
      request.once('timeout', () => request.destroy(new Error('no answer within 15 s')));
      request.once('error', reject);
    });
  }

  /** One connection after the other, and one that is kept. */
  function startAsking() {
    const load = { failures: [] as string[], answered: 0, certificates: new Set<string>(), kept: new Set<string>(), stop };
    const agent = new Agent({ keepAlive: true, maxSockets: 1, maxCachedSessions: 0 });
    let stopping = false;
    const keepAsking = async (by: Agent | false, seen: Set<string>) => {
      while (!stopping) {
        const answer = await ask(by).catch((error: Error) => error);
        if (answer instanceof Error || answer.version !== 'a')
          load.failures.push(String(answer instanceof Error ? answer : answer.version));
        else {
          load.answered += 1;
          seen.add(answer.certificate);
        }
        await new Promise((next) => setTimeout(next, 25));
      }
    };
    const lines = [keepAsking(false, load.certificates), keepAsking(agent, load.kept)];
    async function stop(): Promise<void> {
      stopping = true;
      await Promise.all(lines);
      agent.destroy();
    }
    return load;
  }
});

function filesWith(folder: string, text: string): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map((entry) => join(entry.parentPath, entry.name)).filter((path) => readFileSync(path).includes(text));
}
