// What must be refused is refused with a reason, and nothing changes.
import { equal, match, notEqual, rejects } from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { connect } from 'node:tls';
import { clientCredentials } from '../../certs/credentials.ts';
import { agentsService, controlService } from '../../proto/load.ts';
import type { Client } from '../../proto/rpc.ts';
import { openClient } from '../../proto/stream.ts';
import { makeApp } from './apps.ts';
import { expectStatus, newestDeployment, push } from './fleet.ts';
import { startWorld, type World } from './world.ts';

describe('refusals', () => {
  let world: World;

  before(async () => {
    world = await startWorld({ hosts: ['h1'] });
    await push(world, '1.0.0', { replicas: 1 });
  });

  after(() => world?.close());

  it('B27: the same version with other content is refused; with the same content it is there already', async () => {
    const folder = makeApp(world.folder, '1.0.0', { replicas: 1 });
    await expectStatus(world, 0, 'push', folder, '--version', '1.0.0');
    writeFileSync(join(folder, 'more.txt'), 'other content\n');
    const { stderr } = await expectStatus(world, 4, 'push', folder, '--version', '1.0.0');
    match(stderr, /1\.0\.0/);
  });

  it('a bad manifest is refused with every mistake and its line', async () => {
    const folder = makeApp(world.folder, 'bad-manifest');
    writeFileSync(join(folder, 'castellan.yaml'), 'app: hello\nprocesses:\n  web:\n    replica: 2\n    stop: { drain: soon }\n');
    const { status, stderr } = await world.ctl('push', folder, '--version', '9.0.0');
    notEqual(status, 0);
    match(stderr, /4.*replica/);
    match(stderr, /5.*soon/);
    match(stderr, /command/);
  });

  it('a version that was never pushed cannot be deployed', async () => {
    const { stderr } = await expectStatus(world, 4, 'deploy', 'hello@7.7.7');
    match(stderr, /7\.7\.7/);
    equal(await newestDeployment(world), undefined);
  });

  it('a host’s certificate does not open the operators’ calls', async () => {
    await withClient(controlService, 'hosts/h1', async (client) => {
      await rejects(client.listVersions({ app: 'hello' }), { code: 'forbidden' });
      await rejects(client.deploy({ app: 'hello', version: '1.0.0', requestId: 'mine' }), { code: 'forbidden' });
    });
  });

  it('an operator’s certificate does not open the hosts’ calls', async () => {
    await withClient(agentsService, 'operators/admin', async (client) => {
      const bundle = client.fetchBundle({ blobSha256: '0'.repeat(64) });
      await rejects(bundle[Symbol.asyncIterator]().next(), { code: 'forbidden' });
    });
  });

  it('a host cannot fetch a bundle that it was not assigned', async () => {
    await withClient(agentsService, 'hosts/h1', async (client) => {
      const bundle = client.fetchBundle({ blobSha256: '0'.repeat(64) });
      await rejects(bundle[Symbol.asyncIterator]().next(), /assigned|bundle/);
    });
  });

  it('without a certificate there is no way past the handshake', async () => {
    const ca = readFileSync(join(world.folder, 'certs/operators/admin/ca.pem'));
    const [host = '', port] = world.server.split(':');
    const alerted = new Promise<void>((done, failed) => {
      const socket = connect({ host, port: Number(port), ca, ALPNProtocols: ['h2'], checkServerIdentity: () => undefined });
      socket.on('data', () => done());
      socket.on('error', failed);
      socket.on('close', () => failed(new Error('closed')));
    });
    await rejects(alerted, /certificate required|handshake|closed|ECONNRESET/);
  });

  async function withClient<S extends object>(
    service: S,
    holder: string,
    use: (client: Client<S>) => Promise<void>,
  ): Promise<void> {
    const credentials = clientCredentials(join(world.folder, 'certs', holder));
    const client = openClient(service, { address: world.server, credentials });
    try {
      await use(client);
    } finally {
      client.close();
    }
  }
});
