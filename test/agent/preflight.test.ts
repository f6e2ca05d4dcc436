import { deepEqual, equal, match } from 'node:assert/strict';
import { once } from 'node:events';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Host, HostOptions } from '../../agent/host.ts';
import { openPorts } from '../../agent/ports.ts';
import { systemClock } from '../../lib/clock.ts';
import type { SlotWish } from '../../proto/generated/castellan/v1/SlotWish.ts';
import { assignment, openTestHost, portRange, quiet, temporaryFolder, until, wish } from './host-world.ts';

let folder: ReturnType<typeof temporaryFolder>;
let host: Host;
let bundle: string;

beforeEach(() => {
  folder = temporaryFolder();
  bundle = join(folder.path, 'bundle');
  mkdirSync(bundle);
  chmodSync(bundle, 0o755);
  chmodSync(folder.path, 0o711);
  open();
});

afterEach(async () => {
  await host.assign(assignment());
  await until('everything has ended', () => host.replicas().length === 0, host.report);
  host.close();
  folder.remove();
});

function open(more: Partial<HostOptions> = {}): void {
  host?.close();
  const bundles = { ensure: async () => bundle, find: () => bundle, states: () => [], prune: async () => [] };
  host = openTestHost(folder.path, { bundles, ...more }).host;
}

function program(name: string, mode = 0o755): void {
  writeFileSync(join(bundle, name), '#!/bin/sh\nexec sleep 1000\n', { mode });
}

async function asked(process: Record<string, unknown>, more: Partial<SlotWish> = {}): Promise<string[]> {
  const prospects = [{ ...wish({ release: 2, process: { ready: undefined, routes: [], ...process } }), ...more }];
  deepEqual(await host.assign({ ...assignment(), prospects }), [], 'the assignment was refused');
  const answer = await until(
    'it is answered',
    () => host.report().preflights?.find(({ deployment }) => deployment === 2),
    host.report,
  );
  deepEqual(host.replicas(), [], 'something was started');
  return answer.refusals ?? [];
}

it('before anything starts, what this host’s router cannot do is refused, with what to do about it', async () => {
  open({ routerLimits: { kind: 'haproxy', ports: [] } });
  const routes = [
    { host: 'a.test', path: '/', strip_path: true },
    { port: 9000, path: '/', tls: { certificate: 'acme' } },
  ];
  const [shorter, port, certificate] = await asked({ command: ['sleep', '1'], routes });
  match(shorter ?? '', /web: .*no shorter paths; .*router\.kind/);
  match(certificate ?? '', /no certificates/);
  match(port ?? '', /does not listen on 9000; .*router\.haproxy\.ports/);
});

describe('before anything of a deployment starts, the ports of its routes', () => {
  it('must be free, and not the router’s own when they are for tcp', async () => {
    const other = createServer().listen(0);
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    open({ routerPorts: [8081] });
    try {
      const ports = { http: 'auto' };
      const [held] = await asked({ command: ['sleep', '5'], ports, routes: [{ port }] });
      match(held ?? '', new RegExp(`^hello/production/web: port ${port} of its routes is held by .*; stop that program, or`));
      open({ routerPorts: [8081, port] });
      deepEqual(await asked({ command: ['sleep', '5'], ports, routes: [{ port }] }), [], 'it is the router that listens there');
      const [own] = await asked({ command: ['sleep', '5'], ports, routes: [{ port: 8081, protocol: 'tcp' }] });
      match(own ?? '', /^port 8081 is wanted by hello\/production\/web for tcp and the router; /);
    } finally {
      other.close();
    }
  });
});

describe('before anything of a deployment starts, its command', () => {
  it('is found in the bundle, on PATH, or absolute', async () => {
    program('serve');
    for (const command of [['./serve'], ['sleep', '5'], ['/bin/sleep', '5'], 'no-such-thing'])
      deepEqual(await asked({ command }), []);
  });

  it('B28: is missed, or cannot be run, which is told with what to do about it', async () => {
    program('plain', 0o644);
    const remedy = 'correct command in the manifest, or put the program there';
    deepEqual(await asked({ command: ['./nowhere'] }), [
      `hello/production/web: ./nowhere: no such file in the bundle; ${remedy}`,
    ]);
    deepEqual(await asked({ command: ['no-such-program'] }), [
      `hello/production/web: no-such-program: not found in PATH; ${remedy}`,
    ]);
    deepEqual(await asked({ command: ['./plain'] }), [`hello/production/web: ./plain: not executable; ${remedy}`]);
  });

  it('is tried as its user', { skip: process.getuid?.() !== 0 }, async () => {
    program('serve', 0o700);
    match((await asked({ command: ['./serve'], user: 'nobody' }))[0] ?? '', /\.\/serve: user nobody may not execute it/);
    chmodSync(join(bundle, 'serve'), 0o755);
    open();
    deepEqual(await asked({ command: ['./serve'], user: 'nobody' }), []);
  });
});

describe('before anything of a deployment starts', () => {
  it('every reason is told at once, with place and remedy', async () => {
    open({ ports: openPorts({ from: portRange.from, to: portRange.from }, systemClock), log: quiet });
    const reasons = await asked(
      {
        command: ['./nowhere'],
        user: 'no-such-user',
        env_files: ['/no/such/file', '-/may/be/missing'],
        ports: { a: 'auto', b: 'auto' },
      },
      { inPlace: true },
    );
    const whats = reasons.map((reason) => reason.split('; ')[0]);
    deepEqual(whats.sort(), [
      'hello/production/web: ./nowhere: no such file in the bundle',
      'hello/production/web: 2 ports are needed, and 1 of this host’s range are left',
      'hello/production/web: its env file /no/such/file is not there',
      'hello/production/web: the runtime exec cannot change a version in place',
      'hello/production/web: user no-such-user does not exist on this host',
    ]);
    equal(
      reasons.every((reason) => reason.includes('; ')),
      true,
      'one has no remedy',
    );
  });

  it('a limit that cannot be held is a warning, and no reason to refuse', async () => {
    const limits = { files: 1_048_576 };
    deepEqual(await asked({ limits }), []);
    match(host.report().troubles?.join() ?? '', /limits\.files of hello\/production\/web is not enforced on this host/);
  });

  it('what cannot be read is told, and what runs is left as it is', async () => {
    match((await asked({}, { processJson: '{}' }))[0] ?? '', /not a process/);
  });

  it('nothing is answered until its bundle is here, nor when it is asked no more', async () => {
    let here = false;
    const bundles = {
      ensure: () => new Promise<string>(() => {}),
      find: () => (here ? bundle : undefined),
      states: () => [],
      prune: async () => [],
    };
    open({ bundles });
    const prospects = [wish({ release: 2 })];
    await host.assign({ ...assignment(), prospects });
    deepEqual(host.report().preflights, []);
    here = true;
    await host.assign({ ...assignment(), prospects });
    await until('it is answered', () => host.report().preflights?.length === 1, host.report);
    await host.assign(assignment());
    deepEqual(host.report().preflights, []);
  });
});
